"""Reading raw files that are doubted, to tell which are lost or not whole.

Doubts about a file that is whole again are taken back.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from storage.archive import Archive
from storage.database import writing
from storage.errors import ArchiveError, RawFileDamaged
from storage.process_locks import OutletLock
from storage.raw.crash_repair import note_damaged, repair_segments
from storage.raw.doubted_files import doubted_files, doubts, note_doubts
from storage.raw.intact_records import Inspection, inspect, packed_otherwise
from storage.raw.lost_files import UNREADABLE, LostFile, lost_file, lost_files
from storage.safe_raw_paths import OPEN, present, raw_path

_REPACKED = (
    "was packed anew, and may be whole: pack it record by record (`warcio recompress OLD NEW`) and"
    " put that in its place; to give it up move it away first"
)


@dataclass(frozen=True, slots=True)
class InspectedFile:
    """A file that is lost or not whole, as it was found by reading it."""

    lost: LostFile
    seen: Inspection | None
    """``None``: it is not there."""


def look_at(archive: Archive, files: Collection[str] | None = None) -> list[LostFile]:
    """The files that are lost or not whole, all that are known or those named; these are read.

    What was found damaged before, by a check too, is read again, and taken back where it is whole.
    An outlet that
    is being crawled is left alone. Raises ``ArchiveError`` for a name that is that of no raw file,
    ``RawFileDamaged`` for one that cannot be read.
    """
    read, asked = dict[str, LostFile](), sorted(doubted_files(archive) if files is None else files)
    for outlet in sorted({*outlets_of(archive, files), *outlets_of(archive, asked)}):
        lock = OutletLock(archive.folder, outlet)
        try:
            lock.acquire()
        except ArchiveError:  # it is crawled, or the disk is read-only: as it was known before
            continue
        try:
            repair_segments(archive, outlet, look_again=True)
            for file in asked:
                if _outlet_of(archive, file) != outlet:
                    continue
                try:
                    looked = inspected(archive, file)
                except RawFileDamaged:
                    if files is not None:
                        raise
                    continue  # nobody asked for this one: it stays doubted
                if looked is not None:
                    read[file] = looked.lost
                    if looked.seen is None or looked.seen.whole:
                        continue  # no state tells that: a doubt stays
                with writing(archive.db):
                    note_doubts(archive, (), [file])
                if looked is not None and looked.seen is not None:
                    note_damaged(archive, file, looked.seen)
        finally:
            lock.release()
    known = {one.file: one for one in lost_files(archive) if files is None or one.file in files}
    unread = {one.file: one for one in doubts(archive, files)}
    return [one for _, one in sorted((unread | known | read).items())]


def outlets_of(archive: Archive, files: Collection[str] | None) -> list[str]:
    """The outlets whose files are asked about. Raises ``ArchiveError``."""
    if files is None:
        return sorted({one.outlet for one in lost_files(archive)})
    outlets = {file: _outlet_of(archive, file) for file in files}
    if strangers := sorted(file for file, outlet in outlets.items() if outlet is None):
        raise ArchiveError(
            f"not lost: {', '.join(strangers)}: no raw file of the archive has that name."
            " `warraq lost` names what is"
        )
    return sorted({outlet for outlet in outlets.values() if outlet is not None})


def _outlet_of(archive: Archive, file: str) -> str | None:
    row = archive.row("SELECT outlet FROM segments WHERE file = ?", file)
    return str(row[0]) if row else None


def inspected(archive: Archive, file: str) -> InspectedFile | None:
    """Read a file; ``None``: it is whole. Raises ``RawFileDamaged`` where it cannot be read."""
    row = archive.row("SELECT * FROM segments WHERE file = ?", file)
    known = lost_file(archive, file)
    path = present(archive.folder, file)
    if row is None or path is None:
        if known is not None and not known.readable:
            why = known.in_words().removeprefix(f"raw/{file} ")
            raise RawFileDamaged(file, f"{why}: {UNREADABLE}")
        return InspectedFile(known, None) if known else None
    left = raw_path(archive.folder, file + OPEN)
    if left.is_file() and left != path:
        raise RawFileDamaged(
            file, f"and {left.name} are both there, and differ: keep the whole one, move the other"
            " one out of raw/",
        )  # fmt: skip
    try:
        seen = inspect(archive, file, path)
        with path.open("rb") as stream:
            sealed = row["sha256"] in (None, hashlib.file_digest(stream, "sha256").hexdigest())
        if seen.lost and packed_otherwise(path):
            raise RawFileDamaged(file, _REPACKED)
    except OSError as error:
        why = f"cannot be read: {error.strerror}. {UNREADABLE}; to give it up move it away first"
        raise RawFileDamaged(file, why) from error
    if seen.whole and sealed and not known:
        return None
    how = seen.in_words() or "all of its answers are whole in it, and its checksum is another"
    return InspectedFile(LostFile(file, row["outlet"], len(seen.lost), f"is damaged: {how}"), seen)
