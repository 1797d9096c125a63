"""البطولة — Elbotola. Sport. A system of its own; dated addresses.

An app of 2018 or 2019 read the section; a list of 2026-02 names a feed, but none answered a probe
that year. Its robots.txt closes ``/api/``, ``/user/`` and ``/search``.
"""

from crawler.listings import Feed, SectionPage
from crawler.spider import OutletSpider


class Elbotola(OutletSpider):
    """البطولة."""

    name = "elbotola"
    arabic_name = "البطولة"
    languages = ("ar", "fr")
    home = "https://www.elbotola.com/"
    kind = "sport"
    evidence = "used"
    listings = (SectionPage("article/categorie/analyse/"), Feed("rss"))
    article_url = r"/article/\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d+\.html$"
