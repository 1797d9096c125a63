"""Accepting that raw files, or answers in them, are lost; all that is whole is kept.

The rows of what is lost stay, of the kind ``lost``, with digest and record id: a file that turns up
later is adopted, and they lead to it again.
"""

import hashlib
from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import dataclass, replace

from storage.activity import activity_log
from storage.archive import Archive
from storage.database import writing
from storage.errors import ArchiveError, RawFileDamaged
from storage.process_locks import OutletLock
from storage.raw.crash_repair import note_damaged, repair_segments
from storage.raw.doubted_files import doubted_files, doubts, note_doubts
from storage.raw.intact_records import Inspection, inspect, packed_otherwise
from storage.raw.lost_files import UNREADABLE, LostFile, lost_file, lost_files
from storage.raw.segment_rewrite import clear_leftovers, note_lost, rewrite
from storage.raw.warc_record_rows import index_records
from storage.safe_raw_paths import OPEN, present, raw_path

_REPACKED = (
    "was packed anew, and may be whole: pack it record by record (`warcio recompress OLD NEW`) and"
    " put that in its place; to give it up move it away first"
)


@dataclass(frozen=True, slots=True)
class _Looked:
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
    for outlet in sorted({*_outlets(archive, files), *_outlets(archive, asked)}):
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
                    looked = _look(archive, file)
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


def accept_loss(
    archive: Archive, reason: str, files: Collection[str] | None = None,
    tell: Callable[[LostFile], None] = lambda one: None,
) -> list[LostFile]:  # fmt: skip
    """Write down what is lost, of all files that are known to be so or of those named; the files.

    ``tell`` hears of each as it is done.

    A file that is there is written anew without what is spoilt in it, or goes if nothing is whole.
    Raises ``AlreadyCrawling``; ``ArchiveError`` for a named file that is not lost, with nothing
    accepted; ``RawFileDamaged`` for one that cannot be read, when all others are accepted.
    """
    found, refused = list[_Looked](), list[ArchiveError]()
    with ExitStack() as locked:
        for outlet in _outlets(archive, files):
            lock = OutletLock(archive.folder, outlet)
            lock.acquire()
            locked.callback(lock.release)
            repair_segments(archive, outlet, look_again=True)
        for name in [one.file for one in lost_files(archive)] if files is None else sorted(files):
            try:
                found.append(_look(archive, name) or _refuse(name))
            except ArchiveError as error:
                refused.append(error)
        if refused and files is not None:
            raise refused[0]
        accepted = list[LostFile]()
        for looked in found:
            accepted.append(_accept(archive, looked.lost.file, reason) or looked.lost)
            tell(accepted[-1])
    if refused:
        raise refused[0]
    return accepted


def _refuse(file: str) -> _Looked:
    raise ArchiveError(f"not lost: {file}. `warraq lost` names what is")


def _outlets(archive: Archive, files: Collection[str] | None) -> list[str]:
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


def _look(archive: Archive, file: str) -> _Looked | None:
    """Read a file; ``None``: it is whole. Raises ``RawFileDamaged`` where it cannot be read."""
    row = archive.row("SELECT * FROM segments WHERE file = ?", file)
    known = lost_file(archive, file)
    path = present(archive.folder, file)
    if row is None or path is None:
        if known is not None and not known.readable:
            why = known.in_words().removeprefix(f"raw/{file} ")
            raise RawFileDamaged(file, f"{why}: {UNREADABLE}")
        return _Looked(known, None) if known else None
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
    return _Looked(LostFile(file, row["outlet"], len(seen.lost), f"is damaged: {how}"), seen)


def _accept(archive: Archive, file: str, reason: str) -> LostFile | None:
    """Accept one loss, under the lock of its outlet; the file, as it is told.

    It is read again: another file, accepted before, may have had its answers.
    """
    looked = _look(archive, file)
    if looked is None:
        return None
    one, seen = looked.lost, looked.seen
    if seen is not None and _keeps(archive, one.file, seen):
        made = rewrite(archive, one.outlet, [one.file], lost=seen.lost)
        done = index_records(archive, one.outlet, made, raw_path(archive.folder, made))
        if done.erased:
            made = rewrite(archive, one.outlet, [made], done.erased)
        one = replace(one, how=f"{one.how}; what is whole is in raw/{made}")
    else:
        with writing(archive.db):
            ids = archive.rows("SELECT id FROM captures WHERE file = ?", one.file)
            note_lost(archive, [row[0] for row in ids])
            archive.db.execute("UPDATE segments SET state = 'joined' WHERE file = ?", [one.file])
            if seen is None:  # what has its name, a folder or a link that leads nowhere, stays
                archive.db.execute("DELETE FROM segments WHERE file = ?", [one.file])
        clear_leftovers(archive, one.outlet)
    with writing(archive.db):
        activity_log.note(archive.db, "lost", f"{one.in_words()}: {reason}")
    return one


def _keeps(archive: Archive, file: str, seen: Inspection) -> bool:
    """Whether a file has anything that is to be kept: what was joined already is elsewhere."""
    joined = archive.row("SELECT 1 FROM segments WHERE file = ? AND state = 'joined'", file)
    return seen.records > 0 and not (joined and len(seen.lost) == seen.answers)
