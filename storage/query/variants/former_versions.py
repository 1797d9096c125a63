"""Searches that also look in former versions: a text that was rewritten away is found.

What outlets published before they changed it has an index of its own, ``revisions_fts``; readings
of ours that we bettered are not in it. One article is one hit: of its present text where that
matches, else of the latest former version that does. What is asked of sections and tags cannot be
told of former versions, which keep none.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from storage.archive import Archive
from storage.query.filters import Filters
from storage.query.marks.snippets import MARK_CLOSE, MARK_OPEN
from storage.query.matching.article_ids import Columns, Ints, parts_of
from storage.query.query_language import BadQuery, Term, terms_of
from storage.query.search import Order, Search
from storage.query.word_forms import MANY

_NOT_KEPT = ("section", "tags")
_WEIGHTS = "4.0, 1.0, 0.0"
"""Of a word in headline, body and byline, for bm25."""
_SPELLED = "ar_spelled(r.headline, r.body, r.byline, NULL, NULL)"
_MARKED = f"""
    SELECT a.id, a.outlet, a.url, a.published_at, a.first_seen, r.headline, r.body, r.byline,
      r.number AS version, r.replaced_at,
      highlight(revisions_fts, 0, '{MARK_OPEN}', '{MARK_CLOSE}') AS marked_headline,
      highlight(revisions_fts, 1, '{MARK_OPEN}', '{MARK_CLOSE}') AS marked_body
    FROM revisions_fts JOIN revisions r ON r.id = revisions_fts.rowid
    JOIN articles a ON a.id = r.article_id
    WHERE revisions_fts MATCH ?
      AND revisions_fts.rowid IN (SELECT id FROM revisions WHERE article_id = ?)
"""


class FormerSearch(Search):
    """A question to an archive and to what its articles said before.

    By ``best`` the present texts come first, and behind them what only former versions say.
    """

    def __init__(
        self, archive: Archive, text: str, filters: Filters | None = None, *, exact: bool = False,
        columns: Columns | None = None,
    ) -> None:  # fmt: skip
        """Parse it. Raises ``BadQuery`` and ``BrokenSpellings``."""
        self._former_counts: dict[str, int] = {}
        super().__init__(archive, text, filters, exact=exact, columns=columns)
        for term in terms_of(self.tree, wanted=False):
            if term.field in _NOT_KEPT:
                name = term.field.removesuffix("s")
                raise BadQuery(
                    "former versions keep no {name}: leave {name}:{word} out, or search the present"
                    " texts alone", before=name, name=name, word=term.text,
                )  # fmt: skip

    def matches(self) -> Ints:
        """The numbers of all matches, now or formerly, in order."""
        return np.union1d(self._matches.every, np.array([*self._only_formerly], np.int64))

    def count(self) -> int:
        """The exact number of articles that match, now or formerly."""
        return len(self.matches())

    def narrow(self, wanted: Ints) -> None:
        """From here on let only these of the matches be found; in order of their numbers."""
        former, ids = self._only_formerly, set(wanted.tolist())
        super().narrow(parts_of(self._matches.every, wanted))
        self._only_formerly = {id: found for id, found in former.items() if id in ids}

    def ids(
        self, order: Order = "best", limit: int = 20, offset: int = 0
    ) -> list[tuple[int, float]]:
        """The numbers of articles in an order, with scores; ``limit`` -1: all."""
        found = super().ids(order, limit, offset)
        if order != "best":
            return found
        limit = len(self.matches()) if limit < 0 else limit
        behind, start = [*self._only_formerly.items()], max(0, offset - len(self._matches.every))
        more = behind[start : start + limit - len(found)] if len(found) < limit else []
        return found + [(id, score) for id, (_, score) in more]

    def marked_versions(self, id: int) -> Iterator[tuple[int | None, str, str]]:
        """The versions that match, the present one first: number (``None``), headline, body."""
        if id not in self._only_formerly:
            yield from super().marked_versions(id)
        rows = self.archive.rows(
            f"{_MARKED} ORDER BY coalesce(r.place, r.number) DESC", self.broad, id
        )
        for row in rows:
            if marked := self._with_marks(dict(row)):
                yield marked["version"], marked["headline"], marked["body"]

    def holds(self, term: Term) -> bool:
        """Whether any article has or had a term."""
        asked = "SELECT 1 FROM revisions_fts WHERE revisions_fts MATCH ? LIMIT 1"
        return super().holds(term) or self.archive.row(asked, self._asked.of(term)) is not None

    @cached_property
    def _only_formerly(self) -> dict[int, tuple[int, float]]:
        """Articles that match in no present text -> place of the latest match, and score.

        The best first. They are few: of all that was ever changed.
        """
        narrower, narrowed = self.filters.narrowing()
        if self.exact:
            self._know_spelling()
        parts = [*filter(None, (narrower, _SPELLED if self.exact else ""))]
        rows = self.archive.rows(
            "WITH found AS MATERIALIZED"
            f" (SELECT rowid AS id, bm25(revisions_fts, {_WEIGHTS}) AS score FROM revisions_fts"
            "  WHERE revisions_fts MATCH ?)"
            " SELECT r.article_id, max(coalesce(r.place, r.number)), min(f.score) AS score"
            " FROM found f JOIN revisions r ON r.id = f.id JOIN articles a ON a.id = r.article_id"
            f" WHERE {' AND '.join([*parts, '1'])}"
            " GROUP BY r.article_id ORDER BY score, r.article_id DESC",
            self.broad, *narrowed,
        )  # fmt: skip
        formerly = np.array([row[0] for row in rows], np.int64)
        only = ~np.isin(formerly, self._matches.every)
        return {row[0]: (row[1], -row[2]) for row, one in zip(rows, only, strict=True) if one}

    def _marked(self, id: int) -> dict[str, Any] | None:
        if id not in self._only_formerly:
            return super()._marked(id)
        place, _ = self._only_formerly[id]
        latest = f"{_MARKED} AND coalesce(r.place, r.number) = ?"
        row = self.archive.row(latest, self.broad, id, place)
        return self._with_marks(dict(row)) if row else None

    def _articles_with(self, word: str) -> int:
        """The number of present and former texts that hold a folded word, up to ``MANY`` each."""
        if word not in self._former_counts:
            row = self.archive.row(
                "SELECT count(*) FROM (SELECT 1 FROM revisions_fts WHERE revisions_fts MATCH ?"
                " LIMIT ?)",
                f'"{word}"', MANY,
            )  # fmt: skip
            self._former_counts[word] = int(row[0]) if row else 0
        return super()._articles_with(word) + self._former_counts[word]
