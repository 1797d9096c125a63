"""Content-Encoding: bodies in gzip, deflate, Brotli or Zstandard unpacked, within bounds."""

import sys
import zlib

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["HEAD_BYTES", "NotWhole", "decoded", "unpacked", "zstd"]

MAX_UNPACKED_BYTES = 60_000_000
"""Bytes at which unpacking ends: more than any reader takes, so that no bomb fills memory."""
MAX_GZIP_MEMBERS = 1_000
"""So many gzip members are unpacked: millions of empty ones would take hours and give nothing."""
HEAD_BYTES = 200_000
"""As much of a page is unpacked to see what its head asks of machines."""


class NotWhole(ValueError):
    """A body cannot be unpacked, or not to its end."""


def decoded(body: bytes, stated: str, max_bytes: int = MAX_UNPACKED_BYTES) -> bytes:
    """A body without the encodings that its head states, outermost last.

    A broken body gives what can be unpacked of it; one that is not packed at all, or in a way that
    nobody knows, comes back as it is.
    """
    for encoding in _outermost_first(stated):
        unpack = _UNPACK.get(encoding)
        if unpack is None:
            return body
        body = unpack(body, max_bytes)[0] or body
    return body


def unpacked(body: bytes, stated: str, max_bytes: int = MAX_UNPACKED_BYTES) -> bytes:
    """A body without its encodings, at least ``max_bytes`` of it where it is longer.

    Raises ``NotWhole`` for one that is cut off or broken: its text would be shorter than what was
    published.
    """
    for encoding in _outermost_first(stated):
        unpack = _UNPACK.get(encoding)
        if unpack is None:  # some servers state a charset here
            return body
        body, whole = unpack(body, max_bytes)
        if not whole and len(body) < max_bytes:
            raise NotWhole(f"a {encoding} answer that is cut off or broken")
    return body


def _outermost_first(stated: str) -> list[str]:
    found = [encoding.strip() for encoding in reversed(stated.lower().split(","))]
    return [encoding for encoding in found if encoding not in ("", "identity")]


# Each gives what can be unpacked of a body, and whether that is all of it.


def _gunzip(body: bytes, max_bytes: int) -> tuple[bytes, bool]:
    found, whole = b"", False
    for _ in range(MAX_GZIP_MEMBERS):
        if not body or len(found) >= max_bytes:
            return found, whole
        unzip = zlib.decompressobj(31)  # 31: gzip with its head, one member
        try:
            found += unzip.decompress(body, max_bytes - len(found))
        except zlib.error:  # after a whole member it is something else that follows
            return found, whole
        body, whole = unzip.unused_data, unzip.eof
    return found, whole and not body


def _inflate(body: bytes, max_bytes: int) -> tuple[bytes, bool]:
    for form in (15, -15):  # with the head of zlib and without: some servers leave it out
        unzip = zlib.decompressobj(form)
        try:
            return unzip.decompress(body, max_bytes), unzip.eof
        except zlib.error:
            continue
    return b"", False


def _unbrotli(body: bytes, max_bytes: int) -> tuple[bytes, bool]:
    unpack = brotli.Decompressor()
    found = b""
    try:
        while len(found) < max_bytes and not unpack.is_finished():
            more = unpack.process(b"" if found else body, output_buffer_limit=max_bytes)
            if not more:
                break
            found += more
    except brotli.error:  # what was unpacked before it broke is returned
        return found[:max_bytes], False
    return found[:max_bytes], unpack.is_finished()


def _unzstd(body: bytes, max_bytes: int) -> tuple[bytes, bool]:
    unpack = zstd.ZstdDecompressor()
    try:
        return unpack.decompress(body, max_bytes), unpack.eof
    except (zstd.ZstdError, EOFError):
        return b"", False


_UNPACK = {
    "gzip": _gunzip, "x-gzip": _gunzip, "deflate": _inflate, "br": _unbrotli, "zstd": _unzstd,
}  # fmt: skip
