"""Arabic spelling: what a word is, and what counts as the same one, for search and comparing.

A word (``token_pattern``) is a run of letters, numbers, and the marks between and around them, with
one letter or number at least: a mark that stands alone is none. ``fold`` maps each token to exactly
one token, so a highlight in folded text can be carried back to the original. Unicode NFKC first,
then alef, yeh, teh marbuta, hamza seats, Persian and Moroccan letters (گ ڭ ݣ ڤ), digits; harakat,
tatweel and all that is invisible go.
"""

import functools
import hashlib
import re
import unicodedata
from array import array
from collections.abc import Iterable

_DROPPED = [
    *range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD),
    *range(0x06DF, 0x06E5), 0x06E7, 0x06E8, *range(0x06EA, 0x06EE), 0x0640,
    *range(0x200B, 0x2010), 0x061C, 0xFEFF, 0x00AD, *range(0x202A, 0x202F),
    *range(0x2060, 0x2070), 0x034F, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10),
    *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0200),
    *range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2,
]  # fmt: skip
"""Harakat, tatweel, whatever is invisible, and the signs that are drawn around numbers: ۝."""
_LETTERS = str.maketrans("أإآٱىةؤئیکڭگݣڤپچ", "اااايهويي" + "كككك" + "فبج")
_TABLE: dict[int, str | int | None] = {**dict.fromkeys(_DROPPED), **_LETTERS}
_MARKS = re.compile(
    f"[{''.join(chr(point) for point in _DROPPED if point < 0x10000)}]+|[\U000e0000-\U000e01ff]+"
)
"""All of ``_DROPPED``, those behind the first plane apart: of a class of both ``re`` would walk
through all members at every letter."""
_TABLE |= {zero + n: str(n) for zero in (0x0660, 0x06F0) for n in range(10)}
_NO_LETTERS = (
    0x037A, 0x0640, 0x115F, 0x1160, 0x3164, *range(0xFC5E, 0xFC64), *range(0xFCF2, 0xFCF5),
    *range(0xFE70, 0xFE80), 0xFF9E, 0xFF9F, 0xFFA0,
)  # fmt: skip
"""Letters by name that are none: tatweel, harakat cast as letters, Hangul fillers."""
_BARE: dict[int, str | int | None] = {**_TABLE, **dict.fromkeys(_NO_LETTERS)}

TOKENIZER = "unicode61 categories 'L* N* Mn Cf'"
"""The FTS5 tokenizer whose tokens of a folded text are exactly those of ``token_pattern``.

It knows no word without marks of its own: ``fold`` takes marks that stand alone out of the text.
"""


# planes with letters, marks or format characters; the rest is unassigned or private (Unicode 16)
_SCANNED = ((0x0, 0x20000), (0x20000, 0x32400), (0xE0000, 0xE0200))


_LETTERS_OR_NOT = re.compile(r"[^\W_]+|[\W_]+")
_KINDS = (
    dict.fromkeys((a + b for a in "LMNPSZC" for b in "ultmondecspkifr"), "-")
    | dict.fromkeys(("Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No"), "l")
    | {"Mn": "m", "Cf": "m"}
)
"""Unicode's category -> l for a letter or number, m for a mark, - for all else."""
_SECOND_PLANE = 0x10000
"""The first code point behind the first plane; no range of a kind crosses it."""
_BEHIND = "".join(
    f"{chr(max(first, _SECOND_PLANE))}-{chr(end - 1)}"
    for first, end in _SCANNED
    if end > _SECOND_PLANE
)
"""What lies behind it and is scanned, for a class: emoji and private letters are told from the
hundreds of ranges of letters by three."""


@functools.cache
def _patterns() -> tuple[str, str]:
    """One token, and one run of marks.

    The planes stand apart: a class of the first plane alone is one table look-up. All is
    possessive: there is no way back.
    """
    kinds = [(first, _kinds_of(range(first, end))) for first, end in _SCANNED]
    plain = list(kinds[0][1])
    for point in _NO_LETTERS:
        plain[point] = "m"
    kinds[0] = 0, "".join(plain)
    letter, rare_letter = _two_classes(kinds, "l")
    mark, rare_mark = _two_classes(kinds, "m")
    any_, rare = _two_classes(kinds, "[lm]")
    run = f"(?:{mark}++|{rare_mark}++)"
    # a class at the very beginning: ``re`` looks for its next member without trying to match at
    # what is none. Nearly every token begins with a letter of the first plane, which is asked
    # first; behind a run of all marks that stand there, the next one of either kind is a letter
    first = f"{any_[:-1]}{_BEHIND}]"
    odd = f"(?:(?<={mark})|(?<={rare_mark})){run}*+(?:{any_}|{rare})|(?<={rare_letter})"
    # and nearly every one has ended before it comes to another plane
    rest = f"{any_}*+(?:(?![{_BEHIND}])|(?:{any_}++|{rare}++)*+)"
    return f"{first}(?:(?<={letter})|{odd}){rest}", f"{run}++"


