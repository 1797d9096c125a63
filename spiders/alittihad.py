"""الاتحاد الاشتراكي — Al Ittihad Al Ichtiraki. A party's paper.

WordPress, it seems. Code without a date reads the feed, a list names it.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class AlIttihad(WordPress):
    """الاتحاد الاشتراكي."""

    name = "alittihad"
    arabic_name = "الاتحاد الاشتراكي"
    home = "https://www.alittihad.info/"
    kind = "party paper"
    evidence = "used"
    listings = (Feed("feed"),)
