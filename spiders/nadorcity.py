"""ناظورسيتي — Nadorcity, Nador. WMaker: articles ``Slug_aID.html``, sections ``Name_rID.html``.

Stored pages show the sections, whose archive went back more than 41,000 articles; lists name the
feed. The body's selector is of 2019; the lead may stand twice in a page.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import WMaker


class Nadorcity(WMaker):
    """ناظورسيتي."""

    name = "nadorcity"
    arabic_name = "ناظورسيتي"
    city = "Nador"
    home = "https://www.nadorcity.com/"
    kind = "regional"
    evidence = "claimed"
    listings = (
        Feed("xml/syndication.rss"),
        SectionPage("الناظور_r184.html"),
        SectionPage("وطنية_r185.html"),
        SectionPage("الحسيمة_r187.html"),
        SectionPage("الأولى-2_r206.html"),
    )
    body = (".access.firstletter", *WMaker.body)
