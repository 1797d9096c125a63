"""A real archive of very many articles, its rows written in bulk: some minutes for a million.

It is one that ``Archive`` opens: hashes, fingerprints and the search index are those that keeping
would have made. Two things are left out, as readers ask neither: raw pages, and the index of
near-copies (a new article is compared with those that came after the bulk alone).
"""

import sqlite3
import time
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path

from sqlite_utils import Database

from bench.million.texts import DAYS, FIRST_DAY, Made, articles
from crawler.arabic import fingerprint_of, fold
from crawler.reader_version import READER_VERSION
from storage.activity import task_positions
from storage.archive import Archive
from storage.article_uid import uid_of
from storage.copies.prepared_article import text_hash
from storage.database import writing
from storage.derived import versions
from storage.query.archive_without_hidden import ReadingArchive

CHUNK = 20_000
MADE = "bench million"
"""The task in ``progress`` whose position says how many articles an archive was made with."""
_PAUSED = ("articles_fts_insert", "article_writes_insert")
_LATER = ("articles_published", "articles_first_seen", "articles_same_text", "articles_columns")
_HASHED = 64 << 20
"""Bytes that FTS5 gathers before it writes; its own number suits small transactions."""
_HASHED_ELSE = 1 << 20


def million(folder: Path, size: int, sample: Path | None, seed: int = 1) -> None:
    """Make the archive, or leave one that is there as it is. Raises ``ValueError`` for another."""
    if (folder / "warraq.db").exists():
        with ReadingArchive(folder) as kept:
            made = task_positions.position(kept.db, MADE)
        if made != size:
            raise ValueError(f"{folder} is an archive of {made} made articles, not of {size}")
        return
    begun = time.perf_counter(), time.process_time()
    with Archive(folder, create=True) as archive:
        _fill(archive.db, articles(size, sample, seed))
        with writing(archive.db):
            task_positions.save_position(archive.db, MADE, size)
        archive.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    clock, own = time.perf_counter() - begun[0], time.process_time() - begun[1]
    print(f"{size:,} articles made: {clock:.0f} s by the clock, {own:.0f} s of the processor",
          flush=True)  # fmt: skip


def _fill(db: Database, made: Iterable[Made]) -> None:
    db.execute("PRAGMA synchronous = OFF")  # it is made anew if the machine fails
    db.execute("PRAGMA cache_size = -400000")
    later = [
        row[0]
        for row in db.execute(
            f"SELECT sql FROM sqlite_master WHERE name IN ({', '.join('?' * 6)})",
            [*_PAUSED, *_LATER],
        )
    ]
    for name in _PAUSED:
        db.execute(f"DROP TRIGGER {name}")
    for name in _LATER:
        db.execute(f"DROP INDEX {name}")
    _gather(db, _HASHED)
    suppressed = list[Made]()
    made = iter(made)
    while some := list(islice(made, CHUNK)):
        with writing(db):
            _keep(db, some)
        suppressed += [one for one in some if one.suppressed]
    _gather(db, _HASHED_ELSE)
    for sql in later:
        with writing(db):
            db.execute(sql)
    with writing(db):
        db.conn.executemany(
            "INSERT INTO suppressions VALUES (?, ?, 'bench')",
            [(one.id, one.first_seen) for one in suppressed],
        )
        db.execute("INSERT INTO article_writes (doc) SELECT id FROM articles ORDER BY id DESC"
                   " LIMIT 1000")  # fmt: skip
        _crawls(db)


def _gather(db: Database, size: int) -> None:
    db.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('hashsize', ?)", [size])


def _keep(db: Database, some: Sequence[Made]) -> None:
    rows, indexed, former = list[tuple[object, ...]](), list[tuple[object, ...]](), []
    for one in some:
        body = "\n".join(part.text for part in one.body)
        words = [part.words for part in one.body]
        headline, seen = one.headline.text, one.first_seen
        url, print_ = f"https://{one.outlet}.ma/articles/{one.id}.html", fingerprint_of(words)
        rows.append((
            one.id, one.outlet, url, headline, body, one.byline or None, one.section, one.language,
            one.published_at, sum(part.number for part in one.body), seen, seen, seen,
            seen if one.gone else None, *[2 if one.revised else 1] * 2, print_,
            text_hash(headline, body), READER_VERSION, uid_of(one.outlet, url, None),
        ))  # fmt: skip
        indexed.append((one.id, one.headline.folded, "\n".join(part.folded for part in one.body),
                        fold(one.byline), fold(one.section), fold("[]")))  # fmt: skip
        if one.revised:
            before = f"{headline}."
            former.append((one.id, 1, before, body, one.published_at, seen, seen, "outlet", print_,
                           text_hash(before, body), READER_VERSION))  # fmt: skip
    conn = db.conn
    _insert(conn, "articles", "id, outlet, url, headline, body, byline, section, language,"
            " published_at, words, first_seen, last_seen, fetched_at, gone_at, revision,"
            " versions, fingerprint, text_hash, reader, uid", rows)  # fmt: skip
    _insert(conn, "articles_fts", f"rowid, {', '.join(versions.INDEXED)}", indexed)
    _insert(conn, "revisions", "article_id, number, headline, body, published_at, fetched_at,"
            " replaced_at, cause, fingerprint, text_hash, reader", former)  # fmt: skip
    _insert(
        conn,
        "events",
        "article_id, at, kind, detail",
        [(one.id, one.first_seen, "gone", "answers 404") for one in some if one.gone],
    )
    _relate(conn, some)


def _relate(conn: sqlite3.Connection, some: Sequence[Made]) -> None:
    """The stories of the copies: each is numbered as its first article."""
    copies = [(one.id, one.copy_of, one.first_seen) for one in some if one.copy_of]
    said = "the same text"
    conn.executemany("INSERT OR IGNORE INTO stories VALUES (?, ?)",
                     [(of, at) for _, of, at in copies])  # fmt: skip
    put = "INSERT OR IGNORE INTO story_members (article_id, story_id, role, score, evidence, by_id)"
    conn.executemany(f"{put} VALUES (?, ?, 'original', 1.0, 'the earliest of these texts', NULL)",
                     [(of, of) for _, of, _ in copies])  # fmt: skip
    conn.executemany(f"{put} VALUES (?, ?, 'copy', 1.0, ?, ?)",
                     [(id, of, said, of) for id, of, _ in copies])  # fmt: skip
    conn.executemany("INSERT INTO relations VALUES (?, ?, 'copy', 1.0, ?)",
                     [(of, id, said) for id, of, _ in copies])  # fmt: skip


def _crawls(db: Database) -> None:
    """A crawl a day of each outlet, in the last year."""
    days = [FIRST_DAY + timedelta(days=day) for day in range(DAYS - 365, DAYS)]
    rows = db.execute("SELECT DISTINCT outlet FROM articles").fetchall()
    stamps = [(day.strftime("%Y-%m-%dT06:00:00Z"), day.strftime("%Y-%m-%dT06:05:00Z"))
              for day in days]  # fmt: skip
    _insert(
        db.conn,
        "runs",
        "outlet, started_at, ended_at, pid, finish, listings_polled",
        [(outlet, *at, 1, "finished", 1) for (outlet,) in rows for at in stamps],
    )


def _insert(
    conn: sqlite3.Connection, table: str, columns: str, rows: Sequence[Sequence[object]]
) -> None:
    marks = ", ".join("?" * len(columns.split(",")))
    conn.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
