"""The verdict on an article, reached outside any transaction, and whether it still stands in one.

A verdict remembers what it rests on: the orders, the article at its address, the articles that were
looked at, and the last article written before it was begun. Where none of these has changed, the
transaction that keeps the article need not decide again: what else was written since is strange to
it. Reached within a transaction it is what deciding always was.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from sqlite_utils import Database

from crawler.items import Article, Decision
from crawler.reader_version import READER_VERSION
from storage import times
from storage.copies import new_revision_or_copy, winnowing_index
from storage.copies.prepared_article import PreparedArticle
from storage.copies.shingles_and_winnowing_keys import Text, text_of
from storage.copies.similar_article_search import Candidates, find_candidates, neighbours
from storage.tombstones import erased_at

MOST_WRITTEN = 200
"""After so many articles written meanwhile, deciding again is no dearer than asking about each."""
_PREVIOUS = "id, revision, headline, body, outlet, url, published_at, capture_id, reader, read_with"


@dataclass(frozen=True)
class PreviousVersion:
    """The version of an article that another reading may replace."""

    id: int
    revision: int
    headline: str
    body: str
    outlet: str
    url: str
    published_at: str | None
    capture_id: int | None
    reader: int
    read_with: str | None

    @cached_property
    def text(self) -> Text:
        """Its text, under whose keys it stands."""
        return text_of(self.outlet, self.headline, self.body, None)

    def read_as(self, article: Article) -> bool:
        """Whether the same reader, hints, learned lines and libraries read it as another page."""
        known = self.read_with is not None and self.reader == READER_VERSION
        return known and self.read_with == article.read_with


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on an article, and what it rests on."""

    prepared: PreparedArticle
    decision: Decision
    known: "_Known"
    written: int
    """The last write of an article before it was begun."""
    met: frozenset[int] | None = None
    """The articles whose change may change it; ``None``: what ``known`` says is enough."""
    near: Candidates | None = None
    """What an article of its own, or a changed one, is like."""
    previous: PreviousVersion | None = None

    @property
    def replaces(self) -> tuple[int, int, str | None] | None:
        """The article and version that it replaces, and with what that was read."""
        previous = self.previous
        return (previous.id, previous.revision, previous.read_with) if previous else None


@dataclass(frozen=True, slots=True)
class _Known:
    """The orders, aliases and the article that are known for an address and a text."""

    erased_at: str | None
    alias: tuple[int, int] | None
    here: tuple[object, ...] | None


def verdict_on(db: Database, prepared: PreparedArticle) -> Verdict:
    """The verdict on an article; changes nothing."""
    written = last_written(db)
    known = _known(db, prepared)
    if known.erased_at is not None:
        decision = Decision("refused", None, f"erased by order at {known.erased_at}")
        return Verdict(prepared, decision, known, written)
    if known.alias is not None:
        id, number = known.alias
        why = f"another address of an article, with the text of its version {number}"
        return Verdict(prepared, Decision("alias", id, why), known, written)
    if known.here is not None:
        here = new_revision_or_copy.KnownArticle(*known.here)  # type: ignore[arg-type]
        decision = new_revision_or_copy.decide(prepared, here, ())
        if decision.kind != "revision":
            return Verdict(prepared, decision, known, written)
        near, previous = find_candidates(db, prepared, here.id), previous_of(db, here.id)
        _make_ready(prepared.text, previous.text)
        return Verdict(prepared, decision, known, written, near.met | {here.id}, near, previous)
    same = _same_text(db, prepared)
    decision = new_revision_or_copy.decide(prepared, None, same)
    met = frozenset(one.id for one in same)
    if decision.kind not in ("new", "copy"):
        return Verdict(prepared, decision, known, written, met)
    near = find_candidates(db, prepared)
    _make_ready(prepared.text)
    decision = new_revision_or_copy.decide_near(prepared.article, decision, near.found)
    return Verdict(prepared, decision, known, written, met | near.met, near)


