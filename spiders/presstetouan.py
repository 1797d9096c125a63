"""بريس تطوان — Press Tetouan, Tetouan. WordPress, it seems.

Lists name the feed, one of them from 2024 or later; no check is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class PressTetouan(WordPress):
    """بريس تطوان."""

    name = "presstetouan"
    arabic_name = "بريس تطوان"
    city = "Tetouan"
    home = "https://presstetouan.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
