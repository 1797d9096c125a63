"""الأخبار — Al Akhbar, a daily. WordPress with Jannah.

The feed answered a probe in 2026; what an article's address looks like is not known. The theme's
selectors were seen about 2021 and 2022.
"""

from crawler.listings import Feed
from crawler.platforms import Jannah


class AlAkhbar(Jannah):
    """الأخبار."""

    name = "alakhbar"
    arabic_name = "الأخبار"
    home = "https://alakhbar.press.ma/"
    kind = "national daily"
    evidence = "probed"
    listings = (Feed("feed"),)
    published = ("span.date.meta-item", ".post-meta > .date")
    section = ".post-cat-wrap > a:last-child"
