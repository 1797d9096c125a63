"""The records of a WARC file, one gzip member each, read strictly: for checking and for copying.

Other readers forgive too much to be judges: some skip a cut tail, others a second record in one
member. Here every byte of the file must belong to a whole member that holds one whole record.
"""

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PIECE = 1 << 20
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


class Damaged(Exception):
    """A file breaks off or is spoilt at a byte."""

    def __init__(self, offset: int, why: str) -> None:
        """Note the end of the last whole record, and what stands there."""
        super().__init__(f"at byte {offset}: {why}")
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Record:
    """One record and where it lies."""

    offset: int
    length: int
    fields: dict[str, str]
    block: bytes

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


def members(path: Path) -> Iterator[tuple[int, int, bytes]]:
    """Offset, length and content of each gzip member. Raises ``Damaged``."""
    with path.open("rb") as stream:
        offset, data = 0, stream.read(_PIECE)
        while data:
            unzip, parts, taken = zlib.decompressobj(31), list[bytes](), 0
            while not unzip.eof:
                if not data:
                    raise Damaged(offset, "the last record is cut off")
                try:
                    parts.append(unzip.decompress(data))
                except zlib.error as error:
                    raise Damaged(offset, f"not a whole gzip member: {error}") from error
                taken += len(data) - len(unzip.unused_data)
                data = unzip.unused_data or stream.read(_PIECE)
            yield offset, taken, b"".join(parts)
            offset += taken


def records(path: Path) -> Iterator[Record]:
    """Every record of a file. Raises ``Damaged``."""
    for offset, length, data in members(path):
        yield _record(offset, length, data)


def record_at(path: Path, offset: int, length: int) -> Record:
    """The one record at a place. Raises ``Damaged`` and ``OSError``."""
    with path.open("rb") as stream:
        stream.seek(offset)
        raw = stream.read(length)
    unzip = zlib.decompressobj(31)
    try:
        data = unzip.decompress(raw)
    except zlib.error as error:
        raise Damaged(offset, f"not a whole gzip member: {error}") from error
    if not unzip.eof or unzip.unused_data:
        raise Damaged(offset, f"no record of {length} bytes")
    return _record(offset, length, data)


def _record(offset: int, length: int, data: bytes) -> Record:
    head, blank, rest = data.partition(b"\r\n\r\n")
    lines = head.decode("utf-8", "replace").split("\r\n")
    if not blank or not lines[0].startswith("WARC/1."):
        raise Damaged(offset, "no WARC record in this gzip member")
    pairs = [line.partition(":") for line in lines[1:]]
    fields = {name.strip().lower(): value.strip() for name, _, value in pairs}
    size = int(fields.get("content-length", "-1"))
    if size < 0 or len(rest) != size + 4 or not rest.endswith(b"\r\n\r\n"):
        raise Damaged(offset, "this gzip member does not hold exactly one record")
    return Record(offset, length, fields, rest[:size])


def _like(stated: str, data: bytes) -> str:
    """The digest of the data in the form in which one is stated; other forms are let pass."""
    name, _, value = stated.partition(":")
    if name.lower() not in ("sha1", "sha256", "md5"):
        return stated
    digest = hashlib.new(name.lower(), data, usedforsecurity=False)
    if len(value) == digest.digest_size * 2:
        return f"{name}:{digest.hexdigest()}"
    return f"{name}:{base64.b32encode(digest.digest()).decode()}"
