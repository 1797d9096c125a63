"""``warraq export``: taking articles and raw pages away."""

from pathlib import Path
from typing import Annotated

import typer

from storage.activity.copy_locations import copy_noted
from storage.archive import Archive
from storage.errors import InTheFuture
from storage.export import TEXTS, Options, RawTold, Text, UnknownFormat
from storage.export import export as write
from storage.export.formats import RAW_PAGES
from storage.export.output import STDOUT
from storage.export.withdrawn_after_as_of import left_out
from storage.past.as_of import moment
from storage.read_transaction import reading
from warraq.commands.query.filter_options import Narrowing
from warraq.export_notices import (
    cannot_write,
    nothing_found,
    say_moment,
    say_not_noted,
    say_withdrawn,
)
from warraq.terminal import (
    FOUND_NOTHING,
    WRONG_USAGE,
    ArchiveOption,
    AsOfOption,
    CapturedSinceOption,
    CapturedUntilOption,
    KindOption,
    LanguageOption,
    OutletKindOption,
    OutletOption,
    SectionOption,
    SinceOption,
    UntilOption,
    counted,
    demand_values,
    err,
    invocation,
    out,
    plain,
    progress,
    say_lost,
    time_of,
)

app = typer.Typer()
_NAMED = 20
"""Pages that are named one by one; a WACZ names all."""


@app.command()
def export(
    file: Annotated[
        Path,
        typer.Argument(
            help="FILE.jsonl, .csv, .parquet, .sqlite, .tei.xml, .jsonl.zst …; .cdxj or .wacz: raw"
            " pages; FOLDER with --format text or tei; - is standard output"
        ),
    ],
    archive: ArchiveOption = Path("archive"),
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    language: LanguageOption = None,
    section: SectionOption = None,
    captured_since: CapturedSinceOption = None,
    captured_until: CapturedUntilOption = None,
    kind: KindOption = None,
    outlet_kind: OutletKindOption = None,
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
        str,
        typer.Option(help="Of a folder: text or tei; of standard output: jsonl, csv.gz, parquet …"),
    ] = "",
    hold_pages: Annotated[
        bool,
        typer.Option("--hold-pages", help="Raw pages without those that name a hidden article."),
    ] = False,
    bag: Annotated[
        bool, typer.Option("--bag", help="The folder as a BagIt bag, with checksums of all files.")
    ] = False,
) -> None:
    """Write articles to a file or folder; its extension says how. The same archive gives the same.

    Exit code 1: nothing found; no file is written, and one of that name stays as it was. Or raw
    pages are lost or damaged: the file has all the others, and the lost ones are named.

    Example: warraq export 2026.parquet --since 2026-01-01 --until 2026-12-31
    """
    narrowing = Narrowing(outlet, since, until, language, section, captured_since, captured_until,
                          kind, outlet_kind)  # fmt: skip
    here = invocation(archive)
    wanted = time_of("--as-of", as_of)
    with Archive(here.folder) as opened:
        chosen = narrowing.filters(opened, here)
        raw = RawTold()
        former = wanted is not None
        options = Options(_text(text), darija, bom, format, former, hold_pages, bag)
        # raw files lie where they lie now: an index of a former moment would lead to none
        as_it_lies = file.suffix.lower() in RAW_PAGES and not former
        try:
            with (
                reading(opened.db) if as_it_lies else moment(opened, wanted) as then,
                progress() as bar,
            ):
                demand_values(opened, chosen)
                task = bar.add_task("raw pages" if as_it_lies else "articles", total=None)
                written = write(
                    opened, chosen, file, raw, options=options,
                    told=lambda done, total: bar.update(task, completed=done, total=total),
                )  # fmt: skip
                withdrawn = left_out(opened, then, chosen) if then else []
        except (UnknownFormat, InTheFuture) as error:
            err.print(plain(f"warraq: {error}"))
            raise typer.Exit(WRONG_USAGE) from error
        except OSError as error:
            raise cannot_write(file, error) from error
        if not written:
            _say_hidden(raw)
            say_lost(raw.missing)
            say_withdrawn(withdrawn)
            raise nothing_found(file)
        if then:
            say_moment(then)
        say_withdrawn(withdrawn)
        noted = file == STDOUT or copy_noted(opened.db, file, "export")
    what = "raw page" if file.suffix.lower() == ".cdxj" else "article"
    if file == STDOUT:
        err.print(plain(f"{counted(written, 'article')} written"))
    else:
        out.print(plain(f"{counted(written, what)} in {file}"))
    if not noted:
        say_not_noted("file")
    _say_hidden(raw)
    if raw.missing:
        say_lost(raw.missing)
        raise typer.Exit(FOUND_NOTHING)


def _say_hidden(raw: RawTold) -> None:
    """Say which pages name an article under an order, on standard error."""
    if raw.held:
        err.print(f"{raw.held} raw pages that name a hidden article are left out")
    for url, at in raw.naming[:_NAMED]:
        err.print(plain(f"names a hidden article: {url} ({at})"))
    if len(raw.naming) > _NAMED:
        err.print(f"and {len(raw.naming) - _NAMED} more")
    if raw.naming:
        err.print("they are evidence of other articles and are in it; --hold-pages leaves them out")


def _text(stated: str | None) -> Text | None:
    """How much of each text. Raises ``typer.BadParameter``."""
    for one in TEXTS:
        if stated == one:
            return one
    if stated is not None:
        raise typer.BadParameter(f"--text {stated}: one of {', '.join(TEXTS)}")
    return None
