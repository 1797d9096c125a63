"""Times as the database writes them: UTC text that sorts."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate

from crawler.timezone import CASABLANCA

BY_THE_HOUR = "1914"
"""Since this year Casablanca's clock is UTC's, or an hour ahead of it; before it was the sun's."""
_LAST_HOUR = "23"


def text(at: datetime | None) -> str | None:
    """``2026-11-24T09:30:00Z``; ``None`` stays ``None``."""
    return None if at is None else stamp(at)


def stamp(at: datetime) -> str:
    """``2026-11-24T09:30:00Z``; whole seconds, so that texts sort as times."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def now() -> datetime:
    """The clock, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day in Casablanca that is not over."""
    return local(now()).date()


def days(first: date, last: date) -> list[date]:
    """The days from one to another; none where the other is earlier."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def in_sequence(written: Sequence[str]) -> list[str]:
    """The times of what was written one after the other, none later than what came after it.

    A clock that was ahead cannot put a version behind the one that replaced it.
    """
    return list(accumulate(reversed(written), min))[::-1]


def day(value: str) -> str:
    """The day in Casablanca of a time of the database: ``2026-11-24``; fast for many.

    Since ``BY_THE_HOUR`` its hour is enough: ``2026-11-24T09``.
    """
    if value < BY_THE_HOUR:
        return local(parse(value)).date().isoformat()
    if value[11:13] != _LAST_HOUR:  # only the last hour may be the next day's there
        return value[:10]
    return _day_of_hour(value[:13])


@lru_cache(maxsize=4_096)  # the last hours of eleven years
def _day_of_hour(hour: str) -> str:
    return local(parse(f"{hour}:00:00Z")).date().isoformat()


def there(value: str) -> str:
    """A time of the database on Casablanca's clock: ``2026-11-24 10:30``."""
    # not by strftime, which writes the year 1 as "1"
    return local(parse(value)).replace(tzinfo=None).isoformat(" ", "minutes")


def local(at: datetime) -> datetime:
    """A time on Casablanca's clock; what that would move out of the calendar stays as it is."""
    try:
        return at.astimezone(CASABLANCA)
    except OverflowError:  # the first or the last day: there is none beside it
        return at


def parse(value: str) -> datetime:
    """The time behind such a text."""
    return datetime.fromisoformat(value)
