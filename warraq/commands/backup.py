"""``warraq backup``, ``restore``; ``lost`` and ``adopt``: raw files that are away, or came back."""

from pathlib import Path
from typing import Annotated

import typer

from storage.archive import Archive
from storage.backup import backup as save
from storage.backup import drop_unfinished
from storage.backup import restore as bring_back
from storage.database import SETTINGS
from storage.errors import ArchiveError
from storage.raw.lost_files import accept_loss as write_off
from storage.raw.lost_files import lost_files
from storage.raw.unknown_files import adopt as take_in
from storage.raw.unknown_files import unknown_files
from storage.raw_paths import OPEN
from storage.takedown.orders import destroy_refused
from warraq.commands.verify import verify
from warraq.config import note_unconfirmed
from warraq.terminal import (
    ARCHIVE_TROUBLE,
    FOUND_NOTHING,
    ArchiveOption,
    ConfigOption,
    ProcessesOption,
    err,
    invocation,
    out,
    plain,
    say_lost,
)

app = typer.Typer()


@app.command()
def backup(
    destination: Annotated[Path, typer.Argument(metavar="DEST", help="Folder of the backup.")],
    archive: ArchiveOption = Path("archive"),
) -> None:
    """Copy the archive into a folder, also while the daemon writes; again: only what is new.

    The archive's own warraq.toml goes with it.
    Exit code 1: a raw file is lost or damaged; all the rest is in the copy.
    `sha256sum -c manifest-sha256.txt` checks it without us. Example: warraq backup /mnt/disk/press
    """
    with Archive(invocation(archive).folder, needs="nothing") as opened:
        try:
            done = save(opened, destination)
        except KeyboardInterrupt:
            drop_unfinished(destination)
            raise
    out.print(plain(f"{done.in_words()} in {destination}"))
    if done.lost:
        say_lost(done.lost)
        raise typer.Exit(FOUND_NOTHING)


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="SRC", help="Folder of a backup.")],
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    quick: Annotated[bool, typer.Option("--quick", help="Do not read the pages again.")] = False,
    processes: ProcessesOption = 2,
    accept_loss: Annotated[
        bool,
        typer.Option("--accept-loss", help="Go on without raw files that the backup has lost."),
    ] = False,
    trust_settings: Annotated[
        bool, typer.Option("--trust-settings", help="Its warraq.toml is yours: all of it counts.")
    ] = False,
) -> None:
    """Make an archive of a backup in a new folder, and prove it. Exit code 1: it is damaged.

    Only the database, warraq.toml and raw files are taken. Settings in there that open private
    networks, send outlets elsewhere or lower a limit are not in force unless you trust them.

    Example: warraq restore /mnt/disk/press --archive /srv/press
    """
    here = invocation(archive, config)
    done = bring_back(source, here.folder, accept_loss=accept_loss)
    if (here.folder / SETTINGS).is_file() and not trust_settings:
        note_unconfirmed(here.folder)
    out.print(plain(f"{done.in_words()} in {here.folder}"))
    for name in done.left_out:
        err.print(plain(f"not taken: {name}: no archive has such a file"))
    say_lost(done.lost)
    verify(archive, config, quick, None, processes)
    if done.lost:
        raise typer.Exit(FOUND_NOTHING)


@app.command()
def lost(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]…", help="Only these, below raw/.")
    ] = None,
    archive: ArchiveOption = Path("archive"),
    accept: Annotated[
        bool, typer.Option("--accept", help="Write down that they are lost, and go on without.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", help="How they were lost; it is kept.")] = "",
) -> None:
    """Name raw files that are not there; with --accept write their loss down.

    Exit code 1: some are not.
    Articles and texts stay. A file that is put back later is taken in by `warraq adopt`.

    Example: warraq lost --accept --reason "the disk of 2025 broke"
    """
    if accept and not reason.strip():
        raise typer.BadParameter("--reason: say how they were lost")
    names = None if not files else [name.removeprefix("raw/") for name in files]
    with Archive(invocation(archive).folder, needs="tables") as opened:
        if accept:
            for one in write_off(opened, reason, names):
                out.print(plain(f"accepted: {one.in_words()}"))
            return
        found = [one for one in lost_files(opened) if names is None or one.file in names]
    say_lost([one.in_words() for one in found])
    if found:
        raise typer.Exit(FOUND_NOTHING)
    out.print("no raw file is lost")


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
            out.print(plain(done.in_words()))
            if done.counts.new:
                out.print(plain(f"its articles: warraq import {folder / 'raw' / file}"))
    if refused:
        raise typer.Exit(ARCHIVE_TROUBLE)
