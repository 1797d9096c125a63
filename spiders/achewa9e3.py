"""أش واقع — Achewa9e3. WordPress.

A stored page shows the articles of one tag; no feed is known.
"""

from crawler.listings import SectionPage
from crawler.platforms import WordPress


class Achewa9e3(WordPress):
    """أش واقع."""

    name = "achewa9e3"
    arabic_name = "أش واقع"
    home = "https://achewa9e3.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (SectionPage("tag/الأزمة-الغذائية"),)
