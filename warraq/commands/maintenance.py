"""``warraq tidy``, ``reread``, ``rebuild``: joining raw files, making readings and indexes anew."""

from collections import Counter
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import TaskID

from crawler.urls import readable
from storage.archive import Archive
from storage.derived.index_merge import merge_indexes
from storage.derived.pending_rebuilds import pending_rebuilds
from storage.derived.rebuild import rebuild as make
from storage.errors import ArchiveError
from storage.raw.lost_files import lost_files
from storage.raw.monthly_merge import join_all
from storage.rereading.reread import Rereading
from warraq import outlet_loader as known
from warraq import reader_factory
from warraq.terminal import (
    ARCHIVE_TROUBLE,
    FOUND_NOTHING,
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
    say_lost,
)

app = typer.Typer()


@app.command()
def tidy(
    archive: ArchiveOption = Path("archive"),
    this_month: Annotated[
        bool, typer.Option("--this-month", help="Also the files of the current month.")
    ] = False,
    wait: Annotated[
        float, typer.Option(min=0, help="Seconds to wait for an outlet that is being crawled.")
    ] = 0.0,
) -> None:
    """Join the small files of raw pages into one per outlet and month.

    Nothing is lost. The parts of the search index are merged, too, so that searching stays fast.
    Outlets that are being crawled wait for the next time; exit code 3. Raw files that are lost or
    not whole are named and passed over; exit code 1. The daemon does this every night.

    Example: warraq tidy
    """
    waiting = joined = False
    with Archive(invocation(archive).folder, needs="tables") as opened:
        for outlet, made in join_all(opened, this_month=this_month, wait_seconds=wait).items():
            if isinstance(made, ArchiveError):
                waiting = True
                err.print(plain(f"{outlet}: {made}"))
            for file in () if isinstance(made, ArchiveError) else made:
                joined = True
                out.print(plain(f"{outlet}: joined into {file}"))
        lost = lost_files(opened)
        before, now = merge_indexes(opened.db)
    if now < before:
        out.print(f"search index: {before} parts merged into {now}")
    if not joined and not waiting:
        rest = "" if this_month else "; the files of this month wait (--this-month)"
        out.print(f"nothing to join{rest}")
    say_lost([one.in_words() for one in lost])
    if waiting:
        raise typer.Exit(ARCHIVE_TROUBLE)
    if lost:
        raise typer.Exit(FOUND_NOTHING)


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
    make_reader = partial(reader_factory.make_reader, here.overrides)
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


@app.command()
def rebuild(
    archive: ArchiveOption = Path("archive"),
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is up to date: a damaged search index.")
    ] = False,
) -> None:
    """Bring an archive up to date with the Warraq that runs: search index, fingerprints, tables.

    Needed where another command says so, as after an update; the daemon does it at its start. The
    texts and raw pages stay as they are. Broken off, the same command goes on. Exit code 3: others
    use the archive, or the disk has no room for it.

    Example: warraq rebuild
    """
    with Archive(invocation(archive).folder, needs="nothing") as opened:
        plan = pending_rebuilds(opened.db)
        if not plan and not everything:
            out.print("nothing to rebuild: all was made by the Warraq that runs")
            return
        if plan:
            err.print(plain(plan.in_words()))
        with progress() as bar:
            tasks = dict[str, tuple[TaskID, int]]()
            for step in make(opened.db, opened.folder, everything=everything):
                if step.what not in tasks:  # what an earlier rebuild did tells nothing of our pace
                    task = bar.add_task(step.what, total=step.total - step.done)
                    tasks[step.what] = (task, step.done)
                task, begun = tasks[step.what]
                bar.update(task, completed=step.done - begun)
    out.print("rebuilt")
