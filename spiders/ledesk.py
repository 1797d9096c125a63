"""لوديسك — Le Desk. WordPress, it seems.

The feed answered a probe (no date); a list of 2026-02 names the Arabic one. A polite crawler got
403 in 2026-09.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class LeDesk(WordPress):
    """لوديسك."""

    name = "ledesk"
    arabic_name = "لوديسك"
    languages = ("fr", "ar")
    home = "https://ledesk.ma/"
    kind = "national"
    evidence = "probed"
    listings = (Feed("feed/"), Feed("ar/feed"))
    article_url = r"//[^/]+/[a-z]+/(?:[a-z]+/)?[^/?]{10,}/?$"
