"""مراكش الآن — Marrakech Alaan, Marrakech. WordPress.

A list names the feed. The selectors are those of 2020 and 2021.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class MarrakechAlaan(WordPress):
    """مراكش الآن."""

    name = "marrakechalaan"
    arabic_name = "مراكش الآن"
    city = "Marrakech"
    home = "https://marrakechalaan.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
    body = "div#contenupost"
    headline = "h1.title"
    published = "li.authordate"
