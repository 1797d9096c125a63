"""The archive's own clock: microseconds that rise with every change, whatever the machine's says.

Each change takes one step of it, so the time of the last one names the whole state of the archive:
as of that time it is the same for ever.
"""

from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from storage.schema.ledger_triggers import RECORDED_AT, TICK

_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def tick(db: Database) -> str:
    """One step of the clock, and its time as ``recorded_at`` has it. In a transaction."""
    db.execute(TICK)
    return str(db.execute(f"SELECT {RECORDED_AT}").fetchone()[0])


def last_change(db: Database) -> int:
    """The time of the last change, in microseconds since 1970."""
    return int(db.execute("SELECT at FROM clock").fetchone()[0])


def as_time(at: int) -> datetime:
    """Such a time in UTC; exact."""
    return _BEGIN + at * _MICROSECOND


def as_microseconds(at: datetime) -> int:
    """A time with its zone in microseconds since 1970; exact."""
    return (at - _BEGIN) // _MICROSECOND


def written(at: datetime) -> str:
    """A time as ``recorded_at`` and ``--as-of`` have it: ``2026-11-28T20:30:00.123456Z``."""
    # not by strftime, which writes the year 1 as "1"
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
