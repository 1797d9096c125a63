"""What nobody sees in lines of JSON, found in their bytes, many lines at a time.

To decode each line and look through its characters took longer than to make it.
"""

import json
from functools import cache

import numpy as np
from numpy.typing import NDArray

from crawler.json_with_invisibles_escaped import ESCAPED

_SEVERAL_PLANES = 0xFFFF
"""For a character of four bytes stands one that is escaped: it is asked about for itself."""


def escaped(lines: bytes) -> bytes:
    """Whole lines of JSON in UTF-8 with all that ``ESCAPED`` finds as escapes."""
    parts, end = list[bytes](), 0
    for at in _places(lines):
        char = lines[at : at + 4].decode(errors="ignore")[0]
        if ESCAPED.match(char):
            parts += lines[end:at], json.dumps(char)[1:-1].encode()
            end = at + len(char.encode())
    return b"".join((*parts, lines[end:])) if parts else lines


def _places(lines: bytes) -> list[int]:
    """Where such a character begins, or one of four bytes."""
    units = np.frombuffer(lines, np.uint8)
    # no other byte begins one; nearly all of a line are letters, and go no further
    may = (units >= 0xE1) | (units == 0xC2) | (units == 0x7F)
    may[:-1] |= (units[:-1] == 0xD8) & (units[1:] == 0x9C)
    at = np.flatnonzero(may)
    # behind the last character of a line come its quote, its bracket and its end
    first, second, third = (units[at + further].astype(np.uint16) for further in range(3))
    points = (first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
    points = np.where(first < 0xE1, (first & 0x1F) << 6 | second & 0x3F, points)
    points[first == 0x7F] = 0x7F
    points[first >= 0xF0] = _SEVERAL_PLANES
    found: list[int] = at[_escaped_points()[points]].tolist()
    return found


@cache
def _escaped_points() -> NDArray[np.bool_]:
    """Whether a character of the first plane is escaped, by its number."""
    table = np.zeros(0x10000, np.bool_)
    table[[found.start() for found in ESCAPED.finditer("".join(map(chr, range(0x10000))))]] = True
    return table
