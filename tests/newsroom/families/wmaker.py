"""ريف ميديا: WMaker; ``Slug_aID.html``, sections ``Name_rID.html?start=``, no ``<p>``."""

import re
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import quote

from tests.newsroom import feeds, printed_dates
from tests.newsroom.answers import Answer, slug_words
from tests.newsroom.pages import PagedOutlet
from tests.newsroom.publications import Publication

_OFFSET = 10


class Rif(PagedOutlet):
    """A regional outlet of the Rif: dates in Arabic-Indic digits, a dateline above the text."""

    name = "rif"
    arabic_name = "ريف ميديا"
    slogan = "صوت الريف"
    host = "127.0.0.5"
    container_css = "#mod_article div.access.firstletter"
    hint_css: ClassVar[Mapping[str, str]] = {
        "byline": "span.nom_auteur",
        "published": "#mod_article div.date",
        "section": "#breads a:last-of-type",
        "tags": "div.tags_ligne a",
    }
    address_pattern = r"_a\d+\.html$"
    listing_paths: ClassVar[Mapping[str, str]] = {
        "feed": "/xml/syndication.rss",
        "section": "/الأولى_r1.html",
    }
    all_section = "actualites"
    first_number = 108_798
    number_step = 2
    joint = "<br />\n<br />\n"
    inserts: ClassVar[tuple[tuple[int, str], ...]] = ((0, "dateline"), (4, "inline_related"))

    def article_path(self, pub: Publication) -> str:
        """``/انقلاب-سيارة_a108798.html``."""
        words = slug_words(pub.headline)[:9]
        return f"/{quote('-'.join(words))}_a{pub.number}.html"

    def printed(self, pub: Publication) -> str:
        """``أضيف في ٢٠ نونبر ٢٠٢٠ الساعة ٠٩:٠٠``."""
        return printed_dates.rif(pub.published_at)

    def clock(self) -> str:
        """The header's clock writes Arabic-Indic digits too."""
        return printed_dates.indic(super().clock())

    @property
    def section_names(self) -> dict[str, tuple[str, int]]:
        """Slug -> the name and number of a section in addresses."""
        names = {}
        for number, (slug, name) in enumerate(self.section_slugs.items(), 1):
            names[slug] = ("الأولى" if slug == self.all_section else name, number)
        return names

    def section_path(self, slug: str, page: int = 1) -> str:
        """``/الأولى_r1.html?start=10``."""
        name, number = self.section_names[slug]
        return f"/{name}_r{number}.html" + (f"?start={(page - 1) * _OFFSET}" if page > 1 else "")

    def route(self, path: str, query: Mapping[str, str]) -> Answer | None:
        """The feed, sections by offset, and the common pages."""
        if path == "/xml/syndication.rss":
            return feeds.simple_rss(self, self.live()[:20], "WMaker")
        if section := re.fullmatch(r"/[^/]+_r(\d+)\.html", path):
            start = query.get("start", "0")
            slug = next(
                (slug for slug, (_, number) in self.section_names.items()
                 if number == int(section[1])), "",
            )  # fmt: skip
            page = int(start) // _OFFSET + 1 if start.isdecimal() else 1
            return self.section_page(slug, page, _OFFSET)
        return self.common_page(path)
