"""Masks: phone numbers, e-mail addresses and identity numbers leave a text, each for a fixed mark.

Patterns find numbers that are written as such, not people: names, addresses and stories stay.
"""

import re
from collections import Counter
from unicodedata import normalize

from storage.dataset.masks.identity_numbers import identity_spans
from storage.dataset.masks.phone_numbers import phone_spans

MARKS = {"email": "[MASKED EMAIL]", "phone": "[MASKED PHONE]", "identity": "[MASKED ID]"}
"""What stands in the text instead, by kind."""
KINDS = {
    "email": "e-mail addresses, also as name (at) example.com",
    "phone": "phone numbers: Moroccan ones in all printed forms, international ones with + or 00,"
    " others behind a word such as هاتف or Tél",
    "identity": "numbers of identity cards, behind words that name the card",
}
"""What each kind covers, for people."""
BYLINE_COLUMNS = ("byline", "authors")
"""Columns that hold nothing but authors' names; bylines are dropped by leaving them null."""
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+-][A-Za-z0-9._%+-]{0,63}"
    r"(?:@|\s?[\[({](?:at|AT|arobase)[\])}]\s?)"
    r"(?:[A-Za-z0-9-]{1,63}(?:\.|\s?[\[({](?:dot|DOT|point)[\])}]\s?)){1,5}[A-Za-z]{2,24}(?![A-Za-z0-9])"
)
_AT = ("@", "at)", "at]", "at}", "AT)", "AT]", "AT}", "arobase")
"""One of them is in every address; most texts have none, and are seen through at once."""


_WIDE = {
    point: plain
    for point in (*range(0xFE50, 0xFE6C), *range(0xFF01, 0xFF5F))
    if len(plain := normalize("NFKC", chr(point))) == 1
}
"""Full-width and small forms, ``＠`` and ``０``: to read, what they stand for; one for one."""
_IS_WIDE = re.compile(f"[{''.join(map(chr, _WIDE))}]")


def masked(text: str, counts: Counter[str]) -> str:
    """The text with marks for what is masked; how many of each kind is added to ``counts``."""
    plain = text.translate(_WIDE) if _IS_WIDE.search(text) else text
    for kind, spans in (
        ("email", _email_spans), ("phone", phone_spans), ("identity", identity_spans)
    ):  # fmt: skip
        places = spans(plain)
        counts[kind] += len(places)
        for start, end in reversed(places):
            text = f"{text[:start]}{MARKS[kind]}{text[end:]}"
            plain = f"{plain[:start]}{MARKS[kind]}{plain[end:]}"
    return text


def _email_spans(text: str) -> list[tuple[int, int]]:
    if not any(one in text for one in _AT):
        return []
    return [one.span() for one in _EMAIL.finditer(text)]
