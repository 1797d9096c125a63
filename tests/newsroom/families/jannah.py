"""صحيفة الأطلس: WordPress with TieLabs' Jannah theme, behind gzip; articles at ``/ID.html``."""

from collections.abc import Mapping
from typing import ClassVar

from tests.newsroom.families.wordpress import WordPressOutlet
from tests.newsroom.printed_dates import chouf
from tests.newsroom.publications import Publication


class Sahifa(WordPressOutlet):
    """A national daily. Its server weakens ETags and never knows the weak ones again."""

    name = "sahifa"
    arabic_name = "صحيفة الأطلس"
    slogan = "يومية مغربية مستقلة"
    host = "127.0.0.2"
    container_css = "div.entry-content.entry"
    hint_css: ClassVar[Mapping[str, str]] = {
        "byline": "a.author-name",
        "published": "span.date.meta-item",
        "section": ".post-cat-wrap > a",
        "tags": ".tagcloud a",
    }
    address_pattern = r"/\d+\.html$"
    first_number = 515_208
    number_step = 37
    meta_dates = True
    linked_tags = True
    gzip = True
    weak_etags = True
    inserts: ClassVar[tuple[tuple[int, str], ...]] = ((2, "inline_related"), (4, "advert"))

    def article_path(self, pub: Publication) -> str:
        """``/515208.html``."""
        return f"/{pub.number}.html"

    def printed(self, pub: Publication) -> str:
        """``الجمعة 20 نوفمبر 2020 | 09:00``."""
        return chouf(pub.published_at)
