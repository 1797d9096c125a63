"""What every sample outlet has: its publications, its addresses, its answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote

from tests.newsroom import printed_dates
from tests.newsroom.answers import Answer, digest, moved
from tests.newsroom.printed_dates import local
from tests.newsroom.publications import Publication
from tests.newsroom.scramble import Scramble
from tests.newsroom.stories import Story

if TYPE_CHECKING:
    from tests.newsroom.newsroom import Newsroom

SECTIONS = {
    "سياسة": "politique",
    "مجتمع": "societe",
    "اقتصاد": "economie",
    "جهات": "regions",
    "حوادث": "faits-divers",
    "ثقافة": "culture",
    "رياضة": "sport",
    "رأي": "opinions",
    "تكنولوجيا": "technologie",
    "بيئة": "environnement",
    "Société": "societe-fr",
    "Economie": "economie-fr",
}
_KNOWN_PATHS = (
    "/contact/", "/tag/", "/feed/", "/xml/syndication.rss", "/wp-json/wp/v2/posts/",
    "/category/page/index/", "/sitemap-articles-pages.xml", "/node/ar/news/",
    "/wp-sitemap-posts-post-page-taxonomies-category.xml", "/assets/theme/uploads/photo",
)  # fmt: skip
_IMAGE = bytes.fromhex("47494638396101000100800000ccccccffffff21f90400000000002c000000000100010000"
                       "02024401003b")  # fmt: skip


class Outlet:
    """A small fake outlet. A family subclasses it; the look is in ``pages.PagedOutlet``."""

    name: ClassVar[str]
    arabic_name: ClassVar[str]
    slogan: ClassVar[str]
    host: ClassVar[str]
    container_css: ClassVar[str]
    hint_css: ClassVar[Mapping[str, str]]
    address_pattern: ClassVar[str]
    listing_paths: ClassVar[Mapping[str, str]]
    first_number: ClassVar[int] = 1
    number_step: ClassVar[int] = 1
    page_precision: ClassVar[str] = "minute"
    gone_status: ClassVar[int] = 404
    all_section: ClassVar[str] = "actualites"
    gzip: ClassVar[bool] = False
    chunked: ClassVar[bool] = False
    weak_etags: ClassVar[bool] = False
    disallowed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, newsroom: Newsroom) -> None:
        """An outlet of a newsroom, with nothing published yet."""
        self.newsroom = newsroom
        self.scramble = Scramble(newsroom.seed, self.name)
        self.scramble.learn((*_KNOWN_PATHS, *self.listing_paths.values(), *self.disallowed))
        self.scramble.learn(self.section_path(slug) for slug in self.section_slugs)
        self.publications: list[Publication] = []
        self.changed_at = newsroom.start

    # -- what a spider is told

    @property
    def home(self) -> str:
        """The address of the home page."""
        return f"http://{self.host}:{self.newsroom.port}/"

    @property
    def container(self) -> str:
        """The CSS selector of the body container as it is served."""
        return self.scramble.selector(self.container_css)

    @property
    def hints(self) -> dict[str, str]:
        """The CSS selectors of byline, printed date, section and tags as they are served."""
        return {name: self.scramble.selector(css) for name, css in self.hint_css.items()}

    @property
    def listings(self) -> dict[str, str]:
        """Kind of listing -> path as served, relative to home."""
        return {kind: self.link(path).lstrip("/") for kind, path in self.listing_paths.items()}

    @property
    def article_url(self) -> str:
        """The pattern of article addresses as they are served."""
        if not self.scramble:
            return self.address_pattern
        return rf"/{self.scramble.word('path article')}/[a-z]+-\d+{re.escape(self._ending)}$"

    @property
    def charset(self) -> str:
        """The charset of its pages."""
        return self.newsroom.charsets.get(self.name, "utf-8")

    # -- publications and their addresses

    def print(self, story: Story, at: datetime) -> Publication:
        """A new publication of a story."""
        number = self.first_number + self.number_step * len(self.publications)
        pub = Publication(self, story, number, at)
        path = self._scrambled_path(pub) if self.scramble else self.article_path(pub)
        taken = {other.path for other in self.publications}
        bare, slash = (path[:-1], "/") if path.endswith("/") else (path, "")
        again = (f"{bare}-{n}{slash}" for n in count(2))
        pub.path = path if path not in taken else next(one for one in again if one not in taken)
        self.publications.append(pub)
        self.scramble.learn(self.tag_path(tag) for tag in story.tags)
        return pub

    def tag_path(self, tag: str) -> str:
        """The path of a tag's page."""
        return f"/tag/{'-'.join(tag.split())}/"

    def article_path(self, pub: Publication) -> str:
        """The path of an article in the manner of the family, percent-encoded."""
        raise NotImplementedError

    def _scrambled_path(self, pub: Publication) -> str:
        words = self.scramble.word(f"slug {pub.story.slug}")
        return f"/{self.scramble.word('path article')}/{words}-{pub.number}{self._ending}"

    @property
    def _ending(self) -> str:
        return self.scramble.random("ending").choice(("", "/", ".html"))

    def live(self) -> list[Publication]:
        """What readers can find, newest first."""
        shown = (pub for pub in self.publications if pub.live)
        return sorted(shown, key=lambda pub: (pub.published_at, pub.number), reverse=True)

    def find(self, path: str) -> Publication | None:
        """The publication at a path, shown or deleted."""
        wanted = unquote(path).rstrip("/")
        by_path = (pub for pub in self.publications if unquote(pub.path).rstrip("/") == wanted)
        return next(by_path, None)

    # -- sections

    @property
    def section_slugs(self) -> dict[str, str]:
        """Slug -> Arabic name of every section that has a page; first the one with everything."""
        return {self.all_section: "آخر الأخبار", **{slug: name for name, slug in SECTIONS.items()}}

    def section_slug(self, section: str) -> str:
        """The slug of a section; unknown ones share one."""
        return SECTIONS.get(section, "societe")

    def section_path(self, slug: str, page: int = 1) -> str:
        """The path of a page of a section."""
        raise NotImplementedError

    def in_section(self, slug: str) -> list[Publication]:
        """The shown publications of a section, newest first."""
        everything = slug == self.all_section
        return [pub for pub in self.live() if everything or pub.section_slug == slug]

    # -- answers

    def link(self, path: str) -> str:
        """A path as it stands in links."""
        return self.scramble.path(path)

    def absolute(self, path: str) -> str:
        """A whole address for a path of this outlet."""
        return self.home.rstrip("/") + self.link(path)

    def answer(self, path: str, query: Mapping[str, str]) -> Answer:
        """What the outlet answers to a GET."""
        if path == "/robots.txt":
            return Answer(
                self.newsroom.robots.get(self.name) or self.robots(), "text/plain; charset=utf-8"
            )
        if path.endswith((".jpg", ".gif", ".ico")):
            return Answer(_IMAGE, "image/gif")
        if path.endswith((".css", ".js")):
            return Answer("/* minified */", "text/css" if path.endswith(".css") else "text/plain")
        if pub := self.find(path):
            return self._article(pub, path)
        return self.route(self.scramble.meant(unquote(path)), query) or self.not_found(path)

    def _article(self, pub: Publication, path: str) -> Answer:
        if not pub.live:
            return self.not_found(path, self.gone_status)
        if pub.path.endswith("/") and not path.endswith("/"):
            return moved(pub.url)
        return Answer(self.article_page(pub), changed_at=pub.modified_at)

    def route(self, path: str, query: Mapping[str, str]) -> Answer | None:
        """The answer for a path that is no article; ``None`` where there is nothing."""
        raise NotImplementedError

    def article_page(self, pub: Publication) -> str:
        """The page of an article."""
        raise NotImplementedError

    def not_found(self, path: str, status: int = 404) -> Answer:
        """The page that says so."""
        raise NotImplementedError

    def robots(self) -> str:
        """The robots.txt."""
        lines = ["User-agent: *", *(f"Disallow: {self.link(path)}" for path in self.disallowed)]
        if len(lines) == 1:
            lines.append("Disallow:")
        for kind, path in self.listing_paths.items():
            if kind.endswith("sitemap"):
                lines += ["", f"Sitemap: {self.absolute(path)}"]
        return "\n".join(lines) + "\n"

    # -- small things that families share

    def draw(self, pubs: Sequence[Publication], few: int, key: str) -> list[Publication]:
        """A few publications that stay the same few for one key."""
        return sorted(pubs, key=lambda pub: digest(f"{key}:{pub.story.slug}"))[:few]

    def clock(self) -> str:
        """Today, as the page header prints it; it says nothing about the article."""
        now = self.newsroom.now()
        return f"{printed_dates.weekday(now)} {printed_dates.day(now)}"

    def year(self) -> int:
        """The year of the copyright line."""
        return local(self.newsroom.now()).year
