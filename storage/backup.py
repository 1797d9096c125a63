"""A copy of the archive while it is written, and a new archive made of such a copy.

The database is copied with SQLite's own backup; only then the files, so that every row of the copy
leads to bytes that are in it. ``manifest-sha256.txt`` can be checked with ``sha256sum -c``. Until
the new copy is whole the former one stays as it was: a backup that dies costs nobody the last one.
"""

import hashlib
import os
import re
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from storage import activity_log
from storage.archive import Archive
from storage.database import DATABASE, SETTINGS
from storage.errors import ArchiveError, CannotWrite
from storage.folders import make_folder, sync_folder
from storage.raw.crash_repair import repair_segments
from storage.raw.lost_files import LostFile, lost_files
from storage.raw.monthly_merge import outlets_with_files
from storage.raw_paths import OPEN, present

MANIFEST = "manifest-sha256.txt"
_UNFINISHED, _COMING = ".part", ".next"
_PIECE = 1 << 20
_DIGEST = re.compile(r"[0-9a-fA-F]{64}")
_UNPRINTED = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]")
_OURS = re.compile(r"raw/(?:[^/\0]+/)+[^/\0]+\.warc\.gz(?:\.open)?")
"""The names of raw files in a backup; ``restore`` takes these, the database and the settings."""


class BadBackup(ArchiveError):
    """A folder is no backup, or not the one that its manifest describes."""


@dataclass(frozen=True, slots=True)
class BackupResult:
    """The counts of a backup or a restore: files and bytes copied."""

    files: int
    bytes: int
    unchanged: int
    """Files that an earlier backup in the same folder had already."""
    lost: tuple[str, ...] = ()
    """What should be in the copy and is not, or not as it was; each in words."""
    left_out: tuple[str, ...] = ()
    """Names that a restore did not take: no archive has such files."""

    def in_words(self) -> str:
        """``1 file copied, 14 were there already: 2,308,136 bytes``."""
        said = f"{self.files} {'file' if self.files == 1 else 'files'} copied"
        if self.unchanged:
            said += f", {self.unchanged} {'was' if self.unchanged == 1 else 'were'} there already"
        return f"{said}: {self.bytes:,} bytes"


def backup(archive: Archive, target: Path) -> BackupResult:
    """Copy the archive into a folder; what is there already and unchanged is not copied again.

    A raw file that is lost or damaged is named in the result, and the rest is copied.
    Raises ``BadBackup`` for a folder that holds something else, ``CannotWrite``.
    """
    copied_database = target / (DATABASE + _UNFINISHED)
    ours = any((target / name).exists() for name in (MANIFEST, MANIFEST + _COMING, copied_database))
    if target.exists() and any(target.iterdir()) and not ours:
        raise BadBackup(f"{target} is not empty and no backup of ours: name another folder")
    try:
        make_folder(target)
        had = dict(_manifest(target)) if _settled(target) else {}
        for piece in (target / "raw").rglob(f"*{_UNFINISHED}"):  # of one that died
            piece.unlink()
        lines = {DATABASE: _database(archive, copied_database)}
        copied = unchanged = 0
        lost = list[str]()
        if (settings := archive.folder / SETTINGS).is_file():
            lines[SETTINGS] = _copy(settings, target / SETTINGS)
            changed = lines[SETTINGS] != had.get(SETTINGS)
            copied, unchanged = copied + changed, unchanged + (not changed)
        for file, state, sha256 in _segments(copied_database):
            name = f"raw/{file}" + (OPEN if state == "open" else "")
            source = present(archive.folder, file)
            if source is None:
                lost += _lost_in_words(archive, copied_database, file)
                kept = [one for one in (f"raw/{file}", f"raw/{file}{OPEN}") if one in had]
                lines |= {one: had[one] for one in kept if _hash(target / one) == had[one]}
                continue
            destination = target / name
            if sha256 and had.get(name) == sha256 and _hash(destination) == sha256:
                lines[name], unchanged = sha256, unchanged + 1
                continue
            lines[name], copied = _copy(source, destination), copied + 1
            if sha256 and lines[name] != sha256:
                lost.append(f"raw/{file} has changed since it was sealed: copied as it is now")
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
    return BackupResult(copied + 1, size, unchanged, tuple(lost))


