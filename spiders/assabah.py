"""الصباح — Assabah, a daily. WordPress with Jannah; articles at ``/ID.html``.

The feed answered a live check in 2026-09; that of a section answered 403 to a data centre. The
theme's selectors were seen about 2021. Some articles end in a notice to subscribers.
"""

from crawler.listings import Feed
from crawler.platforms import Jannah


class Assabah(Jannah):
    """الصباح."""

    name = "assabah"
    arabic_name = "الصباح"
    home = "https://assabah.ma/"
    kind = "national daily"
    evidence = "verified"
    listings = (Feed("feed"),)
    article_url = r"/(?P<id>\d{4,8})\.html$"
    by_id = "{}.html"
