"""Where outlets say what is new: feeds, news sitemaps, the WordPress API, section pages."""

from crawler.listings.feed import Feed
from crawler.listings.listing import Listed, Listing, Stretch
from crawler.listings.section import SectionPage
from crawler.listings.sitemap import NewsSitemap, SitemapIndex
from crawler.listings.wordpress import WordPressAPI

__all__ = [
    "Feed",
    "Listed",
    "Listing",
    "NewsSitemap",
    "SectionPage",
    "SitemapIndex",
    "Stretch",
    "WordPressAPI",
]
