"""كود — Goud. WordPress; slugs that end in a number. Partly in Darija.

A crawler of 2026 read the crime section, one of 2019 the topics. The feed, which lists name, did
not answer a data centre in 2026. Selectors: 2022, and the same in 2019.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import WordPress


class Goud(WordPress):
    """كود."""

    name = "goud"
    arabic_name = "كود"
    languages = ("ar", "ary")
    home = "https://www.goud.ma/"
    kind = "national"
    evidence = "used"
    listings = (
        SectionPage("faits-divers/page/1"),
        SectionPage("topics/الرئيسية/"),
        SectionPage("topics/آش-واقع/", next_page="a.nav-btn.left"),
        SectionPage("topics/آراء/", next_page="a.nav-btn.left"),
        Feed("feed"),
    )
    article_url = r"/[^/?]+-(?P<id>\d{5,8})/?$"
    body = ".content"
    headline = ".col-md-12 > h1"
    published = ".date"
    section = ".cat-link"
