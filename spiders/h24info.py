"""H24info. WordPress; articles at ``/section/slug/``.

Code of 2025-11 or later asks the API, code of 2019 and 2020 read feed and section. A polite
crawler got 403 in 2026-09. Selectors: 2020.
"""

from crawler.listings import Feed, SectionPage, WordPressAPI
from crawler.platforms import WordPress


class H24info(WordPress):
    """H24info."""

    name = "h24info"
    languages = ("fr",)
    home = "https://www.h24info.ma/"
    kind = "national"
    evidence = "used"
    listings = (WordPressAPI(), Feed("feed/"), SectionPage("maroc"))
    article_url = r"//[^/]+/[a-z-]+/[^/?]+/?$"
    headline = "h1.entry-title"
