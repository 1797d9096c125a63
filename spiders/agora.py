"""أكورا بريس — Agora Press. WordPress.

A list names the feed. Of addresses only the short ones, ``/?p=ID``, are known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Agora(WordPress):
    """أكورا بريس."""

    name = "agora"
    arabic_name = "أكورا بريس"
    home = "https://agora.ma/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
