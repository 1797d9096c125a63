"""After a crash: cut open segments to the last whole record, index what has no row, seal them."""

import logging
import zlib
from pathlib import Path

from storage.archive import Archive
from storage.database import writing
from storage.raw.gzip_members import inflated
from storage.raw.lost_files import REMEDY, lost_files
from storage.raw.record_index import Indexed, index_records
from storage.raw.segment import seal
from storage.raw.segment_rewrite import clear_leftovers, rewrite
from storage.raw_paths import OPEN, present, raw_path

logger = logging.getLogger(__name__)


def repair_segments(archive: Archive, outlet: str) -> list[str]:
    """Repair and seal what a dead process of an outlet left open; the files it mended.

    A file that is lost is named and left as it is: what is fetched next gets a file of its own.
    The caller holds the outlet's lock, so no living crawl writes these.
    """
    clear_leftovers(archive, outlet)
    mended = []
    rows = archive.rows("SELECT file FROM segments WHERE state = 'open' AND outlet = ?", outlet)
    for (file,) in rows:
        if present(archive.folder, file) is None:
            _forget(archive, file)
            continue
        mend_segment(archive, outlet, file)
        mended.append(file)
    for lost in lost_files(archive, outlet):
        logger.warning("%s: %s: %s", outlet, lost.in_words(), REMEDY)
    return mended


def mend_segment(archive: Archive, outlet: str, file: str) -> Indexed:
    """Cut the torn tail of an open file, give its records their rows, and seal it; the counts.

    The caller holds the outlet's lock.
    """
    path = raw_path(archive.folder, file)
    left = path.with_name(path.name + OPEN)
    if not left.exists():  # renamed just before the crash
        path.rename(left)
    _cut_torn_tail(left)
    done = index_records(archive, outlet, file, left)
    if done.damage:  # it is sealed as it is, and `verify` names what is wrong with it
        logger.warning("%s: its records cannot all be known: %s", left, done.damage)
    seal(archive, file)
    if done.erased:  # it was away when they were: it came back with them
        rewrite(archive, outlet, [file], done.erased)
    return done


def _cut_torn_tail(path: Path) -> None:
    """Cut a file behind its last whole gzip member. Raises ``OSError``."""
    whole = end_of_last_record(path)
    if whole < path.stat().st_size:
        logger.warning("%s: cut a torn tail of %d bytes", path, path.stat().st_size - whole)
        with path.open("r+b") as stream:
            stream.truncate(whole)


def _forget(archive: Archive, file: str) -> None:
    """Forget a row whose file was never made.

    One with answers was made: it is lost, and its rows stay until somebody accepts that.
    """
    with writing(archive.db):
        archive.db.execute(
            "DELETE FROM segments WHERE file = ?1"
            " AND NOT EXISTS (SELECT 1 FROM captures WHERE file = ?1)", [file],
        )  # fmt: skip


def end_of_last_record(path: Path) -> int:
    """The offset behind the last whole gzip member of a file."""
    good = position = 0
    member = zlib.decompressobj(31)
    with path.open("rb") as stream:
        data = stream.read(1 << 20)
        while data:
            try:
                for _ in inflated(member, data):
                    pass
            except zlib.error:
                break
            if member.eof:
                position += len(data) - len(member.unused_data)
                good = position
                data = member.unused_data or stream.read(1 << 20)
                member = zlib.decompressobj(31)
            else:
                position += len(data)
                data = stream.read(1 << 20)
    return good
