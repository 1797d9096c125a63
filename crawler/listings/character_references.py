"""References of listings (``&amp;``, ``&#1575;``): those that mean a character become it."""

import re
from html.entities import html5

_REFERENCE = re.compile(
    r"&(?:#(?P<decimal>[0-9]{1,20})|#[xX](?P<hexadecimal>[0-9a-fA-F]{1,20})|(?P<name>\w{2,31}));"
)


def resolved(text: str) -> str:
    """A text without references: a bare ``&`` stays, and so does a name that nobody knows.

    ``?a=1&b=2`` and ``?a=1&amp;b=2`` are one address; ``&#1114112;``, which is no character, goes.
    """
    return _REFERENCE.sub(_meant, text) if "&" in text else text


def _meant(found: re.Match[str]) -> str:
    if name := found["name"]:
        return html5.get(f"{name};", found.group())
    number, hexadecimal = found["decimal"], found["hexadecimal"]
    point = int(number) if number else int(hexadecimal, 16)
    allowed = point in (9, 10, 13) or 0x20 <= point < 0xD800 or 0xE000 <= point <= 0x10FFFF
    return chr(point) if allowed and point & 0xFFFE != 0xFFFE else ""
