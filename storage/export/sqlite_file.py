"""Articles as an SQLite file that is searched without Warraq: by ``sqlite3``, by Datasette.

No table is STRICT: SQLite before 3.37 cannot open a file that has one.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from crawler.arabic import TOKENIZER, fold
from storage.export.columns import Column
from storage.export.rows import STEP, Row, Told
from storage.read_transaction import heard

APPLICATION = 0x57515831
"""Marks such a file as an export: another database of its name is not written over."""
_TYPES = {
    "text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER",
    "list": "TEXT", "map": "TEXT", "time": "TEXT",
}  # fmt: skip
_SAID = {"boolean": "0 or 1", "list": "JSON", "map": "JSON", "time": "UTC, 2026-11-24T09:30:00Z"}
_CHARACTERS = 4_000_000
"""Characters of texts that are in memory at a time."""
_PENDING_BYTES = 8_000_000
"""Of words that an index gathers before it writes them: of the usual million it merges for long."""
_PRAGMAS = (
    f"application_id = {APPLICATION}", "journal_mode = OFF", "synchronous = OFF",
    "temp_store = MEMORY", "cache_size = -32000",
)  # fmt: skip
"""What breaks off is thrown away: nothing is written twice for its sake."""
_OF_FILES = (
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY,
)  # fmt: skip
"""What SQLite says of a disk."""
_SEARCHED = {
    "articles_fts": f'content="articles", content_rowid="id", tokenize="{TOKENIZER}"',
    "articles_folded_fts": f'content="", tokenize="{TOKENIZER}"',
}
"""As printed, by which Datasette's box searches; and folded, which holds no second copy."""
HOW_TO_SEARCH = {
    "search": "SELECT a.* FROM articles a JOIN articles_fts f ON f.rowid = a.id"
    " WHERE articles_fts MATCH 'المدرسة' ORDER BY rank",
    "search_folded": "The same with articles_folded_fts, where spellings are one: write ا for أ إ"
    " آ, ه for ة, ي for ى ئ, و for ؤ, digits 0 to 9, small letters, and no harakat",
}


class OtherDatabase(OSError):
    """A database of something else, or one that is open, has the name of an export."""


def write_sqlite(
    found: Iterator[Row], columns: Sequence[Column], path: Path, said: Mapping[str, str],
    told: Told,
) -> None:  # fmt: skip
    """A table ``articles`` with the columns, two indexes of words, ``columns`` and ``about``.

    Raises ``OSError`` where the disk is full.
    """
    number = 0
    marks = ", ".join("?" * len(columns))
    path.touch(exist_ok=False)  # which says more than SQLite where it cannot be
    with closing(sqlite3.connect(path, isolation_level=None)) as made, heard(made):
        with as_file_errors(path):
            _create(made, columns)
        for batch in _batches(found):
            with as_file_errors(path):
                made.executemany(f"INSERT INTO articles VALUES ({marks})", batch)
            number += len(batch)
        with as_file_errors(path):
            _index_words(made, number, told)
            made.executemany(
                "INSERT INTO about VALUES (?, ?)",
                {**said, "articles": str(number), **HOW_TO_SEARCH}.items(),
            )
            made.execute("COMMIT")


def demand_replaceable(path: Path) -> None:
    """Raise ``OtherDatabase`` for a file that is no export of ours, or that is open."""
    head = b""
    if path.is_file():
        with path.open("rb") as stream:
            head = stream.read(72)
    if head.startswith(b"SQLite format 3") and head[68:] != APPLICATION.to_bytes(4):
        raise OtherDatabase(errno.EEXIST, "it is a database of something else: name a new file")
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            raise OtherDatabase(errno.EEXIST, f"it is open somewhere: {beside.name} is beside it")


def _create(made: sqlite3.Connection, columns: Sequence[Column]) -> None:
    for pragma in _PRAGMAS:
        made.execute(f"PRAGMA {pragma}")
    made.execute("BEGIN")
    fields = [f'"{one.name}" {_TYPES[one.kind]}' for one in columns]
    fields[[one.name for one in columns].index("id")] += " PRIMARY KEY"
    made.execute(f"CREATE TABLE articles ({', '.join(fields)})")
    # made now and not at the end: sorting them then is one long call that no signal breaks off
    made.execute("CREATE INDEX articles_published ON articles (published_at)")
    made.execute("CREATE INDEX articles_outlet ON articles (outlet, published_at)")
    made.execute("CREATE INDEX articles_story ON articles (story_id)")
    for name, options in _SEARCHED.items():
        made.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(headline, body, {options})")
        made.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('hashsize', {_PENDING_BYTES})")
    made.execute("CREATE TABLE columns (name TEXT PRIMARY KEY, type TEXT, meaning TEXT)")
    made.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
    made.executemany(
        "INSERT INTO columns VALUES (?, ?, ?)",
        ((one.name, f"{one.kind}: {said}" if (said := _SAID.get(one.kind)) else one.kind,
          one.meaning) for one in columns),
    )  # fmt: skip


def _batches(found: Iterator[Row]) -> Iterator[list[Row]]:
    """The rows by so many at a time that neither their number nor their texts are much."""
    batch, characters = list[Row](), 0
    for row in found:
        batch.append(row)
        characters += sum(len(value) for value in row if isinstance(value, str))
        if len(batch) == STEP or characters > _CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _index_words(made: sqlite3.Connection, number: int, told: Told) -> None:
    """Fill the indexes in the order of ids: FTS5 begins anew at each that is smaller."""
    done = 0
    texts = made.execute("SELECT id, headline, body FROM articles ORDER BY id")
    for batch in _batches(texts):
        made.executemany("INSERT INTO articles_fts (rowid, headline, body) VALUES (?, ?, ?)", batch)
        made.executemany(
            "INSERT INTO articles_folded_fts (rowid, headline, body) VALUES (?, ?, ?)",
            ((id, fold(headline or ""), fold(body or "")) for id, headline, body in batch),
        )
        done += len(batch)
        told(done, number)


@contextmanager
def as_file_errors(path: Path) -> Iterator[None]:
    """What SQLite says of a full or broken disk, as other files say it."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _OF_FILES:  # it was broken off by a signal
            raise
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        code = errno.ENOSPC if full else errno.EIO
        raise OSError(code, os.strerror(code) if full else str(error), str(path)) from error
