"""يابلادي — Yabiladi, Arabic edition. A system of its own.

Articles at ``/articles/details/ID``. The feed answered a live check in 2026-09; the body's
selector is of 2019. Pages were also stored from ``yabiladi.ma``. Listings mix languages. The
Arabic name is the usual one; no source prints it.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class YabiladiArabic(OutletSpider):
    """يابلادي."""

    name = "yabiladi_ar"
    arabic_name = "يابلادي"
    home = "https://ar.yabiladi.com/"
    kind = "national + diaspora"
    former_homes = ("https://www.yabiladi.ma/",)
    evidence = "verified"
    listings = (Feed("rss/rss.xml"),)
    article_url = r"/articles/details/(?P<id>\d+)"
    body = "[itemprop='articleBody']"
