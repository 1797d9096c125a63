"""Pages: a theme's markup filled with publications and with everything that surrounds them.

The markup of an outlet stands in ``themes/NAME.html``, in parts that begin with ``=== part``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import ClassVar

from tests.newsroom import head
from tests.newsroom.answers import Answer, page_count
from tests.newsroom.outlets import Outlet
from tests.newsroom.printed_dates import hespress, iso
from tests.newsroom.publications import Publication
from tests.newsroom.readers import Comment, comments_of

THEMES = Path(__file__).parent / "themes"


@cache
def theme(outlet: str) -> Mapping[str, Template]:
    """The parts of an outlet's theme."""
    text = (THEMES / f"{outlet}.html").read_text("utf-8")
    parts = re.split(r"^=== (\w+)\n", text, flags=re.MULTILINE)[1:]
    names, markup = parts[::2], parts[1::2]
    return {name: Template(part.strip("\n")) for name, part in zip(names, markup, strict=True)}


def plain(text: str) -> str:
    """A text between tags."""
    return escape(text, quote=False)


class PagedOutlet(Outlet):
    """An outlet whose pages are parts of its theme."""

    page_size: ClassVar[int] = 5
    meta_dates: ClassVar[bool] = False
    linked_tags: ClassVar[bool] = False
    inserts: ClassVar[tuple[tuple[int, str], ...]] = ((1, "figure"), (3, "inline_related"))
    joint: ClassVar[str] = "\n"

    def part(self, name: str, /, **fields: object) -> str:
        """A part of the theme with its places filled."""
        return theme(self.name)[name].substitute(site=self.arabic_name, home=self.home, **fields)

    def printed(self, pub: Publication) -> str:
        """The date as the page prints it."""
        return hespress(pub.published_at)

    def image(self, pub: Publication) -> str:
        """The address of the picture."""
        return self.absolute(f"/uploads/{pub.published_at:%Y/%m}/photo-{pub.number}-780x470.jpg")

    # -- the article

    def article_page(self, pub: Publication) -> str:
        """The page of an article."""
        main = self.part("article", **self.article_fields(pub))
        return self.frame(
            f"{pub.headline} - {self.arabic_name}",
            self.article_head(pub),
            main,
            self.page_kind(pub),
        )

    def page_kind(self, pub: Publication) -> str:
        """The classes that the body of an article's page has beside the theme's own."""
        return "single"

    def article_head(self, pub: Publication) -> str:
        """What the head of an article's page says to machines."""
        return head.open_graph(self, pub, self.meta_dates)

    def article_fields(self, pub: Publication) -> dict[str, object]:
        """Everything that the article part of a theme may ask for."""
        comments = comments_of(pub.story, self.name)
        others = [other for other in self.live() if other is not pub]
        related = self.draw(others, 3, pub.story.slug)
        tags = (self.part("tag", tag=plain(tag), href=self.link(self.tag_path(tag)))
                for tag in pub.story.tags)  # fmt: skip
        return {
            **self.row_fields(pub),
            "body": self.body(pub),
            "byline": self.byline(pub),
            "tags": "\n".join(tags),
            "related": self.rows("related", related),
            "comments": "\n".join(self.comment(pub, one) for one in comments),
            "comment_count": len(comments),
            "url": escape(pub.url),
            "updated": self.updated(pub),
            "direction": "ltr" if pub.language == "fr" else "rtl",
            "language": pub.language,
        }

    def row_fields(self, pub: Publication) -> dict[str, object]:
        """What a list says about a publication."""
        return {
            "href": pub.path,
            "headline": plain(pub.headline),
            "headline_attr": escape(pub.headline),
            "printed": self.printed(pub),
            "published": iso(pub.published_at),
            "excerpt": plain(head.excerpt(pub.paragraphs[0])),
            "image": self.image(pub),
            "section": plain(pub.story.section),
            "section_href": self.link(self.section_path(pub.section_slug)),
            "number": pub.number,
        }

    def body(self, pub: Publication) -> str:
        """The paragraphs with what the theme puts between them."""
        blocks = [self.paragraph(pub, text) for text in pub.paragraphs]
        others = [other for other in self.live() if other is not pub]
        aside = self.draw(others, 1, f"aside {pub.story.slug}")
        for place, name in sorted(self.inserts, reverse=True):
            if name != "inline_related":
                blocks.insert(place, self.part(name, **self.row_fields(pub)))
            elif aside:
                blocks.insert(place, self.rows(name, aside))
        return self.joint.join(blocks)

    def paragraph(self, pub: Publication, text: str) -> str:
        """One paragraph; questions of an interview are strong, some tags are links."""
        markup = plain(text)
        if self.linked_tags and text == pub.paragraphs[0]:
            for tag in pub.story.tags:
                anchor = f'<a href="{self.link(self.tag_path(tag))}">{plain(tag)}</a>'
                found = re.search(rf"(?<!\w){re.escape(plain(tag))}(?!\w)", markup)
                if found:
                    markup = markup[: found.start()] + anchor + markup[found.end() :]
                    break
        if pub.story.genre == "interview" and text.rstrip().endswith(("؟", "?")):
            markup = f"<strong>{markup}</strong>"
        return self.part("paragraph", text=markup)

    def byline(self, pub: Publication) -> str:
        """The byline block; the desk signs what nobody signs."""
        name = "byline" if pub.story.byline else "no_byline"
        return self.part(name, byline=plain(pub.story.byline))

    def updated(self, pub: Publication) -> str:
        """The line about a later change, where the theme prints one."""
        if pub.modified_at <= pub.published_at or "updated" not in theme(self.name):
            return ""
        return self.part("updated", printed=hespress(pub.modified_at), at=iso(pub.modified_at))

    def comment(self, pub: Publication, comment: Comment) -> str:
        """One reader's comment."""
        return self.part("comment", name=comment.name, text=plain(comment.text), ago=comment.ago)

    # -- listings

    def rows(self, name: str, pubs: Iterable[Publication]) -> str:
        """One part per publication."""
        return "\n".join(self.part(name, **self.row_fields(pub)) for pub in pubs)

    def section_page(self, slug: str, page: int = 1, size: int | None = None) -> Answer | None:
        """A page of a section; ``None`` past its end or where there is no such section."""
        if slug not in self.section_slugs:
            return None
        pubs, size = self.in_section(slug), size or self.page_size
        pages = page_count(len(pubs), size)
        if not 1 <= page <= pages:
            return None
        older = self.link(self.section_path(slug, page + 1)) if page < pages else ""
        newer = self.link(self.section_path(slug, page - 1)) if page > 1 else ""
        return self.list_page(
            self.section_slugs[slug], pubs[(page - 1) * size : page * size], older, newer
        )

    def list_page(
        self, title: str, pubs: list[Publication], older: str = "", newer: str = ""
    ) -> Answer:
        """A page of links."""
        pager = self.part("older", href=older) if older else ""
        pager += self.part("newer", href=newer) if newer else ""
        main = self.part("listing", title=plain(title), items=self.rows("item", pubs), pager=pager)
        markup = self.frame(f"{title} - {self.arabic_name}", "", main, "archive")
        return Answer(markup, changed_at=self.changed_at)

    def common_page(self, path: str) -> Answer | None:
        """The pages that every outlet has: home, tags, contact."""
        if path == "/":
            return self.list_page(self.slogan, self.live()[: 2 * self.page_size])
        if path == "/contact/":
            main = "<h1>اتصل بنا</h1><p>يمكنكم مراسلة هيئة التحرير عبر البريد الإلكتروني.</p>"
            return Answer(self.frame(f"اتصل بنا - {self.arabic_name}", "", main, "page"))
        if tagged := re.fullmatch(r"/tag/([^/]+)/", path):
            pubs = [
                pub
                for pub in self.live()
                if any(self.tag_path(tag) == path for tag in pub.story.tags)
            ]
            return self.list_page(tagged[1].replace("-", " "), pubs) if pubs else None
        return None

    def not_found(self, path: str, status: int = 404) -> Answer:
        """The page that says so."""
        main = "<h1>الصفحة غير موجودة</h1><p>عذرا، الصفحة التي تبحث عنها لم تعد متاحة.</p>"
        return Answer(
            self.frame(f"الصفحة غير موجودة - {self.arabic_name}", "", main, "error404"),
            status=status,
        )

    # -- what surrounds everything

    def frame(self, title: str, machine: str, main: str, kind: str) -> str:
        """The whole page around its main part."""
        shown = self.live()
        links = "\n".join(
            self.part("nav_item", href=self.link(self.section_path(slug)), text=name)
            for slug, name in list(self.section_slugs.items())[:9]
        )
        page = self.part(
            "frame",
            title=plain(title),
            meta=f"{machine}\n{self.discovery()}",
            charset=self.charset,
            css=self.link("/assets/theme.css"),
            nav=links,
            clock=self.clock(),
            year=self.year(),
            kind=kind,
            main=self.scramble.wrapped(main),
            ticker=self.rows("ticker", self.draw(shown, 3, "ticker")),
            most_read=self.rows("most_read", self.draw(shown, 5, "most read")),
            contact=self.link("/contact/"),
            private=self.link("/private/archives/"),
        )
        return self.scramble.markup(page)

    def discovery(self) -> str:
        """The link elements that lead to feeds and the like."""
        feed = self.listing_paths.get("feed")
        if not feed:
            return ""
        return (
            f'<link rel="alternate" type="application/rss+xml" '
            f'title="{self.arabic_name} &laquo; الخلاصة" href="{self.absolute(feed)}" />'
        )
