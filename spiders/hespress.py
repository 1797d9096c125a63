"""هسبريس — Hespress. WordPress with a theme of its own; article addresses end in a number.

The feed answered in 2026-09 and earlier probes; a PHP site of its own before 2020-11.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Hespress(WordPress):
    """هسبريس."""

    name = "hespress"
    arabic_name = "هسبريس"
    home = "https://www.hespress.com/"
    listings = (Feed("feed"),)
    article_url = r"-?\d+\.html$"
    body = ("div.article-content", "div.entry-content")
    published = ("span.date-post",)
