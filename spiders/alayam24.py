"""الأيام 24 — Al Ayam 24. A weekly; articles at ``/articles-ID.html``.

A list names the feed. The selectors are those of 2020 and 2021, the body's also of 2019.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class AlAyam24(OutletSpider):
    """الأيام 24."""

    name = "alayam24"
    arabic_name = "الأيام 24"
    home = "https://www.alayam24.com/"
    kind = "national weekly"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
    article_url = r"/articles-(?P<id>\d+)\.html$"
    by_id = "articles-{}.html"
    body = "div.articlecontent"
    headline = "h1.heading"
    byline = "span.writer"
