"""The tables ``coverage`` and ``gaps``: what is held of each outlet and day, and how looks ended.

The rows of ``storage.completeness``, typed, with the looks of each day beside them. Days are
Casablanca's, those of publication and those of looks. Articles without a date are a row of their
own, whose day is null; the day of their capture is not theirs.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, get_args

from sqlite_utils import Database

from crawler.items import OutcomeKind
from storage import times
from storage.completeness import coverage_and_gap_rows as completeness
from storage.completeness.coverage_and_gap_rows import Held
from storage.dataset.tables.column import Table, TableColumn
from storage.query.filters import HIDDEN

KINDS: tuple[OutcomeKind, ...] = get_args(OutcomeKind)
_PERIOD = 3
"""Columns before that of the day."""
COVERAGE = Table(
    "coverage", "an outlet on a day, in a month, or its articles without a date",
    (
        *(TableColumn(*one) for one in completeness.COVERAGE[:_PERIOD]),
        TableColumn("day", "day", "the day, in Casablanca; null: a month, or undated"),
        *(TableColumn(*one) for one in completeness.COVERAGE[_PERIOD:]),
        TableColumn("addresses", "integer", "addresses that we looked at that day; null: a month"),
        *(TableColumn(kind, "integer", f"of these, ended as {kind}") for kind in KINDS),
    ),
)  # fmt: skip
_DAYS = ("first", "last")
GAPS = Table(
    "gaps", "days in a row on which nobody looked at an outlet, or in vain",
    tuple(
        TableColumn(name, "day" if name in _DAYS else kind, meaning)
        for name, kind, meaning in completeness.GAPS
    ),
)  # fmt: skip
LEARNED = frozenset(
    name for name, _, _ in completeness.COVERAGE
    if name == "named" or name.startswith(("listed_", "estimated_"))
)  # fmt: skip
"""Columns that rest on what is known of each address by now: which are no articles' is learned."""
RECOUNTED = ("articles", "kept")
"""Counts that a set which is filled has anew; all others are those of when it was made."""
_WITHOUT = (None,) * (len(completeness.COVERAGE) - 6)
"""The figures of a month, in the row of a day."""
Row = tuple[Any, ...]


def coverage_rows(db: Database, held: Held, at: datetime) -> Iterator[Row]:
    """The rows by outlet, unit and period; days with looks are there without articles, too."""
    looks = _looks(db, {outlet for outlet, _ in held}, times.stamp(at))
    for outlet, rows in groupby(completeness.coverage_rows(db, held, at), itemgetter(0)):
        days, others = dict[str, Row](), list[Row]()
        for row in rows:
            if row[1] == "day":
                days[str(row[2])] = row
            else:
                others.append(row)
        mine = looks.get(outlet, {})
        for day in sorted({*days, *mine}):
            row = days.get(day) or (outlet, "day", day, 0, 0, 0, *_WITHOUT)
            ended = mine.get(day, Counter())
            yield _with_day(row, day, (ended.total(), *(ended[kind] for kind in KINDS)))
        for row in others:
            yield _with_day(row, None, (None,) * (1 + len(KINDS)))


def gap_rows(db: Database, held: Held, at: datetime) -> Iterator[Row]:
    """The gaps of the outlets that are held, by outlet and first day."""
    return completeness.gap_rows(db, at, sorted({outlet for outlet, _ in held}))


def _with_day(row: Row, day: str | None, ended: Row) -> Row:
    return (*row[:_PERIOD], day, *row[_PERIOD:], *ended)


def _looks(db: Database, outlets: set[str], at: str) -> dict[str, dict[str, Counter[str]]]:
    """Outlet -> day -> how the addresses that were looked at ended; of hidden articles none."""
    found = dict[str, dict[str, Counter[str]]]()
    for outlet, when, kind in db.execute(  # counted here: SQLite would sort them on the disk
        "SELECT outlet, at, kind FROM outcomes WHERE at <= ?"
        f" AND (article_id IS NULL OR article_id NOT IN ({HIDDEN}))", [at],
    ):  # fmt: skip
        if outlet in outlets:
            found.setdefault(outlet, {}).setdefault(times.day(when), Counter())[kind] += 1
    return found
