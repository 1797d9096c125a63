"""SATV. WordPress.

A stored page shows one author's articles, then 60 pages long; no feed is known.
"""

from crawler.listings import SectionPage
from crawler.platforms import WordPress


class Satv(WordPress):
    """SATV."""

    name = "satv"
    home = "https://satv.ma/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (SectionPage("author/wahiba/"),)
