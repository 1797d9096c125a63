"""A copy beside the former backup: made under other names, put in its place when it is whole."""

import hashlib
import os
from collections.abc import Collection
from pathlib import Path

from storage.backup.manifest import COMING, MANIFEST, UNFINISHED, BadBackup, read_manifest
from storage.database import SETTINGS
from storage.folder_sync import make_folder, sync_folder

_PIECE = 1 << 20


def is_begun(folder: Path) -> bool:
    """Whether a folder holds a backup, in place or about to be."""
    return (folder / MANIFEST).exists() or (folder / (MANIFEST + COMING)).exists()


def settle(folder: Path) -> bool:
    """Put a copy that is whole in the place of the former one; whether there is a backup now.

    A backup that died on this last step is brought to its end by the next one, or by ``restore``.
    """
    coming, renamed_in = folder / (MANIFEST + COMING), set[Path]()
    if coming.exists():
        for name, _ in read_manifest(folder, MANIFEST + COMING):
            demand_plain(folder, name + UNFINISHED)
            made = folder / (name + UNFINISHED)
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
    if (target / (MANIFEST + COMING)).exists():
        return  # it is whole, and only not in place: the next one, or ``restore``, ends it
    pieces = list((target / "raw").rglob(f"*{UNFINISHED}"))
    if (target / MANIFEST).is_file():
        pieces += target.glob(f"*{UNFINISHED}")
    for piece in pieces:
        piece.unlink(missing_ok=True)


def drop_others(folder: Path, names: Collection[str]) -> None:
    """Remove what the backup no longer holds: files joined or erased since, dropped settings."""
    for path in (folder / "raw").rglob("*"):
        if path.is_file() and str(path.relative_to(folder)) not in names:
            path.unlink()
    if SETTINGS not in names:
        (folder / SETTINGS).unlink(missing_ok=True)


def demand_plain(folder: Path, name: str) -> None:
    """Raise ``BadBackup`` for a link, a pipe or a device, in the place of a file or on the way.

    It would bring in what lies elsewhere, or never end.
    """
    path = folder / name
    links = any(one.is_symlink() for one in (path, *path.parents[: len(Path(name).parts) - 1]))
    if links or (path.exists() and not path.is_file()):
        raise BadBackup(f"{path} is no plain file: this is not how a backup was written")


def copy_file(source: Path, target: Path) -> str:
    """Copy a file under another name first; its checksum. What stands there is not replaced yet."""
    make_folder(target.parent)
    digest = hashlib.sha256()
    unfinished = target.with_name(target.name + UNFINISHED)
    with source.open("rb") as given, unfinished.open("wb") as made:
        while data := given.read(_PIECE):
            digest.update(data)
            made.write(data)
        made.flush()
        os.fsync(made.fileno())
    if not target.exists():
        unfinished.replace(target)
    return digest.hexdigest()


def file_sha256(path: Path) -> str:
    """The checksum of a file; empty: there is none."""
    if not path.exists():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
