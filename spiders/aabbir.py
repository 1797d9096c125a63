"""عبّر.كوم — Aabbir. WordPress, it seems.

A list of 2026-02 names the feed; no check is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Aabbir(WordPress):
    """عبّر.كوم."""

    name = "aabbir"
    arabic_name = "عبّر.كوم"
    home = "https://aabbir.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
