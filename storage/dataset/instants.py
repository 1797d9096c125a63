"""Instants as a data set's papers write them."""

from datetime import UTC, datetime


def instant(at: datetime) -> str:
    """``2026-11-24T09:30:00Z``, with microseconds where it has such: ``--as-of`` takes it."""
    spec = "microseconds" if at.microsecond else "seconds"
    return at.astimezone(UTC).isoformat(timespec=spec).replace("+00:00", "Z")
