"""Accepting that raw files, or answers in them, are lost; all that is whole is kept.

The rows of what is lost stay, of the kind ``lost``, with digest and record id: a file that turns up
later is adopted, and they lead to it again.
"""

from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import replace

from storage.activity import activity_log
from storage.archive import Archive
from storage.database import writing
from storage.errors import ArchiveError
from storage.process_locks import OutletLock
from storage.raw.crash_repair import repair_segments
from storage.raw.damaged_file_inspection import InspectedFile, inspected, outlets_of
from storage.raw.intact_records import Inspection
from storage.raw.lost_files import LostFile, lost_files
from storage.raw.segment_rewrite import clear_leftovers, note_lost, rewrite
from storage.raw.warc_record_rows import index_records
from storage.safe_raw_paths import raw_path


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
    found, refused = list[InspectedFile](), list[ArchiveError]()
    with ExitStack() as locked:
        for outlet in outlets_of(archive, files):
            lock = OutletLock(archive.folder, outlet)
            lock.acquire()
            locked.callback(lock.release)
            repair_segments(archive, outlet, look_again=True)
        for name in [one.file for one in lost_files(archive)] if files is None else sorted(files):
            try:
                found.append(inspected(archive, name) or _refuse(name))
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


def _refuse(file: str) -> InspectedFile:
    raise ArchiveError(f"not lost: {file}. `warraq lost` names what is")


def _accept(archive: Archive, file: str, reason: str) -> LostFile | None:
    """Accept one loss, under the lock of its outlet; the file, as it is told.

    It is read again: another file, accepted before, may have had its answers.
    """
    looked = inspected(archive, file)
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
