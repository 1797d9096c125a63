"""أخبارنا المغربية — Akhbarona. A system of its own; articles at ``/section/ID.html``.

Crawlers of 2019 and 2025-05 read the section pages, the later one gave the selectors; the body of
2019 to 2024 is ``#article_body``. No feed answered a probe in 2026. Related headlines and the
headline itself may stand before the text.
"""

from crawler.listings import SectionPage
from crawler.spider import OutletSpider

SECTIONS = (
    "last", "politic", "economy", "national", "sport", "world", "health", "technology", "culture",
)  # fmt: skip


class Akhbarona(OutletSpider):
    """أخبارنا المغربية."""

    name = "akhbarona"
    arabic_name = "أخبارنا المغربية"
    home = "https://www.akhbarona.com/"
    kind = "national"
    evidence = "used"
    listings = tuple(SectionPage(f"{section}/index.1.html") for section in SECTIONS)
    article_url = r"//[^/]+/(?:[a-z]+/){1,2}(?P<id>\d{4,8})\.html$"
    by_id = "permalink/{}.html"
    body = ("div.bodystr", "#article_body")
    headline = "h1.artical-content-heads"
    byline = "h4.mb-3.lc-clr1"
    published = "span.story_date"
