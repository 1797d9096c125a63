"""``warraq bag``: a file or a folder in a BagIt bag, to be handed over."""

import os
from pathlib import Path
from typing import Annotated

import typer

from storage.activity.copy_locations import copy_noted
from storage.archive import Archive
from storage.bagging import UnfitForBag, demand_apart, make_bag
from storage.errors import ArchiveError
from storage.export.output import demand_new_folder, unfinished
from storage.exported_from_archive_check import comes_from
from warraq.export_notices import exit_code, say_not_noted
from warraq.terminal import (
    ARCHIVE,
    ARCHIVE_TROUBLE,
    WRONG_USAGE,
    counted,
    err,
    out,
    plain,
    progress,
)

app = typer.Typer()


@app.command()
def bag(
    source: Annotated[Path, typer.Argument(help="A file or folder: an export, a backup …")],
    destination: Annotated[Path, typer.Argument(metavar="BAG", help="The new folder.")],
    info: Annotated[
        list[str] | None,
        typer.Option(help="A line of bag-info.txt: 'Source-Organization: …'; may be repeated."),
    ] = None,
    archive: Annotated[
        Path | None,
        typer.Option(help="Whose files these are; default: found out of them."),
    ] = None,
) -> None:
    """Copy a file or folder into a BagIt bag: with checksums of all that is in it.

    For handing over to a library or a repository. The source stays as it is; empty folders are
    left out. `sha256sum -c manifest-sha256.txt` checks it without us. The archive that its files
    come from notes the bag, so that an order to erase names it.

    Example: warraq bag texts texts-bag --info "Contact-Name: …"
    """
    try:
        said = dict(_label(line) for line in info or ())
        demand_apart(source, destination)
        demand_new_folder(destination)
        with unfinished(destination) as coming, progress() as bar:
            task = bar.add_task("bytes", total=None)
            number = make_bag(
                source, coming, said,
                lambda done, whole: bar.update(task, completed=done, total=whole),
            )  # fmt: skip
            coming.replace(destination)
    except UnfitForBag as error:
        err.print(plain(f"warraq: {error}"))
        raise typer.Exit(WRONG_USAGE) from error
    except OSError as error:
        err.print(plain(f"warraq: cannot bag {source} in {destination}: {error.strerror or error}"))
        raise typer.Exit(exit_code(error)) from error
    out.print(plain(f"{counted(number, 'file')} in {destination}"))
    _note_bag(archive, source, destination)


def _note_bag(stated: Path | None, source: Path, destination: Path) -> None:
    """Note a bag in the archive that is stated, or that its files are known to come from."""
    folder = (stated or Path(os.environ.get(ARCHIVE, "archive"))).expanduser().absolute()
    try:
        with Archive(folder, needs="tables") as opened:
            if stated or comes_from(opened, source):
                if not copy_noted(opened.db, destination, "bag"):
                    say_not_noted("bag")
                return
    except ArchiveError as error:
        if stated:
            err.print(plain(f"warraq: {error}"))
            raise typer.Exit(ARCHIVE_TROUBLE) from error
    err.print(plain(
        f"no archive knows this bag, and no order to erase will name it: {source} is not known to"
        f" come from {folder}; --archive DIR says whose it is"
    ))  # fmt: skip


def _label(line: str) -> tuple[str, str]:
    """Label and value. Raises ``typer.BadParameter``."""
    label, colon, value = line.partition(":")
    if not colon or not label.strip():
        raise typer.BadParameter(f"--info {line}: write a label, a colon and a value")
    return label.strip(), value.strip()
