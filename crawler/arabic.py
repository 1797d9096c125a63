"""Arabic spelling: what counts as the same word, for search and for comparing texts.

``fold`` maps each token to exactly one token, so a highlight in folded text can be carried back
to the original. Unicode NFKC first, then alef, yeh, teh marbuta, hamza seats, Persian and
Moroccan letters (گ ڭ ݣ ڤ), digits; harakat, tatweel and bidi marks go.
"""

import functools
import hashlib
import re
import unicodedata
from collections.abc import Iterable

_DROPPED = [
    *range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD),
    *range(0x06DF, 0x06E5), 0x06E7, 0x06E8, *range(0x06EA, 0x06EE), 0x0640,
    *range(0x200B, 0x2010), 0x061C, 0xFEFF, 0x00AD, *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
]  # fmt: skip
_LETTERS = str.maketrans("أإآٱىةؤئیکڭگݣڤپچ", "اااايهويي" + "كككك" + "فبج")
_TABLE: dict[int, str | int | None] = {**dict.fromkeys(_DROPPED), **_LETTERS}
_MARKS = re.compile(f"[{''.join(map(chr, _DROPPED))}]+")
_TABLE |= {zero + n: str(n) for zero in (0x0660, 0x06F0) for n in range(10)}

TOKENIZER = "unicode61 categories 'L* N* Co Mn Cf'"
"""The FTS5 tokenizer whose tokens are exactly those of ``TOKEN``."""


# planes with letters, marks or format characters; the rest is unassigned or private (Unicode 16)
_SCANNED = ((0x0, 0x20000), (0x20000, 0x32400), (0xE0000, 0xE0200))
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))


def _token_pattern() -> str:
    """One token. The planes stand apart: a class of the first plane alone is one table look-up."""
    ranges = list(_PRIVATE)
    for first, end in _SCANNED:
        start = None
        for point in range(first, end + 1):
            category = unicodedata.category(chr(point)) if point < end else "Zs"
            inside = category[0] in "LN" or category in ("Mn", "Cf")
            if inside and start is None:
                start = point
            elif not inside and start is not None:
                ranges.append((start, point - 1))
                start = None
    common = _class((low, high) for low, high in ranges if high <= 0xFFFF)
    rare = _class((low, high) for low, high in ranges if high > 0xFFFF)
    return f"(?:{common}++|(?=[\\U00010000-\\U0010ffff]){rare}++)++"  # possessive: no way back


def _class(ranges: Iterable[tuple[int, int]]) -> str:
    return "[" + "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges) + "]"


TOKEN = re.compile(_token_pattern())
_KEEPING_TOKENS = re.compile(f"({TOKEN.pattern})")


@functools.lru_cache(maxsize=100_000)
def fold_token(token: str) -> str:
    """One token in the spelling that search compares: ``fold_token("المَغْرِب") == "المغرب"``."""
    folded = unicodedata.normalize("NFKC", token).translate(_TABLE).lower()
    return folded if folded == token or (folded and TOKEN.fullmatch(folded)) else token


def unmark(text: str) -> str:
    """The text in one form per letter, without harakat, tatweel and bidi marks; letters stay."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


def fold(text: str) -> str:
    """The text with every token folded and everything between tokens untouched."""
    if text.isascii():
        return text.lower()
    pieces = cut(text)
    pieces[1::2] = map(fold_token, pieces[1::2])
    return "".join(pieces)


def cut(text: str) -> list[str]:
    """The text in pieces: tokens at the odd places, what stands between them at the even ones."""
    return _KEEPING_TOKENS.split(text)


def folded_words(text: str) -> list[str]:
    """The folded tokens of a text, in order."""
    return [fold_token(token) for token in TOKEN.findall(text)]


def fingerprint(text: str) -> str:
    """Hash of the folded words: the same for two spellings of one text (sha-256, 32 hex digits)."""
    return fingerprint_of(folded_words(text))


def fingerprint_of(folded: Iterable[str]) -> str:
    """The fingerprint of a text whose words are folded already."""
    return hashlib.sha256(" ".join(folded).encode()).hexdigest()[:32]
