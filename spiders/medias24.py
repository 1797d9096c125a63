"""ميديا 24 — Medias24. Business; WordPress; dated addresses.

The feed answered a probe (no date), but 403 in 2026-09; code of 2025-11 or later asks the API.
Part of it is for subscribers.
"""

from crawler.listings import Feed, SectionPage, WordPressAPI
from crawler.platforms import WordPress


class Medias24(WordPress):
    """ميديا 24."""

    name = "medias24"
    arabic_name = "ميديا 24"
    languages = ("fr",)
    home = "https://medias24.com/"
    kind = "national (business)"
    former_homes = ("https://old.medias24.com/",)
    evidence = "probed"
    listings = (Feed("feed/"), WordPressAPI(), SectionPage("economie"))
    article_url = r"/\d{4}/\d{2}/\d{2}/(?:[^/?]*-(?P<id>\d{7,})/?$|[^/?]+)"
