"""كواليس اليوم — Cawalisse. WordPress, it seems.

A list names the feed; no check is known. The Arabic name is the usual one; no source prints it.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Cawalisse(WordPress):
    """كواليس اليوم."""

    name = "cawalisse"
    arabic_name = "كواليس اليوم"
    home = "https://cawalisse.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
