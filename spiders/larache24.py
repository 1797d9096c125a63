"""العرائش 24 — Larache24, Larache. WordPress with a theme of TieLabs'.

Stored pages show the home page as a listing, ``/?paged=N``, then 96 pages long; no feed is known.
The Arabic name is the usual one; no source prints it.
"""

from crawler.listings import SectionPage
from crawler.platforms import Jannah


class Larache24(Jannah):
    """العرائش 24."""

    name = "larache24"
    arabic_name = "العرائش 24"
    city = "Larache"
    home = "https://larache24.net/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (SectionPage("?paged=1"),)
