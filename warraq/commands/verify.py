"""``warraq verify``, ``backup``, ``restore``, ``import``: proving, copying, taking in."""

from collections import Counter
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from crawler.settings import MIN_FREE_BYTES
from storage.archive import Archive
from storage.backup import backup as save
from storage.backup import restore as bring_back
from storage.errors import CannotWrite
from storage.importing.foreign_warc import BadWarc
from storage.importing.importing import Importing, Source
from storage.verify.agreement import NOT_COMPARED
from storage.verify.verify import Report, write_report
from storage.verify.verify import verify as check
from warraq import outlets as known
from warraq.terminal import (
    ARCHIVE_TROUBLE,
    FOUND_NOTHING,
    ArchiveOption,
    ConfigOption,
    JsonOption,
    ProcessesOption,
    err,
    invocation,
    out,
    plain,
    print_json,
    progress,
)

app = typer.Typer()


@app.command()
def verify(
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    quick: Annotated[bool, typer.Option("--quick", help="Do not read the pages again.")] = False,
    seconds: Annotated[
        float | None,
        typer.Option(
            "--for",
            metavar="SECONDS",
            min=0,
            help="The database, and for so long the files that were checked longest ago.",
        ),
    ] = None,
    processes: ProcessesOption = 2,
    as_json: JsonOption = False,
) -> None:
    """Prove the archive: database, search index, every pointer, digest and text.

    Exit code 1: something is damaged; an article whose outlet is not loaded is not compared.
    The report stays in the archive's folder, under reports/.
    The daemon does a part of it (`--for`) every week.
    Example: warraq verify --json
    """
    here = invocation(archive, config)
    known.all_outlets(here.overrides)  # broken outlets are told here, not by each process
    make_reader = partial(known.make_reader, here.overrides)
    with Archive(here.folder) as opened:
        report = check(opened, None if quick else make_reader, processes, seconds=seconds)
        written = _keep_report(opened, report)
    if as_json:
        print_json({"sound": report.sound, "report": written, **asdict(report)})
    else:
        _print_findings(report)
        counted = ", ".join(f"{number} {name}" for name, number in report.counts.items())
        kinds = Counter(finding.kind for finding in report.findings if finding.damage)
        said = ", ".join(f"{n} {kind}" for kind, n in kinds.items()) or "nothing is damaged"
        if apart := sum(finding.kind == NOT_COMPARED for finding in report.findings):
            said += f"; {apart} {NOT_COMPARED}"
        out.print(plain(f"{counted}: {said}"))
        if written:
            out.print(plain(f"report: {written}"))
    if not report.sound:
        raise typer.Exit(FOUND_NOTHING)


def _print_findings(report: Report) -> None:
    """One line per finding; those that could not be compared are said once per outlet."""
    apart = Counter[str]()
    for finding in report.findings:
        if finding.kind == NOT_COMPARED:
            apart[finding.detail] += 1
            continue
        mark = "damaged" if finding.damage else "noted"
        out.print(plain(f"{mark}: {finding.kind}: {finding.what}: {finding.detail}"))
    for why, number in apart.items():
        articles = "1 article" if number == 1 else f"{number} articles"
        out.print(plain(f"noted: {NOT_COMPARED}: {articles}: {why}"))


def _keep_report(archive: Archive, report: Report) -> str | None:
    """Where the report lies; on a full or read-only disk it is only printed."""
    try:
        return str(write_report(archive, report))
    except CannotWrite as error:
        err.print(plain(f"warraq: {error}"))
        return None


@app.command()
def backup(
    destination: Annotated[Path, typer.Argument(metavar="DEST", help="Folder of the backup.")],
    archive: ArchiveOption = Path("archive"),
) -> None:
    """Copy the archive into a folder, also while the daemon writes; again: only what is new.

    The archive's own warraq.toml goes with it.
    `sha256sum -c manifest-sha256.txt` checks it without us. Example: warraq backup /mnt/disk/press
    """
    with Archive(invocation(archive).folder) as opened:
        done = save(opened, destination)
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


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.warc.gz…", help="WARC files.")],
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    processes: ProcessesOption = 2,
) -> None:
    """Take articles of known outlets out of any WARC files.

    Each record once, with its origin.
    Plain or gzip, WARC or ARC; where a file is damaged, what came before is kept and the next file
    is read (exit code 3). Broken off, the same command goes on. A page that hangs or kills its
    reader is named, and passed over until there is a newer reader.

    Example: warraq import pages.warc.gz
    """
    here = invocation(archive, config)
    overrides = here.config.overrides
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        raise typer.BadParameter(f"no such file: {', '.join(missing)}")
    owner = known.owner_of_addresses(overrides)
    with Archive(here.folder, create=True) as opened:
        min_free = int(overrides.get("MIN_FREE_BYTES", MIN_FREE_BYTES))
        make_reader = partial(known.make_new_reader, here.overrides)
        importing = Importing(opened, owner, make_reader, min_free, processes=processes)
        broken = False
        try:
            with progress() as bar:
                for file in files:
                    task = bar.add_task(file.name, total=file.stat().st_size)
                    try:
                        for position in importing.run(Source(file)):
                            bar.update(task, completed=position)
                    except BadWarc as error:  # the other files may be whole
                        broken = True
                        err.print(plain(f"warraq: {error}"))
        finally:
            importing.close()
    said = ", ".join(f"{n} {kind}" for kind, n in importing.counts.most_common())
    out.print(plain(said or "no pages"))
    if strangers := importing.strangers.most_common(5):
        hosts = ", ".join(f"{host} ({n})" for host, n in strangers)
        out.print(plain(f"most of the pages that are none of ours: {hosts}"))
    for page in importing.given_up:
        out.print(plain(f"given up: {page.reason}: {page.url} (record {page.record_id})"))
    if broken:
        raise typer.Exit(ARCHIVE_TROUBLE)
