"""What golden pages an outlet needs and how they must be read, as sentences that say what to do."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from crawler.items import Article, Page
from crawler.markup.css_selectors import as_tuple
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from crawler.spider import OutletSpider
from crawler.timezone import CASABLANCA
from tests.outlet_rules import shown

HERE = Path(__file__).parent


def read(place: Path, hints: Hints) -> tuple[Article, dict[str, str]]:
    """The article of a golden page as it is read with some hints, and what must be read there."""
    told = json.loads(place.with_suffix(".json").read_text("utf-8"))
    fetched = datetime(2026, 11, 24, 12, tzinfo=UTC)
    page = Page("x", told["url"], fetched, 200, {"content-type": "text/html"}, place.read_bytes())
    return read_article(page, hints), told


def needs_pages(outlet: type[OutletSpider]) -> bool:
    """Whether an outlet names a body container itself, and does not only inherit its family's."""
    return bool(as_tuple(vars(outlet).get("body", ())))


def own_selectors(outlet: type[OutletSpider]) -> list[str]:
    """The body selectors that need a page each: those that the outlet's family does not have."""
    family = as_tuple(getattr(outlet.__mro__[1], "body", ()))
    return [css for css in as_tuple(outlet.body) if css not in family]


def broken_rules(outlet: type[OutletSpider], file: Path, folder: Path = HERE) -> list[str]:
    """A sentence for each page that is missing or read otherwise than it was written."""
    if not needs_pages(outlet):
        return []
    places = sorted((folder / outlet.name).glob("*.html"))
    said = [line for place in places for line in _misread(outlet, file, place)]
    served = {read(place, outlet().hints())[0].body_source for place in places}
    wanted = own_selectors(outlet) or list(as_tuple(outlet.body))[: 0 if served else 1]
    layouts = shown(folder) / "own"
    return said + [
        f"{layouts / outlet.name}.html: no golden page is read with `{css}` of {shown(file)}: write"
        f" this layout, or another {outlet.name}-ERA.html (docs/reading.md, Golden pages), or have"
        f" a first one made by `.venv/bin/python -m tests.golden {outlet.name}`"
        for css in wanted
        if f"container: {css}" not in served
    ]


def _misread(outlet: type[OutletSpider], file: Path, place: Path) -> Iterator[str]:
    """How a page is read otherwise than its text was written."""
    found, told = read(place, outlet().hints())

    def mend(name: str, read: object, written: object) -> str:
        one, other = (repr(str(value)[:60]) for value in (read, written))
        return (
            f"{shown(place)}: {name} is read as {one}, written as {other}: mend `{name}` in"
            f" {shown(file)}, or the page's layout in tests/golden/own/"
        )

    if found.body != told["body"]:
        yield mend("body", found.body, told["body"])
    if found.body_source.removeprefix("container: ") not in as_tuple(outlet.body):
        yield mend("body", found.body_source, "a container of the outlet")
    for name in ("headline", "byline", "section"):
        if getattr(found, name) != told[name]:
            yield mend(name, getattr(found, name), told[name])
    if "tags" in vars(outlet) and list(found.tags) != list(told["tags"]):
        yield mend("tags", list(found.tags), told["tags"])
    exact = told["precision"] == "minute"
    day = found.published_at and found.published_at.astimezone(CASABLANCA).isoformat()
    same = day and day[: 16 if exact else 10] == told["published"][: 16 if exact else 10]
    if not same or (found.published_precision == "day") is exact:
        yield mend("published", f"{day} ({found.published_precision})", told["published"])
    for name in ("headline", "byline", "section", "published", "tags"):
        source = found.sources.get(name.replace("published", "published_at"))
        if name in vars(outlet) and source != "outlet":
            yield mend(name, f"what {source} says", "what the selector finds")
