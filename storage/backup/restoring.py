"""Making a new archive of a backup: nothing is taken from it but what an archive has."""

import re
from pathlib import Path

from storage.activity import activity_log
from storage.archive import Archive
from storage.backup.finished_copy import copy_file, demand_plain, settle
from storage.backup.manifest import MANIFEST, BadBackup, read_manifest
from storage.backup.result import BackupResult
from storage.database import DATABASE, SETTINGS
from storage.errors import CannotWrite
from storage.folder_sync import sync_folder
from storage.raw.crash_repair import repair_segments
from storage.raw.damaged_file_inspection import look_at
from storage.raw.lost_files import lost_files
from storage.raw.monthly_merge import outlets_with_files
from storage.safe_raw_paths import OPEN

_OURS = re.compile(r"raw/(?:[^/\0]+/)+[^/\0]+\.warc\.gz(?:\.open)?")
"""The names of raw files in a backup; ``restore`` takes these, the database and the settings."""


def restore(source: Path, target: Path, *, accept_loss: bool = False) -> BackupResult:
    """Make an archive of a backup in a new folder. Raises ``BadBackup`` and ``CannotWrite``.

    The database, the settings and plain raw files are taken and nothing else, each held against
    the manifest as it is copied. With ``accept_loss`` it goes on without the raw files that the
    backup has lost, or with damaged ones as they are.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BadBackup(f"{target} is not an empty folder: restore into a new one")
    try:
        finished = settle(source)
    except OSError as error:
        raise BadBackup(f"{source} is a backup that died, and cannot be mended: {error}") from error
    if not finished:
        raise BadBackup(f"{source} has no {MANIFEST}: it is no finished backup")
    copied, size, lost, left_out = 0, 0, list[str](), list[str]()
    damaged = list[str]()
    named = read_manifest(source)
    for name, digest in named:
        if name not in (DATABASE, SETTINGS) and not _OURS.fullmatch(name):
            left_out.append(name)
            continue
        if trouble := _restored(source, target, name, digest):
            if name == DATABASE or not accept_loss:
                hint = "" if name == DATABASE else "; --accept-loss goes on without it"
                raise BadBackup(trouble + hint)
            lost.append(trouble)
            damaged.append(name)
        if (target / name).exists():
            copied, size = copied + 1, size + (target / name).stat().st_size
    if not (target / DATABASE).is_file():
        raise BadBackup(f"{source / MANIFEST} names no {DATABASE}: it is no backup of an archive")
    for folder in {(target / name).parent for name, _ in named}:
        if folder.is_dir():
            sync_folder(folder)
    with Archive(target, needs="nothing") as restored:
        for outlet in outlets_with_files(restored):
            repair_segments(restored, outlet, look_again=True)
        files = {name.removeprefix("raw/").removesuffix(OPEN) for name in damaged}
        known = {row[0] for row in restored.rows("SELECT file FROM segments")}
        look_at(restored, files & known)  # by their size alone they may look whole
        lost += [one.in_words() for one in lost_files(restored)]
        activity_log.note(restored.db, "restore", f"{source}: {copied} files")
    return BackupResult(copied, size, 0, tuple(lost), tuple(left_out))


def _restored(source: Path, target: Path, name: str, digest: str) -> str:
    """Copy one file of a backup; what is wrong with it, in words.

    Raises ``BadBackup`` and ``CannotWrite``.
    """
    given = source / name
    demand_plain(source, name)
    try:
        if copy_file(given, target / name) != digest:
            return f"{given} is damaged: its sha256 is not the manifest's"
    except FileNotFoundError:
        return f"{given} is missing"
    except OSError as error:
        raise CannotWrite(f"cannot write {target / name}: {error.strerror}") from error
    return ""
