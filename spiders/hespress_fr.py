"""هسبريس — Hespress, French edition. WordPress.

Articles at ``/ID-slug.html``. Both feeds answered a live check in 2026-09. Selectors: 2022
(headline), 2025-05.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class HespressFrench(WordPress):
    """هسبريس."""

    name = "hespress_fr"
    arabic_name = "هسبريس"
    languages = ("fr",)
    home = "https://fr.hespress.com/"
    kind = "national"
    evidence = "verified"
    listings = (Feed("feed"), Feed("sport/feed"))
    article_url = r"/(?P<id>\d{4,8})-[^/?]+\.html$"
    body = "div.article-content"
    headline = "h1.post-title"
    byline = ("div.author-name a", "span.author a")
    published = "span.date-post"
    drop = ("div.article-tags", "div.share-article")
