"""Raw files that the database names and the disk does not have, or not whole: told by their sizes.

A loss is never written down by itself: a disk that was not mounted comes back with all its files.
Until somebody accepts it every command names it and goes on with the rest. A file that was read and
found damaged has the state ``damaged`` until it is found whole again, or the loss is accepted.
"""

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.archive import Archive
from storage.errors import OutsideArchive
from storage.safe_raw_paths import OPEN, present, raw_path

DAMAGED = "damaged"
"""The state of a file that was found not to be whole; nothing was cut off it."""
UNREADABLE = "Give the right to read it, or put a copy in its place from a backup"
"""What to do about a file that is there and cannot be read, in words."""


@dataclass(frozen=True, slots=True)
class LostFile:
    """A raw file that is not there, or not whole, and the number of answers that it should have."""

    file: str
    outlet: str
    captures: int
    """Of one that is cut short: the answers that are not in it."""
    how: str = "is lost, with {}"
    readable: bool = True
    """False: it is there and cannot be read. Nobody knows what it holds."""

    def in_words(self) -> str:
        """``raw/one/2026/x.warc.gz is lost, with 12 answers``."""
        answers = "1 answer" if self.captures == 1 else f"{self.captures} answers"
        return f"raw/{self.file} {self.how.replace('{}', answers)}"


REMEDY = (
    "put it back (from a backup, or by mounting its disk), or accept the loss:"
    " `warraq lost --accept --reason WHY`"
)
"""What to do about lost files, in words."""
_READS = "says what it lacks"


def remedy(files: str) -> str:
    """What to do about one that is not whole, in words: only reading it tells what it lacks."""
    return REMEDY.replace("lost --accept", f"lost {files} --accept")


def to_read(file: str) -> str:
    """What to do first about one of which somebody met a spoilt part, in words."""
    return f"`warraq lost {file}` {_READS}"


def needs_no_reading(words: str) -> bool:
    """Whether a loss is known as it is, so that ``REMEDY`` is enough for it."""
    return not words.endswith(_READS)


def lost_files(archive: Archive, outlet: str | None = None) -> list[LostFile]:
    """The files that are not there or shorter than their rows say, of one outlet or of all.

    Nothing is read: what is spoilt within a file, and was not found by anybody, is not known. A
    crawl that dies before it made its file loses nothing: the next one forgets the row.
    """
    found = list(_found(archive, outlet))
    # looked at twice: it may just have been sealed, or joined to others
    return [again for one in found for again in [lost_file(archive, one.file)] if again]


def _found(archive: Archive, outlet: str | None) -> Iterator[LostFile]:
    files = archive.rows(
        "SELECT file FROM segments WHERE outlet = coalesce(?, outlet) ORDER BY file", outlet
    )
    for (file,) in files:
        if lost := lost_file(archive, file):
            yield lost


def lost_file(archive: Archive, file: str) -> LostFile | None:
    """One file, if it is lost or shorter than its rows say; ``None``: it is not, or not known."""
    row = archive.row("SELECT * FROM segments WHERE file = ?", file)
    if row is None or row["state"] == "joining":
        return None
    last = archive.row(  # the index knows the last one; the database is asked before the disk
        "SELECT offset + length FROM captures WHERE file = ? ORDER BY offset DESC LIMIT 1", file
    )
    if row["state"] == "joined" or last is None and row["state"] == "open":
        how = "lacks {}, which were not in it when it was joined to others"
        return _with(archive, row, how) if last and row["state"] == "joined" else None
    there = present(archive.folder, file)
    if there is None:
        how = _why_absent(archive.folder, file)
        return _with(archive, row, how, readable=not how.startswith("cannot"))
    try:
        with there.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
    except FileNotFoundError:  # just renamed, and so there
        return None
    except OSError as error:
        how = f"cannot be read ({error.strerror}), with {{}}"
        return _with(archive, row, how, readable=False)
    if last is not None and size < last[0]:
        count, behind = _count(archive, file), _count(archive, file, size)
        are = "is" if behind == 1 else "are"
        how = f"is cut short: {behind} of its {count} answers {are} not in it"
        return LostFile(file, row["outlet"], behind, how)
    if row["state"] == DAMAGED:
        said = damage_noted(archive, file)
        return _with(archive, row, f"is damaged: {said or 'it should hold {}'}")
    if row["state"] == "sealed" and row["bytes"] is not None and size != row["bytes"]:
        how = f"is damaged: it has {size:,} bytes, and had {row['bytes']:,} when it was sealed"
        return LostFile(file, row["outlet"], 0, how)
    return None


def damage_noted(archive: Archive, file: str) -> str:
    """What was last found wrong with a file by who read it, in words; empty: nobody did."""
    row = archive.row(
        "SELECT substr(detail, length(?1) + 1) FROM log WHERE action = ?2"
        " AND substr(detail, 1, length(?1)) = ?1 ORDER BY id DESC LIMIT 1",
        f"raw/{file}: ", DAMAGED,
    )  # fmt: skip
    return str(row[0]) if row else ""


def _with(archive: Archive, row: sqlite3.Row, how: str, *, readable: bool = True) -> LostFile:
    """A lost file with the number of its answers."""
    return LostFile(row["file"], row["outlet"], _count(archive, row["file"]), how, readable)


def _count(archive: Archive, file: str, beyond: int = -1) -> int:
    row = archive.row(
        "SELECT count(*) FROM captures WHERE file = ? AND offset + length > ?", file, beyond
    )
    return int(row[0]) if row else 0


def _why_absent(folder: Path, file: str) -> str:
    """Why there is no file of a name, in words."""
    try:
        path = raw_path(folder, file)
    except OutsideArchive:
        return "is lost, with {}: the database names a place that is not below raw/"
    try:
        for one in (path, path.with_name(path.name + OPEN)):
            if one.is_dir():
                return "is lost, with {}: its name is that of a folder"
            if one.is_symlink():
                return "is lost, with {}: its name is that of a link that leads nowhere"
    except OSError as error:  # a folder on the way may not be entered, or the disk is failing
        return f"cannot be reached ({error.strerror}), with {{}}"
    return "is lost, with {}"
