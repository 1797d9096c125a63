"""Dates of the Hijri calendar: ``الجمعة 4 ربيع الثاني 1442``.

They are converted by the Umm al-Qura calendar. Moroccan months begin when the moon is seen, often
a day later: where the weekday is printed it settles which day is meant.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from hijridate import Hijri

from crawler.dates.mention_and_instant import Mention, instant
from crawler.dates.month_names import alternatives
from crawler.dates.weekdays_and_spelled_days import DAY_WORD, day_number, weekday_before

_NAMES = (
    ("محرم", "المحرم", "محرم الحرام"),
    ("صفر", "صفر الخير"),
    ("ربيع الاول", "ربيع النبوي"),
    ("ربيع الثاني", "ربيع الاخر", "ربيع ثاني"),
    ("جمادي الاولي", "جمادي الاول"),
    ("جمادي الثانيه", "جمادي الاخره", "جمادي الثاني", "جمادي الاخر"),
    ("رجب", "رجب الفرد"),
    ("شعبان", "شعبان الابرك"),
    ("رمضان", "رمضان المبارك", "رمضان الابرك"),
    ("شوال", "شوال الابرك"),
    ("ذو القعده", "ذي القعده", "ذو القعده الحرام", "ذي القعده الحرام"),
    ("ذو الحجه", "ذي الحجه", "ذو الحجه الحرام", "ذي الحجه الحرام"),
)
_NUMBERS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_GAP = r"[\s.,/|-]{0,20}"
_HIJRI = re.compile(
    rf"(?:(?<!\d)(?P<day>\d{{1,2}}){_GAP}|(?P<day_word>{DAY_WORD})\s+)(?:من\s+)?(?:شهر\s+)?"
    rf"(?P<month>{alternatives(list(_NUMBERS))}){_GAP}(?:(?:سنه|عام)\s+)?"
    r"(?P<year>1[34]\d\d)(?!\d)(?:\s?(?:هجريه|هجري|ه)(?!\w))?"
)
# the text is folded: «ميلادية» ends in ه, «لـ» has no tatweel
_BEHIND = re.compile(
    r"(?:\s?م(?:يلاديه?)?(?!\w))?[\s،,|/()=–-]{0,8}(?:(?:ال)?موافق\s+)?(?:ل\s?)?(?:يوم\s)?"
    + _HIJRI.pattern
)


def end_behind(text: str, end: int) -> int | None:
    """Where a Hijri date printed right behind ``end`` ends itself; ``None`` without one."""
    found = _BEHIND.match(text, end)
    return found.end() if found else None


def mentions(text: str) -> Iterator[Mention]:
    """The Hijri dates in a folded text; the day only, a time beside it is not read."""
    floor = 0
    for match in _HIJRI.finditer(text):
        start, weekday = weekday_before(text, floor, match.start())
        day = _day(match, weekday)
        at = instant(day.year, day.month, day.day) if day else None
        yield Mention(start, match.end(), at, "day")
        floor = match.end()


def _day(match: re.Match[str], weekday: int | None) -> date | None:
    """The day in our calendar, moved by one where the printed weekday asks for it."""
    number = int(match["day"]) if match["day"] else day_number(match["day_word"])
    month = _NUMBERS[" ".join(match["month"].split())]
    # the 30th of a month of 29 days is the first of the next one where the moon was seen late
    if not 1 <= number <= 30:
        return None
    try:
        first = Hijri(int(match["year"]), month, 1).to_gregorian()
    except (ValueError, OverflowError):  # outside the years that the calendar covers
        return None
    day = date(first.year, first.month, first.day) + timedelta(days=number - 1)
    for shift in (0, 1, -1):
        if weekday is None or (day + timedelta(days=shift)).weekday() == weekday:
            return day + timedelta(days=shift)
    return None
