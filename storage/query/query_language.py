"""The language of search: what a person types becomes a tree of terms. Pure.

Words are joined by AND. ``OR`` (``أو``, ``OU``), ``-word`` or ``NOT`` (``SAUF``, ``بدون:``),
``"a phrase"``, ``word*``, ``a NEAR/5 b`` (``قرب/5``, ``PRÈS/5``), ``field:word``, brackets. A query
that means something else than it seems to is refused with what to write instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from crawler.arabic import folded_words
from storage.errors import Translatable, WrongUsage
from storage.query.vocabulary.operators import (
    ANDS,
    NEAR,
    NOT_BEFORE_COLON,
    NOTS,
    OPERATORS,
    ORS,
    field_of,
    instead_of_field,
    instead_of_star,
    instead_of_word,
    option_of,
)

NEAR_WORDS = 10
"""Words that may stand between two terms that are near one another, unless a number is given."""
MAX_NEAR_WORDS = 200
MAX_TERMS = 60
"""Words and phrases of one query, without its operators; more are a text, not a question."""
MAX_CHARACTERS = 2_000
"""Of one query: sixty long words, or an address with an Arabic slug; a page repeats it in each of
its links."""
MAX_DEPTH = 20
"""Brackets within brackets; FTS5 follows a hundred levels, and we write some for each of them."""


class BadQuery(Translatable, WrongUsage):
    """The query cannot be asked; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase: as typed, and its folded words."""

    text: str
    words: tuple[str, ...]
    prefix: bool = False
    quoted: bool = False
    field: str = ""
    """A column of the index; empty: headline and body."""


@dataclass(frozen=True, slots=True)
class Near:
    """Terms with at most so many words between them, in any order."""

    terms: tuple[Term, ...]
    words: int = NEAR_WORDS


@dataclass(frozen=True, slots=True)
class And:
    """What matches every one of ``parts`` and none of ``without``."""

    parts: "tuple[Node, ...]"
    without: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class Or:
    """What matches one of its parts at least."""

    parts: "tuple[Node, ...]"


Node = Term | Near | And | Or

_LEXEME = re.compile(
    r"""\s*(?:
        (?P<minus>(?<![^\s(])[-−–‐‑﹣－](?=[^\s\-−–‐‑﹣－]))
      | (?P<open>\() | (?P<close>\))
      | (?P<field>[^\W\d_](?:[^\W\d_]|-){1,11}):(?=[^\s/])
      | "(?P<straight>[^"]*)" | "(?P<mixed>[^"“”]*)[“”]
      | [“„”](?P<curly>[^”“"]*)[”“"] | «(?P<french>[^»]*)» | »(?P<turned>[^«»]*)«
      | (?<!\w)['‘‚](?P<single>[^\s'‘’](?:[^'’]|['’](?=\w))*)['’](?!\w)
      | (?P<opened>["“„«]) | (?P<closed>[”»])
      | (?P<word>[^\s()"“”„«»]+)
    )""",
    re.VERBOSE,
)
"""Whoever quotes writes one pair or another, and mixes them where a program changed one of two."""
_PHRASES = ("straight", "mixed", "curly", "french", "turned", "single")
_QUOTES = str.maketrans("‹›＂❝❞〝〞「」『』", "«»" + '"' * 5 + "«»«»")
_MISSING_BEHIND = "a word is missing behind it"


@dataclass(frozen=True, slots=True)
class _Lexeme:
    """A piece of a query: its kind and what stands there."""

    kind: str
    text: str


def parse_query(text: str) -> Node:
    """The tree of a query. Raises ``BadQuery`` with what to write instead."""
    if len(text) > MAX_CHARACTERS:
        raise BadQuery("a question of more than {most} characters: search for a few of its words",
                       most=MAX_CHARACTERS)  # fmt: skip
    lexemes = _lexemes(text)
    reader = _Reader(text, lexemes)
    node = reader.alternatives()
    if reader.at < len(lexemes):
        _refuse(text, "a closing bracket without an opening one: leave it out, or quote it")
    if len(terms_of(node, wanted=False)) > MAX_TERMS:
        raise BadQuery("more than {most} words: search for a few of them, or a phrase",
                       most=MAX_TERMS)  # fmt: skip
    return node


def terms_of(node: Node, *, wanted: bool = True) -> list[Term]:
    """The terms of a tree in order; ``wanted``: without those that are excluded."""
    match node:
        case Term():
            return [node]
        case Near(terms=terms):
            return list(terms)
        case And(parts=parts, without=without):
            every = parts if wanted else (*parts, *without)
        case Or(parts=parts):
            every = parts
    return [term for part in every for term in terms_of(part, wanted=wanted)]


def _lexemes(text: str) -> list[_Lexeme]:
    found, at, typed = list[_Lexeme](), 0, text.translate(_QUOTES)
    while at < len(typed) and (match := _LEXEME.match(typed, at)):
        at = match.end()
        kind = match.lastgroup or ""
        said = match[kind]
        if kind == "opened":
            _refuse(text, 'a quotation mark that is not closed: write "two words" or leave it out')
        if kind == "closed":
            _refuse(text, "a closing quotation mark without an opening one: leave it out")
        if (
            kind == "word"
            and said.startswith(":")
            and found
            and (field_of(found[-1].text) or found[-1].text.lower() in NOT_BEFORE_COLON)
        ):
            _refuse_space(text, f"{found[-1].text}:")
        if kind == "field" and said.lower() in NOT_BEFORE_COLON:
            found.append(_Lexeme("minus", said))
        elif kind == "field" and (instead := instead_of_field(said)):
            _refuse(text, instead, name=said, option=option_of(said))
        elif kind == "field" and not field_of(said):
            # no field of ours: 12:30, http://…, a headline with a colon
            found.append(_Lexeme("word", said))
        elif (
            kind == "word"
            and said.endswith(":")
            and (field_of(said[:-1]) or said[:-1].lower() in NOT_BEFORE_COLON)
        ):
            _refuse_space(text, said)
        else:
            found.append(_Lexeme("phrase" if kind in _PHRASES else kind, said))
    return found


def _refuse(text: str, why: str, word: str = "", **values: object) -> NoReturn:
    """Refuse a query; ``word`` is the one in it that is meant."""
    before = f"{text.strip()!r}: {word}" if word else repr(text.strip())
    raise BadQuery(why, before=before, **values)


def _refuse_space(text: str, field: str) -> NoReturn:
    """Refuse a field and a word with a space between; ``field``: with its colon."""
    _refuse(text, "write {field}word without a space, or leave the colon out", field=field)


class _Reader:
    """Recursive descent: alternatives of conjunctions of terms."""

    def __init__(self, text: str, lexemes: Sequence[_Lexeme]) -> None:
        self.text, self.lexemes, self.at, self.depth = text, lexemes, 0, 0

    def alternatives(self) -> Node:
        """``a b OR c``: each side holds all words up to the next OR."""
        parts = [self._conjunction()]
        while self._next_is("word") and self._peek().text in ORS:
            self.at += 1
            parts.append(self._conjunction())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _conjunction(self) -> Node:
        parts, without = list[Node](), list[Node]()
        unwanted = expected = False
        while self.at < len(self.lexemes) and not self._next_is("close"):
            lexeme = self._peek()
            word = lexeme.text if lexeme.kind == "word" else ""
            if word in ORS:
                break
            if word in ANDS:
                if not parts or expected or unwanted:
                    _refuse(
                        self.text, '"{operator}" needs a word on both sides; to find it, quote it',
                        operator=word,
                    )  # fmt: skip
                self.at, expected = self.at + 1, True
                continue
            if lexeme.kind == "minus" or word in NOTS:
                if unwanted:
                    self._refuse_bare_operator()
                self.at, unwanted = self.at + 1, True
                continue
            node = self._operand()
            if node is None:
                if unwanted:  # else it would leave out the word behind
                    self._refuse_bare_operator()
                continue
            (without if unwanted else parts).append(node)
            unwanted = expected = False
        if unwanted or expected:
            _refuse(self.text, "a word is missing at its end; operators are {operators}",
                    operators=OPERATORS)  # fmt: skip
        if not parts:
            if not without and self._beside_or():
                _refuse(
                    self.text,
                    "OR stands between two words: give at least one on each side, or quote it",
                )
            _refuse(self.text, _nothing(without=bool(without)))
        return parts[0] if len(parts) == 1 and not without else And(tuple(parts), tuple(without))

    def _operand(self) -> Node | None:
        """A term, terms near one another, or a group in brackets; ``None``: it holds no word."""
        if self._next_is("open"):
            self.at, self.depth = self.at + 1, self.depth + 1
            if self.depth > MAX_DEPTH:
                _refuse(self.text, "more than {most} brackets within one another", most=MAX_DEPTH)
            node = self.alternatives()
            self.depth -= 1
            if not self._next_is("close"):
                _refuse(self.text, "a bracket is not closed: close it, or quote it")
            self.at += 1
            if self._near() is not None:
                _refuse(self.text, "NEAR stands between two words or phrases, not brackets")
            return node
        first = self._term()
        words = self._near()
        if words is None:
            return first
        terms = list[Term]() if first is None else [first]
        while words is not None:
            self.at += 1
            other = self._term() if self.at < len(self.lexemes) else None
            if first is None or other is None:
                _refuse(self.text, "NEAR stands between two words: write مغرب NEAR/5 إسبانيا")
            terms.append(other)
            if other.field != first.field:
                _refuse(self.text, "NEAR is of one field: write the field before each of its words")
            within, words = words, self._near()
            if words not in (None, within):
                _refuse(self.text, "NEAR/{one} and NEAR/{other}: one number for all of them",
                        one=within, other=words)  # fmt: skip
        return Near(tuple(terms), within)

    def _near(self) -> int | None:
        """The number of words of the NEAR that comes next; ``None``: another thing comes."""
        if not self._next_is("word") or not (found := NEAR.fullmatch(self._peek().text)):
            return None
        words = int(found[1] or NEAR_WORDS)
        if words > MAX_NEAR_WORDS:
            _refuse(self.text, "NEAR/{words}: at most {most} words", words=words,
                    most=MAX_NEAR_WORDS)  # fmt: skip
        return words

    def _term(self) -> Term | None:
        field = ""
        if self._next_is("field"):
            field = field_of(self._peek().text) or ""
            self.at += 1
            if self._next_is("open"):
                _refuse(self.text, "takes one word or a phrase: repeat it for the next", field)
        if self.at >= len(self.lexemes) or self._peek().kind not in ("word", "phrase"):
            if not field:
                self._refuse_bare_operator()
            _refuse(self.text, _MISSING_BEHIND, field)
        lexeme = self._peek()
        if field and re.match(r"[-−–‐‑—﹣－]", lexeme.text):
            _refuse(self.text, "write the minus before the field: -عنوان:كلمة", lexeme.text)
        if lexeme.kind == "word" and NEAR.fullmatch(lexeme.text):
            _refuse(self.text, "NEAR stands between two words: write مغرب NEAR/5 إسبانيا,"
                    ' or "NEAR" in quotes to find the word')  # fmt: skip
        instead = instead_of_word(lexeme.text) if lexeme.kind == "word" else instead_of_star(
            lexeme.text)  # fmt: skip
        if instead:
            _refuse(self.text, instead, lexeme.text)
        self.at += 1
        words = tuple(folded_words(lexeme.text))
        if not words:
            if field:
                _refuse(self.text, _MISSING_BEHIND, field)
            return None
        prefix = lexeme.text.rstrip().endswith("*")
        term = Term(lexeme.text.strip("* "), words, prefix, lexeme.kind == "phrase")
        return replace(term, field=field)

    def _refuse_bare_operator(self) -> NoReturn:
        _refuse(self.text, "a word is missing behind an operator")

    def _beside_or(self) -> bool:
        """Whether an OR comes next, or was the last that was read."""
        beside = self.lexemes[max(0, self.at - 1) : self.at + 1]
        return any(one.kind == "word" and one.text in ORS for one in beside)

    def _next_is(self, kind: str) -> bool:
        return self.at < len(self.lexemes) and self._peek().kind == kind

    def _peek(self) -> _Lexeme:
        return self.lexemes[self.at]


def _nothing(*, without: bool) -> str:
    if without:
        return "it only says what is not to be found: give at least one word that is"
    return "no word to search for: give at least one"
