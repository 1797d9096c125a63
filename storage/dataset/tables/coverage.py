"""What is held of each outlet and day, how the looks of that day ended, and when nobody looked.

Days are Casablanca's, those of publication and those of looks. Articles without a date are a row of
their own, whose day is null; the day of their capture is not theirs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import get_args

from sqlite_utils import Database

from crawler.article import OutcomeKind
from storage.dataset.tables.column import Table, TableColumn
from storage.query.statistics import published_day

KINDS: tuple[OutcomeKind, ...] = get_args(OutcomeKind)
COVERAGE = Table(
    "coverage", "an outlet on a day; day null: its articles without a date",
    (
        TableColumn("outlet", "text", "name of the outlet"),
        TableColumn("day", "day", "day in Casablanca; null: undated"),
        TableColumn("articles", "integer", "articles in data/ published that day"),
        TableColumn("addresses", "integer", "addresses that we looked at that day"),
        *(TableColumn(kind, "integer", f"of these, ended as {kind}") for kind in KINDS),
    ),
)  # fmt: skip
GAPS = Table(
    "gaps", "days between two crawls of an outlet on which none began",
    (
        TableColumn("outlet", "text", "name of the outlet"),
        TableColumn("kind", "text", "not running"),
        TableColumn("first", "day", "first day in Casablanca"),
        TableColumn("last", "day", "last day, included"),
        TableColumn("days", "integer", "number of days"),
    ),
)  # fmt: skip

Held = Mapping[tuple[str, str | None], int]
"""Articles by outlet and day of publication; ``None``: undated."""


def coverage_rows(db: Database, held: Held, at: str) -> Iterator[tuple[object, ...]]:
    """A row for each outlet and day that has articles or looks, by outlet and day."""
    outlets = {outlet for outlet, _ in held}
    looks = Counter[tuple[str, str | None, str]]()
    hidden = "SELECT article_id FROM suppressions UNION ALL SELECT article_id FROM tombstones"
    for outlet, when, kind in db.execute(  # counted here: SQLite would sort them on the disk
        "SELECT outlet, at, kind FROM outcomes WHERE at <= ?"
        f" AND (article_id IS NULL OR article_id NOT IN ({hidden}))", [at],
    ):  # fmt: skip
        if outlet in outlets:
            looks[outlet, published_day(when), kind] += 1
    days = {(outlet, day) for outlet, day, _ in looks} | {*held}
    for outlet, day in sorted(days, key=lambda one: (one[0], one[1] or "")):
        ended = [looks[outlet, day, kind] for kind in KINDS]
        yield outlet, day, held.get((outlet, day), 0), sum(ended), *ended


def gap_rows(db: Database, held: Held, at: str) -> Iterator[tuple[object, ...]]:
    """The stretches of days without a crawl between the first one and a moment, by outlet."""
    for outlet in sorted({outlet for outlet, _ in held}):
        begun = {
            date.fromisoformat(published_day(row[0]))
            for row in db.execute(
                "SELECT DISTINCT substr(started_at, 1, 13) FROM runs"
                " WHERE outlet = ? AND started_at <= ?", [outlet, at]
            )
        }  # fmt: skip
        if not begun:
            continue
        days = sorted(begun | {date.fromisoformat(published_day(at)) + timedelta(days=1)})
        for one, other in zip(days, days[1:], strict=False):
            if (other - one).days > 1:
                first, last = one + timedelta(days=1), other - timedelta(days=1)
                yield outlet, "not running", str(first), str(last), (last - first).days + 1
