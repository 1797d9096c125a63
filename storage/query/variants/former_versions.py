"""Searches that also look in former versions: a text that was rewritten away is found.

What outlets published before they changed it has an index of its own, ``revisions_fts``; readings
of ours that we bettered are not in it. One article is one hit: of its present text where that
matches, else of the latest former version that does. What is asked of sections and tags cannot be
told of former versions, which keep none.
"""

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from storage.archive import Archive
from storage.query.filters import WHEN, Filters
from storage.query.query_language import BadQuery, Term, terms_of
from storage.query.search import Order, Search
from storage.query.snippets import MARK_CLOSE, MARK_OPEN, transfer_marks
from storage.query.word_forms import MANY

_NOT_KEPT = ("section", "tags")
_WEIGHTS = "4.0, 1.0, 0.0"
"""Of a word in headline, body and byline, for bm25."""
_SPELLED = "ar_spelled(r.headline, r.body, r.byline, NULL, NULL)"
_MARKED = f"""
    SELECT a.id, a.outlet, a.url, a.published_at, a.first_seen, r.headline, r.body,
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
        self, archive: Archive, text: str, filters: Filters | None = None, *, exact: bool = False
    ) -> None:
        """Parse it. Raises ``BadQuery`` and ``BrokenSpellings``."""
        super().__init__(archive, text, filters, exact=exact)
        for term in terms_of(self.tree, wanted=False):
            if term.field in _NOT_KEPT:
                name = term.field.removesuffix("s")
                raise BadQuery(
                    f"{name}: former versions keep no {name}: leave {name}:{term.text} out, or"
                    " search the present texts alone"
                )

    def count(self) -> int:
        """The exact number of articles that match, now or formerly."""
        return super().count() + len(self._only_formerly)

    def every_id(self) -> list[int]:
        """The numbers of all matches in no order."""
        now = super().every_id()
        known = set(now)  # one may have been written back between the two questions
        return [*now, *(id for id in self._only_formerly if id not in known)]

    def ids(
        self, order: Order = "best", limit: int = 20, offset: int = 0
    ) -> list[tuple[int, float]]:
        """The numbers of articles in an order, with scores; ``limit`` -1: all, by time."""
        if order == "best":
            found, now = super().ids(order, limit, offset), super().count()
            behind, start = [*self._only_formerly.items()], max(0, offset - now)
            more = behind[start : start + limit - len(found)] if len(found) < limit else []
            return found + [(id, score) for id, (_, score) in more]
        where, values = self._where()
        up = "ASC" if order == "oldest" else "DESC"
        rows = self.archive.rows(
            "SELECT a.id FROM articles a WHERE a.id IN"
            f" (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? AND {where}"
            f" UNION SELECT value FROM json_each(?)) ORDER BY {WHEN} {up}, a.id {up}"
            " LIMIT ? OFFSET ?",
            self.broad, *values, json.dumps([*self._only_formerly]), limit, offset,
        )  # fmt: skip
        return [(row[0], 0.0) for row in rows]

    def marked_versions(self, id: int) -> Iterator[tuple[int | None, str, str]]:
        """The versions that match, the present one first: number (``None``), headline, body."""
        if id not in self._only_formerly:
            yield from super().marked_versions(id)
        also = f" AND {_SPELLED}" if self.exact else ""
        rows = self.archive.rows(f"{_MARKED} {also} ORDER BY r.number DESC", self.broad, id)
        for row in rows:
            yield (
                row["version"], transfer_marks(row["headline"], row["marked_headline"]),
                transfer_marks(row["body"], row["marked_body"]),
            )  # fmt: skip

    def holds(self, term: Term) -> bool:
        """Whether any article has or had a term."""
        asked = "SELECT 1 FROM revisions_fts WHERE revisions_fts MATCH ? LIMIT 1"
        return super().holds(term) or self.archive.row(asked, self._made.of(term)) is not None

    @cached_property
    def _only_formerly(self) -> dict[int, tuple[int, float]]:
        """Articles that match in no present text -> latest matching version, and score.

        The best first. They are few: of all that was ever changed.
        """
        where, values = self._where()
        narrower, narrowed = self.filters.narrowing()
        parts = [*filter(None, (narrower, _SPELLED if self.exact else ""))]
        rows = self.archive.rows(
            "WITH found AS MATERIALIZED"
            f" (SELECT rowid AS id, bm25(revisions_fts, {_WEIGHTS}) AS score FROM revisions_fts"
            "  WHERE revisions_fts MATCH ?)"
            " SELECT r.article_id, max(r.number), min(f.score) AS score FROM found f"
            " JOIN revisions r ON r.id = f.id JOIN articles a ON a.id = r.article_id"
            f" WHERE {' AND '.join([*parts, '1'])} AND r.article_id NOT IN"
            f" (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? AND {where})"
            " GROUP BY r.article_id ORDER BY score, r.article_id DESC",
            self.broad, *narrowed, self.broad, *values,
        )  # fmt: skip
        return {row[0]: (row[1], -row[2]) for row in rows}

    def _marked(self, id: int) -> dict[str, Any] | None:
        if id not in self._only_formerly:
            return super()._marked(id)
        version, _ = self._only_formerly[id]
        row = self.archive.row(f"{_MARKED} AND r.number = ?", self.broad, id, version)
        return None if row is None else dict(row)

    def _articles_with(self, word: str) -> int:
        """The number of present and former texts that hold a folded word, up to ``MANY`` each."""
        if word not in self._counts:
            row = self.archive.row(
                "SELECT count(*) FROM (SELECT 1 FROM revisions_fts WHERE revisions_fts MATCH ?"
                " LIMIT ?)",
                f'"{word}"', MANY,
            )  # fmt: skip
            self._counts[word] = super()._articles_with(word) + (int(row[0]) if row else 0)
        return self._counts[word]
