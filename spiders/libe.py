"""Libération. A party's paper; WMaker: articles ``Slug_aID.html``.

The feed answered a live check in 2026-09; code of 2019 read the platform's own. There is no
robots.txt.
"""

from crawler.listings import Feed
from crawler.platforms import WMaker


class Libe(WMaker):
    """Libération."""

    name = "libe"
    languages = ("fr",)
    home = "https://libe.ma/"
    kind = "party paper"
    evidence = "verified"
    listings = (Feed("feed/"),)
