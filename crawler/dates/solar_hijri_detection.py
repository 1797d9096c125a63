"""Dates of the Persian calendar (Solar Hijri): told from others, and never read.

Its years, 13xx and 14xx, look like those of the lunar Hijri calendar, forty years apart.
"""

import re

from crawler.dates.month_names import alternatives

_MONTHS = (
    "فروردين", "ارديبهشت", "خرداد", "تير", "مرداد", "امرداد", "شهريور", "مهر", "ابان", "اذر", "دي",
    "بهمن", "اسفند", "farvardin", "ordibehesht", "khordad", "tir", "mordad", "shahrivar", "mehr",
    "aban", "azar", "dey", "bahman", "esfand",
)  # fmt: skip
# Afghan names of the months, which are those of the zodiac
_ZODIAC = (
    "حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "ميزان", "عقرب", "قوس", "جدي", "دلو", "حوت",
)  # fmt: skip
_YEAR = r"1[34]\d\d(?!\d)"
_MONTH = alternatives([*_MONTHS, *_ZODIAC])
_NAMED = re.compile(
    rf"(?<!\d)\d{{1,2}}[\s.,/|-]{{0,6}}{_MONTH}(?:\s+ماه)?[\s.,/|-]{{0,6}}{_YEAR}"
    rf"|(?<![^\W\d_]){_MONTH}\s+\d{{1,2}}[\s,]{{1,4}}{_YEAR}"
)
_IN_NUMBERS = re.compile(
    r"(?<!\d)(?P<year>1[34]\d\d)\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{1,2}(?!\d)"
    r"|(?<![\d/.-])\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?P<last>1[34]\d\d)(?!\d)"
)
_LATEST_YEAR = 1430
"""Of years in numbers, these are the Persian ones: there 1430 begins in 2051, the lunar in 2008."""


def is_printed(text: str) -> bool:
    """Whether a folded text prints a date of this calendar."""
    if _NAMED.search(text):
        return True
    return any(
        int(found["year"] or found["last"]) < _LATEST_YEAR for found in _IN_NUMBERS.finditer(text)
    )
