"""Le360, French edition. Arc XP; articles at ``/section/slug_ID``.

A crawler of 2025-05 read the sitemap index of every section and gave the selectors. A list names
the feed. Its robots.txt closes only ``/recherche``.
"""

from crawler.listings import Feed, SitemapIndex
from crawler.platforms import ArcXP

SECTIONS = ("politique", "economie", "societe", "culture", "monde", "sports", "medias")


class Le360French(ArcXP):
    """Le360."""

    name = "le360fr"
    languages = ("fr",)
    home = "https://fr.le360.ma/"
    kind = "national"
    former_homes = ("https://www.le360.ma/",)
    evidence = "used"
    listings = (
        *(SitemapIndex(f"arc/outboundfeeds/sitemap-index/category/{name}/") for name in SECTIONS),
        Feed("rss"),
    )
    article_url = r"/[a-z-]+/[^/?]+_(?P<id>[A-Z2-7]{26})/?$"
    headline = "h1.headline-container"
    byline = "a.byline-credits-bold"
    published = ("div.article-main-information-subheadline-date", "div.subheadline-date")
