"""لكم — Lakome2. WordPress; articles at ``/section/ID/``.

Code of 2026-05 reads the feed; no selector of its own is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Lakome2(WordPress):
    """لكم."""

    name = "lakome2"
    arabic_name = "لكم"
    home = "https://lakome2.com/"
    kind = "national"
    evidence = "used"
    listings = (Feed("feed"),)
    article_url = r"//[^/]+/[a-z0-9-]+/(?P<id>\d{4,8})/?$"
