"""Aujourd'hui le Maroc. A daily; WordPress; articles at ``/section/slug``.

The feed answered a live check in 2026-09; code of 2025-11 or later asks the API. About one
article in ten is Arabic.
"""

from crawler.listings import Feed, WordPressAPI
from crawler.platforms import WordPress


class AujourdhuiLeMaroc(WordPress):
    """Aujourd'hui le Maroc."""

    name = "aujourdhui"
    languages = ("fr", "ar")
    home = "https://aujourdhui.ma/"
    kind = "national daily"
    evidence = "verified"
    listings = (Feed("feed"), WordPressAPI())
    article_url = r"//[^/]+/[a-z-]+/[^/?]+/?$"
