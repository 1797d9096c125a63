"""وجدة سيتي — Oujda City, Oujda. A system of its own.

Articles at ``/section-article-ID-language/slug``. The feed answered a probe in 2026; code of
2026-08 reads it.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class OujdaCity(OutletSpider):
    """وجدة سيتي."""

    name = "oujdacity"
    arabic_name = "وجدة سيتي"
    city = "Oujda"
    languages = ("ar", "fr")
    home = "https://www.oujdacity.net/"
    kind = "regional"
    evidence = "probed"
    listings = (Feed("feed"),)
    article_url = r"/[a-z-]+-article-(?P<id>\d+-[a-z]{2})/"
