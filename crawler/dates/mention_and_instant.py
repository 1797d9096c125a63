"""Instants on Casablanca's clock, and what it means to find one in a text."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from crawler.items import Precision
from crawler.timezone import CASABLANCA


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a folded text that names a date; ``at`` is ``None`` when there is no such date."""

    start: int
    end: int
    at: datetime | None
    precision: Precision
    zone: tzinfo | None = None
    """The zone that the text names for its time."""


def instant(
    year: int,
    month: int,
    day: int,
    hour: int = 0,
    minute: int = 0,
    second: int = 0,
    zone: tzinfo = CASABLANCA,
) -> datetime | None:
    """The instant in UTC, or ``None`` when the calendar has no such day: 31 فبراير.

    Nor is there one beyond the years 1 and 9999, where programs that know no date end up:
    ``0001-01-01T00:00:00+01:00``.
    """
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):  # no such day or hour
        return None
