"""Gaps: days on which an outlet was not looked at, or in vain; and listings that were lost.

Told from runs and outcomes for the time before looks were recorded, from these too since. A day
without any trouble, or of which something was had in spite of it, is none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from sqlite_utils import Database

from storage import times

GapKind = Literal["not running", "blocked", "failing", "listing lost"]
KINDS: tuple[GapKind, ...] = get_args(GapKind)
_DAY = timedelta(days=1)
_IN_VAIN = ("failed", "blocked", "deferred", "quarantined", "refused")
"""Outcomes of addresses of which nothing was had."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Days in a row with one trouble; both days included, in Casablanca."""

    outlet: str
    first: str
    last: str
    kind: GapKind
    detail: str = ""
    """The listing that was lost, or the host that the outlet moved to; else empty."""

    @property
    def days(self) -> int:
        """Their number."""
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1


def gaps(db: Database, outlet: str, as_of: datetime | None = None) -> list[Gap]:
    """The gaps of an outlet from its first run to the day before a time, ``None``: now.

    The day itself is not over: nobody knows how it ends.
    """
    at = as_of or times.now()
    today = times.day(times.stamp(at))
    runs = _runs(db, outlet, today, times.stamp(at))
    if not runs:
        return []
    troubles = {day: (kind, detail) for day, kind, detail in _days(db, outlet, runs)}
    first, last = date.fromisoformat(min(runs)), date.fromisoformat(today) - _DAY
    every = [*map(str, times.days(first, last))]
    found = list[Gap]()
    for day in every:
        kind, detail = troubles.get(day, ("not running", ""))
        if kind:
            found.append(Gap(outlet, day, day, kind, detail))
    return sorted(
        [*_joined(found), *_lost(db, outlet, today)],
        key=lambda one: (one.first, one.kind, one.detail),
    )


def _runs(
    db: Database, outlet: str, today: str, at: str
) -> dict[str, tuple[int, int, str]]:  # fmt: skip
    """Day -> looks at listings, those that failed, the host moved to, of the runs of that day.

    A run that ended after ``at`` had no end then: a former moment is told as it was told then.
    """
    found: dict[str, tuple[int, int, str]] = {}
    for begun, ended, polled, failed, moved in db.execute(
        "SELECT started_at, iif(ended_at <= ?1, ended_at, started_at), listings_polled,"
        " listings_failed, coalesce(moved_to, '') FROM runs WHERE outlet = ?2 ORDER BY id",
        [at, outlet],
    ):  # fmt: skip
        day, until = (date.fromisoformat(times.day(when)) for when in (begun, ended))
        while day <= until and str(day) < today:  # one that goes on past midnight
            before = found.get(str(day), (0, 0, ""))
            found[str(day)] = (before[0] + polled, before[1] + failed, moved or before[2])
            day += _DAY
    return found


def _days(
    db: Database, outlet: str, runs: dict[str, tuple[int, int, str]]
) -> Iterator[tuple[str, GapKind | None, str]]:
    """Each day with a run: its trouble, ``None`` where something was had, and the detail."""
    ended = {
        (times.day(hour), kind)
        for hour, kind in db.execute(
            "SELECT DISTINCT substr(at, 1, 13), kind FROM outcomes WHERE outlet = ?", [outlet]
        )
    }
    had = {day for day, kind in ended if kind not in _IN_VAIN}
    blocked = {day for day, kind in ended if kind == "blocked"} | {
        row[0]
        for row in db.execute(
            "SELECT l.day FROM looks l JOIN known_listings k ON k.id = l.listing_id"
            " WHERE k.outlet = ? AND l.blocked > 0", [outlet]
        )
    }  # fmt: skip
    for day, (polled, failed, moved) in runs.items():
        if moved:
            yield day, "failing", f"moved to {moved}"
        elif day in had or polled > failed:
            yield day, None, ""
        elif day in blocked:
            yield day, "blocked", ""
        elif polled:
            yield day, "failing", ""
        else:  # nothing was due, or nothing was asked
            yield day, None, ""


def _lost(db: Database, outlet: str, today: str) -> Iterator[Gap]:
    """The days from the first look at a listing that failed to the last before it answered again.

    Only while others answer: a listing that fails is looked at ever more seldom.
    """
    rows = db.execute(
        "SELECT k.listing, l.day, l.whole + l.unchanged + l.stopped + l.cut AS answered"
        " FROM looks l JOIN known_listings k ON k.id = l.listing_id"
        " WHERE k.outlet = ? AND l.day < ? ORDER BY 1, 2",
        [outlet, today],
    ).fetchall()
    answers = {row["day"] for row in rows if row["answered"]}
    ongoing: Gap | None = None
    for row in rows:
        if ongoing and (row["answered"] or ongoing.detail != row["listing"]):
            yield ongoing
            ongoing = None
        if not row["answered"] and row["day"] in answers:
            first = ongoing.first if ongoing else row["day"]
            ongoing = Gap(outlet, first, row["day"], "listing lost", row["listing"])
    if ongoing:
        yield ongoing


def _joined(days: Iterable[Gap]) -> Iterator[Gap]:
    """Gaps of one day each, those in a row with the same trouble as one."""
    ongoing: Gap | None = None
    for one in days:
        after = ongoing and str(date.fromisoformat(ongoing.last) + _DAY) == one.first
        if ongoing and after and (ongoing.kind, ongoing.detail) == (one.kind, one.detail):
            ongoing = Gap(one.outlet, ongoing.first, one.last, one.kind, one.detail)
            continue
        if ongoing:
            yield ongoing
        ongoing = one
    if ongoing:
        yield ongoing
