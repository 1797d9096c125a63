"""A WordPress of our own that changed its permalinks twice, on loopback, with any number of posts.

Block theme, posts of several pages, a sitemap without dates; pages and taxonomies beside the posts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from html import escape
from typing import ClassVar
from urllib.parse import quote, unquote

from tests.changed_permalinks import words
from tests.newsroom import feeds
from tests.newsroom.answers import Answer, page_count
from tests.newsroom.families.wordpress import WordPressOutlet
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.pages import plain
from tests.newsroom.printed_dates import iso, local
from tests.newsroom.publications import Publication
from tests.newsroom.server import Running, running
from tests.newsroom.stories import Story

YEARS = timedelta(days=9 * 365)
"""Time over which the posts are spread; the permalinks changed after each third of them."""
SITEMAP_SIZE = 2_000
PAGED = 7
"""Every seventh post has three pages."""
STATIC = {"/من-نحن/": "من نحن", "/هيئة-التحرير/": "هيئة التحرير"}


class Sijill(WordPressOutlet):
    """السجل: ``/archives/123``, then ``/2020/05/12/slug/``, then ``/sport/slug/``."""

    name = "sijill"
    arabic_name = "السجل"
    slogan = "أخبار الجهة منذ سنة 2017"
    host = "127.0.0.31"
    container_css = "div.wp-block-post-content"
    hint_css: ClassVar[Mapping[str, str]] = {}
    address_pattern = "/"
    listing_paths: ClassVar[Mapping[str, str]] = {
        **WordPressOutlet.listing_paths,
        "sitemap": "/wp-sitemap.xml",
    }
    first_number = 1_014
    number_step = 3

    def __init__(self, newsroom: Newsroom, posts: int) -> None:
        """An outlet that has published so many posts."""
        super().__init__(newsroom)
        self.posts = posts
        self.by_path: dict[str, Publication] = {}
        self.newest: list[Publication] = []
        for place in range(posts):
            self.print(words.story(place), newsroom.start - YEARS * (posts - 1 - place) / posts)

    def print(self, story: Story, at: datetime) -> Publication:
        """A new publication; in the permalinks of its time."""
        number = self.first_number + self.number_step * len(self.publications)
        pub = Publication(self, story, number, at.replace(second=0, microsecond=0))
        pub.path = self.article_path(pub)
        self.publications.append(pub)
        self.by_path[unquote(pub.path).rstrip("/")] = pub
        self.newest.clear()
        return pub

    def article_path(self, pub: Publication) -> str:
        """An address in the form that the permalinks had then."""
        era = min(2, 3 * len(self.publications) // self.posts)
        slug = quote(pub.story.slug)
        if era == 0:
            return f"/archives/{pub.number}"
        if era == 1:
            return f"/{local(pub.published_at):%Y/%m/%d}/{slug}/"
        return f"/{pub.section_slug}/{slug}/"

    def live(self) -> list[Publication]:
        """What readers can find, newest first; put in order once, since thousands ask."""
        if not self.newest:
            self.newest = super().live()
        return self.newest

    def find(self, path: str) -> Publication | None:
        """The post at a path."""
        return self.by_path.get(unquote(path).rstrip("/"))

    def route(self, path: str, query: Mapping[str, str]) -> Answer | None:
        """Further pages of posts and static pages beside what WordPress always has."""
        further = re.fullmatch(r"(.+)/([23])/?", path)
        pub = self.find(further[1]) if further else None
        if further and pub and pub.live and pub.number % PAGED == 0:
            return Answer(self.article_page(pub, int(further[2])), changed_at=pub.modified_at)
        if path in STATIC:
            text = "".join(f"<p>{line}</p>" for line in words.story(-len(path)).paragraphs)
            return Answer(self.page(STATIC[path], f"<h1>{STATIC[path]}</h1>{text}", "page"))
        if re.fullmatch(r"/\d{4}/(?:\d\d/){0,2}", path):
            return self.list_page(path, self.live()[:5])
        return super().route(path, query)

    def core_sitemap(self, path: str) -> Answer | None:
        """The sitemap of WordPress 6.8: no dates, oldest first, pages and taxonomies beside it."""
        pubs = self.live()[::-1]
        if path == "/wp-sitemap.xml":
            parts = range(1, page_count(len(pubs), SITEMAP_SIZE) + 1)
            names = [f"posts-post-{part}" for part in parts]
            names += ["posts-page-1", "taxonomies-category-1", "users-1"]
            return feeds.sitemap_index(
                (self.absolute(f"/wp-sitemap-{name}.xml"), None) for name in names
            )
        if part := re.fullmatch(r"/wp-sitemap-posts-post-(\d+)\.xml", path):
            first = (int(part[1]) - 1) * SITEMAP_SIZE
            return feeds.sitemap([], [pub.url for pub in pubs[first : first + SITEMAP_SIZE]])
        others = {
            "posts-page-1": ["/", *STATIC],
            "taxonomies-category-1": [self.section_path(slug) for slug in self.section_slugs],
            "users-1": [f"/author/{name}/" for name in ("redaction", "samira")],
        }
        found = others.get(path.removeprefix("/wp-sitemap-").removesuffix(".xml"))
        return feeds.sitemap([], [self.absolute(one) for one in found]) if found else None

    # -- pages, in the markup of a block theme

    def article_page(self, pub: Publication, number: int = 1) -> str:
        """A page of a post."""
        paragraphs = pub.paragraphs
        links = ""
        if pub.number % PAGED == 0:
            paragraphs = paragraphs[2 * (number - 1) : 2 * number if number < 3 else None]
            links = self.page_links(pub, number)
        body = "".join(f'\n<p class="wp-block-paragraph">{plain(one)}</p>\n' for one in paragraphs)
        return self.page(pub.headline, _ARTICLE.format(
            headline=plain(pub.headline), body=body + links, author=plain(pub.story.byline),
            section=plain(pub.story.section), section_href=self.section_path(pub.section_slug),
            tags="<span>، </span>".join(
                f'<a href="{quote(self.tag_path(tag))}" rel="tag">{plain(tag)}</a>'
                for tag in pub.story.tags
            ),
            at=iso(pub.published_at), day=f"{local(pub.published_at):%d/%m/%Y}",
        ), "single", pub)  # fmt: skip

    def page_links(self, pub: Publication, number: int) -> str:
        """``wp_link_pages`` as the post's content ends with it."""
        base = pub.path.rstrip("/")
        end = "/" if pub.path.endswith("/") else ""
        shown = [
            f'<span class="post-page-numbers current" aria-current="page">{one}</span>'
            if one == number
            else f'<a href="{pub.path if one == 1 else f"{base}/{one}{end}"}"'
            f' class="post-page-numbers">{one}</a>'
            for one in (1, 2, 3)
        ]
        return f'<p class="post-nav-links">الصفحات: {" ".join(shown)}</p>'

    def list_page(
        self, title: str, pubs: list[Publication], older: str = "", newer: str = ""
    ) -> Answer:
        """A page of links."""
        rows = "".join(
            f'<li class="wp-block-post post type-post"><h2 class="wp-block-post-title">'
            f'<a href="{pub.path}">{plain(pub.headline)}</a></h2></li>'
            for pub in pubs
        )
        main = f'<h1>{plain(title)}</h1><ul class="wp-block-post-template">{rows}</ul>'
        return Answer(self.page(title, main, "archive"), changed_at=self.changed_at)

    def not_found(self, path: str, status: int = 404) -> Answer:
        """The page that says so."""
        return Answer(self.page("الصفحة غير موجودة", "<h1>لا شيء هنا</h1>", "error404"),
                      status=status)  # fmt: skip

    def page(self, title: str, main: str, kind: str, pub: Publication | None = None) -> str:
        """A whole page."""
        menu = "".join(
            f'<li class="wp-block-navigation-item"><a href="{href}">{name}</a></li>'
            for href, name in [
                *((self.section_path(slug), name) for slug, name in self.section_slugs.items()),
                *((quote(path), name) for path, name in STATIC.items()),
                *((f"/{year}/", f"أرشيف {year}") for year in range(2018, 2027)),
            ]
        )
        head = self.discovery()
        if pub:
            head += f'<link rel="canonical" href="{escape(pub.url)}" />'
            head += f"<link rel='shortlink' href='{self.home}?p={pub.number}' />"
        return _PAGE.format(title=plain(title), site=self.arabic_name, head=head, menu=menu,
                            kind=kind, main=main)  # fmt: skip


