"""Notes to an answer: what was read otherwise than it may have been meant, and why nothing is 0."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from storage.archive import Archive
from storage.query.filters import HIDDEN, Filters
from storage.query.history import article_number
from storage.query.query_language import And, Near, Node, Or, Term, terms_of
from storage.query.search import Search
from storage.query.vocabulary.probable_operators import doubts

Code = Literal[
    "as a word", "nowhere", "apart", "unknown", "other spelling", "narrowed", "passed over",
    "last page", "no line", "address", "day", "left out",
    "folded",
]  # fmt: skip
NOT_TEXT = ("byline", "section", "tags")
"""Columns of the index of which a concordance has no lines."""
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)[/.-](\d\d?)[/.-](\d{4})")
_NAME = re.compile(r"\w[:/]\S")
"""What an address or a uid has, and a number not."""
_SIGNS = re.compile(r"[,،;؛|+&/]+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
MAX_NAMED = 12
"""Values that are named for one that the archive does not know."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note: ``code`` for programs and translations, ``text`` in English for people."""

    code: Code
    word: str
    text: str
    number: int = 0
    instead: str = ""
    """What to write."""

    def as_row(self) -> dict[str, Any]:
        """Its values by name."""
        return asdict(self)


def notes_on(
    search: Search, text: str, total: int, unknown: Iterable[tuple[str, str]] = ()
) -> list[Note]:
    """The notes to an answer of ``total`` matches.

    ``unknown``: options and their values that no article has. Only answers without a match cost
    more than reading the query.
    """
    found = [
        Note("unknown", value, f"no article here has the {name} {value}", instead=name)
        for name, value in unknown
    ]
    found += [
        Note("as a word", one.word, f"{one.word} was read as it stands; did you mean {one.write}?",
             instead=one.write)
        for one in doubts(text)
        if not (total and one.usual)
    ]  # fmt: skip
    return found if total else [*found, *_why_nothing(search, text)]


def notes_on_lines(search: Search, total: int) -> list[Note]:
    """The note to a concordance that has no line of some of its ``total`` articles."""
    if not total or not _is_outside_text(search.tree):
        return []
    terms = [one for one in terms_of(search.tree) if one.field in NOT_TEXT]
    named = " ".join(dict.fromkeys(f"{one.field}:{one.text}" for one in terms))
    return [
        Note("no line", named, f"what {named} finds has no line here: a concordance shows headlines"
             " and texts; `warraq search` lists it")
    ]  # fmt: skip


def _is_outside_text(node: Node) -> bool:
    """Whether an article may match without a word in its headline or text."""
    match node:
        case Term(field=field) | Near(terms=(Term(field=field), *_)):
            return field in NOT_TEXT
        case Or(parts=parts):
            return any(map(_is_outside_text, parts))
        case And(parts=parts):
            return all(map(_is_outside_text, parts))
    return False


def _why_nothing(search: Search, text: str) -> Iterator[Note]:
    """What keeps a query from matching: what it was narrowed by, its spelling, its words."""
    kind = type(search)
    named = article_number(search.archive, text) if _NAME.search(text) else None
    if named and _is_shown(search.archive, named):
        yield Note("address", text, f"article {named} has this name: `warraq show {named}`",
                   named)  # fmt: skip
        return
    if day := _day(text):
        yield Note("day", day, f"of that day are the articles of --since {day} --until {day}")
        return
    without = kind(search.archive, text, exact=search.exact)  # a page narrows its own
    if number := without.count():
        yield Note("narrowed", "", f"{number} without the narrowing", number)
    elif search.exact and (number := kind(search.archive, text).count()):
        yield Note("other spelling", "", f"{number} in other spellings: leave --exact out", number)
    else:
        absent = [term for term in terms_of(search.tree) if not search.holds(term)]
        for term in absent:
            word = f"{term.field}:{term.text}" if term.field else term.text
            yield Note("nowhere", word, f"{word} is in no article")
            if apart := _apart(term):
                yield Note("as a word", term.text, f"{term.text} was read as it stands;"
                           f" did you mean {apart}?", instead=apart)  # fmt: skip
        if absent:
            return
        if barred := _left_out(search.tree):
            yield Note("left out", barred, "each word is in some article, but none has them as"
                       f" asked without {barred}")  # fmt: skip
        else:
            yield Note("apart", "", "each word is in some article, but none has them as asked:"
                       " OR finds either")  # fmt: skip


def _is_shown(archive: Archive, id: int) -> bool:
    """Whether an article is under no order."""
    return archive.row(f"SELECT 1 WHERE ? NOT IN ({HIDDEN})", id) is not None


def _day(text: str) -> str | None:
    """The day that is all of a query: ``2026-11-20``, ``20/11/2026``, in digits of any script."""
    if found := _DAY.fullmatch(text.strip()):
        year, month, day = (found[1], *found.group(2, 3)) if found[1] else found.group(6, 5, 4)
        with suppress(ValueError):
            return str(date(int(year), int(month), int(day)))
    return None


def _apart(term: Term) -> str:
    """What to write for words that a sign without a space makes a phrase; empty: none does."""
    words = _SIGNS.split(term.text)
    if term.quoted or len(words) < 2 or "://" in term.text or not all(map(_LETTERS.search, words)):
        return ""
    return (" OR " if "|" in term.text else " ").join(words)


def _left_out(node: Node) -> str:
    """The words that a query leaves out, with their minus."""
    without = node.without if isinstance(node, And) else ()
    terms = [term for one in without for term in terms_of(one)]
    return " ".join(f"-{term.text}" for term in terms)


def unknown_values(
    archive: Archive, filters: Filters
) -> list[tuple[Literal["language", "section"], str]]:
    """The language and section among filters that no shown article has."""
    wanted: dict[Literal["language", "section"], Filters] = {
        "language": Filters(language=filters.language),
        "section": Filters(section=filters.section),
    }
    found = list[tuple[Literal["language", "section"], str]]()
    for name, one in wanted.items():
        value = getattr(one, name)
        where, values = one.where()
        if value and not archive.row(f"SELECT 1 FROM articles a WHERE {where} LIMIT 1", *values):
            found.append((name, value))
    return found


def known_values(archive: Archive, name: Literal["language", "section"]) -> list[str]:
    """The most frequent languages or sections of shown articles."""
    where, _ = Filters().where()
    rows = archive.rows(
        f"SELECT {name} FROM articles a WHERE {where} AND {name} > '' GROUP BY {name}"
        " ORDER BY count(*) DESC LIMIT ?", MAX_NAMED,
    )  # fmt: skip
    return [row[0] for row in rows]
