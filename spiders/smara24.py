"""السمارة 24 — Smara24, Es-Semara. WordPress.

A stored page shows the editor's articles, then more than 30 pages long; no feed is known. The
Arabic name is the usual one; no source prints it.
"""

from crawler.listings import SectionPage
from crawler.platforms import WordPress


class Smara24(WordPress):
    """السمارة 24."""

    name = "smara24"
    arabic_name = "السمارة 24"
    city = "Es-Semara"
    home = "http://smara24.info/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (SectionPage("author/editor"),)
