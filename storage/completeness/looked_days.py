"""On which days a list was looked at: only on these may what it did not name be called missed."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from statistics import median

from sqlite_utils import Database

_DAY = timedelta(days=1)
HOURS = 24


def hours_looked(db: Database, outlet: str, before: str) -> dict[int, dict[str, int]]:
    """Listing -> day -> the hours within which a look at it ended that counts as whole, as bits.

    Of the days before that one: the counts of a day grow until it is over.
    """
    found: dict[int, dict[str, int]] = {}
    for listing, day, hours in db.execute(
        "SELECT l.listing_id, l.day, l.hours FROM looks l JOIN known_listings k"
        " ON k.id = l.listing_id WHERE k.outlet = ? AND l.day < ? AND l.hours <> 0",
        [outlet, before],
    ):
        found.setdefault(listing, {})[day] = hours
    return found


def together(several: Collection[Mapping[str, int]]) -> dict[str, int]:
    """The hours of listings that count as one list: a look at any of them is a look at it."""
    found: dict[str, int] = {}
    for hours in several:
        for day, bits in hours.items():
            found[day] = found.get(day, 0) | bits
    return found


def days_looked_at(hours: Mapping[str, int], days: Collection[str]) -> set[str]:
    """Those days on which a list was looked at, and before and after without an unusual pause.

    What was published on a day is named on it or on the next; and an hour without looks, in which
    all lists roll on, looks like an hour without articles. A pause is unusual where it is more than
    twice as long as the usual one of these days.
    """
    pauses = {day: pause for day in days if (pause := _longest_pause(hours, day)) is not None}
    if not pauses:
        return set()
    usual = median(pauses.values())
    return {day for day, pause in pauses.items() if pause <= 2 * usual + 1}


def _longest_pause(hours: Mapping[str, int], day: str) -> int | None:
    """The longest time without a look that touches a day, in hours.

    ``None``: there is none on that day, on the one before or on the one after.
    """
    at = date.fromisoformat(day)
    near = [str(at + n * _DAY) for n in (-1, 0, 1)]
    if not all(hours.get(one) for one in near):
        return None
    looked = [
        place * HOURS + hour
        for place, one in enumerate(near)
        for hour in range(HOURS)
        if hours[one] >> hour & 1
    ]
    return max(
        later - earlier
        for earlier, later in zip(looked, looked[1:], strict=False)
        if later >= HOURS and earlier < 2 * HOURS
    )
