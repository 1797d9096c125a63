"""أخبار الواحة: the home-made family with ``.single-content``; sections only, no feed."""

import re
from collections.abc import Mapping
from typing import ClassVar

from tests.newsroom.answers import Answer
from tests.newsroom.pages import PagedOutlet
from tests.newsroom.publications import Publication


class Akhbar(PagedOutlet):
    """A national outlet without feed, API or machine dates; deleted articles answer 410."""

    name = "akhbar"
    arabic_name = "أخبار الواحة"
    slogan = "الخبر أولا بأول"
    host = "127.0.0.4"
    container_css = ".single-content"
    hint_css: ClassVar[Mapping[str, str]] = {
        "byline": "span.story_author",
        "published": "span.story_date",
        "section": "div.breadcrumb a:last-of-type",
        "tags": "div.tags a",
    }
    address_pattern = r"/[a-z-]+/\d+\.html$"
    listing_paths: ClassVar[Mapping[str, str]] = {"section": "/actualites/index.1.html"}
    first_number = 422_594
    number_step = 11
    gone_status = 410
    inserts: ClassVar[tuple[tuple[int, str], ...]] = (
        (0, "font_size"), (1, "figure"), (3, "inline_related"),
    )  # fmt: skip

    def article_path(self, pub: Publication) -> str:
        """``/economie/422594.html``."""
        return f"/{pub.section_slug}/{pub.number}.html"

    def section_path(self, slug: str, page: int = 1) -> str:
        """``/economie/index.2.html``."""
        return f"/{slug}/index.{page}.html"

    def route(self, path: str, query: Mapping[str, str]) -> Answer | None:
        """Sections by page, and the common pages."""
        if section := re.fullmatch(r"/([a-z-]+)/(?:index\.(\d+)\.html)?", path):
            found = self.section_page(section[1], int(section[2] or 1))
            if found:
                return found
        return self.common_page(path)
