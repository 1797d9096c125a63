"""The texts of an article in words as the search index has them, and where these are printed."""

from collections.abc import Mapping
from itertools import accumulate

from crawler.arabic import cut, fold_token

Span = tuple[int, int]
Places = list[tuple[str, Span]]
"""Columns, each with the numbers of the first and the last word of a place."""


class FoldedTexts:
    """The texts of one article in words as the index has them, by column."""

    def __init__(self, texts: Mapping[str, str | None]) -> None:
        """``texts``: column of the index -> what is printed there."""
        self._texts = texts
        self._pieces: dict[str, list[str]] = {}
        self._words: dict[str, list[str]] = {}

    def words(self, column: str) -> list[str]:
        """The folded words of a column, in order."""
        if column not in self._words:
            pieces = self._pieces[column] = cut(self._texts[column] or "")
            self._words[column] = list(map(fold_token, pieces[1::2]))
        return self._words[column]

    def spans(self, column: str, places: Places) -> list[Span]:
        """Where those places that are in a column begin and end in its printed text, in order."""
        here = sorted({place for where, place in places if where == column})
        ends = [*accumulate(map(len, self._pieces[column]))] if here else []
        return [(ends[2 * first], ends[2 * last + 1]) for first, last in here]
