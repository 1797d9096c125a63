"""Dates counted from the moment of reading: ``منذ ساعتين``, ``il y a 3 jours``, ``أمس 12:30``.

The instant is rounded down to the unit that was counted in, to the day for weeks and longer;
weeks are exact to a month only.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from crawler.dates.mention_and_instant import Mention, instant
from crawler.dates.month_names import alternatives
from crawler.dates.normalized_spelling import LETTER
from crawler.dates.time_of_day import time_after
from crawler.dates.weekdays_and_spelled_days import WEEKDAY, weekday_number
from crawler.items import Precision
from crawler.timezone import CASABLANCA

# unit: its singulars, its duals (which say "two" by themselves), its plurals (which need a number)
_WORDS = {
    "second": ("ثانيه second seconde", "ثانيتين ثانيتان", "ثواني ثوان secondes seconds sec"),
    "minute": ("دقيقه minute", "دقيقتين دقيقتان", "دقايق minutes min mn mins"),
    "hour": ("ساعه heure hour", "ساعتين ساعتان", "ساعات heures hours h hr hrs"),
    "day": ("يوم يوما jour day", "يومين يومان", "ايام jours days j"),
    "week": ("اسبوع اسبوعا semaine week", "اسبوعين اسبوعان", "اسابيع semaines weeks sem"),
    "month": ("شهر شهرا month", "شهرين شهران", "اشهر شهور mois months"),
    "year": (
        "سنه عام عاما an annee year",
        "سنتين سنتان عامين عامان",
        "سنوات سنين اعوام ans annees years",
    ),
}
_UNITS = {
    word: (unit, number)
    for unit, forms in _WORDS.items()
    for number, listed in zip((1, 2, None), forms, strict=True)
    for word in listed.split()
}
_PRECISION: dict[str, Precision] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day",
    "week": "month", "month": "month", "year": "year",
}  # fmt: skip
_EXACT = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
}
_NUMBERS = {
    name: number
    for number, names in enumerate((
        "un une an a one", "deux two", "ثلاث ثلاثه trois three", "اربع اربعه quatre four",
        "خمس خمسه cinq five", "ست سته six", "سبع سبعه sept seven",
        "ثمان ثماني ثمانيه huit eight", "تسع تسعه neuf nine", "عشر عشره dix ten",
    ), 1)
    for name in names.split()
}  # fmt: skip

_COUNT = rf"(?P<count>\d{{1,3}}|{alternatives(list(_NUMBERS))})\s{{0,6}}"
_PART = rf"(?:{_COUNT})?(?P<unit>{alternatives(list(_UNITS))})"
_BARE_PART = re.sub(r"\?P<\w+>", "?:", _PART)
_PARTS = rf"{_BARE_PART}(?:\s{{0,6}}(?:و|et|and|,)\s{{0,6}}{_BARE_PART}){{0,2}}"
_ABOUT = r"(?:حوالي|نحو|تقريبا|اكثر\s+من|ازيد\s+من|اقل\s+من|environ|about)"
_PASSED = r"(?:مضت|مضي|خلت|ago)"
# قبل 3 أيام من الانتخابات is counted from the elections, منذ سنة 2015 from a year
_OTHERWISE = rf"(?:\s+من\s+(?!الان(?!{LETTER}))|\s{{0,6}}\d)"
_AGO = re.compile(
    rf"(?<!{LETTER})(?:"
    r"(?:منذ|قبل)\s+(?P<just>قليل|لحظات|ثوان|ثواني|دقايق)"
    rf"|(?:منذ|مند|قبل|il\s+y\s+a)\s{{0,6}}(?:{_ABOUT}\s+)?(?P<parts>{_PARTS})"
    rf"(?:\s+(?:{_PASSED}|واحده?))?(?!{_OTHERWISE})"
    rf"|(?<!\d)(?P<passed>{_PARTS})\s+{_PASSED}"
    rf")(?!{LETTER})"
)
_EACH = re.compile(_PART)
# منذ يوم الأحد, منذ شهر رمضان, منذ عام الفيل: the word must stand alone to mean "one"
_ALONE = re.compile(r"\s{0,6}(?:\Z|[^\w\s]|واحد|تقريبا|مضت|مضي|خلت)")

_DAYS = {
    "اول امس": 2, "اول البارحه": 2, "قبل امس": 2, "avant-hier": 2, "avant hier": 2,
    "امس": 1, "البارحه": 1, "hier": 1, "yesterday": 1,
    "اليوم": 0, "aujourd'hui": 0, "today": 0,
}  # fmt: skip
_LABEL_WORD = (
    r"(?:نشر|نشرت|تم|النشر|تاريخ|بتاريخ|اضيف|اضيفت|في|يوم|اخر|تحديث|publie|posted|published|le)"
)
_NAMED = re.compile(
    rf"[\s:|,-]{{0,20}}(?:{_LABEL_WORD}(?!{LETTER})[\s:|,-]{{0,20}}){{0,4}}"
    rf"(?P<word>{alternatives(list(_DAYS))})(?:[\s,]{{1,6}}(?P<weekday>{WEEKDAY}))?"
)
_NOTHING_FOLLOWS = re.compile(r"\s*[.]?\s*\Z")


def mentions(text: str, seen_at: datetime) -> Iterator[Mention]:
    """The counted dates in a folded text: a named day at its start, then every "ago"."""
    named = _NAMED.match(text)
    if named and (mention := _named_day(text, named, seen_at)):
        yield mention
    for found in _AGO.finditer(text):
        if found["just"]:
            # "a moment ago" names no amount: the hour of reading
            yield Mention(*found.span(), *_counted_back([("hour", 0)], seen_at))
            continue
        parts = list(_EACH.finditer(found["parts"] or found["passed"]))
        amounts = [amount for part in parts if (amount := _amount(part))]
        one = not parts[-1]["count"] and parts[-1]["unit"] in ("يوم", "شهر", "سنه", "عام")
        if one and found["parts"] and not _ALONE.match(text, found.end("parts")):
            continue
        if len(amounts) == len(parts):
            yield Mention(*found.span(), *_counted_back(amounts, seen_at))


def _named_day(text: str, named: re.Match[str], seen_at: datetime) -> Mention | None:
    """``أمس 12:30``: such a word alone is too common (اليوم 24 is a newspaper)."""
    ago = _DAYS[" ".join(named["word"].split())]
    day = seen_at.astimezone(CASABLANCA).date() - timedelta(days=ago)
    time = time_after(text, named.end())
    if time is None and not _NOTHING_FOLLOWS.match(text, named.end()):
        return None
    start, end = named.start("word"), time.end if time else named.end()
    if named["weekday"] and weekday_number(named["weekday"]) != day.weekday():
        return Mention(start, end, None, "day")
    if time is None:
        return Mention(start, end, instant(day.year, day.month, day.day), "day")
    clock = (time.hour, time.minute, time.second, time.zone)
    return Mention(start, end, instant(day.year, day.month, day.day, *clock), time.precision)


def _amount(part: re.Match[str]) -> tuple[str, int] | None:
    """The unit and how many of it: ``("hour", 2)`` for ساعتين, ``None`` for أيام ("some days")."""
    unit, number = _UNITS[part["unit"]]
    if count := part["count"]:
        return unit, int(count) if count.isdecimal() else _NUMBERS[count]
    return (unit, number) if number else None


def _counted_back(
    parts: list[tuple[str, int]], seen_at: datetime
) -> tuple[datetime | None, Precision]:
    """The instant that lies so far back, rounded down, and how exact it is."""
    precision = _PRECISION[parts[-1][0]]
    local = seen_at.astimezone(CASABLANCA)
    months = sum(n * {"month": 1, "year": 12}.get(unit, 0) for unit, n in parts)
    day = _months_back(local.date(), months)
    if day is None:
        return None, precision
    day -= timedelta(days=sum(n * {"day": 1, "week": 7}.get(unit, 0) for unit, n in parts))
    if precision in ("day", "month", "year"):
        return instant(day.year, day.month, day.day), precision
    then = datetime.combine(day, local.timetz()).astimezone(UTC)
    then -= sum((n * _EXACT[unit] for unit, n in parts if unit in _EXACT), timedelta())
    then = then.replace(microsecond=0)
    if precision != "second":
        then = then.replace(second=0)
    return then.replace(minute=0) if precision == "hour" else then, precision


def _months_back(day: date, months: int) -> date | None:
    """The same day so many months before, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