def still_stands(db: Database, verdict: Verdict) -> bool:
    """Whether the same verdict would be reached now. Within a transaction.

    No order, alias or version comes without a row in ``article_writes``: most often there is none.
    """
    rows = db.execute(
        "SELECT id, doc FROM article_writes WHERE id > ? ORDER BY id LIMIT ?",
        [verdict.written, MOST_WRITTEN + 1],
    ).fetchall()
    if not rows:
        return True
    if len(rows) > MOST_WRITTEN or rows[0][0] - 1 != verdict.written:  # some are forgotten already
        return False
    if _known(db, verdict.prepared) != verdict.known:
        return False
    docs = {int(doc) for _, doc in rows}
    return verdict.met is None or not _matters(db, verdict, docs, verdict.met)


def verdict_on_reading(db: Database, id: int, prepared: PreparedArticle) -> Verdict:
    """The verdict on another reading of an article's own page: it replaces the present one.

    ``near`` is asked for only where the text or its date differs.
    """
    written = last_written(db)
    known, previous = _known(db, prepared), previous_of(db, id)
    decision = Decision("revision", id, "read again")
    article, near = prepared.article, None
    other = (previous.headline, previous.body) != (article.headline, article.body)
    if other or previous.published_at != times.text(article.published_at):  # roles follow dates
        near = find_candidates(db, prepared, id)
        _make_ready(prepared.text, previous.text)
    met = near.met if near else frozenset[int]()
    return Verdict(prepared, decision, known, written, met | {id}, near, previous)


def previous_of(db: Database, id: int) -> PreviousVersion:
    """The version of an article that is its latest now."""
    return PreviousVersion(
        *db.execute(f"SELECT {_PREVIOUS} FROM articles WHERE id = ?", [id]).fetchone()
    )


def _make_ready(*texts: Text) -> None:
    """Make what keeping a text will ask of it, while no transaction waits for that."""
    for text in texts:
        text.keys, text.folds  # noqa: B018


def last_written(db: Database) -> int:
    """The number of the last write of an article."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM article_writes").fetchone()[0])


def _matters(db: Database, verdict: Verdict, docs: set[int], met: frozenset[int]) -> bool:
    """Whether one of these articles, written since, is one that the verdict would look at."""
    if docs & met:
        return True
    if verdict.previous and neighbours(db, verdict.previous.id) - met:
        return True
    if _has_text(db, docs, verdict.prepared.fingerprint):
        return True
    return verdict.near is not None and winnowing_index.shares_a_key(
        db, verdict.prepared.text, docs
    )


def _has_text(db: Database, docs: Collection[int], fingerprint: str) -> bool:
    """Whether one of these articles has the text of a fingerprint."""
    return db.execute(
        "SELECT 1 FROM articles WHERE fingerprint = ? AND id IN (SELECT value FROM json_each(?))",
        [fingerprint, json.dumps(list(docs))],
    ).fetchone() is not None  # fmt: skip


def _known(db: Database, prepared: PreparedArticle) -> _Known:
    article = prepared.article
    former = db.execute(
        "SELECT s.article_id, v.number FROM aliases s JOIN versions v USING (article_id)"
        " WHERE s.outlet = ? AND s.url = ? AND v.fingerprint = ? ORDER BY v.place DESC LIMIT 1",
        [article.outlet, article.url, prepared.fingerprint],
    ).fetchone()
    here = db.execute(
        f"SELECT {new_revision_or_copy.KNOWN_COLUMNS} FROM articles WHERE outlet = ? AND url = ?",
        [article.outlet, article.url],
    ).fetchone()
    return _Known(
        erased_at(db, article.outlet, article.url, article.body),
        (int(former[0]), int(former[1])) if former else None,
        tuple(here) if here else None,
    )


def _same_text(db: Database, prepared: PreparedArticle) -> list[new_revision_or_copy.KnownArticle]:
    """Articles with its fingerprint: in its own outlet, however many others have the text."""
    columns = new_revision_or_copy.KNOWN_COLUMNS
    rows = db.execute(
        f"SELECT * FROM (SELECT {columns} FROM articles WHERE fingerprint = ?1"
        f" AND outlet = ?2 LIMIT 1000) UNION SELECT * FROM (SELECT {columns}"
        " FROM articles WHERE fingerprint = ?1 LIMIT 100)",
        [prepared.fingerprint, prepared.article.outlet],
    )
    return [new_revision_or_copy.KnownArticle(*row) for row in rows]
