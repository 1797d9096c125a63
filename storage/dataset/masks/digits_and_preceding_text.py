"""Digits as the press prints them, and what stands before a number."""

import re

DIGITS = "0-9٠-٩۰-۹"
"""Latin, Arabic and Persian ones, for a class of characters."""
_VOWEL_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")


def before(text: str, place: int, reach: int) -> str:
    """What stands before a place in its line, within ``reach`` characters, without vowel marks."""
    return _VOWEL_MARKS.sub("", text[max(text.rfind("\n", 0, place) + 1, place - reach, 0) : place])
