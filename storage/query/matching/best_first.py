"""The best matches first: those of the words themselves, spelled as typed, by bm25.

Ranking costs a microsecond or two a match, and all its matches where a word is frequent. Of words
in more than a tenth of all articles the newest are ranked; all others come behind, newest first.
"""

import json
from collections.abc import Callable
from typing import Protocol

import numpy as np

from storage.archive import Archive
from storage.query.matching.matches import Matches

Ranked = list[tuple[int, float]]
RERANKED = 200
"""The best articles of which those spelled as typed come first: their texts are read."""
RANKED = 50_000
"""Articles that are ranked of those of a word in more than a tenth of all; all are counted."""
_WEIGHTS = "4.0, 1.0, 0.0, 0.0, 0.0"
"""Of a word in headline, body, byline, section and tags, for bm25."""


class Asked(Protocol):
    """The expressions of one question."""

    strict: str
    broad: str

    def loose(self, expression: str) -> str:
        """An expression by which the matches of another are ranked."""


class BestFirst:
    """The matches of one question in the order of ``best``."""

    def __init__(
        self, archive: Archive, asked: Asked, matches: Matches,
        is_typed: Callable[[int], bool] | None,
    ) -> None:  # fmt: skip
        """``is_typed``: whether an article has the words spelled as typed; ``None``: all have."""
        self.archive, self.asked, self.matches, self.is_typed = archive, asked, matches, is_typed

    @property
    def ranked(self) -> int:
        """How many of the matches are ranked, the newest."""
        every = self.matches.every
        row = self.archive.row("SELECT max(id) FROM main.articles")
        few = max(RANKED, (row[0] or 0) // 10) if row else RANKED
        return len(every) if len(every) <= few else RANKED

    def page(self, limit: int, offset: int) -> Ranked:
        """A page: what is ranked of the words themselves, then the rest of it.

        Behind it what only the broad expression finds, in the same two parts. Pages that follow
        one another hold every match once, wherever they are cut.
        """
        every, strict, broad = self.matches.every, self.asked.strict, self.asked.broad
        oldest = int(every[-self.ranked - 1]) if len(every) > self.ranked else 0
        found = self._ranked(strict, limit, offset, oldest)
        if len(found) == limit or (not oldest and broad == strict):
            return found
        of_words = self.matches.of(strict)
        others = np.setdiff1d(every, of_words, assume_unique=True)
        for expression, ids in (("", of_words), (f"({broad}) NOT ({strict})", others)):
            new = int(np.count_nonzero(ids > oldest))
            if expression and offset < new and len(found) < limit:
                found += self._ranked(expression, limit - len(found), offset, oldest)
            offset = max(0, offset - new)
            rest = ids[: len(ids) - new][::-1]
            page = rest[offset : offset + limit - len(found)].tolist()
            found += [(id, 0.0) for id in page]
            offset = max(0, offset - len(rest))
        return found

    def _ranked(self, expression: str, limit: int, offset: int, oldest: int) -> Ranked:
        """A page of the matches above ``oldest``: of the best, those spelled as typed first."""
        if offset >= RERANKED or self.is_typed is None:
            return self._by_rank(expression, limit, offset, oldest)
        best = self._by_rank(expression, RERANKED, 0, oldest)
        more = len(best) == RERANKED
        typed = {id for id, _ in best if self.is_typed(id)}
        best.sort(key=lambda one: one[0] not in typed)  # stable: both halves keep their rank
        page = best[offset : offset + limit]
        if len(page) < limit and more:
            page += self._by_rank(expression, limit - len(page), RERANKED, oldest)
        return page

    def _by_rank(self, expression: str, limit: int, offset: int, oldest: int) -> Ranked:
        every = self.matches.every
        if not len(every):
            return []
        loose, among = self.asked.loose(expression), ""
        values = list[str]()
        if self.matches.narrowed or loose != expression:
            ids = every if loose == expression else self.matches.of(expression)
            # the sign keeps FTS5 from asking for each of them anew
            among = " AND +rowid IN (SELECT value FROM json_each(?))"
            values = [json.dumps(ids[ids > oldest].tolist())]
        rows = self.archive.rows(
            f"SELECT rowid, bm25(articles_fts, {_WEIGHTS}) AS score FROM articles_fts"
            f" WHERE articles_fts MATCH ? AND rowid > ? AND rowid <= ?{among}"
            " ORDER BY score, rowid DESC LIMIT ? OFFSET ?",
            loose, oldest, int(every[-1]), *values, limit, offset,
        )  # fmt: skip
        # bm25 is the smaller the better; a score that people see grows
        return [(row[0], -row[1]) for row in rows]
