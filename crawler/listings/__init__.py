"""Listings of articles: feeds, news sitemaps, the WordPress API, section pages, runs of ids."""

from crawler.listings.feed import Feed
from crawler.listings.id_range import IdRange
from crawler.listings.listing import Listed, Listing, Stretch
from crawler.listings.section_page import SectionPage
from crawler.listings.sitemap import NewsSitemap, SitemapIndex, WholeSitemap
from crawler.listings.wordpress import WordPressAPI, WordPressEdits, WordPressPresence

__all__ = [
    "Feed",
    "IdRange",
    "Listed",
    "Listing",
    "NewsSitemap",
    "SectionPage",
    "SitemapIndex",
    "Stretch",
    "WholeSitemap",
    "WordPressAPI",
    "WordPressEdits",
    "WordPressPresence",
]
