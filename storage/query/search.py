"""Full-text search over folded text: forgives spelling, marks the words in the original text.

``Search`` is one question to one archive: what it means, how many articles match, and pages of
them in an order. Articles under an order to be hidden are not in the index.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeGuard, get_args

import numpy as np

from storage.archive import Archive
from storage.query.filters import Filters
from storage.query.fts_expression import Expressions, is_spelled_so, spelled
from storage.query.matching.ids import Columns, Ints, ids_of, ids_that, narrowed
from storage.query.matching.time_order import in_time
from storage.query.matching.word_counts import WordCounts
from storage.query.query_language import BadQuery, Term, parse_query, terms_of
from storage.query.snippets import MARK_CLOSE, MARK_OPEN, snippet, transfer_marks, without_marks
from storage.query.spellings import spellings

__all__ = ["MARK_CLOSE", "MARK_OPEN", "BadQuery", "Hit", "Search", "count", "search"]
Order = Literal["best", "newest", "oldest"]
ORDERS: tuple[Order, ...] = get_args(Order)
RERANKED = 200
"""The best articles of which those spelled as typed come first: their texts are read."""
RANKED = 50_000
"""Articles that are ranked by ``best``: of a word in more, the newest; all are counted."""
_WEIGHTS = "4.0, 1.0, 0.0, 0.0, 0.0"
"""Of a word in headline, body, byline, section and tags, for bm25."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found; ``headline`` and ``snippet`` carry ``MARK_OPEN`` and ``MARK_CLOSE``."""

    id: int
    outlet: str
    url: str
    published_at: str | None
    first_seen: str
    headline: str
    snippet: str
    score: float

    def as_row(self) -> dict[str, Any]:
        """Its values by name, the texts plain; ``…_marks``: where found words begin and end."""
        headline, in_headline = without_marks(self.headline)
        snippet, in_snippet = without_marks(self.snippet)
        return {
            **asdict(self), "headline": headline, "headline_marks": in_headline,
            "snippet": snippet, "snippet_marks": in_snippet,
        }  # fmt: skip


