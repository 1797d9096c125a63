"""``warraq export``: taking articles and raw pages away."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from storage.activity_log import copy_noted
from storage.archive import Archive
from storage.errors import InTheFuture
from storage.export import TEXTS, Options, Text, UnknownFormat
from storage.export import export as write
from storage.export.left_out import left_out
from storage.export.output import STDOUT
from storage.past.moment import moment
from warraq import outlet_loader as known
from warraq.terminal import (
    FOUND_NOTHING,
    WRONG_USAGE,
    ArchiveOption,
    AsOfOption,
    LanguageOption,
    OutletOption,
    SectionOption,
    SinceOption,
    UntilOption,
    demand_values,
    err,
    filters,
    invocation,
    out,
    plain,
    progress,
    say_lost,
    say_withdrawn,
    time_of,
)

app = typer.Typer()


@app.command()
def export(
    file: Annotated[
        Path,
        typer.Argument(
            help="FILE.jsonl, .csv, .parquet, .jsonl.zst, .csv.gz …; .cdxj or .wacz: raw pages;"
            " - is standard output"
        ),
    ],
    archive: ArchiveOption = Path("archive"),
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    language: LanguageOption = None,
    section: SectionOption = None,
    as_of: AsOfOption = None,
    text: Annotated[
        str | None,
        typer.Option(help="full, excerpt or none of each text; default: full, of CSV an excerpt."),
    ] = None,
    darija: Annotated[
        bool, typer.Option("--darija", help="Also how much of each text is Darija: takes long.")
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="CSV for Excel, which takes no Arabic without this mark.")
    ] = False,
    format: Annotated[
        str, typer.Option(help="For standard output: jsonl, csv, parquet, jsonl.gz …")
    ] = "",
) -> None:
    """Write articles to a file; its extension says how. The same archive gives the same file.

    Exit code 1: nothing found; no file is written, and one of that name stays as it was. Or raw
    pages are lost or damaged: the file has all the others, and the lost ones are named.

    Example: warraq export 2026.parquet --since 2026-01-01 --until 2026-12-31
    """
    here = invocation(archive)
    wanted = time_of("--as-of", as_of)
    with Archive(here.folder) as opened:
        known.demand_known(outlet, opened, here.overrides)
        chosen = filters(outlet, since, until, language, section)
        missing = list[str]()
        options = Options(_text(text), darija, bom, format, as_of=wanted is not None)
        # raw files lie where they lie now: an index of a former moment would lead to none
        raw = file.suffix.lower() in (".cdxj", ".wacz") and wanted is None
        try:
            with nullcontext() if raw else moment(opened, wanted) as then, progress() as bar:
                demand_values(opened, chosen)
                task = bar.add_task("articles", total=None)
                written = write(
                    opened, chosen, file, missing, options=options,
                    told=lambda done, total: bar.update(task, completed=done, total=total),
                )  # fmt: skip
                withdrawn = left_out(opened, then, chosen) if then else []
        except (UnknownFormat, InTheFuture) as error:
            err.print(plain(f"warraq: {error}"))
            raise typer.Exit(WRONG_USAGE) from error
        except OSError as error:
            there = file.parent.is_dir()
            why = (error.strerror or error) if there else f"no such folder: {file.parent}"
            err.print(plain(f"warraq: cannot write {file}: {why}"))
            raise typer.Exit(WRONG_USAGE) from error
        if not written:
            say_lost(missing)
            say_withdrawn(withdrawn)
            kept = f"so {file} is left as it was" if file.exists() else "no file is written"
            err.print(plain(f"warraq: nothing found, {kept}"))
            raise typer.Exit(FOUND_NOTHING)
        if then:
            err.print(plain(f"as of {then.name}: --as-of with this time gives the same again"))
        say_withdrawn(withdrawn)
        noted = file == STDOUT or copy_noted(opened.db, file, "export")
    what = "raw pages" if file.suffix.lower() == ".cdxj" else "articles"
    if file == STDOUT:
        err.print(plain(f"{written} articles written"))
    else:
        out.print(plain(f"{written} {what} in {file}"))
    if not noted:
        err.print("the archive cannot be written: an order to erase will not name this file")
    if missing:
        say_lost(missing)
        raise typer.Exit(FOUND_NOTHING)


def _text(stated: str | None) -> Text | None:
    """How much of each text. Raises ``typer.BadParameter``."""
    for one in TEXTS:
        if stated == one:
            return one
    if stated is not None:
        raise typer.BadParameter(f"--text {stated}: one of {', '.join(TEXTS)}")
    return None
