"""لوسيت أنفو — Le Site Info. WordPress, it seems.

The feed answered a probe (no date). Neither addresses nor selectors are known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class LeSiteInfo(WordPress):
    """لوسيت أنفو."""

    name = "lesiteinfo"
    arabic_name = "لوسيت أنفو"
    languages = ("fr",)
    home = "https://www.lesiteinfo.com/"
    kind = "national"
    evidence = "probed"
    listings = (Feed("feed"),)
