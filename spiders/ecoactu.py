"""EcoActu. Business; WordPress.

The feed answered a probe (no date); a list of 2026-02 names the Arabic one. No selector is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class EcoActu(WordPress):
    """EcoActu."""

    name = "ecoactu"
    languages = ("fr", "ar")
    home = "https://www.ecoactu.ma/"
    kind = "national (business)"
    evidence = "probed"
    listings = (Feed("feed/"), Feed("ar/feed/"))
    article_url = r"^https?://[^/]+/(?:ar/)?[^/?]{15,}/?$"
