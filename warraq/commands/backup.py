"""``warraq backup`` and ``restore``: a copy of the archive, and a new archive made of one."""

from pathlib import Path
from typing import Annotated

import typer

from storage.archive import Archive
from storage.backup import backup as save
from storage.backup import drop_unfinished
from storage.backup import restore as bring_back
from warraq.commands.verify import verify
from warraq.terminal import (
    ArchiveOption,
    ConfigOption,
    ProcessesOption,
    invocation,
    out,
    plain,
)

app = typer.Typer()


@app.command()
def backup(
    destination: Annotated[Path, typer.Argument(metavar="DEST", help="Folder of the backup.")],
    archive: ArchiveOption = Path("archive"),
) -> None:
    """Copy the archive into a folder, also while the daemon writes; again: only what is new.

    The archive's own warraq.toml goes with it.
    `sha256sum -c manifest-sha256.txt` checks it without us. Example: warraq backup /mnt/disk/press
    """
    with Archive(invocation(archive).folder, needs="nothing") as opened:
        try:
            done = save(opened, destination)
        except KeyboardInterrupt:
            drop_unfinished(destination)
            raise
    out.print(plain(f"{done.in_words()} in {destination}"))


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="SRC", help="Folder of a backup.")],
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    quick: Annotated[bool, typer.Option("--quick", help="Do not read the pages again.")] = False,
    processes: ProcessesOption = 2,
) -> None:
    """Make an archive of a backup in a new folder, and prove it. Exit code 1: it is damaged.

    Example: warraq restore /mnt/disk/press --archive /srv/press
    """
    here = invocation(archive, config)
    done = bring_back(source, here.folder)
    out.print(plain(f"{done.in_words()} in {here.folder}"))
    verify(archive, config, quick, None, processes)
