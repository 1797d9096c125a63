"""الصحيفة — Assahifa. WordPress with a theme of its own.

The feed answered a probe in 2026. Neither selectors nor the addresses of Arabic articles are
known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Assahifa(WordPress):
    """الصحيفة."""

    name = "assahifa"
    arabic_name = "الصحيفة"
    home = "https://www.assahifa.com/"
    kind = "national"
    evidence = "probed"
    listings = (Feed("feed"),)
