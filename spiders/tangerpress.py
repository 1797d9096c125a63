"""طنجة بريس — Tanger Press, Tangier.

A list of 2024 or later names the feed; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class TangerPress(OutletSpider):
    """طنجة بريس."""

    name = "tangerpress"
    arabic_name = "طنجة بريس"
    city = "Tangier"
    home = "https://tangerpress.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
