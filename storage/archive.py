"""The archive: what is kept and how it is decided. ``keep`` is the only writer of articles."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, Self

from sqlite_utils import Database

from crawler.items import Article, Decision
from crawler.reader_version import READER_VERSION
from storage import times
from storage.article_fields import READING, stored
from storage.article_pages import KeptPart, note_parts
from storage.article_uid import also_known_as, new_uid, uid_of
from storage.copies import winnowing_index
from storage.copies.optimistic_decision import (
    PreviousVersion,
    Verdict,
    still_stands,
    verdict_on,
    verdict_on_reading,
)
from storage.copies.prepared_article import PreparedArticle, prepare
from storage.copies.similar_article_search import Candidates
from storage.copies.stories import relate, reorder
from storage.copies.story_tables import order_of
from storage.database import folded, open_database, writing
from storage.derived.pending_rebuilds import Needs, demand
from storage.derived.rebuild import make_empty
from storage.process_locks import RebuildLock
from storage.schema.logical_clock import tick
from storage.wording.event_sentence_templates import GONE_SINCE, NOT_LIKE

_READING = ", ".join(READING)


class Archive:
    """An archive folder: its database, and the articles in it."""

    def __init__(
        self, folder: Path | str, *, create: bool = False, needs: Needs = "derived"
    ) -> None:
        """Open the archive in a folder; until it is closed nobody rebuilds what it needs.

        Raises ``CannotOpen``, ``NewerArchive``, ``NeedsRebuild`` and ``Rebuilding``.
        """
        self.folder = Path(folder)
        self.db: Database = open_database(self.folder, create=create)
        self._shared = RebuildLock(self.folder)
        try:
            if needs == "derived":
                self._shared.share()
                make_empty(self.db)
            demand(self.db, needs)
        except BaseException:  # whatever happens, nothing stays open or locked
            self.close()
            raise

    def __enter__(self) -> Self:
        """Use as a context manager: closed at its end."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Close the database."""
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.db.close()
        self._shared.release()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row of a query, if there is one."""
        found: sqlite3.Row | None = self.db.execute(sql, list(values)).fetchone()
        return found

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """All rows of a query."""
        return self.db.execute(sql, list(values)).fetchall()

    # -- deciding

    def decide(self, article: Article) -> Decision:
        """The decision on an article; changes nothing."""
        return self.verdict_on(article).decision

    def verdict_on(self, article: Article | PreparedArticle) -> Verdict:
        """The decision on an article with what it rests on; outside a transaction, if possible."""
        return verdict_on(
            self.db, article if isinstance(article, PreparedArticle) else prepare(article)
        )

    def confirmed(self, verdict: Verdict) -> Verdict:
        """The verdict, reached anew where anything that it rests on has changed. In a transaction.

        Only from here to its end can nobody else write.
        """
        return verdict if still_stands(self.db, verdict) else self.verdict_on(verdict.prepared)

    # -- keeping

    def keep(
        self, article: Article, capture_id: int | None = None, *, own_id: str | None = None
    ) -> tuple[Decision, int]:
        """Decide, then write in one transaction; the decision and the article's id.

        What was erased by order is refused: its id is 0. Raises nothing of its own; keeping the
        same article twice changes only ``last_seen``. ``own_id`` is the outlet's own, if it is
        known.
        """
        verdict = self.verdict_on(article)
        with writing(self.db):
            return self.carry_out(self.confirmed(verdict), capture_id, own_id=own_id)

    def carry_out(
        self, verdict: Verdict, capture_id: int | None, parts: Sequence[KeptPart] = (), *,
        now: bool = True, own_id: str | None = None,
    ) -> tuple[Decision, int]:  # fmt: skip
        """Write what a verdict says, as ``keep`` tells it. In the transaction that confirmed it.

        ``parts`` are the further pages behind the article; ``now``: it was fetched just now, by
        us. ``own_id``: the outlet's own id of it; a new article's ``uid`` is made of that.
        """
        decision, prepared = verdict.decision, verdict.prepared
        article = prepared.article
        if verdict.previous is not None and verdict.near is not None:
            self._revise(verdict.previous, prepared, verdict.near, capture_id)
            if capture_id is not None:
                note_parts(self.db, verdict.previous.id, capture_id, parts)
        elif verdict.near is not None:
            id = self._insert(prepared, capture_id, own_id)
            if capture_id is not None:
                note_parts(self.db, id, capture_id, parts)
            winnowing_index.index(self.db, id, prepared.text)
            relate(self.db, id, verdict.near.found)
            return decision, id
        if decision.of is None:  # refused
            return decision, 0
        if decision.kind == "alias":
            self._alias(decision.of, article, decision.evidence, own_id)
        if decision.kind == "repeat" and capture_id is not None:
            self.db.execute(  # the same text again: a raw page for one whose own was lost
                "UPDATE articles SET capture_id = ?1 WHERE id = ?2 AND capture_id ="
                " (SELECT id FROM captures WHERE id = articles.capture_id AND kind = 'lost')",
                [capture_id, decision.of],
            )
        self._seen(decision.of, article.fetched_at, now=now)
        return decision, decision.of

    def _alias(self, id: int, article: Article, evidence: str, own_id: str | None) -> None:
        """Note another address of an article, in place of what that address was, and its id."""
        before = order_of(self.db, [id])
        self.db.execute(
            "INSERT OR REPLACE INTO aliases"
            " (outlet, url, article_id, first_seen, evidence, published_at)"
            " VALUES (?1, ?2, ?3, coalesce((SELECT min(first_seen, ?4) FROM aliases"
            " WHERE outlet = ?1 AND url = ?2), ?4), ?5, ?6)",
            [article.outlet, article.url, id, times.text(article.fetched_at), evidence,
             times.text(article.published_at)],
        )  # fmt: skip
        if own_id is not None:
            uid = uid_of(article.outlet, article.url, own_id)
            also_known_as(self.db, id, uid, times.stamp(article.fetched_at), evidence)
        if order_of(self.db, [id]) != before:
            reorder(self.db, id)

    def _insert(self, prepared: PreparedArticle, capture_id: int | None, own_id: str | None) -> int:
        article = prepared.article
        seen = times.text(article.fetched_at)
        row = columns_of(prepared) | {
            "outlet": article.outlet, "url": article.url, "first_seen": seen, "last_seen": seen,
            "capture_id": capture_id, "recorded_at": tick(self.db),
            "uid": new_uid(self.db, article.outlet, article.url, own_id),
        }  # fmt: skip
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        with folded(prepared.text.folds):
            cursor = self.db.execute(
                f"INSERT INTO articles ({names}) VALUES ({marks})", list(row.values())
            )
        return int(cursor.lastrowid or 0)

    def _revise(
        self, previous: PreviousVersion, prepared: PreparedArticle, near: Candidates,
        capture_id: int | None, cause: Literal["outlet", "reader"] = "outlet",
    ) -> None:  # fmt: skip
        """Put the previous version aside, the new one in its place, among what that is like."""
        id = previous.id
        replaced_at = times.now() if cause == "reader" else prepared.article.fetched_at
        row = columns_of(prepared) | {"capture_id": capture_id, "recorded_at": tick(self.db)}
        changes = ", ".join(f"{name} = ?" for name in row)
        with folded(previous.text.folds | prepared.text.folds):
            self.db.execute(
                f"INSERT INTO revisions (article_id, number, place, replaced_at, cause, {_READING})"
                f" SELECT id, revision, versions, ?, ?, {_READING} FROM articles WHERE id = ?",
                [times.text(replaced_at), cause, id],
            )
            self.db.execute(  # the next free number: one that came in by an import may be higher
                f"UPDATE articles SET {changes}, revision = versions + 1, versions = versions + 1"
                " WHERE id = ?", [*row.values(), id],
            )  # fmt: skip
        winnowing_index.index_again(self.db, id, previous.text, prepared.text)
        self._relate_again(id, near, replaced_at)

    def _relate_again(self, id: int, near: Candidates, at: datetime) -> None:
        """Relate a changed article to what it is like now."""
        for left in relate(self.db, id, near.found):
            self.event(id, at, "parted", NOT_LIKE.format(number=left))

    def _seen(self, id: int, at: datetime, *, now: bool) -> None:
        """The article was there at this time; one that was gone is back.

        What is seen ``now`` is seen after all that was written before, whatever the clock said
        then. An import tells of other times: those before it was gone do not bring it back.
        """
        seen = times.stamp(at)
        row = self.row(
            "SELECT gone_at FROM articles WHERE id = ? AND gone_at IS NOT NULL"
            " AND (? OR gone_at <= ?)", id, now, seen,
        )  # fmt: skip
        if row:
            self.event(id, at, "back", GONE_SINCE.format(at=row["gone_at"]))
            self.db.execute("UPDATE articles SET gone_at = NULL WHERE id = ?", [id])
        self.db.execute(
            "UPDATE articles SET last_seen = CASE WHEN ?1 THEN ?2 ELSE max(last_seen, ?2) END"
            " WHERE id = ?3", [now, seen, id],
        )  # fmt: skip

    def read_again(self, id: int, article: Article, of_capture: int | None = None) -> bool:
        """Put a better reading of the same page in place; whether its text differs.

        The former reading stays in ``revisions`` with the cause ``reader``. Where the article is
        of another capture by now, a newer version came meanwhile: then nothing is done.
        """
        verdict = verdict_on_reading(self.db, id, prepare(article))
        with writing(self.db):
            if not still_stands(self.db, verdict):
                verdict = verdict_on_reading(self.db, id, verdict.prepared)
            previous, prepared, near = verdict.previous, verdict.prepared, verdict.near
            assert previous is not None
            if previous.capture_id != of_capture:
                return False
            changed = (previous.headline, previous.body) != (article.headline, article.body)
            if changed and near is not None:
                self._revise(previous, prepared, near, of_capture, "reader")
                return True
            self._amend(id, columns_of(prepared))
            if near is not None:  # it has another date
                self._relate_again(id, near, times.now())
        return False

    def _amend(self, id: int, columns: dict[str, object]) -> None:
        """Write the columns of an article that differ: the search index hears of these alone."""
        row = self.row("SELECT * FROM articles WHERE id = ?", id)
        assert row is not None
        differing = {name: value for name, value in columns.items() if row[name] != value}
        if differing:
            changes = ", ".join(f"{name} = ?" for name in differing)
            self.db.execute(
                f"UPDATE articles SET {changes} WHERE id = ?", [*differing.values(), id]
            )

    def also_at(self, outlet: str, url: str, id: int, at: datetime, evidence: str) -> None:
        """Note another address of an article. Within a transaction."""
        before = order_of(self.db, [id])
        self.db.execute(
            "INSERT OR IGNORE INTO aliases (outlet, url, article_id, first_seen, evidence)"
            " VALUES (?, ?, ?, ?, ?)",
            [outlet, url, id, times.text(at), evidence],
        )
        if order_of(self.db, [id]) != before:
            reorder(self.db, id)

    def still_there(self, id: int, at: datetime, *, now: bool = True) -> None:
        """Note that an article was seen unchanged: ``now`` (304), or as an import tells."""
        with writing(self.db):
            self._seen(id, at, now=now)

    def mark_gone(self, id: int, at: datetime, detail: str) -> None:
        """Note that an article is gone; its text stays."""
        with writing(self.db):
            done = self.db.execute(
                "UPDATE articles SET gone_at = ? WHERE id = ? AND gone_at IS NULL",
                [times.text(at), id],
            )
            if done.rowcount:
                self.event(id, at, "gone", detail)

    def event(self, id: int, at: datetime, kind: str, detail: str) -> None:
        """Write one line of an article's history."""
        self.db.execute(
            "INSERT INTO events (article_id, at, kind, detail) VALUES (?, ?, ?, ?)",
            [id, times.text(at), kind, detail],
        )


def columns_of(prepared: PreparedArticle) -> dict[str, object]:
    """The columns that a version of an article fills."""
    columns = stored(prepared.article)
    for name in ("outlet", "url"):  # the article's own: a version may come from another address
        del columns[name]
    return columns | {
        "words": prepared.text.length,
        "fingerprint": prepared.fingerprint,
        "text_hash": prepared.text_hash,
        "reader": READER_VERSION,
    }
