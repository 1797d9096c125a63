"""أطلس 360 — a sample outlet. Arc XP; addresses end in a 26-letter id, sitemaps by category."""

from crawler.listings import NewsSitemap, SitemapIndex
from crawler.platforms import ArcXP


class Arc(ArcXP):
    """أطلس 360"""

    name = "arc"
    arabic_name = "أطلس 360"
    home = "http://127.0.0.6:8800/"
    listings = (
        NewsSitemap("arc/outboundfeeds/news-sitemap/"),
        SitemapIndex("arc/outboundfeeds/sitemap-index/category/actualites/"),
    )
    article_url = r"-(?P<id>[A-Z2-7]{26})/?$"
