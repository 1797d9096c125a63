"""Making a bag: a copy of files below ``data/``, and manifests that prove each of them.

No clock is asked: the same files give the same bag.
"""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
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
    found = sorted(_files(source)) if source.is_dir() else [source]
    if not found:
        raise UnfitForBag(f"{source} holds no file")
    for file in found:
        if file.name.endswith("-wal") and file.stat().st_size:
            raise UnfitForBag(f"{file}: a database is open there; bag a backup of it")
    start = source if source.is_dir() else source.parent
    whole = sum(file.stat().st_size for file in found)
    done, manifest = 0, dict[str, Digests]()
    (bag / _DATA).mkdir(parents=True)
    for file in found:
        inside = f"{_DATA}/{file.relative_to(start).as_posix()}"
        target = bag / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as out:
            manifest[inside] = _copied(file, out.write)
        done += target.stat().st_size
        told(done, whole)
    _write_tags(bag, manifest, done, info)
    return len(found)


def seal(bag: Path, info: Mapping[str, str]) -> None:
    """Write the manifests of a folder whose files stand below ``data/`` already."""
    found = sorted(_files(bag / _DATA))
    manifest = {file.relative_to(bag).as_posix(): _copied(file) for file in found}
    _write_tags(bag, manifest, sum(file.stat().st_size for file in found), info)


def _files(folder: Path) -> Iterator[Path]:
    """All files below a folder. Raises ``UnfitForBag`` for whatever is neither file nor folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            try:
                entry.name.encode()
            except UnicodeEncodeError as error:
                raise UnfitForBag(f"{entry.path!a}: a bag's names are UTF-8") from error
            if entry.is_dir(follow_symlinks=False):
                yield from _files(path)
            elif entry.is_file(follow_symlinks=False):
                yield path
            else:
                kind = "a link" if entry.is_symlink() else "no file"
                raise UnfitForBag(f"{path} is {kind}: put what is meant in its place")


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


def _write_tags(
    bag: Path, manifest: Mapping[str, Digests], size: int, info: Mapping[str, str]
) -> None:
    said = {"Bag-Software-Agent": f"Warraq {VERSION}", "Payload-Oxum": f"{size}.{len(manifest)}"}
    for label, value in info.items():
        if not label or _LABEL_UNFIT & set(label) or set("\r\n") & set(value):
            raise UnfitForBag(
                f"{label!a}: a label and its value are one line, the label without ':'"
            )
    tags = {
        "bag-info.txt": "".join(f"{a}: {b}\n" for a, b in {**info, **said}.items()).encode(),
        "bagit.txt": _BAGIT,
    }
    for name in ALGORITHMS:
        tags[f"manifest-{name}.txt"] = _lines({path: one[name] for path, one in manifest.items()})
    for name in ALGORITHMS:
        sums = {tag: hashlib.new(name, data).hexdigest() for tag, data in tags.items()
                if not tag.startswith("tag")}  # fmt: skip
        tags[f"tagmanifest-{name}.txt"] = _lines(sums)
    for tag, data in tags.items():
        (bag / tag).write_bytes(data)


def _lines(sums: Mapping[str, str]) -> bytes:
    """A line for each file; what would end a line is escaped, and a % that would look like that.

    The standard escapes every %, and the tools in use (bagit.py, ``sha256sum``) take none of these
    back.
    """
    lines = (f"{sum}  {_UNFIT.sub(_escaped, path)}\n" for path, sum in sums.items())
    return "".join(lines).encode()


def _escaped(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"


def demand_apart(source: Path, bag: Path) -> None:
    """Raise ``UnfitForBag`` where a bag would lie within what it holds, or nothing is there."""
    if not source.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(source))
    if bag.resolve().is_relative_to(source.resolve()):
        raise UnfitForBag(f"{bag} lies within {source}: name a folder outside of it")
