"""مدار 21 — Madar 21. WordPress, it seems; articles at ``/ID.html``.

Lists name the feed, one of them from 2024 or later. No selector is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Madar21(WordPress):
    """مدار 21."""

    name = "madar21"
    arabic_name = "مدار 21"
    home = "https://madar21.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
    article_url = r"/(?P<id>\d{4,8})\.html$"
    by_id = "{}.html"
