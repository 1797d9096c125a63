"""أخبار الناظور — Akhbar Nador, Nador.

A list names the feed; nothing else is known. The Arabic name is the usual one; no source prints
it.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class AkhbarNador(OutletSpider):
    """أخبار الناظور."""

    name = "akhbarnador"
    arabic_name = "أخبار الناظور"
    city = "Nador"
    home = "https://akhbarnador.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
