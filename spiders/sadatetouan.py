"""صدى تطوان — Sada Tetouan, Tetouan. WordPress; dated addresses.

Articles at ``/YYYY/MM/DD/slug/``. A list of 2026-02 names the feed; no check is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class SadaTetouan(WordPress):
    """صدى تطوان."""

    name = "sadatetouan"
    arabic_name = "صدى تطوان"
    city = "Tetouan"
    home = "https://sadatetouan.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
    article_url = r"/\d{4}/\d{2}/\d{2}/[^/?]+"
