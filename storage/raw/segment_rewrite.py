"""Files written anew: several joined into one, one without erased records or without spoilt bytes.

The new file is made whole and named first; then one transaction points every row to it and puts the
old files on the list of what may go; then they go. Whatever dies in between, ``clear_leftovers``
removes what no row points to.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from storage import times
from storage.activity import activity_log
from storage.archive import Archive
from storage.database import writing
from storage.errors import CannotWrite, OutsideArchive, RawFileDamaged
from storage.folder_sync import sync_folder
from storage.process_locks import folder_name
from storage.raw.gzip_members import Damaged, Record, records
from storage.raw.intact_records import is_whole, whole_records
from storage.raw.lost_files import UNREADABLE, lost_files, remedy
from storage.raw.segment import write_all
from storage.safe_raw_paths import OPEN, demand_inside, present, raw_path


def rewrite(
    archive: Archive, outlet: str, files: Sequence[str], erased: Collection[int] = (),
    lost: Collection[int] | None = None,
) -> str:  # fmt: skip
    """Write files of an outlet into one new file without the erased captures; its name.

    A file that is not whole is refused, unless ``lost`` names the captures that are given up
    because of that: then its spoilt bytes stay behind. The caller holds the outlet's lock. Raises
    ``CannotWrite`` and ``RawFileDamaged`` with nothing changed.
    """
    file, opened = _begin(archive, outlet, files)
    path = raw_path(archive.folder, file)
    demand_inside(archive.folder, path)
    try:
        moved, digest = _copy(archive, files, path, erased, lost)
    except (OSError, RawFileDamaged) as error:
        clear_leftovers(archive, outlet)
        if isinstance(error, RawFileDamaged):
            raise
        raise CannotWrite(f"cannot write {path}: {error.strerror}; nothing was changed") from error
    with writing(archive.db):
        note_erased(archive, erased)
        note_lost(archive, lost or ())
        archive.db.conn.executemany(
            "UPDATE captures SET kind = ?, offset = ?, length = ?, file = ? WHERE record_id = ?",
            [(*place, file, record_id) for record_id, place in moved.items()],
        )
        archive.db.execute(
            "UPDATE segments SET state = 'sealed', bytes = ?, sha256 = ?, sealed_at = ?"
            " WHERE file = ?", [path.stat().st_size, digest, opened, file],
        )  # fmt: skip
        archive.db.conn.executemany(
            "UPDATE segments SET state = 'joined' WHERE file = ?", [(old,) for old in files]
        )
        done = "mend" if lost is not None else "erase" if erased else "join"
        activity_log.note(archive.db, done, f"{', '.join(files)} into {file}")
    clear_leftovers(archive, outlet)
    return file


def _begin(archive: Archive, outlet: str, files: Sequence[str]) -> tuple[str, str | None]:
    """Note a new file that is about to be written; its name, and the time."""
    at = times.now()
    safe = folder_name(outlet)
    month = re.search(r"-(\d{6})", Path(files[0]).name)
    name = f"{safe}-{month[1] if month else at.strftime('%Y%m')}-joined-{at:%Y%m%d%H%M%S%f}.warc.gz"
    file = str(Path(files[0]).with_name(name))
    with writing(archive.db):
        archive.db.execute(
            "INSERT INTO segments (file, outlet, state, opened_at)"
            " SELECT ?, ?, 'joining', min(opened_at) FROM segments"
            f" WHERE file IN ({', '.join('?' * len(files))})",
            [file, outlet, *files],
        )
    return file, times.text(at)


def note_erased(archive: Archive, captures: Collection[int]) -> None:
    """Note that records are destroyed; their ids stay, to be known. Within a transaction."""
    for id in captures:
        archive.db.execute(
            "UPDATE captures SET kind = 'erased', file = NULL, offset = NULL, length = NULL,"
            " payload_digest = NULL, refers_to = NULL WHERE id = ?", [id],
        )  # fmt: skip


def note_lost(archive: Archive, captures: Collection[int]) -> None:
    """Note that records are lost; digest and id stay, to be found again. Within a transaction."""
    for id in captures:
        archive.db.execute(
            "UPDATE captures SET kind = 'lost', file = NULL, offset = NULL, length = NULL"
            " WHERE id = ?", [id],
        )  # fmt: skip


def _copy(
    archive: Archive, files: Sequence[str], path: Path, erased: Collection[int],
    lost: Collection[int] | None,
) -> tuple[dict[str, tuple[str, int, int]], str]:  # fmt: skip
    """Copy what is to stay; each record's kind and place now, by its id, and the new checksum."""
    copying = _Copying(archive, erased, lost)
    digest = copying.write(files, path)
    return copying.moved, digest


