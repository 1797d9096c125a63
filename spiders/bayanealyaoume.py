"""بيان اليوم — Bayane Al Yaoume. A party's paper; WordPress.

Code of 2019 read the feed, a list still names it. Neither addresses nor selectors are known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class BayaneAlYaoume(WordPress):
    """بيان اليوم."""

    name = "bayanealyaoume"
    arabic_name = "بيان اليوم"
    home = "https://bayanealyaoume.press.ma/"
    kind = "party paper"
    evidence = "used"
    listings = (Feed("feed/"),)
