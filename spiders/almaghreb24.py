"""المغرب 24 — Almaghreb24. WordPress; Arabic slugs.

Two lists name the feed. The body's selector is of 2019. The Arabic name is the usual one; no
source prints it.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Almaghreb24(WordPress):
    """المغرب 24."""

    name = "almaghreb24"
    arabic_name = "المغرب 24"
    home = "https://www.almaghreb24.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
    article_url = r"^https?://[^/]+/[^/?]{12,}/?$"
    body = ".entry-content.clearfix"
