"""Dates that programs write: ISO 8601, RFC 822, seconds or milliseconds since 1970."""

import re
from datetime import UTC, datetime

from crawler.dates.mention_and_instant import Mention, instant
from crawler.dates.month_names import MONTH, month_number
from crawler.dates.time_of_day import zone_of
from crawler.items import Precision

_ZONE = r"\s?(?P<zone>[a-z]{1,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d(?::?\d\d)?)?"
_ISO = re.compile(
    r"(?P<year>\d{4})(?P<dash>-?)(?P<month>\d\d)(?:(?P=dash)(?P<day>\d\d)"
    r"(?:[t\s]\s?(?P<hour>\d\d)(?P<colon>:?)(?P<minute>\d\d)"
    rf"(?:(?P=colon)(?P<second>\d\d)(?:[.,]\d{{1,9}})?)?{_ZONE})?)?"
)
_RFC822 = re.compile(
    rf"(?:[a-z]{{3,9}}\.?,?\s+)?(?P<day>\d{{1,2}})[\s-](?P<month>{MONTH})[\s-](?P<year>\d{{4}})"
    rf"(?:,?\s+(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?{_ZONE})?"
)
# ten digits: since 2001; a shorter number may be an id or a year
_EPOCH = re.compile(r"(?P<seconds>\d{10})(?:\.\d+|\d{3})?")


def mention(text: str) -> Mention | None:
    """The date that a whole folded text is, ``2020-11-20T09:00:00+01:00``; ``None`` if none."""
    if epoch := _EPOCH.fullmatch(text):
        return Mention(
            0, len(text), datetime.fromtimestamp(int(epoch["seconds"]), UTC), "second", UTC
        )
    found = _ISO.fullmatch(text) or _RFC822.fullmatch(text)
    if not found:
        return None
    parts = found.groupdict()
    if not parts["day"] and not parts["dash"]:  # 202011 is a number
        return None
    zone = zone_of(parts["zone"])
    if zone is None:
        return None
    month = int(parts["month"]) if parts["month"].isdecimal() else month_number(parts["month"])
    clock = (int(parts["hour"] or 0), int(parts["minute"] or 0), int(parts["second"] or 0), zone)
    day = instant(int(parts["year"]), month, int(parts["day"] or 1), *clock)
    return Mention(0, len(text), day, _precision(parts), zone if parts["zone"] else None)


def _precision(parts: dict[str, str | None]) -> Precision:
    """The precision of the finest part that is stated."""
    if parts["second"]:
        return "second"
    if parts["minute"]:
        return "minute"
    return "day" if parts["day"] else "month"
