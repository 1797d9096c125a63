"""دليل الريف — Dalil Rif, Al Hoceima. Articles at ``/permalink/ID.html``.

A list names the feed. The body's selector is of 2019.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class DalilRif(OutletSpider):
    """دليل الريف."""

    name = "dalilrif"
    arabic_name = "دليل الريف"
    city = "Al Hoceima"
    home = "https://dalil-rif.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
    article_url = r"/permalink/(?P<id>\d+)\.html$"
    by_id = "permalink/{}.html"
    body = "#article_body"
