"""Al Bayane. A party's paper.

A list names the feed. A polite crawler got 403 in 2026-09.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class AlBayane(OutletSpider):
    """Al Bayane."""

    name = "albayane"
    languages = ("fr",)
    home = "https://albayane.press.ma/"
    kind = "party paper"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
