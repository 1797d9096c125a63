"""The manifest of a backup: which files it holds, with their digests."""

import os
import re
from pathlib import Path

from storage.errors import ArchiveError
from storage.folder_sync import sync_folder

MANIFEST = "manifest-sha256.txt"
UNFINISHED = ".part"
"""What is behind the name of a file that is not in place yet."""
COMING = ".next"
"""The same of a manifest whose files are whole and not all in place."""
_DIGEST = re.compile(r"[0-9a-fA-F]{64}")
_UNPRINTED = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]")


class BadBackup(ArchiveError):
    """A folder is no backup, or not the one that its manifest describes."""


def read_manifest(folder: Path, file: str = MANIFEST) -> list[tuple[str, str]]:
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


def write_manifest(folder: Path, lines: dict[str, str]) -> None:
    """The manifest of what is about to be in place; from its last name on there is no way back."""
    unfinished = folder / (MANIFEST + UNFINISHED)
    text = "".join(f"{digest}  {name}\n" for name, digest in sorted(lines.items()))
    with unfinished.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    for filled in {(folder / name).parent for name in lines}:
        sync_folder(filled)
    unfinished.replace(folder / (MANIFEST + COMING))
    sync_folder(folder)
