"""``make bench-migration``: what bringing an old archive up to date costs.

The heavy migrations on ``--rows`` articles (2.5 KB of Arabic each, index of search left out), and
each kind of derived data made anew on ``--rebuilt`` of them.
"""

import argparse
import os
import random
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from bench.corpus import texts
from storage.archive import Archive
from storage.database import DATABASE, open_database, writing
from storage.derived import rebuild, versions
from storage.schema import migrate
from storage.schema.heavy_migrations import HEAVY, due

LETTERS = 1_380
"""Of a body: 2.5 KB in UTF-8, about 220 words."""
CHUNK = 10_000
_TRIGGERS = ("articles_fts_insert", "articles_fts_delete", "articles_fts_update")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rebuilt", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, help="on which disk; default: the temporary one")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as place:
        migrations(Path(place) / "archive", given.rows)
    with tempfile.TemporaryDirectory(dir=given.folder) as place:
        rebuilding(Path(place) / "archive", given.rebuilt)


def migrations(folder: Path, rows: int) -> None:
    """Each heavy migration on an archive that lacks it."""
    with Archive(folder, create=True) as archive:
        fill(archive.db, rows)
        for name in HEAVY:
            _undo(archive.db, name)
    db = open_database(folder)
    for cost in due(db):
        print(f"{cost.name}: {cost.rows:,} rows, told {cost.seconds:.0f} s, {cost.bytes:,} bytes")
    size = (folder / DATABASE).stat().st_size
    begun = time.perf_counter(), time.process_time()
    with watched(folder) as most:
        for step in rebuild.rebuild(db, folder):
            print(f"  {step.what}: {step.done:,} of {step.total:,}", flush=True)
    clock, own = time.perf_counter() - begun[0], time.process_time() - begun[1]
    grown = (folder / DATABASE).stat().st_size - size
    print(f"  {clock:.0f} s by the clock, {own:.0f} s of the processor; database {size:,} bytes,"
          f" grown by {grown:,}; log {most[0]:,} at most", flush=True)  # fmt: skip
    db.close()


def rebuilding(folder: Path, rows: int) -> None:
    """Each kind of derived data, made anew alone."""
    with Archive(folder, create=True) as archive:
        fill(archive.db, rows)
    db = open_database(folder)
    for name in versions.NAMES:
        db.execute("UPDATE derived SET version = '' WHERE name = ?", [name])
        begun, own = time.perf_counter(), time.process_time()
        for _ in rebuild.rebuild(db, folder):
            pass
        clock, own = time.perf_counter() - begun, time.process_time() - own
        print(f"{name}: {own / rows * 1000:.2f} ms of the processor an article;"
              f" {clock:.0f} s by the clock for {rows:,}", flush=True)  # fmt: skip
    db.close()


def fill(db: Database, rows: int) -> None:
    """So many articles, of words that our own texts have; the search index stays empty."""
    chance = random.Random(1)
    words = [word for one in texts(None) for line in one.paragraphs for word in line.split()]
    prose = " ".join(chance.choice(words) for _ in range(200_000))
    triggers = [row[0] for row in db.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name IN (?, ?, ?)", _TRIGGERS
    )]  # fmt: skip
    for name in _TRIGGERS:
        db.execute(f"DROP TRIGGER {name}")
    for first in range(0, rows, CHUNK):
        made = [_row(number, prose, chance) for number in range(first, min(first + CHUNK, rows))]
        names, marks = ", ".join(made[0]), ", ".join("?" * len(made[0]))
        with writing(db):
            db.conn.executemany(
                f"INSERT INTO articles ({names}) VALUES ({marks})",
                [tuple(row.values()) for row in made],
            )
    for sql in triggers:
        db.execute(sql)


def _row(number: int, prose: str, chance: random.Random) -> dict[str, object]:
    at = chance.randrange(len(prose) - LETTERS)
    body, outlet, seen = prose[at : at + LETTERS], f"o{number % 100}", "2026-11-20T09:00:00Z"
    url = f"https://{outlet}.ma/{number}/an-address-as-long-as-they-are.html"
    return {
        "outlet": outlet, "url": url, "headline": body[:70], "body": body, "byline": body[70:85],
        "section": "مجتمع", "language": "ar", "published_at": seen, "published_precision": "second",
        "published_source": "json-ld", "published_printed": "20 نونبر 2026", "modified_at": seen,
        "image": url.replace("html", "jpg"), "canonical_url": url, "words": 220,
        "first_seen": seen, "last_seen": seen, "fetched_at": seen, "reader": 1,
        "fingerprint": f"{chance.getrandbits(128):032x}", "encoding": "utf-8",
        "text_hash": f"{chance.getrandbits(128):032x}", "body_source": "container: div.x",
        "encoding_evidence": "HTTP header",
    }  # fmt: skip


def _undo(db: Database, name: str) -> None:
    """Take a migration back, as far as its cost depends on it."""
    if name == "without_darija_hint":
        db.execute("ALTER TABLE articles ADD COLUMN darija_hint REAL")
    if name == "counted_versions":  # every third article was revised; there was no ledger then
        db.execute("DROP TRIGGER ledger_articles_update")
        db.execute("UPDATE articles SET revision = 2, versions = 1 WHERE id % 3 = 0")
    db.execute("DELETE FROM _sqlite_migrations WHERE migration_set = ? AND name = ?",
               [migrate.name, name])  # fmt: skip


@contextmanager
def watched(folder: Path) -> Iterator[list[int]]:
    """The most bytes that SQLite's log has meanwhile."""
    most, ended, log = [0], threading.Event(), folder / f"{DATABASE}-wal"

    def watch() -> None:
        while not ended.wait(0.2):
            if log.exists():
                most[0] = max(most[0], os.stat(log).st_size)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        ended.set()
        watcher.join()


if __name__ == "__main__":
    main()
