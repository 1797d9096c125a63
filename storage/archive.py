"""The archive: what is kept and how it is decided. ``keep`` is the only writer of articles."""

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from crawler.article import Article, Decision
from crawler.reader_version import READER_VERSION
from storage import times
from storage.copies import band_index, decide
from storage.copies.candidates import Candidates, find_candidates
from storage.copies.sketch import text_of
from storage.copies.stories import relate, reorder
from storage.copies.story_tables import order_of
from storage.database import open_database, writing
from storage.derived.due import Needs, demand
from storage.derived.rebuild import make_empty
from storage.fields import stored
from storage.lock import RebuildLock
from storage.tombstones import erased_at


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
        """What an article is to this archive; changes nothing."""
        return self._decide(article)[0]

    def _decide(self, article: Article) -> tuple[Decision, Candidates | None]:
        """The decision, and for an article of its own what it is like."""
        fingerprint = decide.body_fingerprint(article)
        if erased := erased_at(self.db, article.outlet, article.url, article.body):
            return Decision("refused", None, f"erased by order at {erased}"), None
        if former := self.row(
            "SELECT s.article_id, v.number FROM aliases s JOIN versions v USING (article_id)"
            " WHERE s.outlet = ? AND s.url = ? AND v.fingerprint = ? ORDER BY v.number DESC",
            article.outlet, article.url, fingerprint,
        ):  # fmt: skip
            why = f"another address of an article, with the text of its version {former[1]}"
            return Decision("alias", former[0], why), None
        here = self.row(
            f"SELECT {decide.KNOWN_COLUMNS} FROM articles WHERE outlet = ? AND url = ?",
            article.outlet, article.url,
        )  # fmt: skip
        same = self.rows(  # in its own outlet it is an alias, however many others have the text
            f"SELECT * FROM (SELECT {decide.KNOWN_COLUMNS} FROM articles WHERE fingerprint = ?1"
            f" AND outlet = ?2 LIMIT 1000) UNION SELECT * FROM (SELECT {decide.KNOWN_COLUMNS}"
            " FROM articles WHERE fingerprint = ?1 LIMIT 100)", fingerprint, article.outlet,
        )  # fmt: skip
        decision = decide.decide(
            article,
            decide.KnownArticle(*here) if here else None,
            [decide.KnownArticle(*row) for row in same],
        )
        if decision.kind not in ("new", "copy"):
            return decision, None
        near = find_candidates(self.db, article, fingerprint)
        return decide.decide_near(article, decision, near.found), near

    # -- keeping

    def keep(self, article: Article, capture_id: int | None = None) -> tuple[Decision, int]:
        """Decide and write in one transaction; the decision and the article's id.

        What was erased by order is refused: its id is 0. Raises nothing of its own; keeping the
        same article twice changes only ``last_seen``.
        """
        with writing(self.db):
            decision, near = self._decide(article)
            if near is not None:
                id = self._insert(article, capture_id)
                band_index.index(self.db, id, near.text)
                relate(self.db, id, near.found)
                return decision, id
            if decision.of is None:  # refused
                return decision, 0
            if decision.kind == "revision":
                self._revise(decision.of, article, capture_id)
            elif decision.kind == "alias":
                self._alias(decision.of, article, decision.evidence)
            self._seen(decision.of, article.fetched_at)
            return decision, decision.of

    def _alias(self, id: int, article: Article, evidence: str) -> None:
        """Note another address of an article, in place of what that address was."""
        before = order_of(self.db, [id])
        self.db.execute(
            "INSERT OR REPLACE INTO aliases"
            " (outlet, url, article_id, first_seen, evidence, published_at)"
            " VALUES (?1, ?2, ?3, coalesce((SELECT min(first_seen, ?4) FROM aliases"
            " WHERE outlet = ?1 AND url = ?2), ?4), ?5, ?6)",
            [article.outlet, article.url, id, times.text(article.fetched_at), evidence,
             times.text(article.published_at)],
        )  # fmt: skip
        if order_of(self.db, [id]) != before:
            reorder(self.db, id)

    def _insert(self, article: Article, capture_id: int | None) -> int:
        seen = times.text(article.fetched_at)
        row = _columns(article) | {
            "outlet": article.outlet, "url": article.url, "first_seen": seen, "last_seen": seen,
            "capture_id": capture_id,
        }  # fmt: skip
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        cursor = self.db.execute(
            f"INSERT INTO articles ({names}) VALUES ({marks})", list(row.values())
        )
        return int(cursor.lastrowid or 0)

    def _revise(
        self, id: int, article: Article, capture_id: int | None, cause: str = "outlet"
    ) -> None:
        """Put the former version aside and the new one in its place, and look for copies anew."""
        former = self.row("SELECT outlet, headline, body FROM articles WHERE id = ?", id)
        assert former is not None
        replaced_at = times.now() if cause == "reader" else article.fetched_at
        self.db.execute(
            "INSERT INTO revisions (article_id, number, headline, body, byline, published_at,"
            " fetched_at, replaced_at, cause, fingerprint, text_hash, reader, capture_id, sources)"
            " SELECT id, revision, headline, body, byline, published_at, fetched_at, ?, ?,"
            " fingerprint, text_hash, reader, capture_id, sources FROM articles WHERE id = ?",
            [times.text(replaced_at), cause, id],
        )
        row = _columns(article) | {"capture_id": capture_id}
        changes = ", ".join(f"{name} = ?" for name in row)
        self.db.execute(
            f"UPDATE articles SET {changes}, revision = revision + 1 WHERE id = ?",
            [*row.values(), id],
        )
        before = text_of(former["outlet"], former["headline"], former["body"], None)
        near = find_candidates(self.db, article, decide.body_fingerprint(article), without=id)
        band_index.index_again(self.db, id, before, near.text)
        self._relate_again(id, near, replaced_at)

    def _relate_again(self, id: int, near: Candidates, at: datetime) -> None:
        """Relate a changed article to what it is like now."""
        for left in relate(self.db, id, near.found):
            self.event(id, at, "parted", f"its text is no longer like article {left}")

    def _seen(self, id: int, at: datetime) -> None:
        """The article was there at this time; one that was gone is back."""
        seen = times.stamp(at)
        row = self.row("SELECT gone_at FROM articles WHERE id = ? AND gone_at <= ?", id, seen)
        if row:  # an import tells of times before it was gone: these do not bring it back
            self.event(id, at, "back", f"it was gone since {row['gone_at']}")
            self.db.execute("UPDATE articles SET gone_at = NULL WHERE id = ?", [id])
        self.db.execute(
            "UPDATE articles SET last_seen = max(last_seen, ?) WHERE id = ?", [seen, id]
        )

    def read_again(self, id: int, article: Article) -> bool:
        """Put a better reading of the same page in place; whether its text differs.

        The former reading stays in ``revisions`` with the cause ``reader``.
        """
        with writing(self.db):
            row = self.row(
                "SELECT headline, body, published_at, capture_id FROM articles WHERE id = ?", id
            )
            assert row is not None
            changed = bool((row["headline"], row["body"]) != (article.headline, article.body))
            if changed:
                self._revise(id, article, row["capture_id"], "reader")
            else:
                columns = _columns(article)
                changes = ", ".join(f"{name} = ?" for name in columns)
                self.db.execute(
                    f"UPDATE articles SET {changes} WHERE id = ?", [*columns.values(), id]
                )
                if columns["published_at"] != row["published_at"]:  # roles follow dates
                    same = decide.body_fingerprint(article)
                    self._relate_again(id, find_candidates(self.db, article, same, id), times.now())
        return changed

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

    def still_there(self, id: int, at: datetime) -> None:
        """Note that an article was seen unchanged (304)."""
        with writing(self.db):
            self._seen(id, at)

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


def _columns(article: Article) -> dict[str, object]:
    """The columns that a version of an article fills."""
    columns = stored(article)
    for name in ("outlet", "url"):  # the article's own: a version may come from another address
        del columns[name]
    return columns | {
        "words": article.word_count,
        "fingerprint": decide.body_fingerprint(article),
        "text_hash": decide.text_hash(article.headline, article.body),
        "reader": READER_VERSION,
    }
