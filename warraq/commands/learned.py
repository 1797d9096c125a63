"""``warraq learned``: the lines that repeat across an outlet's articles, and a veto on them."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from storage.archive import Archive
from storage.learned_boilerplate import lines, veto
from warraq import outlet_loader as known
from warraq.terminal import (
    FOUND_NOTHING,
    WRONG_USAGE,
    ArchiveOption,
    JsonOption,
    err,
    invocation,
    out,
    plain,
    print_json,
    table,
)

app = typer.Typer()


@app.command()
def learned(
    outlet: Annotated[str | None, typer.Argument(help="Only this outlet.")] = None,
    keep: Annotated[
        str | None, typer.Option(metavar="LINE", help="Veto: this line is text and stays.")
    ] = None,
    drop: Annotated[
        str | None, typer.Option(metavar="LINE", help="Take a veto back: the line goes.")
    ] = None,
    archive: ArchiveOption = Path("archive"),
    as_json: JsonOption = False,
) -> None:
    """Lines that an outlet repeats and that are left out of its articles.

    Example: warraq learned goud --keep "line as printed"
    """
    text = keep or drop
    here = invocation(archive)
    with Archive(here.folder) as opened:
        known.demand_known([outlet] if outlet else None, opened, here.overrides)
        if text and not outlet:
            err.print("warraq: name the outlet whose line it is")
            raise typer.Exit(WRONG_USAGE)
        if text and not veto(opened, str(outlet), text, vetoed=keep is not None):
            err.print(plain(f"warraq: no such line; see `warraq learned {outlet}`"))
            raise typer.Exit(FOUND_NOTHING)
        found = lines(opened, outlet)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    out.print(
        table(
            ("outlet", "pages", "kept by veto", "line"),
            ((one.outlet, one.pages, "yes" if one.vetoed else "", one.text) for one in found),
        )
    )
