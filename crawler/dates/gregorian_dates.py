"""Dates with day, month and year: ``20 نونبر 2020``, ``Nov. 3, 2025``, 07/04/2025, 2025-04-07.

``07.04.25`` is one, too, where no date with all digits of its year stands beside it.
"""

import re
from datetime import datetime

from crawler.dates.hijri_dates import end_behind
from crawler.dates.mention_and_instant import Mention, instant
from crawler.dates.month_names import MONTH, month_number
from crawler.dates.normalized_spelling import LETTER
from crawler.dates.time_of_day import time_after, time_before, time_dashed, zone_behind
from crawler.dates.weekdays_and_spelled_days import DAY_WORD, day_number, weekday_before
from crawler.timezone import CASABLANCA

_GAP = r"[\s.,/|_·•()-]{0,40}"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_YEAR_END = r"(?!\d(?!\d?[:h]\d))"  # a time may be glued on: 202518:41
_NOT_A_MINUTE = r"(?<!\d:)(?<!\dh)"  # 10:20 نونبر 2020 has no day
_ORDINAL = r"(?:\s?(?:er|st|nd|rd|th)(?![a-z]))?"

_DAY_FIRST = (
    rf"(?:(?<!\d){_NOT_A_MINUTE}(?P<day>\d{{1,2}}){_ORDINAL}{_GAP}|(?P<day_word>{DAY_WORD})\s+)"
    rf"(?:(?:من|de|n|ⵏ)\s+)?(?:شهر\s+)?(?P<month>{MONTH})"
    rf"(?:\s?[/(-]\s?(?P<twin>{MONTH})\)?)?"  # نيسان / أبريل
    rf"{_GAP}(?:من\s+)?(?:(?:سنه|عام|of|del?)\s+)?{_YEAR}{_YEAR_END}"
)
_MONTH_FIRST = (
    rf"(?<!{LETTER})(?P<month>{MONTH})[\s.]{{0,20}}(?P<day>\d{{1,2}}){_ORDINAL}[\s,]{{1,20}}"
    rf"{_YEAR}{_YEAR_END}"
)
_DAY_MONTH_YEAR = (
    rf"(?<!\d)(?<!\d[/.-]){_NOT_A_MINUTE}(?P<day>\d{{1,2}})(?P<mark>\s?[/.-]\s?)(?P<month>\d{{1,2}})"
    rf"(?P=mark){_YEAR}{_YEAR_END}(?![/.]\d)"
)
_YEAR_MONTH_DAY = (
    rf"(?<!\d){_YEAR}(?P<mark>\s?[/.-]\s?)(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)"
)
# neither a version nor an address of the network; 26-04-11 may begin with either end
_SHORT = re.compile(
    rf"(?<![\w.,/:+-]){_NOT_A_MINUTE}(?P<day>\d\d(?=\.)|\d\d?(?=/))(?P<mark>[./])(?P<month>\d\d)"
    r"(?P=mark)(?P<year>\d\d)(?!\w|[.,/:-]\d|\s?%)"
)
_FORMS = [re.compile(p) for p in (_DAY_FIRST, _MONTH_FIRST, _DAY_MONTH_YEAR, _YEAR_MONTH_DAY)]
_AMERICAN_CLOCK = re.compile(r"(?<=/\d{4}),?\s{1,3}\d{1,2}:\d{2}(?::\d{2})?\s?[ap]\.?m\b")
WRITTEN_YEAR = re.compile(r"(?:19|20)\d\d|[٠-٩۰-۹]{4}")
"""A year in a text as it is printed, whose digits may be Arabic or Persian."""
SHORT_YEARS_SINCE, MAX_SHORT_YEARS = 2000, 100
"""The century of years of two digits: what lies ahead of the page's day is no date of it."""
_ANY_YEAR = re.compile(r"19\d\d|20\d\d")


def writes_year(text: str) -> bool:
    """Whether a date as printed has its year, all digits of it or the last two."""
    return WRITTEN_YEAR.search(text) is not None or _SHORT.search(text) is not None


def writes_short_year(text: str) -> bool:
    """Whether a date as printed has the last two digits of its year alone."""
    return WRITTEN_YEAR.search(text) is None and _SHORT.search(text) is not None


def mentions(text: str) -> list[Mention]:
    """The full dates in a folded text, from left to right."""
    # most texts: cheap searches instead of four dear ones
    forms = _FORMS if _ANY_YEAR.search(text) else ()
    matches = [match for form in forms for match in form.finditer(text)]
    matches = matches or [*_SHORT.finditer(text)]
    found: list[Mention] = []
    floor = 0
    for match in sorted(matches, key=lambda match: match.start()):
        # the forms overlap: of two matches in one place the one that starts first counts
        if match.start() >= floor:
            found.append(_mention(text, match, floor))
            floor = found[-1].end
    return found


def _mention(text: str, match: re.Match[str], floor: int) -> Mention:
    """The date with the weekday and the time that stand beside it."""
    parts = match.groupdict()
    start, weekday = weekday_before(text, floor, match.start())
    time = time_after(text, match.end())
    if time is None and (behind_hijri := end_behind(text, match.end())):
        time = time_after(text, behind_hijri)
    if time is None and parts.get("mark") == "-":
        time = time_dashed(text, match.end())
    if time is None:
        time = time_before(text, floor, match.start())
    day, month = _day_and_month(parts)
    # behind the American order stands the American clock: 11/24/2026 9:15:00 AM
    if month > 12 >= day and parts.get("mark") == "/" and _AMERICAN_CLOCK.match(text, match.end()):
        day, month = month, day
    year = int(parts["year"])
    year += SHORT_YEARS_SINCE if year < MAX_SHORT_YEARS else 0
    at = instant(year, month, day)
    if weekday is not None and parts["month"].isdecimal():
        # the weekday shows in which order the numbers stand: Drupal's own is the American one
        if not _falls_on(at, weekday):
            day, month = month, day
            at = instant(year, month, day)
        at = at if _falls_on(at, weekday) else None
    if time is None:
        return Mention(start, match.end(), at, "day")
    zone, named, end = time.zone, time.zoned, max(match.end(), time.end)
    if not named and (behind := zone_behind(text, end)):
        if behind[0] is None:  # an unknown zone: of its time only the day is sure
            return Mention(start, match.end(), at, "day")
        zone, end, named = behind[0], behind[1], True
    if at:
        at = instant(year, month, day, time.hour, time.minute, time.second, zone)
    return Mention(min(start, time.start), end, at, time.precision, zone if named else None)


def _falls_on(at: datetime | None, weekday: int) -> bool:
    return at is not None and at.astimezone(CASABLANCA).weekday() == weekday


def _day_and_month(parts: dict[str, str | None]) -> tuple[int, int]:
    """The numbers of day and month; month 0 where its two names disagree."""
    day, month, twin = parts["day"], parts["month"] or "", parts.get("twin")
    number = int(month) if month.isdecimal() else month_number(month)
    if twin and month_number(twin) != number:
        number = 0
    return int(day) if day else day_number(parts["day_word"] or ""), number
