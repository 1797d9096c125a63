"""What commands say of a file that takes articles away: whose moment it is, what it lacks."""

import errno
from collections.abc import Iterable
from pathlib import Path

import typer

from storage.past.as_of import Moment, Withdrawal
from warraq.closed_output import nobody_reads
from warraq.terminal import ARCHIVE_TROUBLE, FOUND_NOTHING, WRONG_USAGE, err, plain

_OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""The disk is full, or fails: the same command is right once there is room."""


def exit_code(error: OSError) -> int:
    """The exit code where a file cannot be written: the disk's fault, or that of the name."""
    return ARCHIVE_TROUBLE if error.errno in _OF_THE_DISK else WRONG_USAGE


def cannot_write(file: Path, error: OSError) -> typer.Exit:
    """Say why a file cannot be written; what to raise then. An error of a reader gone is raised."""
    if nobody_reads(error):
        raise error
    there = file.parent.is_dir()
    why = (error.strerror or error) if there else f"no such folder: {file.parent}"
    err.print(plain(f"warraq: cannot write {file}: {why}"))
    return typer.Exit(exit_code(error))


def nothing_found(file: Path) -> typer.Exit:
    """Say that there is nothing to write; what to raise then."""
    kept = f"so {file} is left as it was" if file.exists() else "no file is written"
    err.print(plain(f"warraq: nothing found, {kept}"))
    return typer.Exit(FOUND_NOTHING)


def say_moment(then: Moment) -> None:
    """Name the moment that was taken away."""
    err.print(plain(f"as of {then.name}: --as-of with this time gives the same again"))


def say_withdrawn(withdrawn: Iterable[Withdrawal]) -> None:
    """Name what stood at that moment and is under an order since."""
    for one in withdrawn:
        err.print(plain(f"left out: article {one.id} ({one.uid}), {one.order} at {one.at}"))


def say_not_noted(what: str) -> None:
    """Say that the archive does not know of a copy: ``file``, ``folder``."""
    err.print(f"the archive cannot be written: an order to erase will not name this {what}")
