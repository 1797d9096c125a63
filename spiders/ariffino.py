"""أريفينو — Ariffino, Nador. WordPress, it seems.

A list names the feed; no check is known. The Arabic name is the usual one; no source prints it.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Ariffino(WordPress):
    """أريفينو."""

    name = "ariffino"
    arabic_name = "أريفينو"
    city = "Nador"
    home = "https://ariffino.net/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