class _Copying:
    """Copies the records of files into a new one."""

    def __init__(
        self, archive: Archive, erased: Collection[int], lost: Collection[int] | None
    ) -> None:
        self.archive, self.given_up = archive, lost is not None
        self.leaving = {*erased, *(lost or ())}
        self.gone = {
            row["record_id"]
            for id in erased
            for row in archive.rows("SELECT record_id FROM captures WHERE id = ?", id)
            if row["record_id"]
        }
        self.moved = dict[str, tuple[str, int, int]]()
        """Kind, offset and length in the new file, by record id, of all that has a row."""

    def write(self, files: Sequence[str], path: Path) -> str:
        """Write the new file under its name; its checksum. ``OSError``, ``RawFileDamaged``."""
        position, checksum = 0, hashlib.sha256()
        unfinished = path.with_name(path.name + OPEN)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            for file in files:
                for record_id, kind, data in self._chosen(file):
                    write_all(handle, data)
                    checksum.update(data)
                    if record_id is not None:
                        self.moved[record_id] = (kind, position, len(data))
                    position += len(data)
            os.fsync(handle)
        finally:
            os.close(handle)
        unfinished.rename(path)
        sync_folder(path.parent)
        return checksum.hexdigest()

    def _chosen(self, file: str) -> Iterator[tuple[str | None, str, bytes]]:
        """The records of a file that go into the new one: id, if there is a row, kind and bytes.

        Raises ``RawFileDamaged`` where not every row's record is among them.
        """
        rows = self.archive.rows("SELECT id, record_id FROM captures WHERE file = ?", file)
        mine = {row["record_id"]: row["id"] for row in rows}
        second = set[str]()
        try:
            # a file that is not sealed any more, or again, may have its open name
            source = present(self.archive.folder, file) or raw_path(self.archive.folder, file)
            with source.open("rb") as stream:
                for record in self._read(file, source):
                    id = record.fields.get("warc-record-id", "")
                    about = {id, record.fields.get("warc-concurrent-to", "")}
                    if about & self.gone or about & second:
                        continue
                    answers = record.kind in ("response", "revisit")
                    known = id in mine or self._known(id) if answers else False
                    if known is None or known and id in self.moved:
                        second.add(id)
                        continue
                    stream.seek(record.offset)
                    yield id if known else None, record.kind, stream.read(record.length)
        except Damaged as error:
            raise RawFileDamaged(file, f"is damaged {error}: {remedy(file)}") from error
        except OSError as error:
            why = f"cannot be read: {error.strerror}. {UNREADABLE}"
            raise RawFileDamaged(file, why) from error
        lacking = [id for name, id in mine.items() if name not in self.moved]
        if lacking := [id for id in lacking if id not in self.leaving]:
            why = f"is damaged: {len(lacking)} of its {len(mine)} answers are not whole in it"
            raise RawFileDamaged(file, f"{why}: {remedy(file)}")

    def _read(self, file: str, source: Path) -> Iterator[Record]:
        return whole_records(self.archive, file, source) if self.given_up else records(source)

    def _known(self, id: str) -> bool | None:
        """Whether a record without a row in its file has one that leads to nothing whole.

        ``None``: it is whole elsewhere, or erased: a second copy of it stays behind.
        """
        row = self.archive.row("SELECT * FROM captures WHERE record_id = ?", id)
        if row is None:
            return False
        return None if row["kind"] == "erased" or is_whole(self.archive, row) else True


def clear_leftovers(archive: Archive, outlet: str) -> None:
    """Remove what a rewriting left: new files that no row points to, old ones that none needs.

    A new file stays where any other of the outlet is lost: its rows may be those of an older
    database, and it all that is left. `warraq adopt` takes it, or says that it may be deleted.
    """
    for row in archive.rows(
        "SELECT file, state FROM segments WHERE outlet = ? AND state IN ('joining', 'joined')"
        " AND NOT EXISTS (SELECT 1 FROM captures c WHERE c.file = segments.file)", outlet,
    ):  # fmt: skip
        with contextlib.suppress(OutsideArchive):  # no rewriting left that: only its row goes
            path = raw_path(archive.folder, row["file"])
            demand_inside(archive.folder, path)
            if row["state"] == "joined" or not (path.is_file() and lost_files(archive, outlet)):
                path.unlink(missing_ok=True)
            path.with_name(path.name + OPEN).unlink(missing_ok=True)
        archive.db.execute("DELETE FROM segments WHERE file = ?", [row["file"]])
