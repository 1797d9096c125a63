"""The outlet that the byte server plays."""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Wired(OutletSpider):
    """An outlet of the tests."""

    name = "wired"
    home = "http://127.0.0.1/"
    listings = (Feed("feed"),)
    article_url = r"/\d+\.html"
