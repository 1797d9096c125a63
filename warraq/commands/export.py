"""``warraq export`` and ``warraq reread``: taking data away, and reading raw pages again."""

from collections import Counter
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from crawler.urls import readable
from storage.activity_log import copy_made
from storage.archive import Archive
from storage.export import UnknownFormat
from storage.export import export as write
from storage.rereading.reread import Rereading
from warraq import outlets as known
from warraq.terminal import (
    FOUND_NOTHING,
    WRONG_USAGE,
    ArchiveOption,
    ConfigOption,
    JsonOption,
    LanguageOption,
    OutletOption,
    ProcessesOption,
    SectionOption,
    SinceOption,
    UntilOption,
    err,
    filters,
    invocation,
    out,
    plain,
    print_json,
    progress,
)

app = typer.Typer()


@app.command()
def export(
    file: Annotated[
        Path, typer.Argument(help="FILE.jsonl, .csv or .parquet; .cdxj or .wacz: raw pages")
    ],
    archive: ArchiveOption = Path("archive"),
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    language: LanguageOption = None,
    section: SectionOption = None,
) -> None:
    """Write articles to a file; its extension says how. The same archive gives the same file.

    Exit code 1: nothing found; no file is written, and one of that name stays as it was.

    Example: warraq export 2026.parquet --since 2026-01-01 --until 2026-12-31
    """
    here = invocation(archive)
    with Archive(here.folder) as opened:
        known.demand_known(outlet, opened, here.overrides)
        chosen = filters(outlet, since, until, language, section)
        try:
            written = write(opened, chosen, file)
        except UnknownFormat as error:
            err.print(plain(f"warraq: {error}"))
            raise typer.Exit(WRONG_USAGE) from error
        except OSError as error:
            there = file.parent.is_dir()
            why = (error.strerror or error) if there else f"no such folder: {file.parent}"
            err.print(plain(f"warraq: cannot write {file}: {why}"))
            raise typer.Exit(WRONG_USAGE) from error
        if not written:
            err.print(plain(f"warraq: nothing found, so {file} is left as it was"))
            raise typer.Exit(FOUND_NOTHING)
        copy_made(opened, file, "export")
    what = "raw pages" if file.suffix.lower() == ".cdxj" else "articles"
    out.print(plain(f"{written} {what} in {file}"))


@app.command()
def reread(
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    language: LanguageOption = None,
    section: SectionOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    processes: ProcessesOption = 2,
    as_json: JsonOption = False,
) -> None:
    """Read all raw pages again with today's reader; former readings stay. No network needed.

    Broken off, the same command goes on. Exit code 1: a raw page is missing or damaged.

    Example: warraq reread --dry-run
    """
    here = invocation(archive, config)
    known.all_outlets(here.overrides)  # broken outlets are told here, not by each process
    make_reader = partial(known.make_reader, here.overrides)
    counts, apart = Counter[str](), Counter[str]()
    with Archive(here.folder) as opened:
        known.demand_known(outlet, opened, here.overrides)
        again = Rereading(
            opened, make_reader, filters(outlet, since, until, language, section),
            dry_run=dry_run, processes=processes,
        )  # fmt: skip
        if again.begin and not as_json:
            err.print(f"going on: {again.total - again.left} of {again.total} are done")
        with progress() as bar:
            task = bar.add_task("reading again", total=again.left)
            for one in again:
                bar.advance(task)
                counts[one.result] += 1
                if one.result == "not compared":
                    apart[one.detail] += 1
                elif one.result != "same" and not as_json:
                    where = f"{one.article_id} {readable(one.url)}"
                    out.print(plain(f"{one.result}: {where}: {one.detail}"))
    if as_json:
        print_json(counts)
    else:
        for why, number in apart.items():
            out.print(plain(f"not compared: {number} of these: {why}"))
        said = ", ".join(f"{n} {name}" for name, n in counts.items()) or "no raw pages"
        out.print(said + (" (nothing was written)" if dry_run else ""))
    if counts["raw page missing"]:
        raise typer.Exit(FOUND_NOTHING)
