"""``warraq backup`` and ``restore``: a copy of the archive, and an archive of a copy."""

from pathlib import Path
from typing import Annotated

import typer

from storage.archive import Archive
from storage.backup import backup as save
from storage.backup import drop_unfinished
from storage.backup import restore as bring_back
from storage.database import SETTINGS
from warraq.commands.verify import verify
from warraq.config import note_unconfirmed
from warraq.terminal import (
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
