"""جريدة الجنوب — a sample outlet. Drupal; the page prints the day only, the feed says the hour."""

from crawler.listings import Feed, SitemapIndex
from crawler.platforms import Drupal


class Jarida(Drupal):
    """جريدة الجنوب"""

    name = "jarida"
    arabic_name = "جريدة الجنوب"
    home = "http://127.0.0.7:8800/"
    listings = (Feed("rss.xml"), SitemapIndex("sitemap.xml", children="sitemap-articles"))
    article_url = r"/(?:node/\d+|ar/news/[^/]+)$"
    byline = "span.node__author .username"
    published = "span.node__date"
    section = "div.field--name-field-rubrique a"
    tags = "div.field--name-field-tags li a"
