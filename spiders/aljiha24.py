"""الجهة 24 — Aljiha24, region of Marrakech. WordPress, it seems.

A stored page shows the articles of one tag; no feed is known.
"""

from crawler.listings import SectionPage
from crawler.platforms import WordPress


class Aljiha24(WordPress):
    """الجهة 24."""

    name = "aljiha24"
    arabic_name = "الجهة 24"
    home = "https://aljiha24.ma/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (SectionPage("articles/tag/والي-مراكش"),)
