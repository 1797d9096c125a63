"""Where an export goes: a file that appears when it is whole, packed or not, or standard output."""

import contextlib
import errno
import gzip
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from crawler.http.content_encoding import zstd

STDOUT = Path("-")
PACKED = (".gz", ".zst")
"""Endings behind a format's own."""
_ZSTD_LEVEL = 10


@contextlib.contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """A name beside a file or folder for what is not whole yet; nothing is left of it at the end.

    It is this process's own: two exports to one name do not meet. What a killed one left goes.
    """
    for left in path.parent.glob(f".{_literal(path.name)}.*.part"):
        number = re.fullmatch(r"\d{1,9}", left.name.rsplit(".", 2)[1])
        if number and not process_runs(int(number[0])):
            _remove(left)
    made = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield made
    finally:
        _remove(made)


def destination(path: Path) -> Path:
    """The file that a name leads to: a link is followed, as a shell follows it.

    Raises ``FileExistsError`` for a pipe or a device, in whose place a file would stand.
    """
    found = Path(os.path.realpath(path)) if path.is_symlink() else path
    if found.exists() and not (found.is_file() or found.is_dir()):
        raise FileExistsError(errno.EEXIST, "it is no file: write to - (standard output) instead")
    return found


def demand_new_folder(path: Path) -> None:
    """Raise ``FileExistsError`` unless nothing, or an empty folder, has a name."""
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise FileExistsError(errno.EEXIST, "it is no folder: name a new one")
    if path.is_dir() and any(path.iterdir()):
        raise FileExistsError(errno.EEXIST, "it is not empty: name a new folder")


@contextlib.contextmanager
def packed(path: Path, ending: str) -> Iterator[BinaryIO]:
    """A stream to a file or to standard output, packed as an ending of ``PACKED`` says.

    The same bytes give the same file: no name and no time is in its head.
    """
    with contextlib.ExitStack() as opened:
        out = sys.stdout.buffer if path == STDOUT else opened.enter_context(path.open("wb"))
        if ending == ".gz":
            out = cast(
                BinaryIO,
                opened.enter_context(
                    gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0, compresslevel=6)
                ),
            )
        elif ending == ".zst":
            options: dict[int, int] = {
                zstd.CompressionParameter.compression_level: _ZSTD_LEVEL,
                zstd.CompressionParameter.checksum_flag: 1,
            }
            out = cast(BinaryIO, opened.enter_context(zstd.ZstdFile(out, "wb", options=options)))
        yield out
    if path == STDOUT:
        sys.stdout.buffer.flush()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _literal(name: str) -> str:
    return re.sub(r"([\[\]*?])", r"[\1]", name)


def process_runs(pid: int) -> bool:
    """Whether a process of that number runs; also somebody else's."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True
