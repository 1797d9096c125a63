"""``warraq lost`` and ``adopt``: raw files that are not whole, or that no row knows."""

from pathlib import Path
from typing import Annotated

import typer

from storage.activity import copy_locations
from storage.archive import Archive
from storage.errors import ArchiveError
from storage.raw.adopted_files import adopt as take_in
from storage.raw.adopted_files import unknown_files
from storage.raw.damaged_file_inspection import look_at
from storage.raw.doubted_files import doubts
from storage.raw.loss_acceptance import accept_loss as write_off
from storage.raw.lost_files import REMEDY, LostFile, lost_file, remedy
from storage.safe_raw_paths import OPEN
from storage.takedown.orders import destroy_refused
from warraq.terminal import (
    ARCHIVE_TROUBLE,
    FOUND_NOTHING,
    ArchiveOption,
    err,
    invocation,
    out,
    plain,
    say_lost,
)

app = typer.Typer()
_BEFORE_THE_NEXT = (
    "copy the file from there to its place below raw/, then `warraq adopt`; the next backup to"
    " there no longer has it"
)


@app.command()
def lost(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]…", help="Only these, below raw/; they are read whole."),
    ] = None,
    archive: ArchiveOption = Path("archive"),
    accept: Annotated[
        bool, typer.Option("--accept", help="Write down that they are lost, and go on without.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", help="How they were lost; it is kept.")] = "",
) -> None:
    """Name raw files that are not there or not whole; with --accept write their loss down.

    Exit code 1: there are some. Files that were put back are read, and counted as whole again.
    Articles and texts stay, and so does every whole record: what is spoilt in a file goes. A file
    that turns up after its loss was accepted is taken in by `warraq adopt`.

    Example: warraq lost --accept --reason "the disk of 2025 broke"
    """
    if accept and not reason.strip():
        raise typer.BadParameter("--reason: say how they were lost")
    names = None if not files else {name.removeprefix("raw/").removesuffix(OPEN) for name in files}
    with Archive(invocation(archive).folder, needs="tables") as opened:
        if accept:
            accepted = write_off(opened, reason, names, _say_accepted)
            for copy in copy_locations.copies_made(opened.db) if accepted else ():
                if copy.startswith("backup "):
                    out.print(plain(f"may still hold it: {copy}: {_BEFORE_THE_NEXT}"))
            # nobody has told yet what these lack: that is not accepted unseen
            found = [] if names else doubts(opened)
            if accepted and not found:
                return
            by_name = True
        else:
            found = look_at(opened, names)
            # the loss of one that is named may be one that its size does not tell
            by_name = bool(names) or any(lost_file(opened, one.file) is None for one in found)
    files_to_name = " ".join(one.file for one in found)
    say_lost([one.in_words() for one in found], remedy(files_to_name) if by_name else REMEDY)
    if found:
        raise typer.Exit(FOUND_NOTHING)
    out.print("no raw file is lost")


def _say_accepted(one: LostFile) -> None:
    out.print(plain(f"accepted: {one.in_words()}"))


@app.command()
def adopt(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]…", help="Only these, below raw/.")
    ] = None,
    archive: ArchiveOption = Path("archive"),
    outlet: Annotated[
        str | None, typer.Option("--outlet", "-o", help="Whose pages they are, if raw/ is unclear.")
    ] = None,
) -> None:
    """Give raw files that the database does not know their rows; exit code 3: one cannot be.

    Such as were fetched after the backup from which the database was restored, or were lost for a
    while. `warraq import FILE` then takes the articles that the database does not have.

    Example: warraq adopt
    """
    refused = False
    folder = invocation(archive).folder
    with Archive(folder, needs="tables") as opened:
        for name in files or list(unknown_files(opened)):
            file = name.removeprefix("raw/").removesuffix(OPEN)
            try:
                done = take_in(opened, file, outlet, destroy_refused)
            except ArchiveError as error:  # the others may be whole
                refused = True
                err.print(plain(f"warraq: {error}"))
                continue
            refused = refused or bool(done.damaged)
            (err if done.damaged else out).print(plain(done.in_words()))
            if done.counts.new:
                out.print(plain(f"its articles: warraq import {folder / 'raw' / file}"))
    if refused:
        raise typer.Exit(ARCHIVE_TROUBLE)
