"""``warraq export``: taking articles and raw pages away; ``warraq bag``: what is handed over."""

import os
from pathlib import Path
from typing import Annotated

import typer

from storage.activity_log import copy_noted
from storage.archive import Archive
from storage.bagging import UnfitForBag, demand_apart, make_bag
from storage.errors import ArchiveError, InTheFuture
from storage.export import TEXTS, Options, RawTold, Text, UnknownFormat
from storage.export import export as write
from storage.export.export_omissions import left_out
from storage.export.formats import RAW_PAGES
from storage.export.output import STDOUT, demand_new_folder, unfinished
from storage.exported_file_origin import comes_from
from storage.past.as_of import moment
from storage.read_transaction import reading
from warraq import outlet_loader as known
from warraq.export_notices import (
    cannot_write,
    exit_code,
    nothing_found,
    say_moment,
    say_not_noted,
    say_withdrawn,
)
from warraq.terminal import (
    ARCHIVE,
    ARCHIVE_TROUBLE,
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
    here = invocation(archive)
    wanted = time_of("--as-of", as_of)
    with Archive(here.folder) as opened:
        known.demand_known(outlet, opened, here.overrides)
        chosen = filters(outlet, since, until, language, section)
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
    what = "raw pages" if file.suffix.lower() == ".cdxj" else "articles"
    if file == STDOUT:
        err.print(plain(f"{written} articles written"))
    else:
        out.print(plain(f"{written} {what} in {file}"))
    if not noted:
        say_not_noted("file")
    _say_hidden(raw)
    if raw.missing:
        say_lost(raw.missing)
        raise typer.Exit(FOUND_NOTHING)


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
    out.print(plain(f"{number} files in {destination}"))
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
