"""الآن — Alaan. WordPress, it seems.

A list of 2024 or later names the feed; nothing else is known. The Arabic name is the usual one;
no source prints it.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Alaan(WordPress):
    """الآن."""

    name = "alaan"
    arabic_name = "الآن"
    home = "https://alaan.ma/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("?feed=rss2"),)
