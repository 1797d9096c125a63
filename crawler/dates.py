"""Dates as Moroccan pages print them: a first table, times in Casablanca."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal
from zoneinfo import ZoneInfo

Precision = Literal["second", "minute", "hour", "day", "month", "year"]
CASABLANCA = ZoneInfo("Africa/Casablanca")
_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "يناير",
            "فبراير",
            "مارس",
            "أبريل|ابريل",
            "ماي|مايو",
            "يونيو",
            "يوليوز|يوليو",
            "غشت|أغسطس",
            "شتنبر|سبتمبر",
            "أكتوبر|اكتوبر",
            "نونبر|نوفمبر",
            "دجنبر|ديسمبر",
        ],
        1,
    )
    for name in names.split("|")
}
_DATE = re.compile(
    r"(\d{1,2})\s*(" + "|".join(_MONTHS) + r")\s*(\d{4})(?:\D{0,20}(\d{1,2})[:h](\d{2}))?"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as a page states it: the instant (UTC), how exact it is, the string it stood in."""

    at: datetime
    precision: Precision
    printed: str


def read_date(text: str, *, seen_at: datetime) -> PrintedDate | None:
    """The date in a printed string, ``None`` where there is none: ``20 نونبر 2020 - 09:00``."""
    found = _DATE.search(text)
    if not found:
        return None
    day, month, year, hour, minute = found.groups()
    try:
        local = datetime(int(year), _MONTHS[month], int(day), int(hour or 0), int(minute or 0))
    except ValueError:  # no such day
        return None
    return _checked(
        local.replace(tzinfo=CASABLANCA), "minute" if hour else "day", found.group(), seen_at
    )


def read_machine_date(text: str, *, seen_at: datetime) -> PrintedDate | None:
    """A date that a program wrote: ISO 8601 or RFC 822; without a zone it is Casablanca's."""
    text = text.strip()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        try:
            at = parsedate_to_datetime(text)
        except ValueError:  # neither form
            return None
    at = at if at.tzinfo else at.replace(tzinfo=CASABLANCA)
    return _checked(at, "day" if len(text) == 10 else "second", text, seen_at)


def _checked(
    at: datetime, precision: Precision, printed: str, seen_at: datetime
) -> PrintedDate | None:
    """Nothing from the future, nothing from before the web."""
    if at > seen_at + timedelta(hours=36) or at.year < 1990:
        return None
    return PrintedDate(at.astimezone(UTC), precision, printed)
