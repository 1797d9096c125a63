"""A folder that appears under its name when it is whole, and of which nothing is left otherwise."""

import contextlib
import errno
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from storage.export.output import process_runs
from storage.folder_sync import sync_folder

_TAKEN = (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR)
"""What renaming onto a folder that has something in it, or onto a file, is refused with."""


class Occupied(Exception):
    """A place where no data set can be put; the words say why, and what to do."""


@contextlib.contextmanager
def unfinished_folder(path: Path) -> Iterator[Path]:
    """A new folder beside a name, for what is not whole yet; it is gone at the end.

    It is this process's own: two that make one folder do not meet. What a killed one left goes;
    what it had put aside gets its name back. Raises ``OSError``.
    """
    _tidy(path)
    made = _beside(path, "part")
    made.mkdir()
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def put_in_place(made: Path, path: Path, *, replace: bool = False) -> None:
    """Give a whole folder its name; ``replace``: a former folder of that name goes.

    Raises ``Occupied`` where another process took the name meanwhile, and ``OSError``.
    """
    sync_folder(made)
    aside = _beside(path, "former")
    former = replace and path.is_dir()
    if former:
        path.rename(aside)
    try:
        made.rename(path)  # onto nothing or an empty folder: the kernel refuses any other
    except BaseException as error:  # whatever happens, what stood there stands there again
        if former and not path.exists():
            aside.rename(path)
            raise
        shutil.rmtree(aside, ignore_errors=True)  # another one stands there by now
        if isinstance(error, OSError) and error.errno in _TAKEN:
            raise Occupied(f"another process has made {path} meanwhile: name another folder, or"
                           " give --replace") from error  # fmt: skip
        raise
    sync_folder(path.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{what}")


def _tidy(path: Path) -> None:
    """Remove what a process left that runs no more."""
    named = re.compile(rf"\.{re.escape(path.name)}\.(\d{{1,9}})\.(part|former)")
    for left in sorted(path.parent.iterdir()):
        found = named.fullmatch(left.name)
        if not found or process_runs(int(found[1])):
            continue
        if found[2] == "former" and not path.exists():
            left.rename(path)
        else:
            shutil.rmtree(left)
