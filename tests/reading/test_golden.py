"""Golden pages: what a person would take from a page, in the markup of each platform and outlet."""

import json
from pathlib import Path

import pytest

from crawler import platforms
from crawler.markup.css_selectors import as_tuple
from crawler.probing.platform_family import SIGNS
from crawler.reading.extraction_hints import Hints
from tests.golden.__main__ import page, pages, told_by
from tests.golden.rules import read
from tests.golden.templates import BadLayout
from tests.outlet_rules import shown
from warraq.outlet_loader import all_outlets

pytestmark = pytest.mark.slow

HERE = Path(__file__).parents[1] / "golden"
GOLDEN = sorted(HERE.glob("*/*.html"))
FAMILIES = {
    "arc_xp": platforms.ArcXP,
    "blocks": platforms.WordPress,
    "drupal": platforms.Drupal,
    "jannah": platforms.Jannah,
    "publisher": platforms.Publisher,
    "single_content": platforms.SingleContent,
    "wmaker": platforms.WMaker,
    "wordpress": platforms.WordPress,
}
OUTLETS = all_outlets()


def name_of(place: Path) -> str:
    return f"{place.parent.name}/{place.stem}"


golden = pytest.mark.parametrize(
    "place", [p for p in GOLDEN if p.parent.name in FAMILIES], ids=name_of
)


@golden
def test_a_golden_page_is_read_to_the_letter(place: Path) -> None:
    family = FAMILIES[place.parent.name]
    hints = Hints(
        body=family.body,
        headline=family.headline,
        byline=family.byline,
        published=family.published,
        section=family.section,
        tags=family.tags,
        drop=family.drop,
        names=("جريدة المثال",),
    )
    found, told = read(place, hints)
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


def test_every_family_has_golden_pages() -> None:
    declared = {
        family for family in vars(platforms).values()
        if isinstance(family, type) and family.__module__ == "crawler.platforms"
        and as_tuple(getattr(family, "body", ()))
    }  # fmt: skip
    assert declared == set(FAMILIES.values())


def test_golden_pages_are_what_their_layouts_and_texts_give() -> None:
    for family, slug, html, told in pages():
        place = HERE / family / f"{slug}.html"
        stale = f"{shown(place)}: run `.venv/bin/python -m tests.golden`"
        assert place.exists() and place.read_text("utf-8") == html, stale
        assert json.loads(place.with_suffix(".json").read_text("utf-8")) == told, stale


def test_every_family_is_some_outlets_or_found_by_probe() -> None:
    """A family that nobody uses is code and pages that nobody misses."""
    declared = {
        family for family in vars(platforms).values()
        if isinstance(family, type) and family.__module__ == "crawler.platforms"
    }  # fmt: skip
    used = {parent for outlet in OUTLETS.values() for parent in outlet.__mro__[1:]}
    assert declared <= used | {family for family, _ in SIGNS}


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ("<html><p>a saved page</p></html>", "no part `=== page`, no part `=== paragraph`"),
        ("=== page\n$body\n=== paragraph\n$text\n=== tag\n$tag\n", "no part `=== insert`"),
        ("=== page\n$title\n=== paragraph\n$text\n=== insert\n=== tag\n$tag\n", "called $title"),
        ("=== page\n5 $ a\n=== paragraph\n$text\n=== insert\n=== tag\n$tag\n", "write $$"),
    ],
)
def test_a_layout_that_is_none_is_told_in_words(layout: str, said: str) -> None:
    with pytest.raises(BadLayout) as told:
        page(layout, told_by(HERE / "texts" / "map-olive.txt"), "layouts/new.html")
    assert str(told.value).startswith("layouts/new.html: ")
    assert said in str(told.value)
