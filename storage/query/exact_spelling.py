"""Whole words spelled as typed: what ``--exact`` finds and marks, and what ranks first. Pure.

Words are those of the index (``token_pattern``): a sign or ``_`` ends one, harakat and tatweel are
of theirs. A text holds a term where its words stand in a row, letter for letter, of the last one a
beginning where a star was typed. What shows nothing is no spelling, nor is how an accent is encoded
or in which order harakat are: shadda is typed before its vowel, and NFC has it behind.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain, takewhile

from crawler.arabic import token_pattern
from storage.query.query_language import And, Near, Node, Or, Term

TEXT = ("headline", "body")
"""The columns in which a term without a field is looked for."""
Texts = Mapping[str, str | None]
"""Column of the index -> what is printed there."""
Span = tuple[int, int]
"""Where something begins and ends in a text, in characters."""

_INVISIBLE = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff"
)
_SHOWS_NOTHING = re.compile(f"[{_INVISIBLE}]+")
_SYLLABLES = range(0xAC00, 0xD7A4)
"""Hangul, most of what NFD takes apart: in order of 19 leading letters, 588 of each."""
_LEADING, _VOWELS, _FINAL = range(0x1100, 0x1113), range(0x1161, 0x1176), range(0x11A8, 0x11C3)
"""The letters of which they are made."""


def is_spelled_so(node: Node, texts: Texts) -> bool:
    """Whether texts hold what a query wants, and nothing that it leaves out, spelled as typed."""
    match node:
        case Term():
            return any(True for column in _columns(node) for _ in _places(node, texts[column]))
        case Near(terms=terms):
            return any(_near(node, texts[column]) for column in _columns(terms[0]))
        case Or(parts=parts):
            return any(is_spelled_so(part, texts) for part in parts)
        case And(parts=parts, without=without):
            return all(is_spelled_so(part, texts) for part in parts) and not any(
                is_spelled_so(part, texts) for part in without
            )


def spelled_places(node: Node, texts: Texts) -> dict[str, list[Span]]:
    """Where texts hold what a query wants: column -> places in order; empty: it is not found."""
    found: dict[str, list[Span]] = {}
    if is_spelled_so(node, texts):
        for column, place in _wanted(node, texts):
            found.setdefault(column, []).append(place)
    return {column: sorted(set(places)) for column, places in found.items()}


def _wanted(node: Node, texts: Texts) -> Iterator[tuple[str, Span]]:
    """The places of what matches, each with its column."""
    match node:
        case Term():
            every = ((one, _places(node, texts[one])) for one in _columns(node))
            yield from ((column, place) for column, places in every for place in places)
        case Near(terms=terms):
            near = ((one, _near(node, texts[one])) for one in _columns(terms[0]))
            yield from ((column, place) for column, places in near for place in places)
        case Or(parts=parts) | And(parts=parts):
            matching = (part for part in parts if is_spelled_so(part, texts))
            yield from chain.from_iterable(_wanted(part, texts) for part in matching)


def _columns(term: Term) -> tuple[str, ...]:
    return (term.field,) if term.field else TEXT


def _near(node: Near, text: str | None) -> list[Span]:
    """The places of terms with so few words between them, as FTS5 counts them.

    From the end of each to the beginning of the last one there are at most so many words.
    """
    places = [list(_places(term, text)) for term in node.terms]
    if not text or not all(places):
        return []
    begins = [word.start() for word in token_pattern().finditer(text)]
    of_terms = [{bisect_left(begins, place[0]): place for place in some} for some in places]
    starts = [sorted(one) for one in of_terms]
    found = set[Span]()
    for last in sorted(set(chain.from_iterable(starts))):
        beside = [
            some[bisect_left(some, last - node.words - len(term.words)) : bisect_right(some, last)]
            for term, some in zip(node.terms, starts, strict=True)
        ]
        if all(beside):
            found.update(of[at] for of, some in zip(of_terms, beside, strict=True) for at in some)
    return sorted(found)


def _places(term: Term, text: str | None) -> Iterator[Span]:
    """Where a term stands in a text; places of a phrase may overlap."""
    words, at = _typed_words(term.text), 0
    begun = _beginning_so(words[0], starred=term.prefix and len(words) == 1)
    while text and (candidate := begun.search(text, at)):
        at = candidate.start() + 1
        begin = candidate.start()
        while begin and _SHOWS_NOTHING.match(text[begin - 1]):
            begin -= 1
        end = None if begin and _goes_on(text[begin - 1]) else _end(term, words, text, begin)
        if end is not None:
            yield begin, end


def _end(term: Term, words: tuple[str, ...], text: str, begin: int) -> int | None:
    """Where a term ends that begins there; ``None``: it is another word, or others follow."""
    end = begin
    for number, word in enumerate(words, 1):
        found = token_pattern().search(text, end)
        if found is None:
            return None
        printed = _bare(found.group())
        if printed != word and not (
            term.prefix and number == len(words) and _begins_so(printed, word)
        ):
            return None
        end = found.end()
    return end


def _begins_so(printed: str, beginning: str) -> bool:
    """Whether a word begins so; its letter there may have more harakat, before those or behind."""
    letters = beginning
    while letters and unicodedata.combining(letters[-1]):
        letters = letters[:-1]
    if not printed.startswith(letters):
        return False
    marks = takewhile(unicodedata.combining, printed[len(letters) :])
    return all(mark in marks for mark in beginning[len(letters) :])  # in order: each takes its own


@lru_cache(maxsize=1_000)
def _typed_words(text: str) -> tuple[str, ...]:
    return tuple(map(_bare, token_pattern().findall(text)))


def _bare(word: str) -> str:
    """A word without what shows nothing, its accents encoded one way and its harakat in order."""
    return unicodedata.normalize("NFC", _SHOWS_NOTHING.sub("", word))


@lru_cache(maxsize=1_000)
def _beginning_so(word: str, *, starred: bool) -> re.Pattern[str]:
    """The letters of a word wherever they stand: what is around them is looked at there.

    It finds each letter with any of its marks in any encoding; which of them, ``_end`` tells.
    The first letter stands first, which ``re`` finds by itself at once.
    """
    letters = list[str]()
    """Each with its marks behind it."""
    for char in unicodedata.normalize("NFD", word):
        if letters and (unicodedata.combining(char) or char in _taken_apart()[1]):
            letters[-1] += char
        else:
            letters.append(char)
    last = _encoded(letters.pop(), starred=starred)
    return re.compile("".join([*map(_encoded, letters), last]))


def _encoded(letter: str, *, starred: bool = False) -> str:
    """A pattern of a letter with its marks; ``starred``: it may be encoded with others in one."""
    first, some = letter[0], set(letter[1:])
    begins = [first, *(
        char for char, apart in _taken_apart()[0].get(first, ())
        if starred or some.issuperset(apart[1:])
    )]  # fmt: skip
    if unicodedata.combining(first):  # marks before any letter: each of them may be first
        some.add(first)
        begins += _marks_of(some)
    if 0 <= (leading := ord(first) - _LEADING.start) < len(_LEADING):
        begins.append(chr(_SYLLABLES[leading * 588]) + "-" + chr(_SYLLABLES[leading * 588 + 587]))
    return f"[{''.join(begins)}][{_INVISIBLE}{''.join(_marks_of(some))}]*+"


def _marks_of(some: set[str]) -> list[str]:
    """Some marks, and the other characters that are one or more of them: U+0340, U+0344."""
    others = (pair for mark in some for pair in _taken_apart()[0].get(mark, ()))
    return [*some, *(char for char, apart in others if some.issuperset(apart))]


@cache
def _taken_apart() -> tuple[dict[str, list[tuple[str, str]]], set[str]]:
    """All that NFD takes apart, but Hangul: by the first letter; and what stands behind one."""
    by_first, behind = dict[str, list[tuple[str, str]]](), {*map(chr, _VOWELS), *map(chr, _FINAL)}
    for begin in range(0x80, 0x30000, 0x80):
        points = range(begin, begin + 0x80)
        block = array("I", points).tobytes().decode("utf-32", "surrogatepass")
        # asked of many at once: nearly all blocks have none
        if points[0] in _SYLLABLES or unicodedata.is_normalized("NFD", block):
            continue
        for char in block:
            if (apart := unicodedata.normalize("NFD", char)) != char:
                by_first.setdefault(apart[0], []).append((char, apart))
                behind.update(apart[1:])
    return by_first, behind


@lru_cache(maxsize=10_000)
def _goes_on(char: str) -> bool:
    """Whether a character belongs to the word before it."""
    return token_pattern().fullmatch(f"a{char}") is not None
