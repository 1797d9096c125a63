"""360 سبورت — Le360 Sport. Sport; Arc XP.

A list names the feed; no check is known.
"""

from crawler.listings import Feed
from crawler.platforms import ArcXP


class Le360Sport(ArcXP):
    """360 سبورت."""

    name = "sportle360"
    arabic_name = "360 سبورت"
    languages = ("fr", "ar")
    home = "https://sport.le360.ma/"
    kind = "sport"
    evidence = "claimed"
    default = False
    listings = (Feed("rss"),)
