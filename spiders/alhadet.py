"""مع الحدث — Alhadet. WordPress.

A stored page shows the articles of one tag; no feed is known.
"""

from crawler.listings import SectionPage
from crawler.platforms import WordPress


class Alhadet(WordPress):
    """مع الحدث."""

    name = "alhadet"
    arabic_name = "مع الحدث"
    home = "https://alhadet.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (SectionPage("tag/صحافة"),)
