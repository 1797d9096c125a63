"""Masks: phone numbers, e-mail addresses and identity numbers leave a text, each for a fixed mark.

Patterns find numbers that are written as such, not people: names, addresses and stories stay.
"""

import re
from collections import Counter

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


def masked(text: str, counts: Counter[str]) -> str:
    """The text with marks for what is masked; how many of each kind is added to ``counts``."""
    if any(one in text for one in _AT):
        text, found = _EMAIL.subn(MARKS["email"], text)
        counts["email"] += found
    for kind, spans in (("phone", phone_spans), ("identity", identity_spans)):
        places = spans(text)
        counts[kind] += len(places)
        for start, end in reversed(places):
            text = f"{text[:start]}{MARKS[kind]}{text[end:]}"
    return text
