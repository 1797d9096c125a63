"""Files under ``raw/`` that no row of the database knows, and giving their records rows.

So a file comes back whose loss was accepted, and what was fetched after the backup from which a
database was restored.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from storage import activity_log, times
from storage.archive import Archive
from storage.database import writing
from storage.errors import ArchiveError
from storage.lock import OutletLock
from storage.raw.crash_repair import mend_segment
from storage.raw.gzip_members import Damaged, records
from storage.raw.record_index import Indexed
from storage.raw_paths import OPEN, present, raw_path

_NAME = re.compile(r"(?P<folder>[^/]+)/(?:[^/]+/)*[^/]+\.warc\.gz")


class CannotAdopt(ArchiveError):
    """A file is not taken into the archive; it stays where it is, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """A file that has rows now: its outlet and counts."""

    file: str
    outlet: str
    counts: Indexed

    def in_words(self) -> str:
        """``raw/one/2026/x.warc.gz: 12 answers of one adopted, 3 found again``."""
        said = f"raw/{self.file}: {self.counts.new} answers of {self.outlet} adopted"
        if self.counts.found_again:
            said += f", {self.counts.found_again} found again"
        if self.counts.elsewhere:
            said += f", {self.counts.elsewhere} in other files too"
        if self.counts.erased:
            said += f", {len(self.counts.erased)} destroyed: they were erased by order"
        return said


def unknown_files(archive: Archive) -> Iterator[str]:
    """The WARC files below ``raw/`` that the database does not name, by their sealed names."""
    raw = archive.folder / "raw"
    for path in sorted(raw.rglob("*.warc.gz*")):
        file = str(path.relative_to(raw)).removesuffix(OPEN)
        known = archive.row("SELECT 1 FROM segments WHERE file = ?", file)
        if _NAME.fullmatch(file) and not known and path.is_file() and not path.is_symlink():
            yield file


def adopt(
    archive: Archive, file: str, outlet: str | None = None,
    destroy: Callable[[Archive, str], None] = lambda archive, outlet: None,
) -> Adopted:  # fmt: skip
    """Give the records of an unknown file their rows. ``destroy`` ends what was erased by order.

    Rows that led to a file which is not there lead to this one again. Raises ``CannotAdopt``,
    ``AlreadyCrawling`` and ``CannotWrite``.
    """
    named = _NAME.fullmatch(file)
    if named is None or file not in unknown_files(archive):
        raise CannotAdopt(
            f"raw/{file} is no unknown file: put a WARC file (.warc.gz) into raw/OUTLET/ first"
        )
    outlet = outlet or _outlet_of(archive, named["folder"])
    lock = OutletLock(archive.folder, outlet)
    lock.acquire()
    try:
        opened_at = _demand_useful(archive, outlet, file)
        with writing(archive.db):  # from here on the repair after a crash brings it to its end
            archive.db.execute(
                "INSERT INTO segments (file, outlet, state, opened_at) VALUES (?, ?, 'open', ?)",
                [file, outlet, opened_at],
            )
        counts = mend_segment(archive, outlet, file)
        with writing(archive.db):
            _forget_moved(archive, outlet)
            activity_log.note(archive.db, "adopt", Adopted(file, outlet, counts).in_words())
        destroy(archive, outlet)
    finally:
        lock.release()
    return Adopted(file, outlet, counts)


def _outlet_of(archive: Archive, folder: str) -> str:
    """The outlet whose files lie in a folder of ``raw/``. Raises ``CannotAdopt``."""
    rows = archive.rows(
        "SELECT DISTINCT outlet FROM segments WHERE substr(file, 1, length(?1) + 1) = ?1 || '/'"
        " UNION SELECT DISTINCT outlet FROM articles UNION SELECT DISTINCT outlet FROM leads",
        folder,
    )
    found = [row[0] for row in rows if re.sub(r"[^a-z0-9]+", "-", row[0].lower()) == folder]
    if len(found) != 1:
        raise CannotAdopt(f"whose pages are in raw/{folder}? Say it with --outlet NAME")
    return str(found[0])


def _demand_useful(archive: Archive, outlet: str, file: str) -> str:
    """The date of a file's first record. Raises ``CannotAdopt`` for a damaged file or a copy."""
    path = raw_path(archive.folder, file)
    there = present(archive.folder, file) or path
    ids, first = set[str](), ""
    try:
        for record in records(there):
            first = first or record.fields.get("warc-date", "")
            if record.kind in ("response", "revisit"):
                ids.add(record.fields.get("warc-record-id", ""))
    except Damaged as error:
        if there == path:  # of an open one the torn tail is cut
            raise CannotAdopt(
                f"raw/{file} is damaged {error}. `warraq import` takes what is whole out of it"
            ) from error
    rows = archive.rows(
        "SELECT record_id, file FROM captures WHERE outlet = ? AND file IS NOT NULL", outlet
    )
    kept = {row["record_id"]: row["file"] for row in rows}
    others = {kept.get(id) for id in ids}
    if ids and all(other and present(archive.folder, other) for other in others):
        named = ", ".join(sorted(f"raw/{other}" for other in others))
        raise CannotAdopt(f"raw/{file} holds nothing but what is in {named}: it may be deleted")
    try:
        return times.stamp(times.parse(first))
    except ValueError as error:
        raise CannotAdopt(f"raw/{file} begins with no record that has a date") from error


def _forget_moved(archive: Archive, outlet: str) -> None:
    """Forget lost files whose answers are all in the adopted one: they were joined into it."""
    for row in archive.rows(
        "SELECT file FROM segments WHERE outlet = ? AND state = 'sealed'"
        " AND NOT EXISTS (SELECT 1 FROM captures c WHERE c.file = segments.file)", outlet,
    ):  # fmt: skip
        if present(archive.folder, row["file"]) is None:
            archive.db.execute("DELETE FROM segments WHERE file = ?", [row["file"]])
