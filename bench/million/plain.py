"""The peer: a plain FTS5 table with its own tokenizer over the same rows, of nobody's making."""

import contextlib
import sqlite3
from pathlib import Path

from storage.database import DATABASE

PLAIN = "plain.db"


def plain(folder: Path) -> sqlite3.Connection:
    """The plain index of an archive, made where it is not there yet; it lies beside the archive."""
    path = folder.with_name(f"{folder.name}-{PLAIN}")
    if not path.exists() or not _is_whole(path):
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        _make(folder, unfinished)
        unfinished.rename(path)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _make(folder: Path, path: Path) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("CREATE VIRTUAL TABLE plain USING fts5(headline, body, content='')")
    db.execute("INSERT INTO plain(plain, rank) VALUES ('hashsize', 67108864)")
    db.execute("ATTACH ? AS archive", [str(folder / DATABASE)])
    db.execute("BEGIN")
    db.execute(
        "INSERT INTO plain(rowid, headline, body) SELECT id, headline, body"
        " FROM archive.articles WHERE id NOT IN (SELECT article_id FROM suppressions)"
    )
    db.execute("COMMIT")
    db.execute("INSERT INTO plain(plain) VALUES ('optimize')")  # as the archive's own is merged
    db.close()


def _is_whole(path: Path) -> bool:
    """Whether it is one segment; one that a former bench made is many."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        return bool(db.execute("SELECT count(DISTINCT segid) = 1 FROM plain_idx").fetchone()[0])
