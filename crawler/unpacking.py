"""Content-Encoding undone: what a server compressed becomes the page that was published."""

import sys
import zlib

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["HEAD_BYTES", "decoded", "zstd"]

MOST = 50_000_000
"""Bytes at which unpacking ends: four times what any reader takes, so that no bomb fills memory."""
HEAD_BYTES = 200_000
"""As much of a page is unpacked to see what its head asks of machines."""


def decoded(body: bytes, stated: str, most: int = MOST) -> bytes:
    """A body without the encodings that its head states, outermost last.

    A broken body gives what can be unpacked of it; one that is not packed at all, or in a way that
    nobody knows, comes back as it is.
    """
    for encoding in reversed(stated.lower().split(",")):
        unpack = _UNPACK.get(encoding.strip())
        if unpack is None:
            return body
        body = unpack(body, most) or body
    return body


def _gunzip(body: bytes, most: int) -> bytes:
    found = b""
    while body and len(found) < most:  # several members may follow each other
        unzip = zlib.decompressobj(31)
        try:
            found += unzip.decompress(body, most - len(found))
        except zlib.error:
            break
        body = unzip.unused_data
    return found


def _inflate(body: bytes, most: int) -> bytes:
    for form in (15, -15):  # some servers leave out the head of the format
        try:
            return zlib.decompressobj(form).decompress(body, most)
        except zlib.error:
            continue
    return b""


def _unbrotli(body: bytes, most: int) -> bytes:
    unpack = brotli.Decompressor()
    found = b""
    try:
        while len(found) < most and not unpack.is_finished():
            more = unpack.process(b"" if found else body, output_buffer_limit=most)
            if not more:
                break
            found += more
    except brotli.error:
        pass  # what was unpacked before it broke is returned
    return found[:most]


def _unzstd(body: bytes, most: int) -> bytes:
    try:
        return zstd.ZstdDecompressor().decompress(body, most)
    except (zstd.ZstdError, EOFError):
        return b""


_UNPACK = {
    "gzip": _gunzip, "x-gzip": _gunzip, "deflate": _inflate, "br": _unbrotli, "zstd": _unzstd,
}  # fmt: skip
