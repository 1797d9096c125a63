"""Files under ``raw/`` that no row of the database knows, and giving their records rows.

So a file comes back whose loss was accepted, and what was fetched after the backup from which a
database was restored.
"""

import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from storage import times
from storage.activity import activity_log
from storage.archive import Archive
from storage.database import writing
from storage.errors import ArchiveError
from storage.process_locks import OutletLock, folder_name
from storage.raw.crash_repair import mend_segment
from storage.raw.gzip_members import Damaged, records
from storage.raw.intact_records import is_whole, whole_records
from storage.raw.lost_files import UNREADABLE, remedy
from storage.raw.warc_record_rows import Indexed
from storage.safe_raw_paths import OPEN, present, raw_path

ADOPT = "`warraq adopt` gives its records rows"
_NAME = re.compile(r"(?P<folder>[^/]+)/(?:[^/]+/)*[^/]+\.warc\.gz")


class CannotAdopt(ArchiveError):
    """A file is not taken into the archive; it stays where it is, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """A file that has rows now: its outlet and counts."""

    file: str
    outlet: str
    counts: Indexed
    damaged: str = ""
    """In words: it has rows now, and its records get theirs once what is spoilt is given up."""

    def in_words(self) -> str:
        """``raw/one/2026/x.warc.gz: 12 answers of one adopted, 3 found again``."""
        if self.damaged:
            return f"raw/{self.file}: known as a file of {self.outlet} now, and {self.damaged}"
        said = f"raw/{self.file}: {self.counts.new} answers of {self.outlet} adopted"
        if self.counts.found_again:
            said += f", {self.counts.found_again} found again"
        if self.counts.elsewhere:
            said += f", {self.counts.elsewhere} in other files too"
        if self.counts.erased:
            said += f", {len(self.counts.erased)} destroyed: they were erased by order"
        return said


def strays(archive: Archive) -> Iterator[tuple[Path, str]]:
    """The files below ``raw/`` that the database does not name, and what to do about each."""
    raw = archive.folder / "raw"
    for path in sorted(raw.rglob("*")):
        if path.name == ".lock" or not (os.path.isfile(path) or path.is_symlink()):
            continue
        file = str(path.relative_to(raw)).removesuffix(OPEN)
        known = archive.row("SELECT 1 FROM segments WHERE file = ?", file)
        if known and path.name.endswith(OPEN) and raw_path(archive.folder, file).is_file():
            yield path, "stands beside the file of its name: keep the whole one, move the other one"
        elif not known and os.path.isfile(path):  # still: others tidy
            yield path, _advice(path, file)


def _advice(path: Path, file: str) -> str:
    if path.is_symlink():
        return f"nobody knows this link: put the file itself in its place, then {ADOPT}"
    if not file.endswith(".warc.gz"):
        return "nobody knows this file, and it is no WARC file (.warc.gz): move it out of raw/"
    if _NAME.fullmatch(file) is None:
        return f"nobody knows this file: move it into raw/OUTLET/, then {ADOPT}"
    return f"nobody knows this file: {ADOPT}"


def unknown_files(archive: Archive) -> Iterator[str]:
    """The WARC files that the database does not name and can be adopted, by their sealed names."""
    for path, advice in strays(archive):
        if advice == f"nobody knows this file: {ADOPT}":
            yield str(path.relative_to(archive.folder / "raw")).removesuffix(OPEN)


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
        why = "" if counts else f"not whole: {remedy(file)}"
        adopted = Adopted(file, outlet, counts or Indexed(), why)
        with writing(archive.db):
            _forget_moved(archive, outlet)
            activity_log.note(archive.db, "adopt", adopted.in_words())
        destroy(archive, outlet)
    finally:
        lock.release()
    return adopted


def _outlet_of(archive: Archive, folder: str) -> str:
    """The outlet whose files lie in a folder of ``raw/``. Raises ``CannotAdopt``."""
    rows = archive.rows(
        "SELECT DISTINCT outlet FROM segments WHERE substr(file, 1, length(?1) + 1) = ?1 || '/'"
        " UNION SELECT DISTINCT outlet FROM articles UNION SELECT DISTINCT outlet FROM leads",
        folder,
    )
    found = [
        name for (name,) in rows
        if folder in (folder_name(name), re.sub(r"[^a-z0-9]+", "-", name.lower()))
    ]  # fmt: skip
    if len(found) != 1:
        raise CannotAdopt(f"whose pages are in raw/{folder}? Say it with --outlet NAME")
    return str(found[0])


def _demand_useful(archive: Archive, outlet: str, file: str) -> str:
    """The date of a file's first record. Raises ``CannotAdopt`` for a damaged file or a copy."""
    path = raw_path(archive.folder, file)
    there = present(archive.folder, file) or path
    ids, first = set[str](), ""
    try:
        # of an open one the torn tail is cut, and what is spoilt within it is named
        whole = records(there) if there == path else whole_records(archive, file, there)
        for record in whole:
            first = first or record.fields.get("warc-date", "")
            if record.kind in ("response", "revisit"):
                ids.add(record.fields.get("warc-record-id", ""))
    except Damaged as error:
        raise CannotAdopt(
            f"raw/{file} is damaged {error}. A whole copy can be adopted in its place;"
            " `warraq import` takes what stands before that"
        ) from error
    except OSError as error:
        raise CannotAdopt(f"raw/{file} cannot be read: {error.strerror}. {UNREADABLE}") from error
    _demand_not_elsewhere(archive, outlet, file, ids)
    try:
        return times.stamp(times.parse(first))
    except ValueError as error:
        raise CannotAdopt(f"raw/{file} begins with no record that has a date") from error


def _demand_not_elsewhere(archive: Archive, outlet: str, file: str, ids: Collection[str]) -> None:
    """Raise ``CannotAdopt`` for a file of another outlet, or a copy of what is whole elsewhere."""
    rows = {id: archive.row("SELECT * FROM captures WHERE record_id = ?", id) for id in ids}
    if others := {row["outlet"] for row in rows.values() if row} - {outlet}:
        raise CannotAdopt(f"raw/{file} holds answers of {', '.join(sorted(others))}: see --outlet")
    if ids and all(row and is_whole(archive, row) for row in rows.values()):
        named = ", ".join(sorted({f"raw/{row['file']}" for row in rows.values() if row}))
        raise CannotAdopt(f"raw/{file} holds nothing but what is in {named}: it may be deleted")


def _forget_moved(archive: Archive, outlet: str) -> None:
    """Forget lost files whose answers are all in the adopted one: they were joined into it."""
    for row in archive.rows(
        "SELECT file FROM segments WHERE outlet = ? AND state IN ('sealed', 'damaged')"
        " AND NOT EXISTS (SELECT 1 FROM captures c WHERE c.file = segments.file)", outlet,
    ):  # fmt: skip
        if present(archive.folder, row["file"]) is None:
            archive.db.execute("DELETE FROM segments WHERE file = ?", [row["file"]])
