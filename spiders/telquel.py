"""TelQuel. A weekly; WordPress; dated addresses.

Articles at ``/YYYY/MM/DD/slug_ID``. The feed answered a live check in 2026-09. No selector is
known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class TelQuel(WordPress):
    """TelQuel."""

    name = "telquel"
    languages = ("fr",)
    home = "https://telquel.ma/"
    kind = "national weekly"
    evidence = "verified"
    listings = (Feed("feed"),)
    article_url = r"/\d{4}/\d{2}/\d{2}/[^/?]+_(?:(?P<id>\d{5,})|\d+)"
