"""The Arabic fold from 28 November 2026 on, frozen: a mark that stands alone is no word.

Never edited. It imports nothing of ours and asks nothing of the running Python's Unicode tables:
letters, decompositions and lower case stand in ``unicode_14``, marks in ``unicode_14_marks``.
Slower than ``crawler.arabic``, of which it is a copy; only archives with an order to erase ask it.
"""

import functools
import hashlib
import json
import lzma
import re
from base64 import b85decode
from collections.abc import Iterator

from storage.folds.unicode_14 import PACKED
from storage.folds.unicode_14_marks import MARKS

_DATA = json.loads(lzma.decompress(b85decode("".join(PACKED.split()))))
_DECOMPOSED: dict[str, str] = _DATA["decompositions"]
_COMPOSED: dict[str, str] = _DATA["compositions"]
_LOWER: dict[str, str] = _DATA["lower"]
_S, _L, _V, _T, _SYLLABLES = 0xAC00, 0x1100, 0x1161, 0x11A7, 11172
"""Where Hangul syllables and their parts begin: these are worked out, not listed."""


def _points(ranges: list[list[int]]) -> Iterator[int]:
    return (point for first, last in ranges for point in range(first, last + 1))


_CLASS = {chr(point): int(k) for k, ranges in _DATA["classes"].items() for point in _points(ranges)}
_CASED = {chr(point) for point in _points(_DATA["cased"])}
_IGNORABLE = {chr(point) for point in _points(_DATA["ignorable"])}


def _class(ranges: list[list[int]]) -> str:
    return "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]"


_NO_LETTERS = (
    0x037A, 0x0640, 0x115F, 0x1160, 0x3164, *range(0xFC5E, 0xFC64), *range(0xFCF2, 0xFCF5),
    *range(0xFE70, 0xFE80), 0xFF9E, 0xFF9F, 0xFFA0,
)  # fmt: skip
_PRIVATE, _BEHIND, _PLANES = 0xE000, 0xF900, 0xF0000
"""Where characters for private use begin, those behind them, and whole planes of them: no words."""
_IN_WORDS = [
    [_BEHIND if low == _PRIVATE else low, high] for low, high in _DATA["tokens"] if low < _PLANES
]
_ALONE = [[int(end, 16) for end in (one.split("-") * 2)[:2]] for one in MARKS.split()]
_ALONE += [[point, point] for point in _NO_LETTERS]


def _run(ranges: list[list[int]]) -> str:
    """A run of characters. The planes apart: a class of the first one is one look-up in a table."""
    common = _class([one for one in ranges if one[1] <= 0xFFFF])
    rare = _class([one for one in ranges if one[1] > 0xFFFF])
    return f"(?:{common}++|(?=[\\U00010000-\\U0010ffff]){rare}++)"


_TOKEN = re.compile(f"{_run(_ALONE)}*+{_run(_IN_WORDS)}++")
"""Behind all marks that stand there, the next character of a word is a letter or a number."""
_DROPPED = [
    *range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD),
    *range(0x06DF, 0x06E5), 0x06E7, 0x06E8, *range(0x06EA, 0x06EE), 0x0640,
    *range(0x200B, 0x2010), 0x061C, 0xFEFF, 0x00AD, *range(0x202A, 0x202F),
    *range(0x2060, 0x2070), 0x034F, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10),
    *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0200),
    *range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2,
]  # fmt: skip
_TABLE: dict[int, str | int | None] = {
    **dict.fromkeys(_DROPPED),
    **str.maketrans("أإآٱىةؤئیکڭگݣڤپچ", "اااايهويي" + "كككك" + "فبج"),
    **{zero + n: str(n) for zero in (0x0660, 0x06F0) for n in range(10)},
}
_BARE: dict[int, str | int | None] = {**_TABLE, **dict.fromkeys(_NO_LETTERS)}


def fingerprint(text: str) -> str:
    """Hash of the folded words of a text: the same for two spellings of it (32 hex digits)."""
    return hashlib.sha256(" ".join(words(text)).encode()).hexdigest()[:32]


def words(text: str) -> list[str]:
    """The folded tokens of a text, in order."""
    return [fold_token(token) for token in _TOKEN.findall(text)]


@functools.lru_cache(maxsize=100_000)
def fold_token(token: str) -> str:
    """One token in the spelling that is compared: ``fold_token("المَغْرِب") == "المغرب"``."""
    folded = _folded(token)
    if _TOKEN.fullmatch(folded):
        return folded
    bare = _lower(token.translate(_BARE))
    folded = _folded(bare)
    return folded if _TOKEN.fullmatch(folded) else bare


def _folded(token: str) -> str:
    return _lower(_composed(_ordered(_decomposed(token))).translate(_TABLE))


def _decomposed(text: str) -> str:
    return "".join(_syllable(char) or _DECOMPOSED.get(char, char) for char in text)


def _syllable(char: str) -> str:
    """A Hangul syllable in its two or three parts; empty: it is none."""
    at = ord(char) - _S
    if not 0 <= at < _SYLLABLES:
        return ""
    parts = chr(_L + at // 588) + chr(_V + at % 588 // 28)
    return parts + chr(_T + at % 28) if at % 28 else parts


def _ordered(text: str) -> str:
    """Marks behind a letter in the order of their classes."""
    made, marks = list[str](), list[str]()
    for char in text:
        if _CLASS.get(char):
            marks.append(char)
        else:
            made += [*sorted(marks, key=_CLASS.__getitem__), char]
            marks = []
    return "".join([*made, *sorted(marks, key=_CLASS.__getitem__)])


def _composed(text: str) -> str:
    """Letters joined with the marks behind them that no other mark keeps from them."""
    made, starter, before = list[str](), -1, 0
    for char in text:
        own = _CLASS.get(char, 0)
        near = starter >= 0 and (starter == len(made) - 1 or before < own)
        joined = _pair(made[starter], char) if near else None
        if joined:
            made[starter] = joined
            continue
        before = own
        if not own:
            starter = len(made)
        made.append(char)
    return "".join(made)


def _pair(first: str, second: str) -> str | None:
    one, other = ord(first), ord(second)
    if _L <= one < _L + 19 and _V <= other < _V + 21:
        return chr(_S + (one - _L) * 588 + (other - _V) * 28)
    if 0 <= one - _S < _SYLLABLES and (one - _S) % 28 == 0 and _T < other < _T + 28:
        return chr(one + other - _T)
    return _COMPOSED.get(first + second)


def _lower(text: str) -> str:
    return "".join(
        ("ς" if _ends_a_word(text, at) else "σ") if char == "Σ" else _LOWER.get(char, char)
        for at, char in enumerate(text)
    )


def _ends_a_word(text: str, at: int) -> bool:
    """Whether a Greek sigma is the last letter of its word."""
    before = next((char for char in reversed(text[:at]) if char not in _IGNORABLE), "")
    after = next((char for char in text[at + 1 :] if char not in _IGNORABLE), "")
    return before in _CASED and after not in _CASED
