"""Golden pages: what a person would take from a page, in the markup of each platform family."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import platforms
from crawler.article import Article, Page
from crawler.reading import Hints, read_article
from crawler.reading.hints import as_tuple
from tests.golden.__main__ import pages

HERE = Path(__file__).parent / "golden"
GOLDEN = sorted(HERE.glob("*/*.html"))
FAMILIES = {
    "arc_xp": platforms.ArcXP,
    "blocks": platforms.WordPress,
    "drupal": platforms.Drupal,
    "jannah": platforms.Jannah,
    "publisher": platforms.Publisher,
    "single_content": platforms.SingleContent,
    "spip": platforms.SPIP,
    "tagdiv": platforms.TagDiv,
    "wmaker": platforms.WMaker,
    "wordpress": platforms.WordPress,
}


def name_of(place: Path) -> str:
    return f"{place.parent.name}/{place.stem}"


golden = pytest.mark.parametrize(
    "place", [p for p in GOLDEN if p.parent.name in FAMILIES], ids=name_of
)


def read(place: Path, hints: Hints) -> tuple[Article, dict[str, str]]:
    told = json.loads(place.with_suffix(".json").read_text("utf-8"))
    fetched = datetime(2026, 11, 24, 12, tzinfo=UTC)
    page = Page("x", told["url"], fetched, 200, {"content-type": "text/html"}, place.read_bytes())
    return read_article(page, hints), told


@golden
def test_a_golden_page_is_read_to_the_letter(place: Path) -> None:
    family = FAMILIES[place.parent.name]
    found, told = read(place, Hints(
        family.body, family.headline, family.byline, family.published, family.section, family.tags,
        family.drop, ("جريدة المثال",),
    ))  # fmt: skip
    assert found.body == told["body"]
    assert found.headline == told["headline"]
    assert found.byline == told["byline"]
    assert found.section == told["section"]
    assert list(found.tags) == told["tags"]
    assert found.language == told["language"]
    assert (found.dateline or "") == told.get("dateline", "")
    assert (found.city or "", found.agency or "") == (told["city"], told["agency"])
    assert found.published_at is not None
    assert told["published"].startswith(found.published_at.strftime("%Y-%m-%dT"))
    assert found.body_source.startswith("container: ")


@golden
def test_a_golden_page_of_an_unknown_outlet(place: Path) -> None:
    found, told = read(place, Hints())
    assert found.body == told["body"]
    assert found.body_source == "page"


def test_every_family_has_golden_pages_and_the_written_ones_are_there() -> None:
    declared = {
        family for family in vars(platforms).values()
        if isinstance(family, type) and family.__module__ == "crawler.platforms"
        and as_tuple(getattr(family, "body", ()))
    }  # fmt: skip
    assert declared == set(FAMILIES.values())
    for family, slug, html, told in pages():
        place = HERE / family / f"{slug}.html"
        assert place.read_text("utf-8") == html, "run: python -m tests.golden"
        assert json.loads(place.with_suffix(".json").read_text("utf-8")) == told
