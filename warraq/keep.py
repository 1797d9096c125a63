"""``warraq verify``: proving that the archive is whole."""

from collections import Counter
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from storage.archive import Archive
from storage.learned import everywhere
from storage.verify import verify as check
from storage.verify import write_report
from warraq import outlets as known
from warraq.terminal import (
    FOUND_NOTHING,
    ArchiveOption,
    ConfigOption,
    JsonOption,
    ProcessesOption,
    out,
    place,
    plain,
    print_json,
)  # fmt: skip

app = typer.Typer()


@app.command()
def verify(
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    quick: Annotated[bool, typer.Option("--quick", help="Do not read the pages again.")] = False,
    processes: ProcessesOption = 2,
    as_json: JsonOption = False,
) -> None:
    """Prove the archive: database, search index, every pointer, digest and text.

    Exit code 1: something is damaged. The report stays in the archive's folder, under reports/.
    Example: warraq verify --json
    """
    here = place(archive, config)
    with Archive(here.folder) as opened:
        make_reader = partial(known.make_reader, dict(here.config.overrides), everywhere(opened))
        report = check(opened, None if quick else make_reader, processes)
        written = write_report(opened, report)
    if as_json:
        print_json({"sound": report.sound, "report": str(written), **asdict(report)})
    else:
        for finding in report.findings:
            mark = "damaged" if finding.damage else "noted"
            out.print(plain(f"{mark}: {finding.kind}: {finding.what}: {finding.detail}"))
        counted = ", ".join(f"{number} {name}" for name, number in report.counts.items())
        kinds = Counter(finding.kind for finding in report.findings if finding.damage)
        said = ", ".join(f"{n} {kind}" for kind, n in kinds.items()) or "nothing is damaged"
        out.print(plain(f"{counted}: {said}"))
        out.print(plain(f"report: {written}"))
    if not report.sound:
        raise typer.Exit(FOUND_NOTHING)
