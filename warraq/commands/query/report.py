"""``warraq report``: what the archive holds, as one HTML file."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from storage.activity.copy_locations import copy_noted
from storage.archive import Archive
from storage.errors import InTheFuture
from storage.export.output import STDOUT
from storage.export.withdrawn_after_as_of import left_out
from storage.past.as_of import moment
from warraq.commands.query.filter_options import Narrowing
from warraq.export_notices import (
    cannot_write,
    nothing_found,
    say_moment,
    say_not_noted,
    say_withdrawn,
)
from warraq.outlets_if_available import outlets_if_available
from warraq.terminal import (
    WRONG_USAGE,
    ArchiveOption,
    AsOfOption,
    CapturedSinceOption,
    CapturedUntilOption,
    KindOption,
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
    time_of,
)

app = typer.Typer()
_ENDINGS = (".html", ".htm")


@app.command()
def report(
    file: Annotated[Path, typer.Argument(help="FILE.html; - is standard output.")],
    archive: ArchiveOption = Path("archive"),
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    section: SectionOption = None,
    article_language: Annotated[
        str | None, typer.Option(help="Only articles in this language: ar, fr, en, es …")
    ] = None,
    captured_since: CapturedSinceOption = None,
    captured_until: CapturedUntilOption = None,
    kind: KindOption = None,
    outlet_kind: OutletKindOption = None,
    as_of: AsOfOption = None,
    language: Annotated[str, typer.Option(help="Of the report itself: ar, fr or en.")] = "ar",
) -> None:
    """Write a report to one HTML file: coverage, volume, lags, changes, copying, dates.

    It needs no network and no script, and prints on A4. Its numbers are those of `warraq stats`.
    The same archive gives the same file. Exit code 1: no article; no file is written.

    Example: warraq report 2026.html --since 2026-01-01 --until 2026-12-31
    """
    try:
        from warraq.report.page import report_language
        from warraq.report.write import Style, write_report
        from warraq.web.wording.translation import LANGUAGES
    except ImportError as error:
        raise typer.BadParameter(
            f"a report needs more libraries ({error.name}): pip install 'warraq[web]'"
        ) from error
    if language not in LANGUAGES:
        raise typer.BadParameter(
            f"--language {language}: a report is in one of {', '.join(LANGUAGES)};"
            " --article-language chooses articles"
        )
    if file != STDOUT and file.suffix.lower() not in _ENDINGS:
        raise typer.BadParameter(f"{file}: a report is HTML, name it FILE.html")
    narrowing = Narrowing(outlet, since, until, article_language, section, captured_since,
                          captured_until, kind, outlet_kind)  # fmt: skip
    here = invocation(archive)
    wanted = time_of("--as-of", as_of)
    with Archive(here.folder) as opened:
        chosen = narrowing.filters(opened, here)
        outlets = outlets_if_available(here)
        names = {name: spider.arabic_name or name for name, spider in outlets.items()}
        homes = {name: spider.home for name, spider in outlets.items()}
        style = Style(report_language(language), names, homes,
                      _options(narrowing.told(chosen), language))  # fmt: skip
        try:
            with moment(opened, wanted) as then, progress() as bar:
                demand_values(opened, chosen, "article-language")
                task = bar.add_task("report", total=None)
                written = write_report(
                    opened, chosen, then.at, file, style,
                    told=lambda done, total: bar.update(task, completed=done, total=total),
                )  # fmt: skip
                withdrawn = left_out(opened, then, chosen)
        except InTheFuture as error:
            err.print(plain(f"warraq: {error}"))
            raise typer.Exit(WRONG_USAGE) from error
        except OSError as error:
            raise cannot_write(file, error) from error
        if not written:
            say_withdrawn(withdrawn)
            raise nothing_found(file)
        say_moment(then)
        say_withdrawn(withdrawn)
        noted = file == STDOUT or copy_noted(opened.db, file, "report")
    (err if file == STDOUT else out).print(plain(f"{counted(written, 'article')} in {file}"))
    if not noted:
        say_not_noted("file")


def _options(told: Mapping[str, Any], language: str) -> str:
    """The options that a report is made with, but for its file and moment, for a shell."""
    words = list[str]()
    for name, value in told.items():
        option = "article-language" if name == "language" else name.replace("_", "-")
        for one in value if isinstance(value, list) else [value]:
            words += [f"--{option}", str(one)]
    if language != "ar":  # which needs no option
        words += ["--language", language]
    return shlex.join(words)
