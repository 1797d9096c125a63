"""Pages of public themes, written without a look at the reader's rules, read to the letter."""

from pathlib import Path

import pytest

from crawler.items import Article
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from crawler.timezone import CASABLANCA
from tests.reading.themes import LAYOUTS, Expected, Theme, theme

pytestmark = pytest.mark.slow

themes = pytest.mark.parametrize("place", LAYOUTS, ids=[place.stem for place in LAYOUTS])
modes = pytest.mark.parametrize("mode", ["hinted", "unknown"])


def article_of(page: Theme, mode: str) -> Article:
    return read_article(page.page, page.hints if mode == "hinted" else Hints())


def as_read(found: Article, page: Theme) -> Expected:
    """What was read, its dates as exact as the page prints them."""
    dates = (
        date and date.astimezone(CASABLANCA).isoformat()[: page.precision]
        for date in (found.published_at, found.modified_at)
    )
    return Expected(
        found.headline, tuple(found.body.splitlines()), found.authors, *dates,
        found.section, found.tags,
    )  # fmt: skip


@modes
@themes
def test_a_theme_is_read_to_the_letter(place: Path, mode: str) -> None:
    page = theme(place)
    assert as_read(article_of(page, mode), page) == page.expected


@modes
@themes
def test_captions_are_kept_beside_the_text(place: Path, mode: str) -> None:
    page = theme(place)
    found = article_of(page, mode)
    kept = {*found.captions, found.image_caption} - {None}
    assert kept - {page.main_caption} == page.captions
