"""A copy of the archive while it is written, and a new archive made of such a copy.

The database is copied with SQLite's own backup; only then the files, so that every row of the copy
leads to bytes that are in it. ``manifest-sha256.txt`` can be checked with ``sha256sum -c``. Until
the new copy is whole the former one stays as it was: a backup that dies costs nobody the last one.
"""

import hashlib
import os
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from storage import activity_log
from storage.archive import Archive
from storage.database import DATABASE, SETTINGS
from storage.errors import ArchiveError, CannotWrite
from storage.raw.crash_repair import repair_segments
from storage.raw.monthly_merge import outlets_with_files
from storage.raw.segment import OPEN, sync_folder

MANIFEST = "manifest-sha256.txt"
_UNFINISHED, _COMING = ".part", ".next"
_PIECE = 1 << 20


class BadBackup(ArchiveError):
    """A folder is no backup, or not the one that its manifest describes."""


@dataclass(frozen=True, slots=True)
class BackupResult:
    """The counts of a backup or a restore: files and bytes copied."""

    files: int
    bytes: int
    unchanged: int
    """Files that an earlier backup in the same folder had already."""

    def in_words(self) -> str:
        """``1 file copied, 14 were there already: 2,308,136 bytes``."""
        said = f"{self.files} {'file' if self.files == 1 else 'files'} copied"
        if self.unchanged:
            said += f", {self.unchanged} {'was' if self.unchanged == 1 else 'were'} there already"
        return f"{said}: {self.bytes:,} bytes"


def backup(archive: Archive, target: Path) -> BackupResult:
    """Copy the archive into a folder; what is there already and unchanged is not copied again.

    Raises ``BadBackup`` for a folder that holds something else, ``CannotWrite``.
    """
    copied_database = target / (DATABASE + _UNFINISHED)
    ours = any((target / name).exists() for name in (MANIFEST, MANIFEST + _COMING, copied_database))
    if target.exists() and any(target.iterdir()) and not ours:
        raise BadBackup(f"{target} is not empty and no backup of ours: name another folder")
    try:
        target.mkdir(parents=True, exist_ok=True)
        had = dict(_manifest(target)) if _settled(target) else {}
        for piece in (target / "raw").rglob(f"*{_UNFINISHED}"):  # of one that died
            piece.unlink()
        lines = {DATABASE: _database(archive, copied_database)}
        copied = unchanged = 0
        if (settings := archive.folder / SETTINGS).is_file():
            lines[SETTINGS] = _copy(settings, target / SETTINGS)
            changed = lines[SETTINGS] != had.get(SETTINGS)
            copied, unchanged = copied + changed, unchanged + (not changed)
        for file, state, sha256 in _segments(copied_database):
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
        _write_manifest(target, lines)
        _settled(target)
        _drop_others(target, lines.keys())
    except OSError as error:
        raise CannotWrite(
            f"cannot write the backup {target}: {error.strerror}; a former backup there is as it"
            " was. Make room and give the same command again"
        ) from error
    try:
        activity_log.copy_made(archive.db, target, "backup")
        activity_log.note(archive.db, "backup", f"{target}: {len(lines)} files")
    except sqlite3.OperationalError as error:  # a read-only archive can be copied, not written
        if "readonly" not in str(error):
            raise
    size = sum((target / name).stat().st_size for name in lines)
    return BackupResult(copied + 1, size, unchanged)


def restore(source: Path, target: Path) -> BackupResult:
    """Make an archive of a backup in a new folder. Raises ``BadBackup`` and ``CannotWrite``.

    Every file is held against the manifest as it is copied.
    """
    if target.exists() and any(target.iterdir()):
        raise BadBackup(f"{target} is not empty: restore into a new folder")
    try:
        finished = _settled(source)
    except OSError as error:
        raise BadBackup(f"{source} is a backup that died, and cannot be mended: {error}") from error
    if not finished:
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
    with Archive(target, needs="nothing") as restored:
        for outlet in outlets_with_files(restored):
            repair_segments(restored, outlet)
        activity_log.note(restored.db, "restore", f"{source}: {copied} files")
    return BackupResult(copied, size, 0)


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
    """The present path of a file: a segment may have been sealed since the database was copied."""
    path = archive.folder / "raw" / file
    for place in (path.with_name(path.name + OPEN), path):
        if place.exists():
            return place
    return None


def _copy(source: Path, target: Path) -> str:
    """Copy a file under another name first; its checksum. What stands there is not replaced yet."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    unfinished = target.with_name(target.name + _UNFINISHED)
    with source.open("rb") as given, unfinished.open("wb") as made:
        while data := given.read(_PIECE):
            digest.update(data)
            made.write(data)
        made.flush()
        os.fsync(made.fileno())
    if not target.exists():
        unfinished.replace(target)
    return digest.hexdigest()


def _hash(path: Path) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _manifest(folder: Path, file: str = MANIFEST) -> Iterator[tuple[str, str]]:
    for line in (folder / file).read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if not name or Path(name).is_absolute() or ".." in Path(name).parts:
            raise BadBackup(f"{folder / file}: not a line of a manifest: {line!r}")
        yield name, digest


def _write_manifest(folder: Path, lines: dict[str, str]) -> None:
    """The manifest of what is about to be in place; from its last name on there is no way back."""
    unfinished = folder / (MANIFEST + _UNFINISHED)
    text = "".join(f"{digest}  {name}\n" for name, digest in sorted(lines.items()))
    with unfinished.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    for filled in {(folder / name).parent for name in lines}:
        sync_folder(filled)
    unfinished.replace(folder / (MANIFEST + _COMING))
    sync_folder(folder)


def _settled(folder: Path) -> bool:
    """Put a copy that is whole in the place of the former one; whether there is a backup now.

    A backup that died on this last step is brought to its end by the next one, or by ``restore``.
    """
    coming = folder / (MANIFEST + _COMING)
    if coming.exists():
        for name, _ in _manifest(folder, MANIFEST + _COMING):
            made = folder / (name + _UNFINISHED)
            if made.exists():
                made.replace(folder / name)
        coming.replace(folder / MANIFEST)
        sync_folder(folder)
    return (folder / MANIFEST).is_file()


def drop_unfinished(target: Path) -> None:
    """Remove the pieces of a backup that was broken off, as far as the next one needs none.

    Where no backup was finished before, the copied database stays: by it the next one knows that
    the folder is its own.
    """
    if (target / (MANIFEST + _COMING)).exists():
        return  # it is whole, and only not in place: the next one, or ``restore``, ends it
    pieces = list((target / "raw").rglob(f"*{_UNFINISHED}"))
    if (target / MANIFEST).is_file():
        pieces += target.glob(f"*{_UNFINISHED}")
    for piece in pieces:
        piece.unlink(missing_ok=True)


def _drop_others(folder: Path, names: Collection[str]) -> None:
    """Remove what the backup no longer holds: files joined or erased since, dropped settings."""
    for path in (folder / "raw").rglob("*"):
        if path.is_file() and str(path.relative_to(folder)) not in names:
            path.unlink()
    if SETTINGS not in names:
        (folder / SETTINGS).unlink(missing_ok=True)
