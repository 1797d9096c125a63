"""``warraq verify``: proving the archive."""

from collections import Counter
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from storage.archive import Archive
from storage.errors import CannotWrite
from storage.verify.reread_comparison import NOT_COMPARED
from storage.verify.verify import Report, write_report
from storage.verify.verify import verify as check
from warraq import outlet_loader as known
from warraq import reader_factory
from warraq.stop_signals import asked_to_stop
from warraq.terminal import (
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
    make_reader = partial(reader_factory.make_reader, here.overrides)
    with Archive(here.folder) as opened:
        report = check(
            opened, None if quick else make_reader, processes, seconds=seconds,
            asked_to_stop=asked_to_stop,
        )  # fmt: skip
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
    """The path of the report; on a full or read-only disk ``None``: it is only printed."""
    try:
        return str(write_report(archive, report))
    except CannotWrite as error:
        err.print(plain(f"warraq: {error}"))
        return None
