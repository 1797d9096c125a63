"""مرايانا — Marayana. A magazine; WordPress, it seems.

The feed answered a probe in 2026. Neither addresses nor selectors are known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Marayana(WordPress):
    """مرايانا."""

    name = "marayana"
    arabic_name = "مرايانا"
    home = "https://www.marayana.com/"
    kind = "national magazine"
    evidence = "probed"
    listings = (Feed("feed"),)
