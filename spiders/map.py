"""وكالة المغرب العربي للأنباء — Maghreb Arabe Presse (MAP).

The state news agency; Drupal, it seems. Lists name the feeds. Every check of 2026, from the US,
from Paris and by a polite crawler, got 403 from Cloudflare.
"""

from crawler.listings import Feed
from crawler.platforms import Drupal


class Map(Drupal):
    """وكالة المغرب العربي للأنباء."""

    name = "map"
    arabic_name = "وكالة المغرب العربي للأنباء"
    languages = ("ar", "fr", "en")
    home = "https://www.mapnews.ma/"
    kind = "state news agency"
    evidence = "claimed"
    default = False
    listings = (Feed("ar/rss.xml"), Feed("ar/actualites/politique/rss"))
    article_url = r"/(?:ar|fr|en|es)/actualites/[^/]+/(?!rss$)[^/?]+"
