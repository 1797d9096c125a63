"""Making anew what other code derived: fingerprints, learned lines, bands, outlines, indexes.

In batches, each one transaction with how far it came: killed at any moment nothing is lost, and the
next rebuild goes on behind the last batch. Until the last one is done the versions are empty, so
that nobody takes a half for the whole. ``relations`` and stories are no derived data: they are what
was decided when an article came, with score and evidence, and stay.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from crawler import arabic
from storage import times
from storage.activity import activity_log, task_positions
from storage.copies import winnowing_index
from storage.copies.shingle_hash_prefilter import outline_of
from storage.copies.shingles_and_winnowing_keys import text_of, winnowing_keys
from storage.database import writing
from storage.derived import versions
from storage.derived.pending_rebuilds import TASK, names_in_words, task_of
from storage.process_locks import RebuildLock
from storage.schema import heavy_migrations, migrate
from storage.schema.heavy_migrations import HEAVY, Cost

BATCH = 200
"""Articles in one transaction: about a second, the most that a kill costs."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a rebuild: what is made, and how many of its rows are done."""

    what: str
    done: int
    total: int


def rebuild(db: Database, folder: Path, *, everything: bool = False) -> Generator[Step, None, None]:
    """Do what is due, alone in the archive; ``everything``: also what is up to date.

    Raises ``Rebuilding`` where others use it, ``NoRoom``, ``CannotWrite``.
    """
    lock = RebuildLock(folder)
    lock.take()
    try:
        yield from _migrate(db, folder)
        if everything and not versions.stale(db):
            with writing(db):
                db.execute("UPDATE derived SET version = ''")
        if stale := versions.stale(db):
            yield from _make(db, stale)
    finally:
        lock.release()


def make_empty(db: Database) -> None:
    """Mark what is derived as made by the code that runs, where there is nothing to derive from."""
    if not versions.stale(db):
        return
    with writing(db):
        something = "SELECT 1 FROM articles UNION ALL SELECT 1 FROM learned"
        if db.execute(f"SELECT EXISTS ({something})").fetchone()[0]:
            return
        if stale := versions.stale(db):
            _begin(db, stale, task_of(db, stale))
            _end(db, stale, task_of(db, stale))


def _migrate(db: Database, folder: Path) -> Iterator[Step]:
    """Apply all heavy migrations that are due, and the light ones that wait behind them."""
    while costs := heavy_migrations.due(db):
        cost = costs[0]
        heavy_migrations.demand_room(cost, folder)
        what, task = f"migration {cost.name}", f"migration {cost.name}"
        yield Step(what, 0, cost.rows)
        for position in _steps(db, cost, task):
            sql = f"SELECT count(*) FROM {cost.table} WHERE id <= ?"
            yield Step(what, int(db.execute(sql, [position]).fetchone()[0]), cost.rows)
        with writing(db):
            migrate.apply(db, stop_before=heavy_migrations.waiting_behind(db, cost.name)[:1])
            task_positions.clear_position(db, task)
            activity_log.note(db, "rebuild", f"{what}: {cost.rows} {cost.table}")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # gives the room back
        yield Step(what, cost.rows, cost.rows)


def _steps(db: Database, cost: Cost, task: str) -> Iterator[int]:
    """Run a migration's batches; after each, the number of its last row."""
    step = HEAVY[cost.name].step
    position: int | None = task_positions.position(db, task) or 0
    while step and position is not None:
        with writing(db):
            position = step(db, position)
            if position is not None:
                task_positions.save_position(db, task, position)
        if position is not None:
            yield position


def _make(db: Database, stale: Sequence[str]) -> Iterator[Step]:
    """Make the named data anew, article by article, where it was broken off or from the start."""
    task, what = task_of(db, stale), names_in_words(stale)
    position = task_positions.position(db, task)
    if position is None:
        with writing(db):
            _begin(db, stale, task)
        position = 0
    total = int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
    done = db.execute("SELECT count(*) FROM articles WHERE id <= ?", [position]).fetchone()[0]
    yield Step(what, done, total)
    while True:
        with writing(db):
            rows = db.execute(
                "SELECT id, outlet, headline, body FROM articles WHERE id > ? ORDER BY id LIMIT ?",
                [position, BATCH],
            ).fetchall()
            if not rows:
                _end(db, stale, task)
                return
            for name in stale:
                _MAKERS[name](db, rows)
            position = rows[-1]["id"]
            task_positions.save_position(db, task, position)
        done += len(rows)
        yield Step(what, done, total)


