"""The platform families of the Moroccan press: what outlets on the same software share.

An outlet declares its family by subclassing; a family's containers serve nobody else.
"""

from typing import ClassVar

from crawler.listings import Feed, Listing, WordPressAPI
from crawler.markup.css_selectors import Selectors
from crawler.spider import OutletSpider


class WordPress(OutletSpider):
    """A plain WordPress site: feed and API, classic and block themes."""

    listings: ClassVar[tuple[Listing, ...]] = (Feed("feed/"), WordPressAPI())
    by_month: ClassVar[str] = "%Y/%m/"
    post_url: ClassVar[str | None] = r"//[^/]+/\?p=(?P<id>\d+)$"
    body: ClassVar[Selectors] = (
        "div.entry-content",
        "div.post-content",
        "div.wp-block-post-content",
    )
    headline: ClassVar[Selectors] = ("h1.entry-title", "h1.post-title", "h1.wp-block-post-title")
    published: ClassVar[Selectors] = ("time.entry-date", "time.published")
    section: ClassVar[Selectors] = ("a[rel~='category']",)


class Jannah(WordPress):
    """WordPress with TieLabs' Jannah theme (also Sahifa)."""

    body: ClassVar[Selectors] = ("div.entry-content.entry", "div.entry-content")
    headline: ClassVar[Selectors] = ("h1.post-title.entry-title", "h1.entry-title")
    byline: ClassVar[Selectors] = ("a.author-name", "span.meta-author")
    published: ClassVar[Selectors] = ("span.date.meta-item",)
    section: ClassVar[Selectors] = (".post-cat-wrap > a", ".entry-header .post-cat")


class Publisher(WordPress):
    """WordPress with BetterStudio's Publisher theme."""

    body: ClassVar[Selectors] = (
        "div.entry-content.single-post-content",
        "div.single-post-content",
    )
    headline: ClassVar[Selectors] = (".single-post-title", "span.post-title")
    byline: ClassVar[Selectors] = ("span.post-author-name",)
    published: ClassVar[Selectors] = ("time.post-published",)
    section: ClassVar[Selectors] = (".term-badges .term-badge a",)


class SingleContent(OutletSpider):
    """The home-made family whose articles stand in ``.single-content`` at ``/section/ID.html``."""

    body: ClassVar[Selectors] = (".single-content",)
    article_url: ClassVar[str | None] = r"/(?P<id>\d+)\.html$"


class WMaker(OutletSpider):
    """WMaker: articles ``Slug_aID.html``, sections ``Name_rID.html?start=``, a feed of its own."""

    listings: ClassVar[tuple[Listing, ...]] = (Feed("xml/syndication.rss"),)
    article_url: ClassVar[str | None] = r"_a(?P<id>\d+)\.html$"
    body: ClassVar[Selectors] = ("#mod_article div.texte", "div.texte", "#main_article .texte")


class ArcXP(OutletSpider):
    """Arc XP: addresses end in a 26-letter id, JSON-LD on every page."""

    article_url: ClassVar[str | None] = r"[-_/](?P<id>[A-Z2-7]{26})/?$"
    body: ClassVar[Selectors] = ("article.article-body", "article .article-body-wrapper")


class Drupal(OutletSpider):
    """Drupal: the body is a field."""

    body: ClassVar[Selectors] = (
        "div.field--name-body .field__item",
        "div.field--name-body",
        "div.field-name-body",
    )
