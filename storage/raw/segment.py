"""Writing WARC: append, fdatasync, then the row. A crawl has a segment of its own."""

import contextlib
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.errors import CannotWrite, DiskLow
from storage.folder_sync import make_folder, sync_folder
from storage.process_locks import folder_name
from storage.raw import warc_record_writing
from storage.raw.intact_records import is_whole
from storage.raw.lost_files import DAMAGED
from storage.raw.warc_record_writing import Fetched, on_one_line
from storage.safe_raw_paths import OPEN, demand_inside, present, raw_path

MAX_SEGMENT = 500_000_000


class SegmentWriter:
    """Keeps answers of one outlet; opens its segment with the first one."""

    def __init__(self, archive: Archive, outlet: str, min_free: int = 0) -> None:
        """Nothing is written yet; ``min_free`` bytes of the disk are left to others."""
        self.archive, self.outlet, self.min_free = archive, outlet, min_free
        self.raw = archive.folder / "raw"
        self.file: str | None = None
        self.handle: int | None = None
        self.position = 0

    def keep(
        self,
        fetched: Fetched,
        opt_outs: Sequence[str] = (),
        also: Callable[[], None] = lambda: None,
    ) -> int:
        """Append an answer to the segment, then write its row; the capture's id.

        ``opt_outs`` is what it asks of machines; ``also`` writes what becomes durable with the
        row. The same bytes as an earlier capture become a ``revisit`` record; a 304 is a row only.
        Raises ``DiskLow`` before anything is written, ``CannotWrite`` with nothing half-written.
        """
        fetched = on_one_line(fetched)
        if fetched.status == 304:
            with writing(self.archive.db):
                capture = self._row(fetched, "not_modified", None, None, None, None, opt_outs)
                also()
            return capture
        digest = warc_record_writing.payload_digest(fetched.body)
        prior = self._prior(digest) if fetched.body else None
        written = warc_record_writing.write(fetched, digest, prior)
        offset = self._append(written.data)
        kind = "revisit" if prior else "response"
        where = (str(self.file), offset, written.length)
        refers_to = prior["id"] if prior else None
        try:
            with writing(self.archive.db):  # one commit, and no sync of the segment inside it
                capture = self._row(
                    fetched, kind, digest, written.record_id, where, refers_to, opt_outs
                )
                also()
            return capture
        except sqlite3.Error:  # the disk may be full: no record without its row
            self._take_back(offset)
            raise

    def digest_of(self, capture: int) -> str:
        """The digest of what a capture brought."""
        sql = "SELECT payload_digest FROM captures WHERE id = ?"
        return str(self.archive.rows(sql, capture)[0][0])

    def _prior(self, digest: str) -> sqlite3.Row | None:
        """A capture with the same bytes that is there: what repeats a lost page is lost."""
        rows = self.archive.db.execute(
            "SELECT c.*, s.state FROM captures c JOIN segments s USING (file)"
            " WHERE c.payload_digest = ? AND c.kind = 'response' AND c.outlet = ?",
            [digest, self.outlet],
        )
        return next((row for row in rows if self._there(row)), None)

    def _there(self, row: sqlite3.Row) -> bool:
        """Whether a record is in its file; it is read only where the file is known to be damaged.

        Reading each would cost every page that did not change.
        """
        if row["file"] == self.file:  # written by this very crawl
            return True
        path = present(self.archive.folder, row["file"])
        try:
            if path is None or path.stat().st_size < row["offset"] + row["length"]:
                return False
        except FileNotFoundError:  # just renamed: then it is there
            return True
        return row["state"] != DAMAGED or is_whole(self.archive, row)

    def _row(
        self, fetched: Fetched, kind: str, digest: str | None, record_id: str | None,
        where: tuple[str, int, int] | None, refers_to: int | None, opt_outs: Sequence[str],
    ) -> int:  # fmt: skip
        cursor = self.archive.db.execute(
            "INSERT INTO captures (outlet, url, fetched_at, kind, status, mime, payload_digest,"
            " record_id, file, offset, length, refers_to, opt_outs)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            [self.outlet, fetched.url, times.text(fetched.at), kind, fetched.status, fetched.mime,
             digest, record_id, *(where or (None, None, None)), refers_to,
             ", ".join(opt_outs) or None],
        )  # fmt: skip
        return int(cursor.lastrowid or 0)

    # -- the segment file

    def _append(self, data: bytes) -> int:
        """Append whole or not at all; the offset where it begins."""
        self.check_room()
        if self.handle is not None and self.position >= MAX_SEGMENT:
            self.close()
        if self.handle is None:
            self._open()
        assert self.handle is not None
        start = self.position
        try:
            write_all(self.handle, data)
            os.fdatasync(self.handle)
        except OSError as error:
            self._take_back(start)  # a full disk leaves no half record
            raise _cannot_write(self.raw / str(self.file), error) from error
        self.position += len(data)
        return start

    def _take_back(self, start: int) -> None:
        assert self.handle is not None
        os.ftruncate(self.handle, start)
        self.position = start

    def check_room(self) -> None:
        """Raise ``DiskLow`` when less than ``min_free`` bytes are left on the disk."""
        free = shutil.disk_usage(self.raw).free
        if free < self.min_free:
            raise DiskLow(
                f"only {free:,} bytes are free on the disk of {self.raw}, fewer than "
                f"min_free_bytes = {self.min_free:,}: make room, or lower it in warraq.toml"
            )

    def _open(self) -> None:
        at = times.now()
        safe = folder_name(self.outlet)
        folder = f"{safe}/{at:%Y}"
        file = f"{folder}/{safe}-{at:%Y%m%d%H%M%S}-{at.microsecond:06d}-{os.getpid()}.warc.gz"
        path = self.raw / (file + OPEN)
        demand_inside(self.archive.folder, path)
        with writing(self.archive.db):
            self.archive.db.execute(
                "INSERT INTO segments (file, outlet, state, opened_at) VALUES (?, ?, 'open', ?)",
                [file, self.outlet, times.text(at)],
            )
        first = warc_record_writing.warcinfo(path.name.removesuffix(OPEN))
        try:
            make_folder(path.parent)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
            try:
                write_all(handle, first)
                os.fdatasync(handle)
                sync_folder(path.parent)
            except OSError:
                os.close(handle)
                path.unlink()
                raise
        except OSError as error:
            with contextlib.suppress(Exception), writing(self.archive.db):  # the disk may be full
                self.archive.db.execute("DELETE FROM segments WHERE file = ?", [file])
            raise _cannot_write(path, error) from error
        self.file, self.handle, self.position = file, handle, len(first)

    def close(self) -> None:
        """Seal the segment, if one was opened."""
        if self.handle is None or self.file is None:
            return
        os.close(self.handle)
        seal(self.archive, self.file)
        self.handle = self.file = None
        self.position = 0


def seal(archive: Archive, file: str) -> None:
    """Give a finished segment its checksum and its final name."""
    path = raw_path(archive.folder, file)
    demand_inside(archive.folder, path)
    source = path.with_name(path.name + OPEN)
    with source.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        os.fsync(stream.fileno())
    size = source.stat().st_size
    source.rename(path)
    sync_folder(path.parent)
    with writing(archive.db):
        archive.db.execute(
            "UPDATE segments SET state = 'sealed', bytes = ?, sha256 = ?, sealed_at = ?"
            " WHERE file = ?",
            [size, digest, times.text(times.now()), file],
        )


def write_all(handle: int, data: bytes) -> None:
    """Write all of it: one ``write`` may take less."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _cannot_write(path: Path, error: OSError) -> CannotWrite:
    return CannotWrite(
        f"cannot write {path}: {error.strerror}. What was kept before is whole; "
        "make room or give the right to write, then crawl again"
    )
