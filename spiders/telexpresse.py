"""تليكسبريس — Telexpresse. Articles at ``/permalink/ID.html``.

Two lists name the feed. The body's selector is of 2019.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Telexpresse(OutletSpider):
    """تليكسبريس."""

    name = "telexpresse"
    arabic_name = "تليكسبريس"
    home = "https://telexpresse.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
    article_url = r"/permalink/(?P<id>\d+)\.html$"
    by_id = "permalink/{}.html"
    body = ".col-md-12 > div.content"
