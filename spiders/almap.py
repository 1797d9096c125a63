"""Almap. WordPress; articles at ``/YYYY/MM/DD/slug``.

A list of 2024 or later names the feed. No selector is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Almap(WordPress):
    """Almap."""

    name = "almap"
    home = "https://almap.press/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
    article_url = r"/\d{4}/\d{2}/\d{2}/[^/?]+"
