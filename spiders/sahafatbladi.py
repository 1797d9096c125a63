"""صحافة بلادي — Sahafat Bladi. WordPress.

A stored page shows the section, then more than 700 pages long; no feed is known.
"""

from crawler.listings import SectionPage
from crawler.platforms import WordPress


class SahafatBladi(WordPress):
    """صحافة بلادي."""

    name = "sahafatbladi"
    arabic_name = "صحافة بلادي"
    home = "https://sahafatbladi.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (SectionPage("category/maroc/"),)
