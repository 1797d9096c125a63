"""The time of day beside a date: ``على الساعة 15:56``, ``à 12h18``, ``2:05 م``, ``T09:00:00Z``."""

import re
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo

from crawler.dates.normalized_spelling import LETTER
from crawler.dates.weekdays_and_spelled_days import WEEKDAY
from crawler.dates.zone_places import PLACES, zone_of_place
from crawler.items import Precision
from crawler.timezone import CASABLANCA

_MORNING = ["بعد منتصف الليل", "صباحا", "صباح", "فجرا", "ص", "am", "a.m.", "a.m"]
_NOON = ["بعد الزوال", "بعد الظهر", "زوالا", "ظهرا"]
_EVENING = ["عصرا", "مساءا", "مساء", "م", "pm", "p.m.", "p.m"]
_NIGHT = ["ليلا"]
_HALVES = [*_MORNING, *_NOON, *_EVENING, *_NIGHT]


def _any(names: list[str]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, longest_first))})(?!{LETTER})"


_HALF = _any(_HALVES)
_LONG_HALF = _any([half for half in _HALVES if len(half) > 1])
_CLOCK_OF = r"(?:ب?(?:ال)?توقيت|(?:a\s+l')?heures?(?:\s+(?:de|du|d'))?)"
_NAMED_ZONE = (
    rf"(?:(?:gmt|utc)(?:[+-]\d{{1,2}}(?::?\d\d)?)?(?!{LETTER})"
    rf"|{_CLOCK_OF}\s+(?:{'|'.join(PLACES)}|gmt|utc)(?!{LETTER})|بتوقيت\s+{LETTER}+|[غج]ريني?تش)"
)
_ZONE = (
    rf"(?:{_NAMED_ZONE}|z(?!{LETTER})|\+(?:0\d|1[0-4]):?(?:00|30|45)"
    # 18:00-20:00 is a span, 18:00:00-02:00 and t18:00-02:00 are a zone
    r"|(?(second)|(?<=t\d\d:\d\d))-(?:0\d|1[0-2]):?(?:00|30)|\+(?:0\d|1[0-4])(?![\d/.:-]))(?!\d)"
)
_BEFORE_ZONE = r"(?:\s?[(،,]\s?|\s-\s(?=[^\W\d])|\s)?"
_TIME = (
    r"(?<!\d[:h])(?P<hour>[01]?\d|2[0-3])"
    r"(?:\s?[:h]\s?(?P<minute>[0-5]\d)(?!\d)(?:mn|min)?"  # 12:18, 12h18, 12 h 18mn
    r"(?:\s?:\s?(?P<second>[0-5]\d)(?!\d)(?:\.\d{1,9})?)?"  # :05, :05.123
    rf"|\s?h(?:eures?)?(?!{LETTER}|\d)|(?=\s?{_LONG_HALF}))"  # 12h, 9 صباحا
    rf"(?:\s?(?P<half>{_HALF}))?"
    rf"(?:{_BEFORE_ZONE}(?P<zone>{_ZONE}|(?(second)(?<!\s)|(?!))[+-](?:0\d|1[0-4])(?![\d/.:-])))?"
)
_EARLY_ZONE = rf"(?:(?<!{LETTER})(?P<early>{_NAMED_ZONE})[\s:)-]{{1,4}})?"  # GMT 17:27
_GAP = r"[\s.,;|@/·•()_-]"
_LEAD = r"(?:(?:علي\s+)?(?:الساعه|س)|في|t|at|a\s+las?|a|vers)"
_AFTER = re.compile(
    rf"(?:\s?م(?:يلادي[هة]?)?(?!{LETTER}))?{_GAP}{{0,20}}(?:{_LEAD}{_GAP}{{0,6}}:?\s{{0,6}})?{_EARLY_ZONE}{_TIME}"
)
_ZONE_BEHIND = re.compile(rf"[\s(،,-]{{0,4}}(?P<zone>{_NAMED_ZONE})")
_BEFORE = re.compile(
    rf"(?<!\d){_EARLY_ZONE}{_TIME}{_GAP}{{1,20}}(?:{WEEKDAY}{_GAP}{{0,20}})?(?:(?:يوم|le){_GAP}{{1,6}})?\Z"
)
# in addresses: 2025-09-05-04-49-06
_DASHED = re.compile(
    r"-(?P<hour>[01]\d|2[0-3])-(?P<minute>[0-5]\d)(?!\d)(?:-(?P<second>[0-5]\d)(?!\d))?"
)

