"""أحداث أنفو — Ahdath Info. WordPress; articles at ``/ID``.

The site of the daily الأحداث المغربية. The feed answered a live check in 2026-09;
``.single-content`` is the body of 2019.
"""

from crawler.listings import Feed
from crawler.platforms import SingleContent


class Ahdath(SingleContent):
    """أحداث أنفو."""

    name = "ahdath"
    arabic_name = "أحداث أنفو"
    home = "https://ahdath.info/"
    kind = "national daily"
    evidence = "verified"
    listings = (Feed("feed"),)
    article_url = r"^https?://[^/]+/(?P<id>\d{4,8})/?$"
    by_id = "{}"
