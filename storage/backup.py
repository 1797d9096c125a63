"""A copy of the archive while it is written, and a new archive made of such a copy.

The database is copied with SQLite's own backup; only then the files, so that every row of the copy
leads to bytes that are in it. ``manifest-sha256.txt`` can be checked with ``sha256sum -c``.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage import diary
from storage.archive import Archive
from storage.database import DATABASE
from storage.errors import ArchiveError, CannotWrite
from storage.raw.joining import outlets_with_files
from storage.raw.repair import repair_segments
from storage.raw.segment import OPEN, sync_folder

MANIFEST = "manifest-sha256.txt"
_PIECE = 1 << 20


class BadBackup(ArchiveError):
    """A folder is no backup, or not the one that its manifest describes."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup or a restoring copied."""

    files: int
    bytes: int
    unchanged: int
    """Files that an earlier backup in the same folder had already."""


def backup(archive: Archive, target: Path) -> Copied:
    """Copy the archive into a folder; what is there already and unchanged is not copied again.

    Raises ``BadBackup`` for a folder that holds something else, ``CannotWrite``.
    """
    if target.exists() and any(target.iterdir()) and not (target / MANIFEST).exists():
        raise BadBackup(f"{target} is not empty and no backup of ours: name another folder")
    had = dict(_manifest(target)) if (target / MANIFEST).exists() else {}
    try:
        target.mkdir(parents=True, exist_ok=True)
        lines = {DATABASE: _database(archive, target / DATABASE)}
        rows = _segments(target / DATABASE)
        copied = unchanged = 0
        for file, state, sha256 in rows:
            name = f"raw/{file}" + (OPEN if state == "open" else "")
            destination = target / name
            if sha256 and had.get(name) == sha256 and _hash(destination) == sha256:
                lines[name], unchanged = sha256, unchanged + 1
                continue
            source = _source(archive, file)
            if source is None and state == "open":
                continue  # a row whose file was never made
            if source is None:
                raise BadBackup(f"{file} is missing in the archive: `warraq verify` says more")
            lines[name], copied = _copy(source, destination), copied + 1
            if sha256 and lines[name] != sha256:
                raise BadBackup(f"{file} has changed since it was sealed: `warraq verify`")
        for name in had.keys() - lines.keys():  # joined or erased since
            (target / name).unlink(missing_ok=True)
        _write_manifest(target, lines)
    except OSError as error:
        raise CannotWrite(f"cannot write the backup {target}: {error}") from error
    diary.copy_made(archive, target, "backup")
    diary.note(archive, "backup", f"{target}: {len(lines)} files")
    size = sum((target / name).stat().st_size for name in lines)
    return Copied(copied + 1, size, unchanged)


def restore(source: Path, target: Path) -> Copied:
    """Make an archive of a backup in a new folder. Raises ``BadBackup`` and ``CannotWrite``.

    Every file is held against the manifest as it is copied.
    """
    if target.exists() and any(target.iterdir()):
        raise BadBackup(f"{target} is not empty: restore into a new folder")
    if not (source / MANIFEST).is_file():
        raise BadBackup(f"{source} has no {MANIFEST}: it is no finished backup")
    copied = size = 0
    for name, digest in _manifest(source):
        try:
            if _copy(source / name, target / name) != digest:
                raise BadBackup(f"{source / name} is damaged: its sha256 is not the manifest's")
        except FileNotFoundError as error:
            raise BadBackup(f"{source / name} is missing") from error
        except OSError as error:
            raise CannotWrite(f"cannot write {target / name}: {error.strerror}") from error
        copied, size = copied + 1, size + (target / name).stat().st_size
    with Archive(target) as restored:
        for outlet in outlets_with_files(restored):
            repair_segments(restored, outlet)
        diary.note(restored, "restore", f"{source}: {copied} files")
    return Copied(copied, size, 0)


def _database(archive: Archive, path: Path) -> str:
    """Copy the database as it is now; its checksum."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.unlink(missing_ok=True)
    copy = sqlite3.connect(unfinished)
    try:
        archive.db.conn.backup(copy, pages=2048)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
    except sqlite3.Error as error:
        raise CannotWrite(f"cannot copy the database to {path}: {error}") from error
    finally:
        copy.close()
    unfinished.replace(path)
    return _hash(path)


def _segments(database: Path) -> list[tuple[str, str, str | None]]:
    """The files that the copied database names."""
    copy = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return copy.execute(
            "SELECT file, state, sha256 FROM segments WHERE state IN ('open', 'sealed')"
        ).fetchall()
    finally:
        copy.close()


def _source(archive: Archive, file: str) -> Path | None:
    """Where a file is now: a segment may have been sealed since the database was copied."""
    path = archive.folder / "raw" / file
    for place in (path.with_name(path.name + OPEN), path):
        if place.exists():
            return place
    return None


def _copy(source: Path, target: Path) -> str:
    """Copy a file under another name first; its checksum."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    unfinished = target.with_name(target.name + ".part")
    with source.open("rb") as given, unfinished.open("wb") as made:
        while data := given.read(_PIECE):
            digest.update(data)
            made.write(data)
    unfinished.replace(target)
    return digest.hexdigest()


def _hash(path: Path) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _manifest(folder: Path) -> Iterator[tuple[str, str]]:
    for line in (folder / MANIFEST).read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if not name or Path(name).is_absolute() or ".." in Path(name).parts:
            raise BadBackup(f"{folder / MANIFEST}: not a line of a manifest: {line!r}")
        yield name, digest


def _write_manifest(folder: Path, lines: dict[str, str]) -> None:
    unfinished = folder / (MANIFEST + ".part")
    text = "".join(f"{digest}  {name}\n" for name, digest in sorted(lines.items()))
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(folder / MANIFEST)
    sync_folder(folder)
