"""سلطانة — Soltana. A magazine; WordPress.

Code of 2025-11 or later asks the API; no feed, address or selector is known.
"""

from crawler.listings import WordPressAPI
from crawler.platforms import WordPress


class Soltana(WordPress):
    """سلطانة."""

    name = "soltana"
    arabic_name = "سلطانة"
    home = "https://soltana.ma/"
    kind = "national magazine"
    evidence = "used"
    listings = (WordPressAPI(),)
