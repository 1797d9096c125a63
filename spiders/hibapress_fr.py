"""هبة بريس — Hibapress, French edition. WordPress.

The feed answered a live check in 2026-09, but 403 to one data centre. Neither addresses nor
selectors are known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class HibapressFrench(WordPress):
    """هبة بريس."""

    name = "hibapress_fr"
    arabic_name = "هبة بريس"
    languages = ("fr",)
    home = "https://fr.hibapress.com/"
    evidence = "verified"
    listings = (Feed("feed"),)
