"""The bytes of a listing file: unzipped, in an encoding whose tags are ASCII, within bounds."""

import codecs
import re
import zlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from crawler.errors import BrokenListing, Unreadable
from crawler.items import Page
from crawler.markup.decoding import decode

MAX_LISTING_BYTES = 52_428_800
"""What the protocol allows one sitemap, unzipped; a file that unzips to more is cut there."""
SAMPLE_BYTES = 200_000
"""As much of a file that is not in UTF-8 tells by its words which encoding it is in."""
MAX_GZIP_MEMBERS = 1_000
"""A file of millions of empty members would take hours to unzip and give nothing."""
MAX_GZIP_LAYERS = 2
"""A file may be zipped, and what a server stores zipped may be zipped by it once more."""
_PIECE_BYTES = 200_000
_GZIP = b"\x1f\x8b"
_SAYS_SOMETHING = re.compile(rb"[^\s\0\xef\xbb\xbf]")
_WIDE = (
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip


@dataclass(frozen=True)
class ListingBytes:
    """A listing file as bytes; ``cut`` says in words what a bound or a broken zip left out."""

    body: bytes
    content_type: str
    cut: str = ""

    @cached_property
    def _encoding(self) -> str:
        """The encoding of what is not UTF-8."""
        try:
            return decode(self.body[:SAMPLE_BYTES], self.content_type).encoding
        except Unreadable:  # its tags are read all the same; a letter that is lost is seen as such
            return "utf-8"

    def text(self, value: bytes) -> str:
        """A part of the file as text, with U+FFFD for what is lost."""
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:  # another encoding, or UTF-8 with a bad spot
            return value.decode(self._encoding, "replace")


def listing_bytes(page: Page) -> ListingBytes:
    """The file behind a page of a listing. Raises ``BrokenListing`` where there is nothing."""
    body, cut = page.body, ""
    for _ in range(MAX_GZIP_LAYERS):
        if body.startswith(_GZIP):
            body, cut = _gunzipped(page.url, body)
    if len(body) > MAX_LISTING_BYTES:
        body, cut = body[:MAX_LISTING_BYTES], _too_large(page.url)
    for mark, encoding in _WIDE:
        if body.startswith(mark):
            body = body.decode(encoding, "replace").encode("utf-8", "replace")
            break
    if not _SAYS_SOMETHING.search(body):
        raise BrokenListing(f"{page.url} is empty{f': {cut}' if cut else ''}")
    return ListingBytes(body, page.content_type, cut)


def _too_large(url: str) -> str:
    return f"{url} has or unzips to more than {MAX_LISTING_BYTES} bytes: the rest is not read"


def _gunzipped(url: str, body: bytes) -> tuple[bytes, str]:
    """What can be unzipped of a ``.gz`` file, all its members, and what cut it."""
    made, at, packed = bytearray(), 0, memoryview(body)
    for _ in range(MAX_GZIP_MEMBERS):
        unzip = zlib.decompressobj(31)  # 31: gzip with its head
        while not unzip.eof:
            piece = unzip.unconsumed_tail or packed[at : at + _PIECE_BYTES]
            at += 0 if unzip.unconsumed_tail else len(piece)
            before = unzip.copy()
            try:
                more = unzip.decompress(piece, _PIECE_BYTES)
            except zlib.error as error:
                made += _before_the_fault(before, piece)
                return _salvaged(made, f"{url} is no readable gzip file: {error}")
            made += more
            if len(made) > MAX_LISTING_BYTES:
                return bytes(made[:MAX_LISTING_BYTES]), _too_large(url)
            if not (piece or more or unzip.eof):
                return _salvaged(made, f"{url} is no readable gzip file: its end is missing")
        at -= len(unzip.unused_data)
        if bytes(packed[at : at + 2]) != _GZIP:  # padding and the like may follow
            return bytes(made), ""
    return _salvaged(made, f"{url} has more than {MAX_GZIP_MEMBERS} gzip members")


def _before_the_fault(unzip: "zlib._Decompress", piece: bytes | memoryview) -> bytes:
    """What a piece gives up to its fault, byte by byte: an error takes all that it came with.

    Where only the checksum is wrong, that is the whole.
    """
    made = bytearray()
    with suppress(zlib.error):
        while more := unzip.decompress(piece, 1):
            made += more
            piece = unzip.unconsumed_tail
    return bytes(made)


def _salvaged(made: bytearray, trouble: str) -> tuple[bytes, str]:
    if not made:
        raise BrokenListing(trouble)
    return bytes(made), trouble
