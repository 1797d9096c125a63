"""La Vie Eco. A business weekly; WordPress.

The feed answered a probe (no date); code of 2026-01 reads the section. No selector is known.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import WordPress


class LaVieEco(WordPress):
    """La Vie Eco."""

    name = "lavieeco"
    languages = ("fr",)
    home = "https://www.lavieeco.com/"
    kind = "national weekly (business)"
    evidence = "probed"
    listings = (Feed("feed/"), SectionPage("economie/"))
    article_url = r"//[^/]+/(?:[a-z-]+/){1,2}[^/?]{15,}/?$"
