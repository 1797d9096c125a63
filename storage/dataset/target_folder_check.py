"""Where a data set may be put: a name that is free, or that a data set of ours has."""

from pathlib import Path

from storage.dataset.manifest import MANIFEST, SUMS, NoDataSet, files_of, read_manifest, read_sums
from storage.dataset.writing.atomic_folder import Occupied


def demand_place(path: Path, *, replace: bool) -> None:
    """Raise ``Occupied`` unless a data set may be put there.

    ``replace``: also in the place of one of ours, in which nobody put anything else.
    """
    if path.name == "-":
        raise Occupied("- means standard output, and a data set is a folder: name one")
    if not path.parent.is_dir():
        raise Occupied(f"no such folder: {path.parent}")
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise Occupied(f"{path} is no folder: name another one")
    for parent in path.resolve().parents:
        if (parent / MANIFEST).is_file() and _is_ours(parent):  # which would not be whole any more
            raise Occupied(f"{path} is within the data set {parent}: name a folder beside it")
    if not path.exists() or not any(path.iterdir()):
        return
    try:
        read_manifest(path)
        strangers = sorted({*files_of(path)} - {*read_sums(path), SUMS})
    except NoDataSet as error:
        raise Occupied(f"{path} is not empty, and no data set: name another folder") from error
    if strangers:
        raise Occupied(f"{path} has files that are not the data set's own, {strangers[0]}: move"
                       " them, or name another folder")  # fmt: skip
    if not replace:
        raise Occupied(f"{path} is a data set already: name another folder, or give --replace")


def _is_ours(folder: Path) -> bool:
    """Whether it is a data set."""
    try:
        read_manifest(folder)
    except NoDataSet:
        return False
    return True