def site(posts: int) -> Newsroom:
    """A newsroom of this one outlet."""
    made = Newsroom([])
    made.outlets = {Sijill.name: Sijill(made, posts)}
    return made


@contextmanager
def served(posts: int) -> Iterator[Running]:
    """The site at work."""
    with running(site(posts)) as at_work:
        yield at_work


_PAGE = """<!DOCTYPE html>
<html dir="rtl" lang="ar">
<head>
<meta charset="UTF-8" />
<title>{title} &#8211; {site}</title>
<meta property="og:site_name" content="{site}" />
{head}
<link rel="stylesheet" href="/wp-includes/blocks/navigation/style.min.css" />
</head>
<body class="rtl wp-embed-responsive wp-theme-twentytwentyfive {kind}">
<div class="wp-site-blocks"><header class="wp-block-template-part">
<p class="wp-block-site-title"><a href="/" rel="home">{site}</a></p>
<nav class="wp-block-navigation"><ul class="wp-block-navigation__container">{menu}</ul></nav>
</header>
<main class="wp-block-group has-global-padding is-layout-constrained">{main}</main>
<footer class="wp-block-template-part"><p>جميع الحقوق محفوظة لجريدة {site}</p></footer></div>
</body></html>"""
_ARTICLE = """<div class="wp-block-group alignfull has-global-padding is-layout-constrained">
<h1 class="wp-block-post-title">{headline}</h1>
<div class="wp-block-group has-link-color is-layout-flex"><p>كتبه </p>
<div class="wp-block-post-author-name"><a href="/author/redaction/" class="\
wp-block-post-author-name__link">{author}</a></div><p>في</p>
<div class="taxonomy-category wp-block-post-terms"><a href="{section_href}" rel="tag">{section}</a>
</div></div>
<div class="entry-content alignfull wp-block-post-content is-layout-constrained">
{body}
</div>
<div class="taxonomy-post_tag wp-block-post-terms">{tags}</div>
<div class="wp-block-post-date"><time datetime="{at}"><a href="#">{day}</a></time></div>
</div>"""
