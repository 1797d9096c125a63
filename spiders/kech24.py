"""كشـ24 — Kech24, Marrakech. A system of its own; articles at ``/slug.html``.

Two lists name the feed. The selectors are those of 2020 and 2021; the layout of today is not
known. The clock in the page's head looks like a date.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Kech24(OutletSpider):
    """كشـ24."""

    name = "kech24"
    arabic_name = "كشـ24"
    city = "Marrakech"
    home = "https://kech24.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
    article_url = r"^https?://[^/]+/[^/?]+\.html/?$"
    body = "div[itemprop='text']"
    headline = "h2[itemprop='name headline']"
    byline = "span[itemprop='author']"
    published = "time[itemprop='dateCreated datePublished']"
