"""La Nouvelle Tribune. A weekly; WordPress, it seems.

Code of 2019 read the feed, a list still names it.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class LNT(WordPress):
    """La Nouvelle Tribune."""

    name = "lnt"
    languages = ("fr",)
    home = "https://lnt.ma/"
    kind = "national weekly"
    evidence = "used"
    listings = (Feed("feed/"),)
