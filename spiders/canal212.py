"""Canal212. WordPress, it seems.

The section was read in 2026-10; no feed is known.
"""

from crawler.listings import SectionPage
from crawler.platforms import WordPress


class Canal212(WordPress):
    """Canal212."""

    name = "canal212"
    home = "https://canal212.ma/"
    kind = "national"
    evidence = "used"
    listings = (SectionPage("ar/category/sinstaller-au-maroc/"),)
    article_url = r"/ar/[a-z0-9-]{10,}/?$"
