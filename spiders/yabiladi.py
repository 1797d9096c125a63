"""Yabiladi. A system of its own; articles at ``/articles/details/ID/slug``.

The feed answered a live check in 2026-09; a crawler of 2026 reads the society section. Listings
mix French, English and Spanish.
"""

from crawler.listings import Feed, SectionPage
from crawler.spider import OutletSpider


class Yabiladi(OutletSpider):
    """Yabiladi."""

    name = "yabiladi"
    languages = ("fr", "en", "es")
    home = "https://www.yabiladi.com/"
    kind = "national + diaspora"
    former_homes = ("https://en.yabiladi.com/",)
    evidence = "verified"
    listings = (Feed("rss/rss.xml"), SectionPage("articles/list/10/societe/1.html"))
    article_url = r"/articles/details/(?P<id>\d+)/[^/?]+"
