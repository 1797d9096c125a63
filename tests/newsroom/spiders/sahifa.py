"""صحيفة الأطلس — a sample outlet. WordPress with the Jannah theme; articles at ``/ID.html``."""

from crawler.listings import Feed, WordPressAPI
from crawler.platforms import Jannah


class Sahifa(Jannah):
    """صحيفة الأطلس"""

    name = "sahifa"
    arabic_name = "صحيفة الأطلس"
    home = "http://127.0.0.2:8800/"
    listings = (Feed("feed/"), WordPressAPI("wp-json/wp/v2/posts"))
    by_id = "{}.html"
    article_url = r"/(?P<id>\d+)\.html$"
