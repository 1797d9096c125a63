"""Le360 عربي — Le360 Arabe. Arc XP since about 2022; before that Drupal, articles at ``/ID``.

A crawler of 2025-05 read the sitemap index of every section and gave the selectors below; that
of the body has no date. Lists name the feed; another one, ``/rss``, did not answer in 2026.
"""

from crawler.listings import Feed, SitemapIndex
from crawler.platforms import ArcXP

SECTIONS = ("politique", "economie", "societe", "culture", "monde", "sports", "medias")


class Le360Arabe(ArcXP):
    """Le360 عربي."""

    name = "le360ar"
    arabic_name = "Le360 عربي"
    home = "https://ar.le360.ma/"
    kind = "national"
    evidence = "used"
    listings = (
        *(SitemapIndex(f"arc/outboundfeeds/sitemap-index/category/{name}/") for name in SECTIONS),
        Feed("arc/outboundfeeds/rss/?outputType=xml"),
    )
    article_url = r"/(?P<id>[A-Z2-7]{26}|\d{5,7})/?$"
    body = ("article.article-body-wrapper", *ArcXP.body)
    headline = "h1.headline-container"
    byline = ("a.byline-credits-bold", "span.byline-credits-bold")
    published = ("div.article-main-information-subheadline-date", "div.subheadline-date")
    drop = ("div.ad-container", "div.related-articles")
