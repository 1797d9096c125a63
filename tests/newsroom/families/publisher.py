"""منبر الشمال: WordPress with BetterStudio's Publisher theme; addresses are Arabic slugs."""

from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import quote

from tests.newsroom.answers import slug_words
from tests.newsroom.families.wordpress import WordPressOutlet
from tests.newsroom.printed_dates import day, hour
from tests.newsroom.publications import Publication

_SLUG_BYTES = 200
"""WordPress cuts a slug there, percent-encoded as it is."""


def arabic_slug(headline: str) -> str:
    """A headline as WordPress writes it into an address: lower-case percent-encoding."""
    slug = ""
    for word in slug_words(headline.lower()):
        longer = f"{slug}-{quote(word).lower()}".strip("-")
        if len(longer) > _SLUG_BYTES:
            break
        slug = longer
    return slug


class Minbar(WordPressOutlet):
    """A regional outlet of the north: the date is in the ``time`` element, not in the head."""

    name = "minbar"
    arabic_name = "منبر الشمال"
    slogan = "جريدة إلكترونية من قلب طنجة"
    host = "127.0.0.3"
    container_css = "div.entry-content.single-post-content"
    hint_css: ClassVar[Mapping[str, str]] = {
        "byline": "span.post-author-name b",
        "published": "time.post-published",
        "section": ".term-badges .term-badge a",
        "tags": ".post-tags a",
    }
    address_pattern = r"^https?://[^/]+/(?!category/|tag/|page/)[^/?]{12,}/?$"
    first_number = 80_114
    number_step = 3
    full_feed = True
    chunked = True

    listing_paths: ClassVar[dict[str, str]] = {
        **WordPressOutlet.listing_paths,
        "section": "/category/actualites/",
    }
    inserts: ClassVar[tuple[tuple[int, str], ...]] = (
        (1, "figure"), (2, "blank"), (4, "inline_related"),
    )  # fmt: skip

    def article_path(self, pub: Publication) -> str:
        """``/%d8%a7%d9%84…/``."""
        return f"/{arabic_slug(pub.headline)}/"

    def printed(self, pub: Publication) -> str:
        """``20 نونبر 2020 الساعة 09:00``."""
        return f"{day(pub.published_at)} الساعة {hour(pub.published_at)}"
