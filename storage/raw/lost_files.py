"""Raw files that the database names and the disk does not have, and accepting their loss.

A loss is never written down by itself: a disk that was not mounted comes back with all its files.
Until somebody accepts it every command names it and goes on with the rest.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from storage import activity_log
from storage.archive import Archive
from storage.database import writing
from storage.errors import ArchiveError
from storage.lock import OutletLock
from storage.raw_paths import present


@dataclass(frozen=True, slots=True)
class LostFile:
    """A raw file that is not there, and the number of answers in it."""

    file: str
    outlet: str
    captures: int

    def in_words(self) -> str:
        """``raw/one/2026/x.warc.gz is lost, with 12 answers``."""
        answers = "1 answer" if self.captures == 1 else f"{self.captures} answers"
        return f"raw/{self.file} is lost, with {answers}"


REMEDY = (
    "put it back (from a backup, or by mounting its disk), or accept the loss:"
    " `warraq lost --accept --reason WHY`"
)
"""What to do about a lost file, in words."""


def lost_files(archive: Archive, outlet: str | None = None) -> list[LostFile]:
    """The files that are not there, of one outlet or of all; an open one without rows is none.

    A crawl that dies before it made its file loses nothing: the next one forgets the row.
    """
    return [one for one in _absent(archive, outlet) if one.captures or _sealed(archive, one)]


def _absent(archive: Archive, outlet: str | None) -> Iterator[LostFile]:
    for row in archive.rows(
        "SELECT file, outlet FROM segments WHERE state IN ('open', 'sealed')"
        " AND outlet = coalesce(?, outlet) ORDER BY file", outlet,
    ):  # fmt: skip
        if present(archive.folder, row["file"]) is None:
            count = archive.row("SELECT count(*) FROM captures WHERE file = ?", row["file"])
            yield LostFile(row["file"], row["outlet"], count[0] if count else 0)


def _sealed(archive: Archive, lost: LostFile) -> bool:
    """Whether it still is, and still is not there: it may just have been joined to others."""
    row = archive.row("SELECT state FROM segments WHERE file = ?", lost.file)
    return row is not None and row[0] == "sealed" and not present(archive.folder, lost.file)


def accept_loss(
    archive: Archive, reason: str, files: Collection[str] | None = None
) -> list[LostFile]:
    """Write down that lost files are lost, all or those named; the files.

    Their answers stay as rows of the kind ``lost``, with digest and record id: a file that turns
    up later is adopted and they lead to it again. Raises ``AlreadyCrawling`` and ``ArchiveError``
    for a file that is not lost.
    """
    lost = lost_files(archive)
    if strangers := set(files or ()) - {one.file for one in lost}:
        raise ArchiveError(f"not lost: {', '.join(sorted(strangers))}. `warraq lost` names what is")
    chosen = [one for one in lost if files is None or one.file in files]
    for outlet in sorted({one.outlet for one in chosen}):
        lock = OutletLock(archive.folder, outlet)
        lock.acquire()
        try:
            for one in chosen:
                if one.outlet == outlet and present(archive.folder, one.file) is None:
                    _note_lost(archive, one, reason)
        finally:
            lock.release()
    return chosen


def _note_lost(archive: Archive, lost: LostFile, reason: str) -> None:
    with writing(archive.db):
        archive.db.execute(
            "UPDATE captures SET kind = 'lost', file = NULL, offset = NULL, length = NULL"
            " WHERE file = ?", [lost.file],
        )  # fmt: skip
        archive.db.execute("DELETE FROM segments WHERE file = ?", [lost.file])
        activity_log.note(archive.db, "lost", f"{lost.in_words()}: {reason}")
