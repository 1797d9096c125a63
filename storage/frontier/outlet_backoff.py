"""Outlets of which nothing is asked for a while, since page after page failed there.

One row says it for all leads of an outlet, whose own times stay as they are.
"""

from datetime import datetime

from storage import times
from storage.archive import Archive
from storage.database import writing


def rest(archive: Archive, outlet: str, at: datetime, until: datetime) -> None:
    """Hand out no lead of an outlet before a time."""
    with writing(archive.db):
        archive.db.execute(
            "INSERT OR REPLACE INTO outlet_rests (outlet, since, until) VALUES (?, ?, ?)",
            [outlet, times.text(at), times.text(until)],
        )


def resting_until(archive: Archive, outlet: str, at: datetime) -> datetime | None:
    """The end of an outlet's rest; ``None`` where it has none now.

    One that began in the future was written by a clock that was ahead, and is none.
    """
    row = archive.row(
        "SELECT until FROM outlet_rests WHERE outlet = ?1 AND since <= ?2 AND until > ?2",
        outlet, times.text(at),
    )  # fmt: skip
    return times.parse(row["until"]) if row else None


def rests_now(archive: Archive, at: datetime) -> dict[str, str]:
    """The outlets that rest, and until when, as the database writes times."""
    rows = archive.rows(
        "SELECT outlet, until FROM outlet_rests WHERE since <= ?1 AND until > ?1", times.text(at)
    )
    return {row["outlet"]: row["until"] for row in rows}


def end_rest(archive: Archive, outlets: list[str]) -> None:
    """Let the leads of some outlets be handed out again: somebody wants one of them now."""
    marks = ", ".join("?" * len(outlets))
    archive.db.execute(f"DELETE FROM outlet_rests WHERE outlet IN ({marks})", outlets)
