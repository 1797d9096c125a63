"""هسبريس الرياضية — Hesport. Sport; WordPress, it seems.

A list of 2026-02 names the feed; no check is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Hesport(WordPress):
    """هسبريس الرياضية."""

    name = "hesport"
    arabic_name = "هسبريس الرياضية"
    home = "https://hesport.com/"
    kind = "sport"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
