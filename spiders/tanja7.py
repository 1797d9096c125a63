"""طنجة 7 — Tanja7, Tangier. WordPress, it seems.

A list of 2024 or later names the feed. The Arabic name is the usual one; no source prints it.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Tanja7(WordPress):
    """طنجة 7."""

    name = "tanja7"
    arabic_name = "طنجة 7"
    city = "Tangier"
    home = "https://www.tanja7.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
