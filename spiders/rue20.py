"""زنقة 20 — Rue20. WordPress with Publisher; articles at ``/ID.html``.

A list of 2024 names the feed. In 2026 it passed a check at home, then answered 403 to data
centres in the US and Paris.
"""

from crawler.listings import Feed
from crawler.platforms import Publisher


class Rue20(Publisher):
    """زنقة 20."""

    name = "rue20"
    arabic_name = "زنقة 20"
    home = "https://rue20.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
    article_url = r"/(?P<id>\d{3,8})\.html$"
    by_id = "{}.html"
