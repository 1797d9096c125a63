"""Whole words spelled as typed: what ``--exact`` finds and marks, and what ranks first. Pure.

Words are those of the index (``token_pattern``): a sign or ``_`` ends one, harakat and tatweel are
of theirs. A text holds a term where its words stand in a row, letter for letter, of the last one a
beginning where a star was typed. What shows nothing, and how an accent is encoded, is no spelling.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

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
    begun = _beginning_so(words[0])
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
            term.prefix and number == len(words) and printed.startswith(word)
        ):
            return None
        end = found.end()
    return end


@lru_cache(maxsize=1_000)
def _typed_words(text: str) -> tuple[str, ...]:
    return tuple(map(_bare, token_pattern().findall(text)))


def _bare(word: str) -> str:
    """A word without what shows nothing, its accents encoded one way."""
    return _SHOWS_NOTHING.sub("", unicodedata.normalize("NFC", word))


@lru_cache(maxsize=1_000)
def _beginning_so(word: str) -> re.Pattern[str]:
    """The letters of a word wherever they stand: what is around them is looked at there.

    The first letter stands first, which ``re`` finds by itself at once.
    """
    letters = ((one, unicodedata.normalize("NFD", one)) for one in word)
    each = ("|".join(dict.fromkeys(map(re.escape, both))) for both in letters)
    return re.compile(f"[{_INVISIBLE}]*+".join(f"(?:{one})" for one in each))


@lru_cache(maxsize=10_000)
def _goes_on(char: str) -> bool:
    """Whether a character belongs to the word before it."""
    return token_pattern().fullmatch(f"a{char}") is not None
