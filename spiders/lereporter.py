"""Le Reporter. A weekly; WordPress, it seems.

The feed answered a probe (no date). Neither addresses nor selectors are known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class LeReporter(WordPress):
    """Le Reporter."""

    name = "lereporter"
    languages = ("fr",)
    home = "https://www.lereporter.ma/"
    kind = "national weekly"
    evidence = "probed"
    listings = (Feed("feed/"),)
