"""اشتوكة بريس — Chtouka Press, Chtouka Ait Baha. WordPress, it seems.

A list names the feed; no check is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class ChtoukaPress(WordPress):
    """اشتوكة بريس."""

    name = "chtoukapress"
    arabic_name = "اشتوكة بريس"
    city = "Chtouka Ait Baha"
    home = "https://www.chtoukapress.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