def _begin(db: Database, stale: Sequence[str], task: str) -> None:
    """Drop what is to be made; from here on it is nobody's but ours."""
    db.execute("DELETE FROM progress WHERE task LIKE ?", [TASK + "%"])
    if "sketch" in stale:
        db.execute("DELETE FROM bands")
    if "outline" in stale:
        db.execute("DELETE FROM outlines")
    if "index" in stale:  # its tokenizer may have changed too
        db.execute("DROP TABLE IF EXISTS articles_fts")
        db.execute(versions.index_sql())
    if "former" in stale:
        db.execute("DROP TABLE IF EXISTS revisions_fts")
        db.execute(versions.former_index_sql())
    if "fold" in stale:
        _learned(db)
    for name in stale:
        _mark(db, name, "")
    task_positions.save_position(db, task, 0)


def _end(db: Database, stale: Sequence[str], task: str) -> None:
    now = versions.running(db)
    for name in stale:
        _mark(db, name, now[name])
    task_positions.clear_position(db, task)
    if db.execute("SELECT EXISTS (SELECT 1 FROM articles)").fetchone()[0]:
        activity_log.note(db, "rebuild", f"{names_in_words(stale)} made anew")


def _learned(db: Database) -> None:
    """Fold learned lines anew; two that are one line now become one, vetoed if either was."""
    rows = db.execute("SELECT outlet, text, pages, first_seen, vetoed FROM learned").fetchall()
    db.execute("DELETE FROM learned")
    db.conn.executemany(
        "INSERT INTO learned (outlet, line, text, pages, first_seen, vetoed)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (outlet, line) DO UPDATE SET"
        " pages = max(pages, excluded.pages), first_seen = min(first_seen, excluded.first_seen),"
        " vetoed = max(vetoed, excluded.vetoed)",
        [
            (outlet, " ".join(arabic.folded_words(text)), text, *rest)
            for outlet, text, *rest in rows
        ],
    )


def _fold(db: Database, rows: Sequence[Mapping[str, object]]) -> None:
    """Fingerprints of all versions, and word counts; an erased article has none."""
    for row in rows:
        if row["body"]:
            body = str(row["body"])
            db.execute(
                "UPDATE articles SET fingerprint = ?1, words = ?2 WHERE id = ?3"
                " AND (fingerprint <> ?1 OR words <> ?2)",
                [arabic.fingerprint(body), arabic.word_count(body), row["id"]],
            )
    former = db.execute(
        "SELECT id, body FROM revisions WHERE article_id BETWEEN ? AND ?",
        [rows[0]["id"], rows[-1]["id"]],
    ).fetchall()
    db.conn.executemany(
        "UPDATE revisions SET fingerprint = ? WHERE id = ?",
        [(arabic.fingerprint(body), id) for id, body in former],
    )


def _sketch(db: Database, rows: Sequence[Mapping[str, object]]) -> None:
    for row in rows:
        text = text_of(str(row["outlet"]), str(row["headline"]), str(row["body"]), None)
        winnowing_index.add(db, int(str(row["id"])), winnowing_keys(text))


def _outline(db: Database, rows: Sequence[Mapping[str, object]]) -> None:
    for row in rows:
        if row["body"]:
            text = text_of(str(row["outlet"]), str(row["headline"]), str(row["body"]), None)
            winnowing_index.outline(db, int(str(row["id"])), outline_of(text))


def _index(db: Database, rows: Sequence[Mapping[str, object]]) -> None:
    columns = ", ".join(versions.INDEXED)
    db.execute(
        f"INSERT INTO articles_fts (rowid, {columns})"
        f" SELECT id, {columns} FROM articles_folded WHERE id BETWEEN ? AND ?",
        [rows[0]["id"], rows[-1]["id"]],
    )


def _former(db: Database, rows: Sequence[Mapping[str, object]]) -> None:
    columns = ", ".join(versions.FORMER_INDEXED)
    db.execute(
        f"INSERT INTO revisions_fts (rowid, {columns}) SELECT id, {columns} FROM revisions_folded"
        " WHERE id IN (SELECT id FROM revisions WHERE article_id BETWEEN ? AND ?)",
        [rows[0]["id"], rows[-1]["id"]],
    )


_MAKERS: Mapping[str, Callable[[Database, Sequence[Mapping[str, object]]], None]] = {
    "fold": _fold, "sketch": _sketch, "outline": _outline, "index": _index,
    "former": _former,
}  # fmt: skip


def _mark(db: Database, name: str, version: str) -> None:
    db.execute(
        "INSERT OR REPLACE INTO derived (name, version, at) VALUES (?, ?, ?)",
        [name, version, times.stamp(times.now())],
    )
