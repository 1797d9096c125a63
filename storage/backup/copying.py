"""Copying the archive: the database first, then every raw file that the copy names."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from storage.activity import activity_log, copy_locations
from storage.archive import Archive
from storage.backup.finished_copy import copy_file, drop_others, file_sha256, is_begun, settle
from storage.backup.manifest import UNFINISHED, BadBackup, read_manifest, write_manifest
from storage.backup.result import BackupResult
from storage.database import DATABASE, SETTINGS
from storage.errors import CannotWrite
from storage.folder_sync import make_folder
from storage.raw.intact_records import held
from storage.raw.lost_files import LostFile, lost_file, to_read
from storage.safe_raw_paths import OPEN, present


def backup(archive: Archive, target: Path) -> BackupResult:
    """Copy the archive into a folder; what is there already and unchanged is not copied again.

    A raw file that is lost or damaged is named in the result, and the rest is copied.
    Raises ``BadBackup`` for a folder that holds something else, ``CannotWrite``.
    """
    copied_database = target / (DATABASE + UNFINISHED)
    ours = is_begun(target) or copied_database.exists()
    if target.exists() and any(target.iterdir()) and not ours:
        raise BadBackup(f"{target} is not empty and no backup of ours: name another folder")
    try:
        make_folder(target)
        had = dict(read_manifest(target)) if settle(target) else {}
        for piece in (target / "raw").rglob(f"*{UNFINISHED}"):  # of one that died
            piece.unlink()
        lines = {DATABASE: _database(archive, copied_database)}
        copied = unchanged = 0
        lost = list[str]()
        if (settings := archive.folder / SETTINGS).is_file():
            lines[SETTINGS] = copy_file(settings, target / SETTINGS)
            changed = lines[SETTINGS] != had.get(SETTINGS)
            copied, unchanged = copied + changed, unchanged + (not changed)
        for file, sha256 in _segments(copied_database):
            source = present(archive.folder, file)
            known = lost_file(archive, file) if source is not None else None
            if source is None or known is not None and not known.readable:
                lost += _lost_in_words(archive, copied_database, file)
                lines |= _kept(target, had, file)
                continue
            name = str(source.relative_to(archive.folder))
            destination = target / name
            if sha256 and had.get(name) == sha256 and file_sha256(destination) == sha256:
                lines[name], unchanged = sha256, unchanged + 1
                if known is not None:
                    lost.append(f"{known.in_words()}; this backup has it whole, put that back")
                continue
            better = _better(copied_database, source, target, had, file) if known else {}
            if known is not None and better:
                lines, unchanged = lines | better, unchanged + len(better)
                lost.append(f"{known.in_words()}; this backup keeps its former copy of it")
                continue
            lines[name], copied = copy_file(source, destination), copied + 1
            if known is not None:
                lost.append(f"{known.in_words()}: copied as it is now")
            elif sha256 and lines[name] != sha256:
                why = "has changed since it was sealed: copied as it is now"
                lost.append(f"raw/{file} {why}. {to_read(file)}")
        write_manifest(target, lines)
        settle(target)
        drop_others(target, lines.keys())
    except OSError as error:
        raise CannotWrite(
            f"cannot write the backup {target}: {error.strerror}; a former backup there is as it"
            " was. Make room and give the same command again"
        ) from error
    try:
        copy_locations.copy_made(archive.db, target, "backup")
        activity_log.note(archive.db, "backup", f"{target}: {len(lines)} files")
    except sqlite3.OperationalError as error:  # a read-only archive can be copied, not written
        if "readonly" not in str(error):
            raise
    size = sum((target / name).stat().st_size for name in lines)
    return BackupResult(copied + 1, size, unchanged, tuple(lost))


def _kept(target: Path, had: Mapping[str, str], file: str) -> dict[str, str]:
    """The copies of a file, sealed or open, that the backup has and that are as they were made."""
    names = [name for name in (f"raw/{file}", f"raw/{file}{OPEN}") if name in had]
    return {name: had[name] for name in names if file_sha256(target / name) == had[name]}


def _better(
    database: Path, source: Path, target: Path, had: Mapping[str, str], file: str
) -> dict[str, str]:
    """The copy that the backup has of a damaged file, if that holds more of it; else empty."""
    copy = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    copy.row_factory = sqlite3.Row
    try:
        rows = copy.execute("SELECT * FROM captures WHERE file = ?", [file]).fetchall()
    finally:
        copy.close()
    kept = _kept(target, had, file)
    whole = {name: held(target / name, rows) for name in kept}
    best = max(whole, key=whole.__getitem__, default="")
    return {best: kept[best]} if best and whole[best] >= held(source, rows) else {}


def _lost_in_words(archive: Archive, database: Path, file: str) -> list[str]:
    """A raw file that is not there, in words; an open one without answers was never made.

    Raises ``BadBackup`` for one that was joined to others since the database was copied.
    """
    copy = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    try:
        (count,) = copy.execute("SELECT count(*) FROM captures WHERE file = ?", [file]).fetchone()
    finally:
        copy.close()
    row = archive.row("SELECT state FROM segments WHERE file = ?", file)
    if count and not archive.row("SELECT 1 FROM captures WHERE file = ?", file):
        raise BadBackup(f"{file} was joined to others meanwhile: give the same command again")
    if not count and (row is None or row["state"] == "open"):
        return []
    known = lost_file(archive, file)
    return [(known or LostFile(file, "", count)).in_words()]


def _database(archive: Archive, path: Path) -> str:
    """Copy the database as it is now; its checksum."""
    path.unlink(missing_ok=True)
    copy = sqlite3.connect(path)
    try:
        # in one step, which holds up no writer: in several it would begin anew with each write
        archive.db.conn.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
    except sqlite3.Error as error:
        raise CannotWrite(
            f"cannot copy the database to {path}: {error}; a former backup there is as it was"
        ) from error
    finally:
        copy.close()
    return file_sha256(path)


def _segments(database: Path) -> list[tuple[str, str | None]]:
    """The files that the copied database names."""
    copy = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return copy.execute(
            "SELECT file, sha256 FROM segments WHERE state IN ('open', 'sealed', 'damaged')"
            " OR state = 'joined' AND file IN (SELECT file FROM captures)"
        ).fetchall()
    finally:
        copy.close()
