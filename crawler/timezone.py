"""The clock of Morocco's newspapers: +01:00, but +00:00 in Ramadan."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

CASABLANCA = ZoneInfo("Africa/Casablanca")
"""A module of its own: the archive's questions need the zone, not the parsers of dates."""
_FIRST, _LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2088, 1, 1, tzinfo=UTC)
_STEP, _SECOND = timedelta(days=10), timedelta(seconds=1)


@cache
def changes_of_the_clock() -> tuple[tuple[str, int], ...]:
    """Each time at which the clock was or will be moved, in UTC as text, and its seconds ahead.

    Those of the years that the zone's rules know; the first is the beginning of the calendar.
    """
    found = [("0001-01-01T00:00:00Z", _ahead(_FIRST))]
    at = _FIRST
    while at < _LAST:
        if _ahead(at) != _ahead(at + _STEP):  # no two changes come so soon after each other
            low, high = at, at + _STEP
            while high - low > _SECOND:
                middle = low + (high - low) // 2 // _SECOND * _SECOND
                low, high = (middle, high) if _ahead(middle) == _ahead(low) else (low, middle)
            found.append((high.strftime("%Y-%m-%dT%H:%M:%SZ"), _ahead(high)))
        at += _STEP
    return tuple(found)


def _ahead(at: datetime) -> int:
    offset = at.astimezone(CASABLANCA).utcoffset()
    assert offset is not None  # a zone has one
    return int(offset.total_seconds())
