"""What a clock that was ahead put off is decided again, once, when the clock has come back.

The times themselves stay as they were written: it may as well be today's clock that is behind.
Wherever else such a time decides something, one later than now is taken for unknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import times
from storage.activity import task_positions
from storage.archive import Archive
from storage.database import writing
from storage.frontier.frontier import MAX_WAIT
from storage.frontier.listing_intake import BACKFILL, FRESH, REVISIT

_NOTED = (
    "SELECT run_id, at, url FROM outcomes WHERE outlet = :outlet AND at > :now AND run_id > :done"
    " UNION ALL SELECT id, started_at, NULL FROM runs WHERE outlet = :outlet"
    " AND started_at > :now AND id > :done"
    " UNION ALL SELECT id, ended_at, NULL FROM runs WHERE outlet = :outlet"
    " AND ended_at > :now AND id > :done"
)
"""What crawls noted at times that are still to come, those left out that were dealt with."""


@dataclass(frozen=True, slots=True)
class ClockAhead:
    """The times that a clock which was ahead has shown, and the last crawl that it was read in."""

    first: str
    last: str
    run_id: int


def clock_ahead(archive: Archive, outlet: str, at: datetime) -> ClockAhead | None:
    """What an outlet's crawls noted later than now, and nothing has been done about yet."""
    row = archive.db.execute(
        f"SELECT min(at), max(at), max(run_id) FROM ({_NOTED})", _asked(archive, outlet, at)
    ).fetchone()
    return ClockAhead(*row) if row[0] else None


def pull_back(archive: Archive, outlet: str, at: datetime, ages: Sequence[float]) -> int:
    """Make due the leads that a clock which was ahead put off; how many there were.

    These are the leads that it had called due, those that ended by it, and those whose time lies
    beyond every wait there is.
    """
    ahead = clock_ahead(archive, outlet, at)
    farthest = at + max(MAX_WAIT, timedelta(seconds=max(ages, default=0.0))) + timedelta(days=1)
    asked = _asked(archive, outlet, at) | {"farthest": times.stamp(farthest)}
    put_off = "due_at > :farthest"
    if ahead:
        asked |= {"first": ahead.first, "last": ahead.last}
        put_off = (
            f"due_at > :now AND ({put_off} OR due_at BETWEEN :first AND :last"
            f" OR url IN (SELECT url FROM ({_NOTED})))"
        )
    with writing(archive.db):
        pulled = archive.db.execute(
            "UPDATE leads SET due_at = :now WHERE outlet = :outlet AND state = 'due'"
            f" AND priority IN ({FRESH}, {REVISIT}, {BACKFILL}) AND {put_off}", asked,
        )  # fmt: skip
        if ahead:
            task_positions.save_position(archive.db, _task(outlet), ahead.run_id)
    return int(pulled.rowcount)


def _asked(archive: Archive, outlet: str, at: datetime) -> dict[str, object]:
    done = task_positions.position(archive.db, _task(outlet)) or 0
    return {"outlet": outlet, "now": times.stamp(at), "done": done}


def _task(outlet: str) -> str:
    return f"clock of {outlet}"
