"""منبر الشمال — a sample outlet. WordPress with the Publisher theme; addresses are Arabic slugs."""

from crawler.listings import Feed, SectionPage, WordPressAPI
from crawler.platforms import Publisher


class Minbar(Publisher):
    """منبر الشمال"""

    name = "minbar"
    arabic_name = "منبر الشمال"
    home = "http://127.0.0.3:8800/"
    listings = (
        Feed("feed/"),
        WordPressAPI("wp-json/wp/v2/posts"),
        SectionPage("category/actualites/", links="h2.title a"),
    )
    article_url = r"^https?://[^/]+/(?!category/|tag/|page/)[^/?]{12,}/?$"