_ZONES = dict.fromkeys(
    ("z", "ut", "utc", "gmt", "wet", "غرينتش", "جرينتش", "غرينيتش", "جرينيتش"), 0
)
_ZONES |= {"west": 1, "cet": 1, "cest": 2, "est": -5, "edt": -4, "cst": -6, "cdt": -5}
_ZONES |= {"mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
_PREFIX = re.compile(rf"{_CLOCK_OF}\s+")
_OFFSET = re.compile(r"(?:gmt|utc)?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?")


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day with its zone and precision, and its offsets in the text."""

    start: int
    end: int
    hour: int
    minute: int
    second: int
    zone: tzinfo
    precision: Precision
    zoned: bool
    """Whether the text names the zone."""


def time_after(text: str, end: int) -> TimeOfDay | None:
    """The time that follows a date ending at ``end``; ``None`` without one."""
    found = _AFTER.match(text, end)
    return _time(found, end, found.end()) if found else None


def time_before(text: str, floor: int, start: int) -> TimeOfDay | None:
    """The time that stands before a date starting at ``start``, not looking before ``floor``."""
    # only what stands right before it: a search of the whole text for each date would be slow
    found = _BEFORE.search(text, max(floor, start - 48), start)
    return _time(found, found.start(), start) if found else None


def zone_behind(text: str, end: int) -> tuple[tzinfo | None, int] | None:
    """The zone that is named behind ``end`` and its own end; ``None`` without one.

    Its zone is ``None`` where the name is not known.
    """
    found = _ZONE_BEHIND.match(text, end)
    return (zone_of(found["zone"]), found.end()) if found else None


def time_dashed(text: str, end: int) -> TimeOfDay | None:
    """The time in an address: ``2025-09-05-04-49-06``."""
    found = _DASHED.match(text, end)
    return _time(found, end, found.end()) if found else None


def _time(found: re.Match[str], start: int, end: int) -> TimeOfDay | None:
    parts = found.groupdict()
    named = parts.get("zone") or parts.get("early")
    zone = zone_of(named)
    if zone is None:
        return None
    hour = _of_24(int(parts["hour"]), parts.get("half") or "")
    precision: Precision = "second" if parts["second"] else "minute" if parts["minute"] else "hour"
    minute, second = int(parts["minute"] or 0), int(parts["second"] or 0)
    return TimeOfDay(start, end, hour, minute, second, zone, precision, bool(named))


def _of_24(hour: int, half: str) -> int:
    """The hour of a 24-hour clock; one that already is (18:41 مساء) stays."""
    if half in _MORNING or (half in _NIGHT and hour in (12, 1, 2, 3, 4, 5)):
        return 0 if hour == 12 else hour
    if half in _NOON and hour in (10, 11):  # before noon, and called so
        return hour
    return hour + 12 if half and 0 < hour < 12 else hour


def zone_of(name: str | None) -> tzinfo | None:
    """The zone a text names, Casablanca if it names none, ``None`` if it is unknown."""
    if not name:
        return CASABLANCA
    name = " ".join(_PREFIX.sub("", name).split())
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name]))
    if zone := zone_of_place(name):
        return zone
    found = _OFFSET.fullmatch(name)
    if not found or int(found["hours"]) > 14 or int(found["minutes"] or 0) > 59:
        return None
    away = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    return timezone(-away if found["sign"] == "-" else away)
