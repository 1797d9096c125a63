"""Le Courrier du Nord. WordPress.

A stored page shows the month's archive, ``/YYYY/MM/page/N``; the one below is the one that was
seen. No feed is known. In the north.
"""

from crawler.listings import SectionPage
from crawler.platforms import WordPress


class LeCourrierDuNord(WordPress):
    """Le Courrier du Nord."""

    name = "lecourrierdunord"
    home = "https://lecourrierdunord.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (SectionPage("2025/12/"),)
