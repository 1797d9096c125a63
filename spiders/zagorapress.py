"""زاكورة بريس — Zagora Press, Zagora.

A list of 2026-02 names the feed; the domain is known from directories only.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class ZagoraPress(OutletSpider):
    """زاكورة بريس."""

    name = "zagorapress"
    arabic_name = "زاكورة بريس"
    city = "Zagora"
    home = "https://zagorapress.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
