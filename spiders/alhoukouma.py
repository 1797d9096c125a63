"""الحكومة — Alhoukouma. The government's portal; WordPress.

The Tamazight edition's API stands in a stored page; no other way in is known. The Arabic name is
the usual one; no source prints it.
"""

from crawler.listings import WordPressAPI
from crawler.platforms import WordPress


class Alhoukouma(WordPress):
    """الحكومة."""

    name = "alhoukouma"
    arabic_name = "الحكومة"
    languages = ("ar", "ber")
    home = "https://alhoukouma.gov.ma/"
    kind = "government portal"
    evidence = "claimed"
    default = False
    listings = (WordPressAPI("amz/wp-json/wp/v2/posts"),)
