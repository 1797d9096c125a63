"""Names of the days: weekdays, and days of the month written as words (فاتح، خامس عشر).

The Amazigh weekdays are those of the locales ``zgh``, ``shi``, ``tzm`` and ``rif`` of CLDR.
"""

import re

from crawler.dates.month_names import alternatives
from crawler.dates.normalized_spelling import LETTER

_WEEKDAYS = {
    name: number
    for number, names in enumerate((
        "اثنين اتنين اثنان lundi lun monday mon lunes ⴰⵢⵏⴰⵙ aynas letnayen",
        "ثلاثاء ثلاتاء ثلثاء ثلاثا تلاتاء mardi mar tuesday tues tue martes ⴰⵙⵉⵏⴰⵙ asinas ttlat",
        "اربعاء اربعا mercredi mer wednesday wed miercoles ⴰⴽⵔⴰⵙ akras larbeɛ",
        "خميس jeudi jeu thursday thurs thur thu jueves ⴰⴽⵡⴰⵙ akwas lexmis",
        "جمعه vendredi ven friday fri viernes ⴰⵙⵉⵎⵡⴰⵙ ⵙⵉⵎⵡⴰⵙ asimwas jjemɛa",
        "سبت samedi sam saturday sat sabado ⴰⵙⵉⴷⵢⴰⵙ asidyas ssebt",
        "احد dimanche dim sunday sun domingo ⴰⵙⴰⵎⴰⵙ asamas lhed",
    ))
    for name in names.split()
}  # fmt: skip
WEEKDAY = "(?:ال)?" + alternatives(list(_WEEKDAYS))
_WEEKDAY_BEFORE = re.compile(rf"(?<!{LETTER})(?P<name>{WEEKDAY})[\s.,|/-]{{0,20}}\Z")

_UNITS = {
    name: number
    for number, names in enumerate((
        "فاتح اول حادي واحد premier", "ثاني", "ثالث", "رابع", "خامس",
        "سادس", "سابع", "ثامن", "تاسع", "عاشر",
    ), 1)
    for name in names.split()
}  # fmt: skip
_TENS = {"عشر": 10, "عشره": 10, "عشرين": 20, "عشرون": 20, "ثلاثين": 30, "ثلاثون": 30}
_TEN = rf"(?:{'|'.join(sorted(_TENS, key=len, reverse=True))})"
_ROUND_TEN = "(?:عشرين|عشرون|ثلاثين|ثلاثون)"
# not the second word of تشرين الثاني or كانون الأول, nor of خمسة و عشرين
DAY_WORD = (
    rf"(?<!{LETTER})(?<!تشرين )(?<!كانون )(?<!و )(?:ال)?"
    rf"(?:(?:{'|'.join(_UNITS)})(?:\s+(?:و\s?)?(?:ال)?{_TEN})?|{_ROUND_TEN})(?!{LETTER})"
)


def weekday_number(name: str) -> int:
    """The number of a weekday, Monday 0: ``weekday_number("الاثنين") == 0``."""
    return _WEEKDAYS[name.removeprefix("ال")]


def weekday_before(text: str, floor: int, end: int) -> tuple[int, int | None]:
    """The start of a date with the weekday before it, and that weekday's number, Monday 0.

    ``end`` and ``None`` where no weekday stands between ``floor`` and ``end``.
    """
    # 32 characters hold the longest name and its 20 separators; a search of the text would be slow
    found = _WEEKDAY_BEFORE.search(text, max(floor, end - 32), end)
    if not found:
        return end, None
    return found.start(), weekday_number(found["name"])


def day_number(phrase: str) -> int:
    """The day of the month that ``DAY_WORD`` found: ``day_number("خامس عشر") == 15``."""
    total = 0
    for word in phrase.split():
        bare = word.removeprefix("ال")
        total += _UNITS.get(bare) or _TENS.get(bare.removeprefix("و").removeprefix("ال"), 0)
    return total