class Search:
    """A question to an archive. Its numbers are those of the moment of the first one asked."""

    def __init__(
        self, archive: Archive, text: str, filters: Filters | None = None, *, exact: bool = False,
        columns: Columns | None = None,
    ) -> None:  # fmt: skip
        """Parse it and work out its forms. Raises ``BadQuery`` and ``BrokenSpellings``.

        ``columns``: what is in memory of every article; the table of articles is asked for less.
        """
        self.archive, self.filters, self.exact = archive, filters or Filters(), exact
        self.columns = columns
        self.tree = parse_query(text)
        self._matches: dict[str, Ints] = {}
        self._narrowed = False
        counts = WordCounts(archive)
        made = Expressions(self.tree, spellings(archive.folder), counts.articles_with, exact=exact)
        self.strict, self.broad, self.forms = made.strict, made.broad, made.forms
        if exact:
            archive.db.conn.create_function("ar_spelled", 2, self._is_spelled_so)

    @property
    def also(self) -> dict[str, list[str]]:
        """What is searched beside each typed word: other forms and spellings, folded."""
        return {
            term.text: [" ".join(words) for words in forms.every if words != term.words]
            for term, forms in self.forms.items()
            if set(forms.every) - {term.words}
        }

    def count(self) -> int:
        """The exact number of articles that match."""
        return len(self.matches())

    def matches(self) -> Ints:
        """The numbers of all matches, in order; asked once."""
        return self._matching(self.broad)

    def narrow(self, wanted: Ints) -> None:
        """From here on let only these of the matches be found; in order of their numbers."""
        self._matches = {self.broad: wanted}
        self._narrowed = True

    def ids(
        self, order: Order = "best", limit: int = 20, offset: int = 0
    ) -> list[tuple[int, float]]:
        """The numbers of articles in an order, with scores: the higher the better; -1: all."""
        every = self.matches()
        limit = len(every) if limit < 0 else limit
        if order == "best":
            return self._best(limit, offset)
        oldest = order == "oldest"
        if self.columns is not None:
            page = self.columns.newest(every, limit, offset, oldest=oldest).tolist()
        else:
            page = in_time(self.archive, every, limit, offset, oldest=oldest)
        return [(id, 0.0) for id in page]

    def hits(self, order: Order = "best", limit: int = 20, offset: int = 0) -> list[Hit]:
        """A page of what was found, with the words marked; costs the page, not the number found."""
        return self.hits_of(self.ids(order, limit, offset))

    def every_id(self) -> list[int]:
        """The numbers of all matches in no order, for who counts or sorts by other means."""
        ids: list[int] = self.matches().tolist()
        return ids

    def hits_of(self, found: Sequence[tuple[int, float]]) -> list[Hit]:
        """Matches, given by their numbers and scores, with the words marked.

        What was hidden or rewritten since its number was asked for is left out.
        """
        rows = {id: row for id, _ in found if (row := self._marked(id))}
        return [
            Hit(
                id, row["outlet"], row["url"], row["published_at"], row["first_seen"],
                transfer_marks(row["headline"], row["marked_headline"]),
                snippet(transfer_marks(row["body"], row["marked_body"])), score,
            )
            for id, score in found if (row := rows.get(id))
        ]  # fmt: skip

    def marked_text(self, id: int) -> tuple[str, str] | None:
        """Headline and body of a found article, the words marked; ``None``: it is found no more."""
        row = self._marked(id)
        if row is None:
            return None
        return (
            transfer_marks(row["headline"], row["marked_headline"]),
            transfer_marks(row["body"], row["marked_body"]),
        )

    def _marked(self, id: int) -> dict[str, str] | None:
        row = self.archive.row(
            "SELECT a.id, a.outlet, a.url, a.published_at, a.first_seen, a.headline, a.body,"
            f" highlight(articles_fts, 0, '{MARK_OPEN}', '{MARK_CLOSE}') AS marked_headline,"
            f" highlight(articles_fts, 1, '{MARK_OPEN}', '{MARK_CLOSE}') AS marked_body"
            " FROM articles_fts JOIN articles a ON a.id = articles_fts.rowid"
            " WHERE articles_fts MATCH ? AND articles_fts.rowid = ?",
            self.broad, id,
        )  # fmt: skip
        return None if row is None else dict(row)

    def _best(self, limit: int, offset: int) -> list[tuple[int, float]]:
        """A page of the best: what is ranked of the words themselves, then the rest of it.

        Behind it what only the broad expression finds, in the same two parts.
        """
        every = self.matches()
        oldest = int(every[-RANKED - 1]) if len(every) > RANKED else 0
        found = self._ranked(self.strict, limit, offset, oldest)
        if len(found) == limit or (not oldest and self.broad == self.strict):
            return found
        strict = self._matching(self.strict)
        only_broad = np.setdiff1d(every, strict, assume_unique=True)
        parts: list[tuple[str, Ints]] = [
            ("", strict), (f"({self.broad}) NOT ({self.strict})", only_broad)
        ]  # fmt: skip
        for expression, ids in parts:
            new = int(np.count_nonzero(ids > oldest))
            if expression and offset < new and len(found) < limit:
                found += self._ranked(expression, limit - len(found), offset, oldest)
            offset = max(0, offset - new)
            # behind those that are ranked the others, the newest first
            rest = ids[: len(ids) - new][::-1]
            page = rest[offset : offset + limit - len(found)].tolist()
            found += [(id, 0.0) for id in page]
            offset = max(0, offset - len(rest))
        return found

    def _ranked(
        self, expression: str, limit: int, offset: int, oldest: int
    ) -> list[tuple[int, float]]:
        """A page of the matches above ``oldest``: of the best, those spelled as typed first.

        Pages that follow one another hold every match once, wherever they are cut.
        """
        if offset >= RERANKED or not self._folding_tells():
            return self._by_rank(expression, limit, offset, oldest)
        best = self._by_rank(expression, RERANKED, 0, oldest)
        more = len(best) == RERANKED
        best.sort(key=lambda one: not self._is_typed(one[0]))  # stable: both halves keep their rank
        page = best[offset : offset + limit]
        if len(page) < limit and more:
            page += self._by_rank(expression, limit - len(page), RERANKED, oldest)
        return page

    def _by_rank(
        self, expression: str, limit: int, offset: int, oldest: int
    ) -> list[tuple[int, float]]:
        every = self.matches()
        if not len(every):
            return []
        narrower, ids = "", list[str]()
        if self._narrowed:
            # the sign keeps FTS5 from asking for each of them anew
            narrower = " AND +rowid IN (SELECT value FROM json_each(?))"
            ids = [json.dumps(every[every > oldest].tolist())]
        rows = self.archive.rows(
            f"SELECT rowid, bm25(articles_fts, {_WEIGHTS}) AS score FROM articles_fts"
            f" WHERE articles_fts MATCH ? AND rowid > ? AND rowid <= ?{narrower}"
            " ORDER BY score, rowid DESC LIMIT ? OFFSET ?",
            expression, oldest, int(every[-1]), *ids, limit, offset,
        )  # fmt: skip
        # bm25 is the smaller the better; a score that people see grows
        return [(row[0], -row[1]) for row in rows]

    def _matching(self, expression: str) -> Ints:
        """The matches of an expression that pass the filters; asked once."""
        if expression not in self._matches:
            ids = ids_of(self.archive, expression)
            if expression != self.broad:  # it is a part of what is found
                ids = np.intersect1d(ids, self.matches(), assume_unique=True)
            else:
                ids = self._filtered(ids)
            self._matches[expression] = ids
        return self._matches[expression]

    def _filtered(self, ids: Ints) -> Ints:
        filters = self.filters
        if self.columns is not None:
            ids, filters = narrowed(self.columns, ids, filters)
        where, values = filters.narrowing()
        if where:
            ids = ids_that(self.archive, ids, where, values)
        if self.exact:
            ids = ids_that(self.archive, ids, "ar_spelled(a.headline, a.body)", (), costly=True)
        self._narrowed = self.exact or self.filters != Filters()
        return ids

    def _is_spelled_so(self, headline: str, body: str) -> bool:
        return is_spelled_so(self.tree, (headline, body))

    def _typed_terms(self) -> list[Term]:
        return [term for term in terms_of(self.tree) if not term.field]

    def _folding_tells(self) -> bool:
        """Whether folding changes a typed word, so that others may be spelled like it."""
        return not self.exact and any(
            tuple(term.text.split()) != term.words for term in self._typed_terms()
        )

    def _is_typed(self, id: int) -> bool:
        row = self.archive.row("SELECT headline, body FROM articles WHERE id = ?", id)
        if row is None:
            return False
        return all(
            any(spelled(term).search(row[name]) for name in ("headline", "body"))
            for term in self._typed_terms()
        )


def is_order(order: str) -> TypeGuard[Order]:
    """Whether it is one of ``ORDERS``."""
    return order in ORDERS


def search(
    archive: Archive, text: str, filters: Filters | None = None, *, limit: int = 20,
    offset: int = 0, exact: bool = False, order: Order = "best",
) -> list[Hit]:  # fmt: skip
    """The articles that match, a page of them. Raises ``BadQuery``, which says what to write."""
    return Search(archive, text, filters, exact=exact).hits(order, limit, offset)


def count(
    archive: Archive, text: str, filters: Filters | None = None, *, exact: bool = False
) -> int:
    """The exact number of articles that match. Raises ``BadQuery``."""
    return Search(archive, text, filters, exact=exact).count()
