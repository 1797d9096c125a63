"""Pauses: days on which nobody looked at an outlet. They tell nothing of the outlet itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from storage import times
from storage.archive import Archive

PAUSE = timedelta(days=2)
"""Without any crawl for so long, an outlet was not watched; ``poll_max`` is a day by itself."""
TOLD_FOR = timedelta(days=7)
"""So long after its end a pause is told of."""
_LONG_INTERVALS = 2
"""A listing that is asked seldom makes a pause of so many of its intervals."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A time without any crawl of an outlet; ``until`` is ``None`` while it lasts."""

    since: str
    until: str | None

    def days(self, now: datetime) -> int:
        """Its whole days so far."""
        end = times.parse(self.until) if self.until else now
        return (end - times.parse(self.since)).days


def present_pause(archive: Archive, outlet: str, now: datetime) -> Pause | None:
    """The pause that an outlet is in: its last crawl is long over, and a listing long due."""
    row = archive.row(
        "SELECT (SELECT coalesce(ended_at, started_at) FROM runs WHERE outlet = ?1"
        " AND started_at <= ?2 ORDER BY started_at DESC LIMIT 1) AS ended,"
        " (SELECT min(next_poll) FROM listings WHERE outlet = ?1) AS due",
        outlet, times.stamp(now),
    )  # fmt: skip
    long_ago = times.stamp(now - PAUSE)
    if row is None or row["ended"] is None or row["ended"] > long_ago:
        return None
    return Pause(row["ended"], None) if row["due"] and row["due"] < long_ago else None


def pause_before(archive: Archive, outlet: str, started_at: str) -> Pause | None:
    """The pause that a crawl ended; ``None``: it followed others, or was the first."""
    row = archive.row(
        "SELECT coalesce(ended_at, started_at) AS ended FROM runs WHERE outlet = ?1"
        " AND started_at < ?2 ORDER BY started_at DESC LIMIT 1", outlet, started_at,
    )  # fmt: skip
    if row is None:
        return None
    apart = times.parse(started_at) - times.parse(row["ended"])
    return Pause(row["ended"], started_at) if apart > _shortest(archive, outlet) else None


def latest_pause(archive: Archive, outlet: str, now: datetime) -> Pause | None:
    """The last pause that has ended within the last days."""
    begun = times.stamp(now - TOLD_FOR)
    rows = archive.rows(
        "SELECT started_at, coalesce(ended_at, started_at) AS ended FROM runs WHERE outlet = ?1"
        " AND started_at <= ?2 AND started_at >= coalesce((SELECT max(started_at) FROM runs"
        " WHERE outlet = ?1 AND started_at < ?3), ?3) ORDER BY started_at",
        outlet, times.stamp(now), begun,
    )  # fmt: skip
    shortest = _shortest(archive, outlet)
    pauses = [
        Pause(one["ended"], other["started_at"])
        for one, other in pairwise(rows)
        if times.parse(other["started_at"]) - times.parse(one["ended"]) > shortest
    ]
    return pauses[-1] if pauses else None


def _shortest(archive: Archive, outlet: str) -> timedelta:
    """How long nobody must have looked at an outlet for that to be a pause."""
    row = archive.row("SELECT max(interval) FROM listings WHERE outlet = ?", outlet)
    return max(PAUSE, _LONG_INTERVALS * timedelta(seconds=(row and row[0]) or 0.0))
