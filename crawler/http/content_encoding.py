"""Content-Encoding undone: what a server compressed becomes the page that was published."""

import sys
import zlib

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["HEAD_BYTES", "NotWhole", "decoded", "unpacked", "zstd"]

MOST = 50_000_000
"""Bytes at which unpacking ends: four times what any reader takes, so that no bomb fills memory."""
MEMBERS = 1_000
"""So many gzip members are unpacked: millions of empty ones would take hours and give nothing."""
HEAD_BYTES = 200_000
"""As much of a page is unpacked to see what its head asks of machines."""


class NotWhole(ValueError):
    """A body cannot be unpacked, or not to its end."""


def decoded(body: bytes, stated: str, most: int = MOST) -> bytes:
    """A body without the encodings that its head states, outermost last.

    A broken body gives what can be unpacked of it; one that is not packed at all, or in a way that
    nobody knows, comes back as it is.
    """
    for encoding in _outermost_first(stated):
        unpack = _UNPACK.get(encoding)
        if unpack is None:
            return body
        body = unpack(body, most)[0] or body
    return body


def unpacked(body: bytes, stated: str, most: int = MOST) -> bytes:
    """The same of a whole body only, up to at least so many bytes. Raises ``NotWhole``."""
    for encoding in _outermost_first(stated):
        unpack = _UNPACK.get(encoding)
        if unpack is None:  # some servers state a charset here
            return body
        body, whole = unpack(body, most)
        if not whole and len(body) < most:
            raise NotWhole(f"a {encoding} answer that is cut off or broken")
    return body


def _outermost_first(stated: str) -> list[str]:
    found = [encoding.strip() for encoding in reversed(stated.lower().split(","))]
    return [encoding for encoding in found if encoding not in ("", "identity")]


# Each gives what can be unpacked of a body, and whether that is all of it.


def _gunzip(body: bytes, most: int) -> tuple[bytes, bool]:
    found, whole = b"", False
    for _ in range(MEMBERS):
        if not body or len(found) >= most:
            return found, whole
        unzip = zlib.decompressobj(31)
        try:
            found += unzip.decompress(body, most - len(found))
        except zlib.error:  # after a whole member it is something else that follows
            return found, whole
        body, whole = unzip.unused_data, unzip.eof
    return found, whole and not body


def _inflate(body: bytes, most: int) -> tuple[bytes, bool]:
    for form in (15, -15):  # some servers leave out the head of the format
        unzip = zlib.decompressobj(form)
        try:
            return unzip.decompress(body, most), unzip.eof
        except zlib.error:
            continue
    return b"", False


def _unbrotli(body: bytes, most: int) -> tuple[bytes, bool]:
    unpack = brotli.Decompressor()
    found = b""
    try:
        while len(found) < most and not unpack.is_finished():
            more = unpack.process(b"" if found else body, output_buffer_limit=most)
            if not more:
                break
            found += more
    except brotli.error:  # what was unpacked before it broke is returned
        return found[:most], False
    return found[:most], unpack.is_finished()


def _unzstd(body: bytes, most: int) -> tuple[bytes, bool]:
    unpack = zstd.ZstdDecompressor()
    try:
        return unpack.decompress(body, most), unpack.eof
    except (zstd.ZstdError, EOFError):
        return b"", False


_UNPACK = {
    "gzip": _gunzip, "x-gzip": _gunzip, "deflate": _inflate, "br": _unbrotli, "zstd": _unzstd,
}  # fmt: skip
