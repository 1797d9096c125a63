"""Bladi.net. SPIP; articles at ``/slug,ID.html``.

The feed answered a probe (no date). Section and selectors are those of a crawler of 2020.
"""

from crawler.listings import Feed, SectionPage
from crawler.spider import OutletSpider


class Bladi(OutletSpider):
    """Bladi.net."""

    name = "bladi"
    languages = ("fr",)
    home = "https://www.bladi.net/"
    kind = "national + diaspora"
    evidence = "probed"
    listings = (Feed("spip.php?page=backend"), SectionPage("maroc.html?debut_suite_rubrique=0"))
    article_url = r",(?P<id>\d+)\.html$"
    headline = "div.magauche.pas.article h1"
    published = "p.datenews.mbs"
