"""صوت المغرب — The Voice. WordPress; Arabic slugs that it cuts at some 40 letters.

A crawler of 2025-10 read the society section page after page; its selectors are those below.
The feed is only named by a list.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import WordPress


class TheVoice(WordPress):
    """صوت المغرب."""

    name = "thevoice"
    arabic_name = "صوت المغرب"
    home = "https://thevoice.ma/"
    kind = "national"
    evidence = "used"
    listings = (
        SectionPage("category/societe/", next_page="a.next.page-numbers"),
        Feed("feed"),
    )
    article_url = r"^https?://[^/]+/[^/?]{15,}/?$"
    body = "div.entry-content"
    headline = "h1.entry-title"
    byline = "span.author-name a"
    published = "time.entry-date"
