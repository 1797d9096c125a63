"""بوابة المغرب — Maroc.ma. The government's portal; Drupal.

The French news page answered a live check in 2026-09, the Arabic and English ones were read in
2026-10; a list names the feed. Much of it is MAP's, dates are weak. The Arabic name is the usual
one; no source prints it.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import Drupal


class MarocMa(Drupal):
    """بوابة المغرب."""

    name = "marocma"
    arabic_name = "بوابة المغرب"
    languages = ("ar", "fr", "en")
    home = "https://www.maroc.ma/"
    kind = "government portal"
    evidence = "verified"
    listings = (
        SectionPage("ar/الأخبار"),
        SectionPage("fr/actualites"),
        SectionPage("en/news"),
        Feed("ar/rss.xml"),
    )
    article_url = r"/(?:ar/%D8%A7%D9%84%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1|fr/actualites|en/news)/[^/?]+"
