"""رسالة الأمة — Rissalat Al Oumma. A party's paper.

A list names the feed; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Risala(OutletSpider):
    """رسالة الأمة."""

    name = "risala"
    arabic_name = "رسالة الأمة"
    home = "https://risalatalomma.ma/"
    kind = "party paper"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
