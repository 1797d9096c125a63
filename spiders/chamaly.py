"""شمالي — Chamaly, Tangier. WordPress, it seems.

Lists name two feeds, the first one since 2024; no check is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Chamaly(WordPress):
    """شمالي."""

    name = "chamaly"
    arabic_name = "شمالي"
    city = "Tangier"
    home = "https://chamaly.ma/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("home/feed/"), Feed("feed/"))
