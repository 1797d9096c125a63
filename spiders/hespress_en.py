"""هسبريس — Hespress, English edition. WordPress.

Articles at ``/ID-slug.html``. Code without a date reads the feed, a crawler of 2025-05 the
sections; the selectors are the latter's.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import WordPress


class HespressEnglish(WordPress):
    """هسبريس."""

    name = "hespress_en"
    arabic_name = "هسبريس"
    languages = ("en",)
    home = "https://en.hespress.com/"
    kind = "national"
    evidence = "used"
    listings = (
        Feed("feed"),
        SectionPage("politics"),
        SectionPage("society"),
        SectionPage("economy"),
        SectionPage("international"),
    )
    article_url = r"/(?P<id>\d{4,8})-[^/?]+\.html$"
    body = "div.article-content"
    byline = ("div.author-name a", "span.author a")
