"""Making a bag: a copy of files below ``data/``, and manifests that prove each of them.

No clock is asked: the same files give the same bag.
"""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from crawler.settings import VERSION

ALGORITHMS = ("sha256", "sha512")
_DATA = "data"
_PIECE = 1 << 20
_BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_UNFIT = re.compile("[\\r\\n]|%(?=0[ad]|25)", re.IGNORECASE)
_LABEL_UNFIT = frozenset(":\r\n")
Told = Callable[[int, int], None]
"""Told how many bytes of how many are done."""
Digests = dict[str, str]


class UnfitForBag(ValueError):
    """Something that a bag cannot hold, or that would not be what it was."""


def make_bag(
    source: Path, bag: Path, info: Mapping[str, str], told: Told = lambda _done, _all: None
) -> int:
    """Copy a file, or all files of a folder, into a new bag; how many. The source stays as it is.

    Raises ``UnfitForBag`` for what is no file (a link, a pipe), for names that are no UTF-8, for
    what was written to meanwhile; and ``OSError``.
    """
    found = sorted(_files(source)) if source.is_dir() else [str(source)]
    if not found:
        raise UnfitForBag(f"{source} holds no file")
    for name in found:
        if name.endswith("-wal") and os.stat(name).st_size:
            raise UnfitForBag(f"{name}: a database is open there; bag a backup of it")
    start = source if source.is_dir() else source.parent
    whole = sum(os.stat(name).st_size for name in found)
    done = 0
    (bag / _DATA).mkdir(parents=True)
    with _manifests(bag) as add:
        for file in map(Path, found):
            inside = f"{_DATA}/{file.relative_to(start).as_posix()}"
            target = bag / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as out:
                add(inside, _copied(file, out.write))
            done += target.stat().st_size
            told(done, whole)
    _write_tags(bag, len(found), done, info)
    return len(found)


def seal(bag: Path, info: Mapping[str, str]) -> None:
    """Write the manifests of a folder whose files stand below ``data/`` already."""
    found, size = sorted(_files(bag / _DATA)), 0
    with _manifests(bag) as add:
        for file in map(Path, found):
            add(file.relative_to(bag).as_posix(), _copied(file))
            size += file.stat().st_size
    _write_tags(bag, len(found), size, info)


@contextmanager
def _manifests(bag: Path) -> Iterator[Callable[[str, Digests], None]]:
    """The function that adds a file to the manifests: digests of a million are not in memory."""
    with ExitStack() as opened:
        files = {
            name: opened.enter_context((bag / f"manifest-{name}.txt").open("wb"))
            for name in ALGORITHMS
        }

        def add(path: str, sums: Digests) -> None:
            for name, out in files.items():
                out.write(_line(sums[name], path))

        yield add


def _files(folder: str | Path) -> Iterator[str]:
    """The paths of all files below a folder, as text: a million fit in memory.

    Raises ``UnfitForBag`` for whatever is neither file nor folder.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            _demand_name(entry)
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif entry.is_file(follow_symlinks=False):
                yield entry.path
            else:
                kind = "a link" if entry.is_symlink() else "no file"
                raise UnfitForBag(f"{entry.path} is {kind}: put what is meant in its place")


def _demand_name(entry: "os.DirEntry[str]") -> None:
    """Raise ``UnfitForBag`` for a name that no manifest can hold, or that is read as another."""
    try:
        entry.name.encode()
    except UnicodeEncodeError as error:
        raise UnfitForBag(f"{entry.path!a}: a bag's names are UTF-8") from error
    name = entry.name.replace("\r", "").replace("\n", "")  # which are escaped
    if name != name.rstrip() or len(name.splitlines()) > 1:
        raise UnfitForBag(
            f"{entry.path!a} ends in a space or holds a line separator, of which programs that"
            " prove a bag make another name: give it one of its own"
        )


def _copied(file: Path, write: Callable[[bytes], object] = lambda _data: None) -> Digests:
    """The digests of a file whose bytes are handed on. Raises ``UnfitForBag``: it has changed."""
    sums = [hashlib.new(name) for name in ALGORITHMS]
    with file.open("rb") as stream:
        before = os.fstat(stream.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise UnfitForBag(f"{file} is no file")
        while data := stream.read(_PIECE):
            write(data)
            for one in sums:
                one.update(data)
        after = os.fstat(stream.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnfitForBag(f"{file} was written to meanwhile: bag a copy that nothing changes")
    return {one.name: one.hexdigest() for one in sums}


def _write_tags(bag: Path, files: int, size: int, info: Mapping[str, str]) -> None:
    said = {"Bag-Software-Agent": f"Warraq {VERSION}", "Payload-Oxum": f"{size}.{files}"}
    for label, value in info.items():
        if not label or _LABEL_UNFIT & set(label) or set("\r\n") & set(value):
            raise UnfitForBag(
                f"{label!a}: a label and its value are one line, the label without ':'"
            )
    lines = "".join(f"{label}: {value}\n" for label, value in {**info, **said}.items())
    (bag / "bag-info.txt").write_bytes(lines.encode())
    (bag / "bagit.txt").write_bytes(_BAGIT)
    tags = ("bag-info.txt", "bagit.txt", *(f"manifest-{name}.txt" for name in ALGORITHMS))
    sums = {tag: _copied(bag / tag) for tag in tags}
    for name in ALGORITHMS:
        told = b"".join(_line(one[name], tag) for tag, one in sums.items())
        (bag / f"tagmanifest-{name}.txt").write_bytes(told)


def _line(sum: str, path: str) -> bytes:
    """A line of a manifest; what would end it is escaped, and a % that would look like that.

    The standard escapes every %, and the tools in use (bagit.py, ``sha256sum``) take none of these
    back.
    """
    return f"{sum}  {_UNFIT.sub(_escaped, path)}\n".encode()


def _escaped(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"


def demand_apart(source: Path, bag: Path) -> None:
    """Raise ``UnfitForBag`` where a bag would lie within what it holds, or nothing is there."""
    if not source.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(source))
    if bag.resolve().is_relative_to(source.resolve()):
        raise UnfitForBag(f"{bag} lies within {source}: name a folder outside of it")
