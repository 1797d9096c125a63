"""The records of a WARC file, one gzip member each, read strictly: for checking and for copying.

Other readers forgive too much to be judges: some skip a cut tail, others a second record in one
member. Here every byte of the file must belong to a whole member that holds one whole record.
"""

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.settings import MAX_RECORD_BYTES

_PIECE = 1 << 20
_UNFIT = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_MAY_REPEAT = frozenset(("warc-concurrent-to",))
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


class Damaged(Exception):
    """A file breaks off or is spoilt at a byte."""

    def __init__(self, offset: int, why: str) -> None:
        """Note the end of the last whole record, and what stands there."""
        super().__init__(f"at byte {offset}: {why}")
        self.offset = offset


class Repacked(Damaged):
    """A gzip member holds several whole records: somebody packed the file anew."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record and where it lies."""

    offset: int
    length: int
    fields: dict[str, str]
    block: bytes
    faults: tuple[str, ...] = ()
    """What is wrong with its fields: other readers may see others, or another number of them."""

    @property
    def kind(self) -> str:
        """Its WARC-Type."""
        return self.fields.get("warc-type", "")

    @property
    def payload(self) -> bytes:
        """The bytes behind the HTTP head, whose lines may end as each server likes."""
        head = _BLANK_LINE.search(self.block)
        return self.block[head.end() :] if head else b""

    def false_digests(self) -> list[str]:
        """The digests that the record states and its bytes do not have."""
        stated = {"warc-block-digest": self.block}
        if self.kind == "response":
            stated["warc-payload-digest"] = self.payload
        return [
            name
            for name, data in stated.items()
            if (said := self.fields.get(name)) and said != _like(said, data)
        ]


def inflated(unzip: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    """What comes of more data of a gzip member, in pieces of a mebibyte at the most.

    Raises ``zlib.error``. However much it unpacks to, a piece at a time is in memory.
    """
    while not unzip.eof:
        piece = unzip.decompress(data, _PIECE)
        if piece:
            yield piece
        data = unzip.unconsumed_tail
        if not data and len(piece) < _PIECE:
            return


def members(path: Path, offset: int = 0) -> Iterator[tuple[int, int, bytearray]]:
    """Offset, length and content of each gzip member from one on. Raises ``Damaged``."""
    with path.open("rb") as stream:
        stream.seek(offset)
        data = stream.read(_PIECE)
        while data:
            unzip, content, taken = zlib.decompressobj(31), bytearray(), 0
            while not unzip.eof:
                if not data:
                    raise Damaged(offset, "the last record is cut off")
                _unpack(unzip, data, content, offset)
                taken += len(data) - len(unzip.unused_data)
                data = unzip.unused_data or stream.read(_PIECE)
            yield offset, taken, content
            offset += taken


def _unpack(unzip: "zlib._Decompress", data: bytes, content: bytearray, offset: int) -> None:
    """Add what comes of more data to a record's content. Raises ``Damaged``."""
    try:
        for piece in inflated(unzip, data):
            content += piece
            if len(content) > MAX_RECORD_BYTES:
                raise Damaged(offset, f"a record of more than {MAX_RECORD_BYTES:,} bytes")
    except zlib.error as error:
        raise Damaged(offset, f"not a whole gzip member: {error}") from error


def records(path: Path, start: int = 0) -> Iterator[Record]:
    """Every record of a file from an offset on, where one begins. Raises ``Damaged``."""
    for offset, length, data in members(path, start):
        yield _record(offset, length, data)


def record_at(path: Path, offset: int, length: int) -> Record:
    """The one record at a place. Raises ``Damaged`` and ``OSError``."""
    with path.open("rb") as stream:
        stream.seek(offset)
        raw = stream.read(length)
    unzip, content = zlib.decompressobj(31), bytearray()
    _unpack(unzip, raw, content, offset)
    if not unzip.eof or unzip.unused_data:
        raise Damaged(offset, f"no record of {length} bytes")
    return _record(offset, length, content)


def _record(offset: int, length: int, data: bytearray) -> Record:
    end = data.find(b"\r\n\r\n")
    lines = data[: max(end, 0)].decode("utf-8", "replace").split("\r\n")
    if not lines[0].startswith("WARC/1."):
        raise Damaged(offset, "no WARC record in this gzip member")
    pairs = [line.partition(":") for line in lines[1:]]
    fields = {name.strip().lower(): value.strip() for name, _, value in pairs}
    stated = fields.get("content-length", "")
    size = int(stated) if stated.isascii() and stated.isdecimal() and len(stated) < 12 else -1
    begin = end + 4
    if size < 0 or len(data) != begin + size + 4 or not data.endswith(b"\r\n\r\n"):
        several = size >= 0 and data[begin + size :].startswith(b"\r\n\r\nWARC/1.")
        kind = Repacked if several else Damaged
        raise kind(offset, "this gzip member does not hold exactly one record")
    return Record(offset, length, fields, bytes(data[begin:-4]), tuple(_faults(lines[1:])))


def _faults(lines: Sequence[str]) -> Iterator[str]:
    """What is wrong with the lines of a record's head, in words.

    Where a line break was smuggled into a value, one reader takes the first field of a name and
    another the last: neither is to be believed.
    """
    seen = set[str]()
    for line in lines:
        name, colon, _ = line.partition(":")
        name = name.strip().lower()
        if _UNFIT.search(line):
            yield f"its head has a control character in {name[:40]!r}"
        if not colon or not name:
            yield f"its head has a line that is no field: {line[:40]!r}"
        elif name in seen and name not in _MAY_REPEAT:
            yield f"its head states {name[:40]!r} twice"
        seen.add(name)


def _like(stated: str, data: bytes) -> str:
    """The digest of the data in the form in which one is stated; other forms are let pass."""
    name, _, value = stated.partition(":")
    if name.lower() not in ("sha1", "sha256", "md5"):
        return stated
    digest = hashlib.new(name.lower(), data, usedforsecurity=False)
    if len(value) == digest.digest_size * 2:
        return f"{name}:{digest.hexdigest()}"
    return f"{name}:{base64.b32encode(digest.digest()).decode()}"
