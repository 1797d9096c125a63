"""``warraq hydrate``: a data set without texts is filled from an archive."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from storage.activity.copy_locations import copy_noted
from storage.archive import Archive
from warraq.commands.dataset.dataset import with_progress
from warraq.export_notices import say_not_noted
from warraq.terminal import (
    FOUND_NOTHING,
    WRONG_USAGE,
    ArchiveOption,
    err,
    invocation,
    out,
    plain,
)

_SAID = {
    "changed": "the archive holds other texts of them only",
    "gone": "withdrawn from the archive: their rows are left out",
    "missing": "the archive never held them",
}  # fmt: skip
app = typer.Typer()


@app.command()
def hydrate(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A data set that was made with --text none.")
    ],
    into: Annotated[
        Path | None,
        typer.Argument(metavar="[NEW]", help="The folder to make; default: DIR-filled."),
    ] = None,
    archive: ArchiveOption = Path("archive"),
) -> None:
    """Fill a data set without texts, in a new folder, from an archive that holds its articles.

    A row gets its text where the archive has the very same version of it. Exit code 1: some rows
    stay empty, or are left out as withdrawn here; hydration.json lists which.

    Example: warraq hydrate press-2026 press-2026-full
    """
    from storage.dataset.hydration import hydrate as fill
    from storage.dataset.manifest import NoDataSet
    from storage.dataset.writing.atomic_folder import Occupied

    here, folder = invocation(archive), folder.expanduser().absolute()
    target = into.expanduser().absolute() if into else folder.with_name(f"{folder.name}-filled")
    with Archive(here.folder) as opened:
        try:
            done = with_progress(
                target, lambda told: fill(opened, folder, target, partial(told, "articles"))
            )
        except (NoDataSet, Occupied) as error:
            err.print(plain(f"warraq: {error}"))
            raise typer.Exit(WRONG_USAGE) from error
        noted = copy_noted(opened.db, target, "export")
    out.print(plain(f"{done.filled} of {done.rows} articles have their text in {target}"))
    for ending, uids in done.left.items():
        if uids:
            out.print(plain(f"{ending}: {len(uids)} ({_SAID[ending]})"))
    if not noted:
        say_not_noted("folder")
    if done.filled < done.rows:
        raise typer.Exit(FOUND_NOTHING)
