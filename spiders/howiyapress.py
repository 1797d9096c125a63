"""هوية بريس — Howiyapress. WordPress; Arabic slugs.

A list of 2024 or later names the feed. In 2026 the feed of a section answered 403 to a data
centre.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Howiyapress(WordPress):
    """هوية بريس."""

    name = "howiyapress"
    arabic_name = "هوية بريس"
    home = "https://howiyapress.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
    article_url = r"^https?://[^/]+/[^/?]{10,}/?$"
