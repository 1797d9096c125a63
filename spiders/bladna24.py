"""بلادنا 24 — Bladna24. WordPress.

Code of 2025-11 or later asks the API; a list names the feed. Neither addresses nor selectors are
known.
"""

from crawler.listings import Feed, WordPressAPI
from crawler.platforms import WordPress


class Bladna24(WordPress):
    """بلادنا 24."""

    name = "bladna24"
    arabic_name = "بلادنا 24"
    home = "https://bladna24.ma/"
    kind = "national"
    evidence = "used"
    listings = (WordPressAPI(), Feed("feed/"))
