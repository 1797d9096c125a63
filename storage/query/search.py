"""Full-text search over folded text: forgives spelling, marks the words in the original text.

``Search`` is one question to one archive: what it means, how many articles match, and pages of
them in an order. Articles under an order to be hidden are not in the index.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeGuard, get_args

from storage.archive import Archive
from storage.derived.versions import INDEXED
from storage.query.filters import WHEN, Filters
from storage.query.fts_expression import Expressions, is_spelled_so, spelled
from storage.query.query_language import BadQuery, Term, parse_query, terms_of
from storage.query.snippets import MARK_CLOSE, MARK_OPEN, snippet, transfer_marks, without_marks
from storage.query.spellings import spellings
from storage.query.word_forms import MANY

__all__ = ["MARK_CLOSE", "MARK_OPEN", "BadQuery", "Hit", "Search", "count", "search"]
Order = Literal["best", "newest", "oldest"]
ORDERS: tuple[Order, ...] = get_args(Order)
RERANKED = 200
"""The best articles of which those spelled as typed come first: their texts are read."""
RANKED = 50_000
"""Articles that are ranked by ``best``: of a word in more, the newest; all are counted."""
_WEIGHTS = "4.0, 1.0, 0.0, 0.0, 0.0"
"""Of a word in headline, body, byline, section and tags, for bm25."""
_SPELLED = "ar_spelled(a.headline, a.body, a.byline, a.section, a.tags)"


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
    others: int | None = None
    """The further matches of its story; ``None``: each of them is a hit of its own."""
    version: int | None = None
    """The former version that headline and snippet are of; ``None``: it says so now."""
    replaced_at: str | None = None
    """When the outlet was seen to have replaced that version."""

    def as_row(self) -> dict[str, Any]:
        """Its values by name, the texts plain; ``…_marks``: where found words begin and end."""
        headline, in_headline = without_marks(self.headline)
        snippet, in_snippet = without_marks(self.snippet)
        return {
            **asdict(self), "headline": headline, "headline_marks": in_headline,
            "snippet": snippet, "snippet_marks": in_snippet,
        }  # fmt: skip


class Search:
    """A question to an archive. Its numbers are those of the moment in which each is asked."""

    def __init__(
        self, archive: Archive, text: str, filters: Filters | None = None, *, exact: bool = False
    ) -> None:
        """Parse it and work out its forms. Raises ``BadQuery`` and ``BrokenSpellings``."""
        self.archive, self.filters, self.exact = archive, filters or Filters(), exact
        self.tree = parse_query(text)
        self._counts: dict[str, int] = {}
        self._made = made = Expressions(
            self.tree, spellings(archive.folder), self._articles_with, exact=exact
        )
        self.strict, self.broad, self.forms = made.strict, made.broad, made.forms
        if exact:
            archive.db.conn.create_function("ar_spelled", 5, self._is_spelled_so)

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
        return self._count(self.broad)

    def ids(
        self, order: Order = "best", limit: int = 20, offset: int = 0
    ) -> list[tuple[int, float]]:
        """The numbers of articles in an order, with scores: the higher the better."""
        if order == "best":
            return self._best(limit, offset)
        where, values = self._where(joined=True)
        up = "ASC" if order == "oldest" else "DESC"
        rows = self.archive.rows(
            "SELECT a.id FROM articles_fts JOIN articles a ON a.id = articles_fts.rowid"
            f" WHERE articles_fts MATCH ? AND {where} ORDER BY {WHEN} {up}, a.id {up}"
            " LIMIT ? OFFSET ?",
            self.broad, *values, limit, offset,
        )  # fmt: skip
        return [(row[0], 0.0) for row in rows]

    def hits(self, order: Order = "best", limit: int = 20, offset: int = 0) -> list[Hit]:
        """A page of what was found, with the words marked; costs the page, not the number found."""
        return self.hits_of(self.ids(order, limit, offset))

    def every_id(self) -> list[int]:
        """The numbers of all matches in no order, for who counts or sorts by other means."""
        where, values = self._where()
        rows = self.archive.rows(
            f"SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? AND {where}",
            self.broad, *values,
        )  # fmt: skip
        return [row[0] for row in rows]

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
                version=row.get("version"), replaced_at=row.get("replaced_at"),
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

    def marked_versions(self, id: int) -> Iterator[tuple[int | None, str, str]]:
        """The texts of an article that match: ``None`` for the present one, headline, body."""
        if text := self.marked_text(id):
            yield None, *text

    def _marked(self, id: int) -> dict[str, Any] | None:
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
        strict = self._count(self.strict)
        found = list[tuple[int, float]]()
        if offset < strict:
            found = self._ranked(self.strict, limit, offset, strict)
        if len(found) < limit and self.broad != self.strict:
            only_broad = f"({self.broad}) NOT ({self.strict})"
            start = max(0, offset - strict)
            found += self._ranked(only_broad, limit - len(found), start, self.count() - strict)
        return found

    def _ranked(
        self, expression: str, limit: int, offset: int, number: int
    ) -> list[tuple[int, float]]:
        """A page of an expression's ``number`` matches: of the best, those spelled as typed first.

        Pages that follow one another hold every match once, wherever they are cut.
        """
        if offset >= RERANKED or not self._folding_tells():
            return self._by_rank(expression, limit, offset, number)
        best = self._by_rank(expression, RERANKED, 0, number)
        best.sort(key=lambda one: not self._is_typed(one[0]))  # stable: both halves keep their rank
        page = best[offset : offset + limit]
        if len(page) < limit and number > RERANKED:
            page += self._by_rank(expression, limit - len(page), RERANKED, number)
        return page

    def _by_rank(
        self, expression: str, limit: int, offset: int, number: int
    ) -> list[tuple[int, float]]:
        where, values = self._where()
        oldest = self._oldest_ranked(expression) if number > RANKED else 0
        rows = self.archive.rows(
            f"SELECT rowid, bm25(articles_fts, {_WEIGHTS}) AS score FROM articles_fts"
            f" WHERE articles_fts MATCH ? AND rowid > ? AND {where}"
            " ORDER BY score, rowid DESC LIMIT ? OFFSET ?",
            expression, oldest, *values, limit, offset,
        )  # fmt: skip
        # bm25 is the smaller the better; a score that people see grows
        found = [(row[0], -row[1]) for row in rows]
        if oldest and len(found) < limit:  # behind those that are ranked the others, newest first
            rest = self.archive.rows(
                f"SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? AND rowid <= ?"
                f" AND {where} ORDER BY rowid DESC LIMIT ? OFFSET ?",
                expression, oldest, *values, limit - len(found), max(0, offset - RANKED),
            )  # fmt: skip
            found += [(row[0], 0.0) for row in rest]
        return found

    def _oldest_ranked(self, expression: str) -> int:
        where, values = self._where()
        row = self.archive.row(
            f"SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? AND {where}"
            " ORDER BY rowid DESC LIMIT 1 OFFSET ?",
            expression, *values, RANKED,
        )  # fmt: skip
        return int(row[0]) if row else 0

    def holds(self, term: Term) -> bool:
        """Whether any article has a term, in whatever form; nothing is narrowed."""
        asked = "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT 1"
        return self.archive.row(asked, self._made.of(term)) is not None

    def _count(self, expression: str) -> int:
        where, values = self._where()
        row = self.archive.row(
            f"SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ? AND {where}",
            expression, *values,
        )  # fmt: skip
        return int(row[0]) if row else 0

    def _where(self, *, joined: bool = False) -> tuple[str, Sequence[object]]:
        """The condition on matches beside the words; without any ``articles`` is not asked."""
        where, values = self.filters.narrowing()
        if self.exact:
            where = f"{where + ' AND ' if where else ''}{_SPELLED}"
        if not where:
            return "1", ()
        if joined:
            return where, values
        asked = f"SELECT 1 FROM articles a WHERE a.id = articles_fts.rowid AND {where}"
        return f"EXISTS ({asked})", values

    def _articles_with(self, word: str) -> int:
        """The number of articles that hold a folded word, counted up to ``MANY``."""
        if word not in self._counts:
            row = self.archive.row(
                "SELECT count(*) FROM (SELECT 1 FROM articles_fts WHERE articles_fts MATCH ?"
                " LIMIT ?)",
                f'"{word}"', MANY,
            )  # fmt: skip
            self._counts[word] = int(row[0]) if row else 0
        return self._counts[word]

    def _is_spelled_so(self, *values: str | None) -> bool:
        return is_spelled_so(self.tree, dict(zip(INDEXED, values, strict=True)))

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