def _kinds_of(points: range) -> str:
    """The kind of each of these code points, a letter for each."""
    kinds = bytearray()
    # ``str.isalnum`` is true of Unicode's letters and numbers, a run of them at once; to ask each
    # code point for its category is what loading this module would take most of its time for
    text = array("I", points).tobytes().decode("utf-32", "surrogatepass")  # faster than ``chr``
    for run in _LETTERS_OR_NOT.findall(text):
        if run[0].isalnum():
            kinds += b"l" * len(run)
        else:
            kinds += "".join(map(_KINDS.__getitem__, map(unicodedata.category, run))).encode()
    return kinds.decode()


def _two_classes(kinds: list[tuple[int, str]], kind: str) -> tuple[str, str]:
    """The classes of all code points of a kind: of the first plane, and of the others."""
    common, rare = list[str](), list[str]()
    for first, letters in kinds:
        for found in re.finditer(f"{kind}+", letters):
            low, high = first + found.start(), first + found.end() - 1
            # as characters: to read their escapes took most of what compiling does
            (common if high < _SECOND_PLANE else rare).append(f"{chr(low)}-{chr(high)}")
    return f"[{''.join(common)}]", f"(?=[{_BEHIND}])[{''.join(rare)}]"


@functools.cache
def token_pattern() -> re.Pattern[str]:
    """The pattern of one word. Its group is the whole, so that ``split`` keeps the tokens.

    Made when it is first needed: this takes what half a command takes to start.
    """
    return re.compile(f"({_patterns()[0]})")


@functools.cache
def _lone_marks() -> re.Pattern[str]:
    return re.compile(_patterns()[1])


@functools.lru_cache(maxsize=100_000)
def fold_token(token: str) -> str:
    """One token in the spelling that search compares: ``fold_token("المَغْرِب") == "المغرب"``."""
    folded = unicodedata.normalize("NFKC", token).translate(_TABLE).lower()
    if folded == token or token_pattern().fullmatch(folded):
        return folded
    # what NFKC makes more words of stays one: ﷺ, and harakat cast as letters, which become spaces
    bare = token.translate(_BARE).lower()
    folded = unicodedata.normalize("NFKC", bare).translate(_TABLE).lower()
    return folded if token_pattern().fullmatch(folded) else bare


def unmark(text: str) -> str:
    """The text in one form per letter, without harakat, tatweel and bidi marks; letters stay."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


def fold(text: str) -> str:
    """The text with every token folded; between tokens nothing changes but lone marks, which go."""
    if text.isascii():
        return text.lower()
    pieces = cut(text)
    return joined(pieces, map(fold_token, pieces[1::2]))


def joined(pieces: list[str], folded: Iterable[str]) -> str:
    """The folded text of a text in pieces (``cut``) whose tokens are folded already."""
    made = list(pieces)
    made[1::2] = folded
    # asked once of all that is no token: a mark alone is rare
    marks = _lone_marks()
    if marks.search("".join(pieces[::2])):
        made[::2] = [marks.sub("", between) for between in pieces[::2]]
    return "".join(made)


def cut(text: str) -> list[str]:
    """The text in pieces: tokens at the odd places, what stands between them at the even ones."""
    return token_pattern().split(text)


MAX_REMEMBERED = 120
"""Characters of a text whose words are remembered: a headline, a name; no paragraph."""


def folded_words(text: str) -> list[str]:
    """The folded tokens of a text, in order."""
    # a page's rules ask for the words of its headline and of the site's name twenty times each
    if len(text) <= MAX_REMEMBERED:
        return list(_remembered_words(text))
    return list(map(fold_token, token_pattern().findall(text)))


@functools.lru_cache(maxsize=256)
def _remembered_words(text: str) -> tuple[str, ...]:
    return tuple(map(fold_token, token_pattern().findall(text)))


def word_count(text: str) -> int:
    """The number of words of a text: the one count, whoever asks."""
    return len(token_pattern().findall(text))


def fingerprint(text: str) -> str:
    """Hash of the folded words: the same for two spellings of one text (sha-256, 32 hex digits)."""
    return fingerprint_of(folded_words(text))


def fingerprint_of(folded: Iterable[str]) -> str:
    """The fingerprint of a text whose words are folded already."""
    return hashlib.sha256(" ".join(folded).encode()).hexdigest()[:32]


_ACCENTED = re.compile("[àâäáãçéèêëîïíôöóùûüúñ]")
_ACCENTS = str.maketrans("àâäáãçéèêëîïíôöóùûüúñ", "aaaaaceeeeiiiooouuuun")


def without_accents(folded: str) -> str:
    """Folded words with Latin letters bare, for wording in which writers leave accents out."""
    # searched for first: most texts are Arabic, and translating touches every character
    return folded.translate(_ACCENTS) if _ACCENTED.search(folded) else folded