def restore(source: Path, target: Path, *, accept_loss: bool = False) -> BackupResult:
    """Make an archive of a backup in a new folder. Raises ``BadBackup`` and ``CannotWrite``.

    The database, the settings and plain raw files are taken and nothing else, each held against
    the manifest as it is copied. With ``accept_loss`` it goes on without the raw files that the
    backup has lost, or with damaged ones as they are.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BadBackup(f"{target} is not an empty folder: restore into a new one")
    try:
        finished = _settled(source)
    except OSError as error:
        raise BadBackup(f"{source} is a backup that died, and cannot be mended: {error}") from error
    if not finished:
        raise BadBackup(f"{source} has no {MANIFEST}: it is no finished backup")
    copied, size, lost, left_out = 0, 0, list[str](), list[str]()
    named = _manifest(source)
    for name, digest in named:
        if name not in (DATABASE, SETTINGS) and not _OURS.fullmatch(name):
            left_out.append(name)
            continue
        if trouble := _restored(source, target, name, digest):
            if name == DATABASE or not accept_loss:
                hint = "" if name == DATABASE else "; --accept-loss goes on without it"
                raise BadBackup(trouble + hint)
            lost.append(trouble)
        if (target / name).exists():
            copied, size = copied + 1, size + (target / name).stat().st_size
    if not (target / DATABASE).is_file():
        raise BadBackup(f"{source / MANIFEST} names no {DATABASE}: it is no backup of an archive")
    for folder in {(target / name).parent for name, _ in named}:
        if folder.is_dir():
            sync_folder(folder)
    with Archive(target, needs="nothing") as restored:
        for outlet in outlets_with_files(restored):
            repair_segments(restored, outlet)
        lost += [one.in_words() for one in lost_files(restored)]
        activity_log.note(restored.db, "restore", f"{source}: {copied} files")
    return BackupResult(copied, size, 0, tuple(lost), tuple(left_out))


def _restored(source: Path, target: Path, name: str, digest: str) -> str:
    """Copy one file of a backup; what is wrong with it, in words.

    Raises ``BadBackup`` and ``CannotWrite``.
    """
    given = source / name
    _demand_plain(source, name)
    try:
        if _copy(given, target / name) != digest:
            return f"{given} is damaged: its sha256 is not the manifest's"
    except FileNotFoundError:
        return f"{given} is missing"
    except OSError as error:
        raise CannotWrite(f"cannot write {target / name}: {error.strerror}") from error
    return ""


def _demand_plain(folder: Path, name: str) -> None:
    """Raise ``BadBackup`` for a link, a pipe or a device, in the place of a file or on the way.

    It would bring in what lies elsewhere, or never end.
    """
    path = folder / name
    links = any(one.is_symlink() for one in (path, *path.parents[: len(Path(name).parts) - 1]))
    if links or (path.exists() and not path.is_file()):
        raise BadBackup(f"{path} is no plain file: this is not how a backup was written")


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
    if count and (row is None or row["state"] not in ("open", "sealed")):
        raise BadBackup(f"{file} was joined to others meanwhile: give the same command again")
    if not count and (row is None or row["state"] == "open"):
        return []
    return [LostFile(file, "", count).in_words()]


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
    copy = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return copy.execute(
            "SELECT file, state, sha256 FROM segments WHERE state IN ('open', 'sealed')"
        ).fetchall()
    finally:
        copy.close()


def _copy(source: Path, target: Path) -> str:
    """Copy a file under another name first; its checksum. What stands there is not replaced yet."""
    make_folder(target.parent)
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


def _manifest(folder: Path, file: str = MANIFEST) -> list[tuple[str, str]]:
    """The files of a backup with their digests, each once. Raises ``BadBackup`` for what is none.

    All of it is looked at before the first file is touched.
    """
    if (folder / file).is_symlink() or not (folder / file).is_file():
        raise BadBackup(f"{folder / file} is no plain file: it is no manifest of a backup")
    found = dict[str, str]()
    text = (folder / file).read_bytes().decode("utf-8", "surrogateescape")
    for line in re.split("\r?\n", text):
        digest, _, name = line.partition("  ")
        if not line:
            continue
        sound = _DIGEST.fullmatch(digest) and name and not _UNPRINTED.search(name)
        if not sound or Path(name).is_absolute() or ".." in Path(name).parts:
            raise BadBackup(f"{folder / file}: not a line of a manifest: {line[:200]!r}")
        if found.setdefault(name, digest.lower()) != digest.lower():
            raise BadBackup(f"{folder / file} names {name} twice, with two digests")
    return list(found.items())


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
    coming, renamed_in = folder / (MANIFEST + _COMING), set[Path]()
    if coming.exists():
        for name, _ in _manifest(folder, MANIFEST + _COMING):
            _demand_plain(folder, name + _UNFINISHED)
            made = folder / (name + _UNFINISHED)
            if made.exists():
                made.replace(folder / name)
                renamed_in.add((folder / name).parent)
        for filled in renamed_in:  # before the manifest says that they are there
            sync_folder(filled)
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
