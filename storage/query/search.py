"""Full-text search over folded text: forgives spelling, marks the words in the original text.

``Search`` is one question to one archive: what it means, how many articles match, and pages of
them in an order. Articles under an order to be hidden are not in the index.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeGuard, get_args

from crawler.arabic import token_pattern
from storage.archive import Archive
from storage.derived.versions import INDEXED
from storage.query.exact_spelling import TEXT, is_spelled_so, spelled_places
from storage.query.filters import HIDDEN, WHEN, Filters, narrowed
from storage.query.fts_expression import Expressions, without_exclusions
from storage.query.marks.folded_texts import FoldedTexts
from storage.query.marks.snippets import (
    MARK_CLOSE,
    MARK_OPEN,
    snippet,
    transfer_marks,
    with_marks,
    without_marks,
)
from storage.query.matching.article_ids import Columns, Ints, ids_that
from storage.query.matching.best_first import BestFirst
from storage.query.matching.document_frequencies import DocumentFrequencies
from storage.query.matching.matches import Matches
from storage.query.matching.time_order import in_time
from storage.query.query_language import BadQuery, Term, parse_query, terms_of
from storage.query.spelling_variants_table import spellings
from storage.query.word_forms import MANY, standing

__all__ = ["MARK_CLOSE", "MARK_OPEN", "BadQuery", "Hit", "Search", "count", "search"]
Order = Literal["best", "newest", "oldest"]
ORDERS: tuple[Order, ...] = get_args(Order)
_SHOWN = ("a.id, a.outlet, a.url, a.published_at, a.first_seen, a.headline, a.body, a.byline,"
          " a.section, a.tags")  # fmt: skip
"""What is told of a hit, and all that is searched of it."""
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
    """A question to an archive. Its numbers are those of the moment of the first one asked."""

    def __init__(
        self, archive: Archive, text: str, filters: Filters | None = None, *, exact: bool = False,
        columns: Columns | None = None,
    ) -> None:  # fmt: skip
        """Parse it and work out its forms. Raises ``BadQuery`` and ``BrokenSpellings``.

        ``columns``: what is in memory of every article; the table of articles is asked for less.
        """
        self.archive, self.filters, self.exact = archive, filters or Filters(), exact
        self.tree, self.columns = parse_query(text), columns
        self._counts = DocumentFrequencies(archive, MANY)
        # exact: what is left out is left out as it is printed, not as the index folds it
        asked = without_exclusions(self.tree) if exact else self.tree
        made = Expressions(asked, spellings(archive.folder), self._articles_with, exact=exact)
        self.strict, self.broad, self.forms = made.strict, made.broad, made.forms
        self.also = self._other_forms()
        """What is searched beside each typed word: other forms and spellings, folded."""
        self._asked = made
        self._places = made.places()
        some = exact or self.filters != Filters()
        self._matches = Matches(archive, made.broad, self._filtered, narrowed=some)
        self._best = BestFirst(
            archive, made, self._matches, self._is_typed if self._folding_tells() else None
        )

    def _other_forms(self) -> dict[str, list[str]]:
        """The forms beside each term that some article holds; asked while the archive is open."""
        told = dict[str, list[str]]()
        for term, forms in self.forms.items():
            others = [one for one in forms.every if one != term.words]
            held = others if term.prefix else standing(others, self._articles_with)
            if found := [" ".join(words) for words in held]:
                told[term.text] = found
        return told

    def count(self) -> int:
        """The exact number of articles that match."""
        # columns leave out what came since they were read
        return self._matches.count() if self.columns is None else len(self.matches())

    def matches(self) -> Ints:
        """The numbers of all matches, in order; asked once."""
        return self._matches.every

    def narrow(self, wanted: Ints) -> None:
        """From here on let only these of the matches be found; in order of their numbers."""
        self._matches.narrow(wanted)

    @property
    def ranked(self) -> int:
        """How many of the matches ``best`` ranks, the newest, where they are too many; 0: all."""
        ranked = self._best.ranked
        return ranked if ranked < len(self._matches.every) else 0

    def ids(
        self, order: Order = "best", limit: int = 20, offset: int = 0
    ) -> list[tuple[int, float]]:
        """The numbers of articles in an order, with scores: the higher the better; -1: all."""
        every = self.matches()
        limit = len(every) if limit < 0 else min(limit, len(every))
        offset = min(offset, len(every))  # any number may be asked, SQLite's end at 2**63
        if order == "best":
            return self._best.page(limit, offset)
        oldest = order == "oldest"
        if self.columns is not None:
            page = self.columns.newest(every, limit, offset, oldest=oldest).tolist()
        else:
            page = in_time(self.archive, WHEN, every, limit, offset, oldest=oldest)
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
                row["headline"], snippet(row["body"]), score,
                version=row.get("version"), replaced_at=row.get("replaced_at"),
            )
            for id, score in found if (row := rows.get(id))
        ]  # fmt: skip

    def marked_text(self, id: int) -> tuple[str, str] | None:
        """Headline and body of a found article, the words marked; ``None``: it is found no more."""
        row = self._marked(id)
        return (row["headline"], row["body"]) if row else None

    def marked_versions(self, id: int) -> Iterator[tuple[int | None, str, str]]:
        """The texts of an article that match: ``None`` for the present one, headline, body."""
        if text := self.marked_text(id):
            yield None, *text

    def _marked(self, id: int) -> dict[str, Any] | None:
        """The row of a found article, headline and body with marks; ``None``: it is none."""
        asked = f"SELECT {_SHOWN} FROM articles a WHERE a.id = ? AND a.id NOT IN ({HIDDEN})"
        row = self.archive.row(asked, id)
        if row is None:
            return None
        told = dict(row)
        texts = FoldedTexts(told)
        if not self._places.tell_of(texts):
            return self._marked_by_index(id)
        places = self._places.of(texts)
        if places is None or self.exact:
            return self._with_spelled_marks(told) if places else None
        return told | {name: with_marks(told[name], texts.spans(name, places)) for name in TEXT}

    def _marked_by_index(self, id: int) -> dict[str, Any] | None:
        """The same as FTS5 says it, which is asked for this one article."""
        folded = self.archive.row("SELECT * FROM articles_folded WHERE id = ?", id)
        if folded is None:
            return None
        words = {word for text in tuple(folded)[1:] for word in token_pattern().findall(text)}
        expression = self._asked.within(words)
        row = expression and self.archive.row(
            f"SELECT {_SHOWN},"
            f" highlight(articles_fts, 0, '{MARK_OPEN}', '{MARK_CLOSE}') AS marked_headline,"
            f" highlight(articles_fts, 1, '{MARK_OPEN}', '{MARK_CLOSE}') AS marked_body"
            " FROM articles_fts JOIN articles a ON a.id = articles_fts.rowid"
            " WHERE articles_fts MATCH ? AND articles_fts.rowid = ?",
            expression, id,
        )  # fmt: skip
        return self._with_marks(dict(row)) if row else None

    def _with_marks(self, row: dict[str, Any]) -> dict[str, Any] | None:
        """A row that the index found, headline and body with marks; ``None``: spelled otherwise."""
        if not self.exact:
            marked = {name: transfer_marks(row[name], row[f"marked_{name}"]) for name in TEXT}
            return row | marked
        return self._with_spelled_marks(row)

    def _with_spelled_marks(self, row: dict[str, Any]) -> dict[str, Any] | None:
        """A row with marks on what is spelled as typed; ``None``: nothing is."""
        found = spelled_places(self.tree, {name: row.get(name) for name in INDEXED})
        return row | {name: with_marks(row[name], found.get(name, ())) for name in TEXT} if (
            found) else None  # fmt: skip

    def holds(self, term: Term) -> bool:
        """Whether any article has a term, in whatever form; nothing is narrowed."""
        asked = "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT 1"
        return self.archive.row(asked, self._asked.of(term)) is not None

    def _filtered(self, ids: Ints) -> Ints:
        """Those of some articles that pass the filters, and are spelled so."""
        filters = self.filters
        if self.columns is not None:
            ids, filters = narrowed(self.columns, ids, filters)
        where, values = filters.narrowing()
        if where:
            ids = ids_that(self.archive, ids, where, values)
        if not self.exact:
            return ids
        self._know_spelling()
        return ids_that(self.archive, ids, _SPELLED, (), costly=True)

    def _know_spelling(self) -> None:
        """Make ``ar_spelled`` of the connection that of this question, not of the one before."""
        self.archive.db.conn.create_function("ar_spelled", len(INDEXED), self._is_spelled_so)

    def _articles_with(self, word: str) -> int:
        """The number of articles that hold a folded word, counted up to ``MANY``."""
        return self._counts.articles_with(word)

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
        texts = {name: row[name] for name in TEXT}
        return all(is_spelled_so(term, texts) for term in self._typed_terms())


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
