"""House-keeping: the many small files of a month become one, so that polling leaves few files."""

import logging

from storage import times
from storage.activity import activity_log
from storage.archive import Archive
from storage.database import writing
from storage.errors import ArchiveError, RawFileDamaged
from storage.process_locks import OutletLock
from storage.raw.crash_repair import note_damaged, repair_segments
from storage.raw.intact_records import inspect
from storage.raw.lost_files import lost_files
from storage.raw.segment import MAX_SEGMENT
from storage.raw.segment_rewrite import rewrite
from storage.safe_raw_paths import present

logger = logging.getLogger(__name__)


def outlets_with_files(archive: Archive) -> list[str]:
    """Every outlet that has files."""
    return [row[0] for row in archive.rows("SELECT DISTINCT outlet FROM segments ORDER BY 1")]


def join_segments(
    archive: Archive, outlet: str, *, this_month: bool = False, wait_seconds: float = 0.0
) -> list[str]:
    """Join the sealed files of each past month of an outlet; the new files.

    A file that is lost or damaged is named and passed over, the others of its month are joined.
    Waits so many seconds at the most for a crawl of the outlet to end.
    Raises ``AlreadyCrawling`` and ``CannotWrite``.
    """
    lock = OutletLock(archive.folder, outlet)
    lock.acquire(wait_seconds)
    try:
        repair_segments(archive, outlet, look_again=True)
        groups = _groups(archive, outlet, this_month)
        return [file for files in groups if (file := _joined(archive, outlet, files))]
    finally:
        lock.release()


def _joined(archive: Archive, outlet: str, files: list[str]) -> str | None:
    """Join files without those that turn out not to be whole; the new file, if there is one."""
    while len(files) > 1:
        try:
            return rewrite(archive, outlet, files)
        except RawFileDamaged as error:
            files = [file for file in files if file != error.file]
            _note(archive, error)
    return None


def _note(archive: Archive, found: RawFileDamaged) -> None:
    """Note what is wrong with a file that could not be joined; named by all from now on."""
    path = present(archive.folder, found.file)
    try:
        seen = inspect(archive, found.file, path) if path else None
    except OSError:
        seen = None
    if seen is None or seen.whole:
        logger.warning("%s", found)
    else:
        note_damaged(archive, found.file, seen)


def _groups(archive: Archive, outlet: str, this_month: bool) -> list[list[str]]:
    """The files to be joined, in the order of time, no group above the size of a segment twice."""
    groups: dict[str, list[list[str]]] = {}
    sizes: dict[str, int] = {}
    now = times.stamp(times.now())[:7]
    lost = {one.file for one in lost_files(archive, outlet)}
    for row in archive.rows(
        "SELECT file, bytes, substr(opened_at, 1, 7) AS month FROM segments"
        " WHERE outlet = ? AND state = 'sealed' ORDER BY opened_at, file", outlet,
    ):  # fmt: skip
        month = row["month"]
        if month == now and not this_month or row["file"] in lost:
            continue
        if sizes.get(month, MAX_SEGMENT) + row["bytes"] > MAX_SEGMENT:
            groups.setdefault(month, []).append([])
            sizes[month] = 0
        groups[month][-1].append(row["file"])
        sizes[month] += row["bytes"]
    return [files for month in groups.values() for files in month if len(files) > 1]


def join_all(
    archive: Archive, *, this_month: bool = False, wait_seconds: float = 0.0
) -> dict[str, list[str] | ArchiveError]:
    """Join the files of every outlet; what came of each, or why it had to wait."""
    done: dict[str, list[str] | ArchiveError] = {}
    for outlet in outlets_with_files(archive):
        try:
            done[outlet] = join_segments(
                archive, outlet, this_month=this_month, wait_seconds=wait_seconds
            )
        except ArchiveError as error:
            done[outlet] = error
    waits = [outlet for outlet, made in done.items() if isinstance(made, ArchiveError)]
    made = sum(len(files) for files in done.values() if not isinstance(files, ArchiveError))
    with writing(archive.db):
        said = f"{made} joined files" + (f"; not done: {', '.join(waits)}" if waits else "")
        activity_log.note(archive.db, "tidy", said)
    return done
