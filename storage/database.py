"""Opening the archive's database: folder, pragmas, migrations, ``ar_fold``."""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from sqlite_utils import Database

from crawler.arabic import fold
from storage.errors import CannotOpen, NewerArchive
from storage.folder_sync import make_folder
from storage.process_locks import alone
from storage.schema import migrate
from storage.schema.heavy_migrations import apply_light

DATABASE = "warraq.db"
SETTINGS = "warraq.toml"
"""The operator's choices for this archive: without its outlets its pages read otherwise."""
BUSY_SECONDS = 60
"""How long a writer waits for another; several crawls write to one archive."""
CACHE_KIB = 16_000
"""Pages kept in memory: the upper levels of the indexes, which each decision asks 35 times."""

_LEAST_FREE = 1 << 16
"""Bytes; SQLite's shared memory begins with half of it."""


def open_database(folder: Path, *, create: bool = False) -> Database:
    """The database of an archive folder; made first if ``create``. Light migrations are applied.

    Raises ``CannotOpen`` (with what to do) and ``NewerArchive``.
    """
    path = folder / DATABASE
    if create:
        _make_folder(folder)
        with alone(folder / "raw" / ".lock"):  # two processes may make one archive
            return _opened(path)
    if not path.exists():
        raise CannotOpen(
            f"no archive at {folder}: start one with `warraq crawl` or `warraq run`, "
            "or name another folder with --archive"
        )
    return _opened(path)


def _opened(path: Path) -> Database:
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        db = _prepared(connection)
    except sqlite3.OperationalError as error:
        if path.exists() and not os.access(path, os.W_OK) or "readonly" in str(error):
            return _read_only(path)
        # SQLite says "disk I/O error" where not even its shared memory finds room
        full = shutil.disk_usage(path.parent).free < _LEAST_FREE if path.parent.is_dir() else False
        said = f"{error}: the disk is full" if full else error
        raise CannotOpen(f"cannot open {path} for writing: {said}") from error
    except sqlite3.DatabaseError as error:
        raise CannotOpen(f"{path} is not a database, or a damaged one: {error}") from error
    _bring_up_to_date(db, path)
    return db


def _read_only(path: Path) -> Database:
    """An archive on a read-only disk: it can be asked, not written."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    connection.create_function("ar_fold", 1, _ar_fold, deterministic=True)
    db = Database(connection)
    _refuse_other(db, path)
    return db


def _refuse_other(db: Database, path: Path) -> None:
    """Refuse other tables than this Warraq's, which nobody could change on a read-only disk."""
    if "_sqlite_migrations" not in db.table_names():
        raise CannotOpen(f"{path} is a database of something else: name the archive's own folder")
    applied = {row["name"] for row in db.query("SELECT name FROM _sqlite_migrations")}
    known = known_names()
    _refuse_newer(path, applied - known)
    if known - applied:
        raise CannotOpen(
            f"{path} was last written by an older Warraq and cannot be brought up to date where "
            "it is read-only: copy the archive's folder to where you may write, and name the copy "
            "with --archive; nothing was changed"
        )


def _make_folder(folder: Path) -> None:
    """The folder and its ``raw/``, proved to be writable."""
    try:
        make_folder(folder / "raw")
        with TemporaryFile(dir=folder / "raw"):
            pass
    except OSError as error:
        raise CannotOpen(
            f"cannot write the archive folder {folder}: {error.strerror}. "
            "Choose another one with --archive DIR or WARRAQ_ARCHIVE"
        ) from error


def _prepared(connection: sqlite3.Connection) -> Database:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.create_function("ar_fold", 1, _ar_fold, deterministic=True)
    return Database(connection)


_folds: dict[str, str] = {}


@contextmanager
def folded(folds: Mapping[str, str]) -> Iterator[None]:
    """Texts whose folds are known: the search index takes these instead of folding them again."""
    _folds.update(folds)
    try:
        yield
    finally:
        _folds.clear()


def _ar_fold(text: str) -> str:
    return _folds.get(text) or fold(text)


def _bring_up_to_date(db: Database, path: Path) -> None:
    """Apply what is missing; refuse what is newer."""
    _refuse_newer(path, {migration.name for migration in migrate.applied(db)} - known_names())
    if not migrate.applied(db) and db.table_names():
        raise CannotOpen(f"{path} is a database of something else: name the archive's own folder")
    if migrate.pending(db):
        with writing(db):
            apply_light(db)


def _refuse_newer(path: Path, unknown: set[str]) -> None:
    """Raise ``NewerArchive`` where there are migrations that nobody here knows."""
    if unknown:
        raise NewerArchive(
            f"{path} was written by a newer Warraq (it has {', '.join(sorted(unknown))}): "
            "update Warraq; nothing was changed"
        )


def known_names() -> set[str]:
    """The migrations that this version of Warraq knows."""
    return {migration.name for migration in migrate.pending(Database(memory=True))}


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One short transaction that has the write lock from its start."""
    if db.conn.in_transaction:
        yield
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:  # whatever happens, nothing half-written stays
        db.conn.rollback()
        raise
    db.conn.commit()
