"""The tables ``coverage`` and ``gaps``: rows with fixed columns, whatever the archive holds.

``coverage`` has three kinds of rows, told by ``unit``: a day (``2026-11-24``), a month
(``2026-11``), and the undated articles of an outlet (period ``None``). The ``articles`` of days and
undated ones sum to all articles; rows of months have the three figures of ``shares`` instead.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from storage.completeness.crawl_gaps import gaps
from storage.completeness.estimate_reservations import NO_ESTIMATE
from storage.completeness.shares import MonthShare, holdings, outlets_held

Value = str | int | float | bool | None
ColumnKind = Literal["text", "integer", "number", "boolean", "time"]
COVERAGE: tuple[tuple[str, ColumnKind, str], ...] = (
    ("outlet", "text", "name of the outlet"),
    ("unit", "text", "day, month or undated"),
    ("period", "text", "2026-11-24 or 2026-11, in Casablanca; null: undated"),
    ("articles", "integer", "articles in this data; null in rows of months, so that it sums up"),
    ("kept", "integer", "articles that the archive holds and shows"),
    ("named", "integer", "articles that a listing named since sightings are recorded, kept or not"),
    ("counted_total", "integer", "articles of the month that a listing states in all"),
    ("counted_kept", "integer", "kept of the same time, up to the moment at which it said so"),
    ("counted_share", "number", "counted_kept / counted_total; null: more is kept than stated"),
    ("counted_at", "time", "when the listing said so"),
    ("counted_by", "text", "address of the listing"),
    ("listed_total", "integer", "articles that are kept or that any listing named"),
    ("listed_share", "number", "kept / listed_total: an upper bound of the share that is held"),
    ("estimated_days", "integer", "days on which all lists of the estimate were looked at"),
    ("estimated_kept", "integer", "kept, of the articles of these days that a list named"),
    ("estimated_named", "integer", "named by a list, of the articles of these days"),
    ("estimated_total", "number", "articles of these days by capture-recapture; null: no estimate"),
    ("estimated_low", "number", "lower end of its 95 % interval; null: none"),
    ("estimated_high", "number", "upper end of its 95 % interval; null: none"),
    ("estimated_share", "number", "estimated_kept / estimated_total"),
    ("estimated_at_most", "boolean", "whether that share is an upper bound"),
    ("estimated_share_odds_2", "number", "of two lists, if they depend with an odds ratio of 2"),
    ("estimated_share_odds_5", "number", "of two lists, if they depend with an odds ratio of 5"),
    ("estimated_lists", "text", "the lists that the estimate rests on"),
    ("estimated_none", "text", "why there is no estimate; null: there is one, or no day for it"),
)  # fmt: skip
"""Name, kind and meaning of each column."""
GAPS: tuple[tuple[str, ColumnKind, str], ...] = (
    ("outlet", "text", "name of the outlet"),
    ("first", "text", "first day, in Casablanca"),
    ("last", "text", "last day, included"),
    ("days", "integer", "number of days"),
    ("kind", "text", "not running, blocked, failing, listing lost"),
    ("detail", "text", "the listing that was lost, or where the outlet moved; else null"),
)  # fmt: skip
"""Name, kind and meaning of each column."""
_FIGURES = len(COVERAGE) - 6
Held = Mapping[tuple[str, str | None], int]
"""Articles by outlet and day of publication in Casablanca; ``None``: undated."""


def coverage_rows(
    db: Database,
    held: Held | None = None,
    as_of: datetime | None = None,
    outlets: Sequence[str] = (),
) -> Iterator[tuple[Value, ...]]:
    """The rows of ``coverage`` by outlet, unit and period, in the order of ``COVERAGE``.

    ``held``: the articles of a data set, and only its outlets; ``None``: all that are shown, of
    ``outlets`` or of every outlet.
    """
    named = {outlet for outlet, _ in held} if held is not None else None
    for outlet in sorted(named) if named is not None else outlets or outlets_held(db):
        found = holdings(db, outlet, as_of)
        mine = (
            {day: n for (of, day), n in held.items() if of == outlet}
            if held is not None
            else found.kept
        )
        for day in sorted({*mine, *found.kept, *found.named} - {None}, key=str):
            counts = mine.get(day, 0), found.kept.get(day, 0), found.named.get(day, 0)
            yield outlet, "day", day, *counts, *[None] * _FIGURES
        for month in found.months:
            yield outlet, "month", month.month, None, month.kept, *figures(month)
        undated = mine.get(None, 0), found.kept.get(None, 0), found.named.get(None, 0)
        if any(undated):
            yield outlet, "undated", None, *undated, *[None] * _FIGURES


def figures(month: MonthShare) -> tuple[Value, ...]:
    """The columns of a month behind ``kept``."""
    counted, listed, estimated = month.counted, month.listed, month.estimated
    by_count = (
        (counted.total, counted.kept, counted.share, counted.at, counted.listing)
        if counted
        else (None,) * 5
    )
    by_list = (listed.total, month.listed_share) if listed else (None, None)
    named = listed.named if listed else 0
    if estimated is None:
        return named, *by_count, *by_list, *[None] * 12
    one = estimated.estimate
    odds = (one.odds.get(ratio) for ratio in (2, 5))
    return (
        named, *by_count, *by_list, estimated.days, estimated.kept, one.named, one.total, one.low,
        one.high, month.estimated_share, one.at_most if one.total is not None else None,
        *(estimated.kept / total if total else None for total in odds),
        ", ".join(one.lists), NO_ESTIMATE[one.no_estimate] if one.no_estimate else None,
    )  # fmt: skip


def gap_rows(
    db: Database, as_of: datetime | None = None, outlets: Sequence[str] = ()
) -> Iterator[tuple[Value, ...]]:  # fmt: skip
    """The rows of ``gaps`` by outlet and first day, in the order of ``GAPS``; none: of all."""
    for outlet in outlets or outlets_held(db):
        for gap in gaps(db, outlet, as_of):
            yield outlet, gap.first, gap.last, gap.days, gap.kind, gap.detail or None
