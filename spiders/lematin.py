"""Le Matin. A daily; articles at ``/section/slug/ID``.

Code of 2026-01 reads the section, code of 2019 the feed of articles; a list names the other. A
polite crawler got 403 in 2026-09. Selectors: 2020 and 2021.
"""

from crawler.listings import Feed, SectionPage
from crawler.spider import OutletSpider


class LeMatin(OutletSpider):
    """Le Matin."""

    name = "lematin"
    languages = ("fr",)
    home = "https://lematin.ma/"
    kind = "national daily"
    evidence = "used"
    listings = (SectionPage("economie"), Feed("rss"), Feed("feed-rss/articles.xml"))
    article_url = r"//[^/]+/[a-z-]+/(?:[^/?]+/(?P<id>\d{4,8})|\d{4}/[^/?]+/\d+\.html)$"
    body = "div[itemprop='articleBody']"
    headline = "h1#title"
