"""The whole records of a file that may be damaged, and the rows whose records are not among them.

Behind a bad spot reading goes on where the next record begins. What begins within the bytes that a
row calls one answer is believed only if the database knows its id: an answer's body may hold what
looks like a record, too.
"""

import bisect
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.archive import Archive
from storage.raw.gzip_members import Damaged, Record, Repacked, record_at, records
from storage.safe_raw_paths import present

_MAGIC = b"\x1f\x8b\x08"
_OTHER_PACKINGS = (b"WARC/1.", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ", b"BZh")
"""How a WARC file begins that is not packed, or by zstd, xz or bzip2."""
_PIECE = 1 << 20
_HEAD = 1 << 13
_IDS = re.compile(rb"(?im)^WARC-(?:Record-ID|Concurrent-To):[ \t]*(\S+)")


@dataclass(slots=True)
class Inspection:
    """What a file holds of what the database says of it."""

    size: int
    end: int = 0
    """The offset behind the last whole record."""
    spoilt: int = 0
    """Bytes that belong to no whole record."""
    records: int = 0
    """Whole records beside that of the file itself."""
    answers: int = 0
    """Rows that lead into the file."""
    misplaced: int = 0
    """Rows whose record is whole, and lies elsewhere in it than they say."""
    lost: list[int] = field(default_factory=list)
    """Captures whose record is not whole in it."""

    @property
    def torn(self) -> bool:
        """Whether nothing is wrong but a tail that no row knows: what a crash leaves."""
        fits = not self.lost and not self.misplaced
        return fits and self.spoilt == self.size - self.end

    @property
    def whole(self) -> bool:
        """Whether every byte belongs to a whole record, and every row leads to its own."""
        return self.torn and not self.spoilt

    def in_words(self) -> str:
        """What is wrong: ``3 of its 12 answers are not whole in it``."""
        said = []
        if self.lost:
            are = "is" if len(self.lost) == 1 else "are"
            said.append(f"{len(self.lost)} of its {self.answers} answers {are} not whole in it")
        if self.misplaced:
            said.append(f"{self.misplaced} of its answers lie elsewhere in it than the rows say")
        if self.spoilt:
            said.append(f"{self.spoilt:,} of its bytes belong to no whole record")
        return ", ".join(said)


def inspect(archive: Archive, file: str, path: Path) -> Inspection:
    """Read a file whole and hold it against its rows. Raises ``OSError``."""
    rows = archive.rows("SELECT id, offset, length, record_id FROM captures WHERE file = ?", file)
    held = {row["record_id"]: row for row in rows}
    seen = Inspection(path.stat().st_size, answers=len(rows))
    for record in whole_records(archive, file, path):
        seen.spoilt += record.offset - seen.end
        seen.end = record.offset + record.length
        seen.records += record.kind != "warcinfo"
        row = held.pop(record.fields.get("warc-record-id"), None)
        if row is not None:
            place = row["offset"], row["length"]
            seen.misplaced += place != (record.offset, record.length)
    seen.spoilt += seen.size - seen.end
    seen.lost = sorted(row["id"] for row in held.values())
    return seen


def whole_records(archive: Archive, file: str, path: Path) -> Iterator[Record]:
    """Every whole record of a file whose digests are true, past every bad spot. ``OSError``."""
    ranges = [
        (row["offset"], row["offset"] + row["length"])
        for row in archive.rows(
            "SELECT offset, length FROM captures WHERE file = ? ORDER BY offset", file
        )
    ]

    def believed(at: int, ids: Sequence[bytes]) -> bool:
        before = bisect.bisect_left(ranges, (at,)) - 1
        if before < 0 or at >= ranges[before][1]:
            return True
        known = "SELECT 1 FROM captures WHERE record_id = ?"
        return any(archive.row(known, id.decode("utf-8", "replace")) for id in ids)

    start: int | None = 0
    while start is not None:
        try:
            for record in records(path, start):
                if not record.false_digests():
                    yield record
            return
        except Damaged as error:
            start = _next_record(path, error.offset + 1, believed)


def _next_record(
    path: Path, start: int, believed: Callable[[int, Sequence[bytes]], bool]
) -> int | None:
    """Where the next record begins that may be believed to be one."""
    for at in _gzip_heads(path, start):
        ids = _IDS.findall(_beginning(path, at))
        if ids and believed(at, ids):
            return at
    return None


def _gzip_heads(path: Path, start: int) -> Iterator[int]:
    """Where bytes stand from an offset on that begin a gzip member."""
    with path.open("rb") as stream:
        stream.seek(start)
        kept = b""
        while piece := stream.read(_PIECE):
            data = kept + piece
            at = data.find(_MAGIC)
            while at >= 0:
                yield start + at
                at = data.find(_MAGIC, at + 1)
            kept = data[-2:]
            start += len(data) - len(kept)


def _beginning(path: Path, offset: int) -> bytes:
    """What the first bytes of a gzip member unpack to, if that begins a WARC record."""
    with path.open("rb") as stream:
        stream.seek(offset)
        raw = stream.read(_HEAD)
    try:
        data = zlib.decompressobj(31).decompress(raw, _HEAD)
    except zlib.error:
        return b""
    return data.partition(b"\r\n\r\n")[0] if data.startswith(b"WARC/1.") else b""


def packed_otherwise(path: Path) -> bool:
    """Whether a file seems to be packed anew, not record by record: it may be whole then."""
    with path.open("rb") as stream:
        if stream.read(7).startswith(_OTHER_PACKINGS):
            return True
    try:
        for _ in records(path):
            pass
    except Damaged as error:
        return isinstance(error, Repacked)
    return False


def held(path: Path, rows: Iterable[sqlite3.Row | Mapping[str, Any]]) -> int:
    """How many of these captures have their record in a file, whole."""
    return sum(_holds(path, row) for row in rows)


def is_whole(archive: Archive, row: sqlite3.Row) -> bool:
    """Whether the record of a capture is in its file, whole; ``row`` has all its columns."""
    there = present(archive.folder, row["file"]) if row["file"] else None
    return there is not None and _holds(there, row)


def _holds(path: Path, row: sqlite3.Row | Mapping[str, Any]) -> bool:
    try:
        record = record_at(path, row["offset"], row["length"])
    except (Damaged, OSError):
        return False
    return record.fields.get("warc-record-id") == row["record_id"] and not record.false_digests()
