"""كيفاش — Kifache. WordPress; Arabic slugs, in 2019 also ``/ID/``. Partly in Darija.

The feed answered a live check in 2026-09; ``.single-content`` is the body of 2019. A ticker of
headlines stands before the article. The mirror ``static.kifache.com`` has the same articles.
"""

from crawler.listings import Feed
from crawler.platforms import SingleContent


class Kifache(SingleContent):
    """كيفاش."""

    name = "kifache"
    arabic_name = "كيفاش"
    home = "https://kifache.com/"
    kind = "national"
    aliases = ("static.kifache.com",)
    evidence = "verified"
    languages = ("ar", "ary")
    listings = (Feed("feed"),)
    article_url = r"^https?://[^/]+/[^/?]{6,}/?$"
