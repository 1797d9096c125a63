"""الوطنية بريس — a sample outlet. Plain WordPress; Atom, API, core sitemap, Yoast's JSON-LD."""

from crawler.listings import Feed, SitemapIndex, WordPressAPI
from crawler.platforms import WordPress


class Wataniya(WordPress):
    """الوطنية بريس"""

    name = "wataniya"
    arabic_name = "الوطنية بريس"
    home = "http://127.0.0.8:8800/"
    listings = (
        Feed("feed/"),
        WordPressAPI("wp-json/wp/v2/posts"),
        SitemapIndex("wp-sitemap.xml", children="posts-post"),
    )
    article_url = r"/\d{4}/\d{2}/\d{2}/[^/]+/?$"
