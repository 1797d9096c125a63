"""Sealed files written anew: several joined into one, or one without the records to be erased.

The new file is made whole and named first; then one transaction points every row to it and puts the
old files on the list of what may go; then they go. Whatever dies in between, ``clear_leftovers``
removes what no row points to.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Collection, Sequence
from pathlib import Path

from storage import activity_log, times
from storage.archive import Archive
from storage.database import writing
from storage.errors import CannotWrite, OutsideArchive, RawPageMissing
from storage.folders import sync_folder
from storage.lock import folder_name
from storage.raw.gzip_members import Damaged, records
from storage.raw.segment import write_all
from storage.raw_paths import OPEN, demand_inside, raw_path


def rewrite(
    archive: Archive, outlet: str, files: Sequence[str], erased: Collection[int] = ()
) -> str:
    """Write sealed files of an outlet into one new file without the erased captures; its name.

    The caller holds the outlet's lock. Raises ``CannotWrite`` and ``RawPageMissing`` with nothing
    changed.
    """
    at = times.now()
    safe = folder_name(outlet)
    month = re.search(r"-(\d{6})", Path(files[0]).name)
    name = f"{safe}-{month[1] if month else at.strftime('%Y%m')}-joined-{at:%Y%m%d%H%M%S%f}.warc.gz"
    file = str(Path(files[0]).with_name(name))
    opened = times.text(at)
    with writing(archive.db):
        archive.db.execute(
            "INSERT INTO segments (file, outlet, state, opened_at)"
            " SELECT ?, ?, 'joining', min(opened_at) FROM segments"
            f" WHERE file IN ({', '.join('?' * len(files))})",
            [file, outlet, *files],
        )
    path = raw_path(archive.folder, file)
    demand_inside(archive.folder, path)
    try:
        moved, digest = _copy(archive, files, path, erased)
    except (OSError, Damaged) as error:
        clear_leftovers(archive, outlet)
        if isinstance(error, Damaged | FileNotFoundError):
            raise RawPageMissing(
                f"{', '.join(files)} cannot be written anew: {error}. `warraq verify` says more"
            ) from error
        raise CannotWrite(f"cannot write {path}: {error.strerror}; nothing was changed") from error
    with writing(archive.db):
        note_erased(archive, erased)
        archive.db.conn.executemany(
            "UPDATE captures SET file = ?, offset = ? WHERE file = ? AND offset = ?",
            [(file, new, old_file, old) for old_file, old, new in moved],
        )
        archive.db.execute(
            "UPDATE segments SET state = 'sealed', bytes = ?, sha256 = ?, sealed_at = ?"
            " WHERE file = ?", [path.stat().st_size, digest, opened, file],
        )  # fmt: skip
        archive.db.conn.executemany(
            "UPDATE segments SET state = 'joined' WHERE file = ?", [(old,) for old in files]
        )
        activity_log.note(
            archive.db, "erase" if erased else "join", f"{', '.join(files)} into {file}"
        )
    clear_leftovers(archive, outlet)
    return file


def note_erased(archive: Archive, captures: Collection[int]) -> None:
    """Note that records are destroyed; their ids stay, to be known. Within a transaction."""
    for id in captures:
        archive.db.execute(
            "UPDATE captures SET kind = 'erased', file = NULL, offset = NULL, length = NULL,"
            " payload_digest = NULL, refers_to = NULL WHERE id = ?", [id],
        )  # fmt: skip


def _copy(
    archive: Archive, files: Sequence[str], path: Path, erased: Collection[int]
) -> tuple[list[tuple[str, int, int]], str]:
    """Copy members; where each record lay and lies, and the checksum of the new file."""
    gone = {
        row["record_id"]
        for id in erased
        for row in archive.rows("SELECT record_id FROM captures WHERE id = ?", id)
    }
    moved, position, checksum = list[tuple[str, int, int]](), 0, hashlib.sha256()
    unfinished = path.with_name(path.name + OPEN)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        for file in files:
            source = raw_path(archive.folder, file)
            with source.open("rb") as stream:
                for record in records(source):
                    about = {record.fields.get("warc-record-id"),
                             record.fields.get("warc-concurrent-to")}  # fmt: skip
                    if about & gone:
                        continue
                    stream.seek(record.offset)
                    data = stream.read(record.length)
                    write_all(handle, data)
                    checksum.update(data)
                    moved.append((file, record.offset, position))
                    position += len(data)
        os.fsync(handle)
    finally:
        os.close(handle)
    unfinished.rename(path)
    sync_folder(path.parent)
    return moved, checksum.hexdigest()


def clear_leftovers(archive: Archive, outlet: str) -> None:
    """Remove what a rewriting left: new files that no row points to, old ones that none needs."""
    for row in archive.rows(
        "SELECT file FROM segments WHERE outlet = ? AND state IN ('joining', 'joined')"
        " AND NOT EXISTS (SELECT 1 FROM captures c WHERE c.file = segments.file)", outlet,
    ):  # fmt: skip
        with contextlib.suppress(OutsideArchive):  # no rewriting left that: only its row goes
            path = raw_path(archive.folder, row["file"])
            demand_inside(archive.folder, path)
            path.unlink(missing_ok=True)
            path.with_name(path.name + OPEN).unlink(missing_ok=True)
        archive.db.execute("DELETE FROM segments WHERE file = ?", [row["file"]])
