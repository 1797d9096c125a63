"""From the tree of a query to FTS5 expressions. Pure.

Every term is asked in all its forms. The strict expression has those of the word itself, the broad
one its endings, too: what only the broad one finds comes behind.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import islice, product

from crawler.arabic import token_pattern
from storage.query.exact_spelling import TEXT
from storage.query.matching.likely_combinations import likeliest
from storage.query.places_in_words import PlacesInWords
from storage.query.query_language import And, Near, Node, Or, Term
from storage.query.spelling_variants_table import Spelling, Spellings
from storage.query.word_forms import (
    Count,
    Forms,
    beginnings,
    forms_of,
    joined_names,
    spellings_of,
    standing,
)

MAX_COMBINATIONS = 64
"""Phrases that are asked for one phrase."""
MAX_NEAR = 128
"""Combinations of forms that are asked for one NEAR; each is a search of its own."""

_TEXT = " ".join(TEXT)
_ARABIC = re.compile("[\u0620-\u06ff]*+$")
"""A word of Arabic letters alone."""

Tier = Callable[[Forms], Iterable[Spelling]]
"""Which forms of a term an expression asks for."""


class Expressions:
    """The two expressions of one query, and the forms that it is asked in."""

    def __init__(self, tree: Node, table: Spellings, count: Count, *, exact: bool) -> None:
        """``exact``: the folded words as typed and nothing else."""
        self._table, self._count, self._exact = table, count, exact
        self.forms: dict[Term, Forms] = {}
        """The forms of every term, in order."""
        tree = tree if exact else self._with_names(tree)
        self._tree = tree
        self.strict = self._expression(tree, lambda forms: forms.typed)
        self.broad = self._expression(tree, lambda forms: forms.every)
        self._loose = dict[str, str]()
        if any(isinstance(node, Near) for node in _nodes(tree)):
            apart = _without_near(tree)
            strict = self._expression(apart, lambda forms: forms.typed)
            broad = self._expression(apart, lambda forms: forms.every)
            self._loose = {self.strict: strict, self.broad: broad,
                           f"({self.broad}) NOT ({self.strict})": broad}  # fmt: skip

    def loose(self, expression: str) -> str:
        """An expression by which matches of another are ranked: that one, or without its NEAR.

        bm25 asks for every form anew, and NEAR is written out with all pairs of forms.
        """
        return self._loose.get(expression, expression)

    def within(self, words: Set[str]) -> str | None:
        """The broad expression with those forms alone that stand in a text of these words.

        It finds the same in that text, by a few forms instead of hundreds; ``None``: nothing.
        """
        without = {_without_accents(word): word for word in words}
        return self._within(self._tree, without, lambda forms: forms.every)

    def _within(self, node: Node, words: Mapping[str, str], tier: Tier) -> str | None:
        """``words``: without the accents that the index does not know -> as folded."""

        def stands(form: Spelling) -> bool:
            return all(_without_accents(word) in words for word in form)

        def standing(forms: Forms) -> list[Spelling]:
            return [form for form in tier(forms) if stands(form)]

        match node:
            case Term(prefix=True):
                # the words that begin so, whole: FTS5 would walk through all of the archive's
                begun = {
                    (*form[:-1], word) for form in tier(self._forms_of(node))
                    if stands(form[:-1]) for bare, word in words.items()
                    if bare.startswith(_without_accents(form[-1]))
                }  # fmt: skip
                return _any_of(node, sorted(begun)) if begun else None
            case Term():
                return self._term(node, standing) if standing(self._forms_of(node)) else None
            case Near(terms=terms, words=between) if any(term.prefix for term in terms):
                return self._near(terms, between, tier)
            case Near(terms=terms, words=between):
                there = all(standing(self._forms_of(term)) for term in terms)
                return self._near(terms, between, standing) if there else None
            case Or(parts=parts):
                some = [one for part in parts if (one := self._within(part, words, tier))]
                return f"({' OR '.join(some)})" if some else None
            case And(parts=parts, without=without):
                every = [one for part in parts if (one := self._within(part, words, tier))]
                if len(every) < len(parts):
                    return None
                wanted = f"({' AND '.join(every)})"
                barred = [
                    one for part in without
                    if (one := self._within(part, words, lambda forms: forms.typed))
                ]  # fmt: skip
                return f"({wanted} NOT ({' OR '.join(barred)}))" if barred else wanted

    def places(self) -> PlacesInWords:
        """Where all forms stand in texts, as FTS5 would mark them."""
        return PlacesInWords(self._tree, self._forms_of, _without_accents)

    def of(self, term: Term) -> str:
        """The expression of one term in all its forms."""
        return self._term(term, lambda forms: forms.every)

    def _with_names(self, node: Node) -> Node:
        """The tree where names of several words, typed without quotes, may be spelled otherwise."""
        if isinstance(node, Or):
            return Or(tuple(map(self._with_names, node.parts)))
        if not isinstance(node, And):
            return node
        parts, at = list[Node](), 0
        while at < len(node.parts):
            for size in range(max(2, self._table.longest), 1, -1):
                if named := self._name(node.parts[at : at + size], size):
                    parts.append(named)
                    at += size
                    break
            else:
                parts.append(self._with_names(node.parts[at]))
                at += 1
        return And(tuple(parts), node.without) if len(parts) > 1 or node.without else parts[0]

    def _name(self, parts: Sequence[Node], size: int) -> Node | None:
        """Words in a row that are a name with other spellings: the words, or another spelling."""
        words = list[str]()
        for part in parts:
            if not isinstance(part, Term) or part.quoted or part.prefix or part.field:
                return None
            words += part.words
        if len(parts) < size:
            return None
        text = " ".join(part.text for part in parts if isinstance(part, Term))
        name = Term(text, tuple(words), quoted=True)
        if not (
            self._table.others(name.words) or joined_names(name.words, self._table, self._count)
        ):
            return None
        self.forms[name] = forms_of(text, name.words, self._table, self._count)
        return Or((And(tuple(parts)), name))

    def _expression(self, node: Node, tier: Tier) -> str:
        match node:
            case Term():
                return self._term(node, tier)
            case Near(terms=terms, words=words):
                return self._near(terms, words, tier)
            case Or(parts=parts):
                return "(" + " OR ".join(self._expression(part, tier) for part in parts) + ")"
            case And(parts=parts, without=without):
                wanted = " AND ".join(self._expression(part, tier) for part in parts)
                if not without:
                    return f"({wanted})"
                # what is excluded is excluded in the forms of the word itself
                barred = (self._expression(part, lambda forms: forms.typed) for part in without)
                return f"(({wanted}) NOT ({' OR '.join(barred)}))"

    def _term(self, term: Term, tier: Tier) -> str:
        return _any_of(term, tier(self._forms_of(term)), " *" if term.prefix else "")

    def _near(self, terms: Sequence[Term], words: int, tier: Tier) -> str:
        # those whose words stand in the most articles find the most
        weighed = [
            [(self._rarest(form), form) for form in tier(self._forms_of(term))] for term in terms
        ]
        likely = likeliest(weighed, MAX_NEAR)
        stars = [" *" if term.prefix else "" for term in terms]
        asked = (
            f"NEAR({' '.join(_quoted(form) + star for form, star in zip(one, stars, strict=True))},"
            f" {words})" for one in likely
        )  # fmt: skip
        return f"({{{terms[0].field or _TEXT}}} : ({' OR '.join(asked)}))"

    def _rarest(self, form: Spelling) -> int:
        """The number of articles with the rarest word of a form."""
        return min(map(self._count, form))

    def _forms_of(self, term: Term) -> Forms:
        if term not in self.forms:
            self.forms[term] = self._worked_out(term)
        return self.forms[term]

    def _worked_out(self, term: Term) -> Forms:
        if self._exact:
            return Forms((term.words,))
        if term.prefix:
            return Forms(tuple(beginnings(term.words)))
        if term.quoted and len(term.words) > 1:
            return Forms((term.words, *islice(self._other_phrases(term), MAX_COMBINATIONS - 1)))
        if term.quoted:  # who quotes one word wants that word
            return Forms(tuple((one,) for one in self._spellings(term.words[0], term.text)))
        return forms_of(term.text, term.words, self._table, self._count)

    def _other_phrases(self, term: Term) -> Iterable[Spelling]:
        """A phrase behind particles before its first word, each word in its spellings.

        Only phrases of words that the archive holds are given.
        """
        typed = token_pattern().findall(term.text)
        names = [*joined_names(term.words, self._table, self._count)]
        yield from standing((*names, *self._table.others(term.words)), self._count)
        first = forms_of(typed[0], term.words[:1], self._table, self._count).typed
        singles = [one[0] for one in first if len(one) == 1]
        pairs = zip(term.words[1:], typed[1:], strict=True)
        spelled = [singles, *(self._spellings(word, text) for word, text in pairs)]
        # before they are combined: one word that stands nowhere would leave none of millions
        held = [[word for word in words if self._count(word)] for words in spelled]
        yield from (one for one in product(*held) if one != term.words)

    def _spellings(self, word: str, text: str) -> list[str]:
        return spellings_of(word, text, self._table, self._count)


@lru_cache(maxsize=100_000)
def _without_accents(word: str) -> str:
    """A folded word as the index may compare it: FTS5 takes accents off Latin letters.

    It takes fewer off than this; whether a form stands in a text, MATCH decides.
    """
    if word.isascii() or _ARABIC.match(word):
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(char for char in apart if not unicodedata.combining(char))


def _nodes(node: Node) -> Iterator[Node]:
    """A node and all within it."""
    yield node
    if isinstance(node, And | Or):
        for part in (*node.parts, *(node.without if isinstance(node, And) else ())):
            yield from _nodes(part)


def _without_near(node: Node) -> Node:
    """A tree with terms anywhere in a text in place of terms near one another."""
    match node:
        case Near(terms=terms):
            return And(terms)
        case Or(parts=parts):
            return Or(tuple(map(_without_near, parts)))
        case And(parts=parts, without=without):
            return And(tuple(map(_without_near, parts)), without)
    return node


def without_exclusions(node: Node) -> Node:
    """A tree that leaves nothing out, for who holds what it finds against the printed text."""
    match node:
        case Or(parts=parts):
            return Or(tuple(map(without_exclusions, parts)))
        case And(parts=parts):
            return And(tuple(map(without_exclusions, parts)))
    return node


def _any_of(term: Term, forms: Iterable[Spelling], star: str = "") -> str:
    asked = (f"{_quoted(words)}{star}" for words in forms)
    return f"({{{term.field or _TEXT}}} : ({' OR '.join(asked)}))"


def _quoted(words: Spelling) -> str:
    return f'"{" ".join(words)}"'  # a folded word holds no quotation mark
