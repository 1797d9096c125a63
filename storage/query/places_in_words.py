"""Where the forms of a question stand in an article, as FTS5 marks them, by its words alone. Pure.

FTS5 works out the whole question for each text that it marks, and has it folded twice. Of a
question without NEAR, of words that are compared letter for letter, to look at each word says the
same.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from storage.query.exact_spelling import TEXT, Span
from storage.query.marks.folded_texts import FoldedTexts, Places
from storage.query.query_language import And, Near, Node, Or, Term, terms_of
from storage.query.spelling_variants_table import Spelling
from storage.query.word_forms import Forms

_ODD = re.compile("[^\x00-\x7f\u0620-\u06ff]")
"""FTS5 takes accents off Latin letters: what a word with such a letter equals, it alone knows."""


class PlacesInWords:
    """The places of the forms of one question."""

    def __init__(
        self, tree: Node, forms_of: Callable[[Term], Forms], bare: Callable[[str], str]
    ) -> None:
        """``forms_of``: of each term; ``bare``: a word without all that FTS5 may ignore."""
        self._tree, self._forms_of, self._bare = tree, forms_of, bare
        self._terms = terms_of(tree, wanted=False)
        self._columns = {*TEXT, *(term.field for term in self._terms if term.field)}
        self._by_first: dict[tuple[Term, bool], dict[str, list[Spelling]]] = {}

    def tell_of(self, texts: FoldedTexts) -> bool:
        """Whether the words of some texts are enough to say what FTS5 would."""
        if self._has_near:
            return False
        words = {word for column in self._columns for word in texts.words(column)}
        if not self._has_odd_word:
            # most texts have no odd word: they are asked at once
            odd = _ODD.search(" ".join(words))
            words = {word for word in words if _ODD.search(word)} if odd else set()
        bare = {self._bare(word) for word in words}
        begun = (word.startswith(one) for one in self._beginnings for word in bare)
        return bare.isdisjoint(self._bare_words) and not any(begun)

    def of(self, texts: FoldedTexts) -> Places | None:
        """All places in an article that matches, in no order; ``None``: it does not."""
        return self._of(self._tree, texts, typed=False)

    @cached_property
    def _has_near(self) -> bool:
        return _has_near(self._tree)

    @cached_property
    def _bare_words(self) -> set[str]:
        """All words of all forms, but those of which only the beginning is given."""
        every = ((term, form) for term in self._terms for form in self._forms_of(term).every)
        whole = (form[:-1] if term.prefix else form for term, form in every)
        return {self._bare(word) for form in whole for word in form}

    @cached_property
    def _beginnings(self) -> set[str]:
        starred = (term for term in self._terms if term.prefix)
        return {self._bare(form[-1]) for term in starred for form in self._forms_of(term).every}

    @cached_property
    def _has_odd_word(self) -> bool:
        every = (form for term in self._terms for form in self._forms_of(term).every)
        return any(_ODD.search(word) for form in every for word in form)

    def _of(self, node: Node, texts: FoldedTexts, *, typed: bool) -> Places | None:
        """The places of what matches; ``typed``: of those forms alone that leave out."""
        match node:
            case Term(field=field):
                found = [
                    (column, place) for column in ((field,) if field else TEXT)
                    for place in self._places(node, texts.words(column), typed=typed)
                ]  # fmt: skip
                return found or None
            case Or(parts=parts):
                every = [self._of(part, texts, typed=typed) for part in parts]
                matching = [one for one in every if one is not None]
                return [place for one in matching for place in one] if matching else None
            case And(parts=parts, without=without):
                wanted = Places()
                for part in parts:
                    if (places := self._of(part, texts, typed=typed)) is None:
                        return None
                    wanted += places
                left_out = any(self._of(part, texts, typed=True) for part in without)
                return None if left_out else wanted
            case Near():
                raise AssertionError("the index alone tells what stands near")

    def _places(self, term: Term, words: list[str], *, typed: bool) -> Iterator[Span]:
        """The first and the last word of each place of a term among words."""
        if term.prefix:
            yield from self._begun(term, words)
            return
        forms = self._forms_by_first_word(term, typed=typed)
        for at in [at for at, word in enumerate(words) if word in forms]:
            for form in forms[words[at]]:
                if len(form) == 1 or tuple(words[at : at + len(form)]) == form:
                    yield at, at + len(form) - 1

    def _begun(self, term: Term, words: list[str]) -> Iterator[Span]:
        for *before, beginning in self._forms_of(term).typed:
            for at, word in enumerate(words[len(before) :]):
                if word.startswith(beginning) and words[at : at + len(before)] == before:
                    yield at, at + len(before)

    def _forms_by_first_word(self, term: Term, *, typed: bool) -> dict[str, list[Spelling]]:
        if (term, typed) not in self._by_first:
            by_first = self._by_first[term, typed] = dict[str, list[Spelling]]()
            forms = self._forms_of(term)
            for form in forms.typed if typed else forms.every:
                by_first.setdefault(form[0], []).append(form)
        return self._by_first[term, typed]


def _has_near(node: Node) -> bool:
    match node:
        case And(parts=parts, without=without):
            return any(map(_has_near, (*parts, *without)))
        case Or(parts=parts):
            return any(map(_has_near, parts))
    return isinstance(node, Near)
