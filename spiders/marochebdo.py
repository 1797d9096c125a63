"""Maroc Hebdo. A weekly.

Code of 2019 read the feed of the former domain; since then ``/feed`` answers with the home page
(2026-09). Its robots.txt closes the site to some crawlers by name.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class MarocHebdo(OutletSpider):
    """Maroc Hebdo."""

    name = "marochebdo"
    languages = ("fr",)
    home = "https://www.maroc-hebdo.com/"
    kind = "national weekly"
    former_homes = ("http://www.maroc-hebdo.press.ma/",)
    evidence = "doubtful"
    default = False
    listings = (Feed("http://www.maroc-hebdo.press.ma/feed/"),)
