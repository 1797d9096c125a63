"""العرائش أنفو — Larache Info, Larache. WordPress, it seems.

Lists name the feed, one of them from 2024 or later; no check is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class LaracheInfo(WordPress):
    """العرائش أنفو."""

    name = "laracheinfo"
    arabic_name = "العرائش أنفو"
    city = "Larache"
    home = "https://laracheinfo.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
