"""Golden pages: what a person would take from a page, in the markup of each platform and outlet."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import platforms
from crawler.article import Article, Page
from crawler.dates import CASABLANCA
from crawler.markup.selectors import as_tuple
from crawler.reading import Hints, read_article
from tests.golden.__main__ import page, pages, told_by
from tests.golden.templates import BadLayout
from warraq.outlets import all_outlets

pytestmark = pytest.mark.slow

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
OUTLETS = {name: one for name, one in all_outlets().items() if "body" in vars(one)}
"""The outlets that declare a body selector of their own."""


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


@pytest.mark.parametrize("place", [p for p in GOLDEN if p.parent.name in OUTLETS], ids=name_of)
def test_a_golden_page_is_read_with_the_hints_of_its_outlet(place: Path) -> None:
    outlet = OUTLETS[place.parent.name]
    found, told = read(place, outlet().hints())
    assert found.body == told["body"]
    assert found.body_source.removeprefix("container: ") in as_tuple(outlet.body)
    for name in ("headline", "byline", "section"):
        assert getattr(found, name) == told[name], name
    assert found.published_at is not None
    printed = found.published_at.astimezone(CASABLANCA).isoformat()
    exact = told["precision"] == "minute"
    assert printed[: 16 if exact else 10] == told["published"][: 16 if exact else 10]
    assert (found.published_precision == "day") is not exact
    for name in ("headline", "byline", "section", "published", "tags"):
        if name in vars(outlet):
            assert found.sources[name.replace("published", "published_at")] == "outlet", name
    if "tags" in vars(outlet):
        assert list(found.tags) == told["tags"]


@pytest.mark.parametrize("name", sorted(OUTLETS))
def test_every_body_selector_of_an_outlets_own_has_a_golden_page(name: str) -> None:
    outlet = OUTLETS[name]
    family = as_tuple(getattr(outlet.__mro__[1], "body", ()))
    served = {
        read(place, outlet().hints())[0].body_source for place in (HERE / name).glob("*.html")
    }
    wanted = {f"container: {css}" for css in as_tuple(outlet.body) if css not in family}
    if wanted:
        assert wanted <= served, (
            "add tests/golden/own/OUTLET-ERA.html, run .venv/bin/python -m tests.golden"
        )
    else:  # a selector of the family, stated again
        assert served


def test_every_family_has_golden_pages_and_the_written_ones_are_there() -> None:
    declared = {
        family for family in vars(platforms).values()
        if isinstance(family, type) and family.__module__ == "crawler.platforms"
        and as_tuple(getattr(family, "body", ()))
    }  # fmt: skip
    assert declared == set(FAMILIES.values())
    for family, slug, html, told in pages():
        place = HERE / family / f"{slug}.html"
        assert place.read_text("utf-8") == html, "run: .venv/bin/python -m tests.golden"
        assert json.loads(place.with_suffix(".json").read_text("utf-8")) == told


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
