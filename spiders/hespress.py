"""هسبريس — Hespress. WordPress with a theme of its own; article addresses end in a number.

The feed answered a live check in 2026-09, the API was paged back to 2017. Selectors: 2022
(date, section), 2024-12 (headline), 2025-05 (body, byline). Until 2020-11 a PHP site of its own
(``#article_body``). Data centres in the US are answered 403, crawls that hurry 429.
"""

from crawler.listings import Feed, WordPressAPI
from crawler.platforms import WordPress


class Hespress(WordPress):
    """هسبريس."""

    name = "hespress"
    arabic_name = "هسبريس"
    home = "https://www.hespress.com/"
    kind = "national"
    javascript = "older articles of its sections"
    evidence = "verified"
    listings = (Feed("feed"), WordPressAPI())
    article_url = r"(?:-(?P<id>\d{3,8})|/\d{3,8})\.html$"
    body = ("div.article-content", "#article_body")
    headline = "h1.post-title"
    byline = ("div.author-name a", "span.author a", "span.story_author")
    published = ("span.date-post", "span.story_date")
    section = ".breadcrumb > li:last-child"
    tags = "div.article-tags a"
    drop = ("div.article-tags", "div.share-article")
