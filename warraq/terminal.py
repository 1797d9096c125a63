"""How the command speaks: to people on the terminal, to programs as JSON."""

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.json_with_invisibles_escaped import UNSEEN, json_text
from crawler.timezone import CASABLANCA
from warraq.closed_output import going_on, print_into_nothing
from warraq.config import UNCONFIRMED, Config, load_config
from warraq.digits import western

if TYPE_CHECKING:
    from rich.progress import Progress

    from storage.archive import Archive
    from storage.query.filters import Filters

_PIPE_WIDTH = None if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal() else 160


class _Console(Console):
    """One whose reader may go away: the command does the rest of its work unheard."""

    def on_broken_pipe(self) -> None:
        """Instead of ending the process with the exit code of nothing found."""
        print_into_nothing()
        del self._buffer[:]


out = _Console(highlight=False, soft_wrap=True, width=_PIPE_WIDTH)
err = _Console(stderr=True, highlight=False, soft_wrap=True)

FOUND_NOTHING, WRONG_USAGE, ARCHIVE_TROUBLE, NO_ARTICLE = 1, 2, 3, 4
"""Exit codes beside 0: done."""
INTERRUPTED = 130
"""The exit code after Ctrl-C."""

ARCHIVE = "WARRAQ_ARCHIVE"
"""The environment variable that names the archive's folder."""
ArchiveOption = Annotated[
    Path,
    typer.Option("--archive", envvar=ARCHIVE, help="The archive's folder.", show_default=True),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", help="Settings file; default: warraq.toml in the archive, then here."),
]
OutletsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[OUTLET]…", help="Outlets; default: all chosen ones.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]
OutletOption = Annotated[
    list[str] | None, typer.Option("--outlet", "-o", help="Only this outlet; may be repeated.")
]
SinceOption = Annotated[
    str | None, typer.Option(help="From this day on (2026-11-24), published or first seen.")
]
UntilOption = Annotated[str | None, typer.Option(help="Up to this day, included.")]
LanguageOption = Annotated[str | None, typer.Option(help="Only this language: ar, fr, en, es …")]
SectionOption = Annotated[str | None, typer.Option(help="Only this section, as printed.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="TIME",
        help="The archive as it stood then: 2026-11-28T20:30:00Z, as an export names it, or in"
        " Casablanca, '2026-11-28 21:30'; a day is its end.",
    ),
]  # fmt: skip
CapturedSinceOption = Annotated[
    str | None, typer.Option(help="Kept first on this day or later, whenever it was published.")
]
CapturedUntilOption = Annotated[
    str | None, typer.Option(help="Kept first up to this day, included.")
]
KindOption = Annotated[
    list[str] | None,
    typer.Option(
        help="full, brief (flash news), wire (an agency's), paywalled, incomplete;"
        " repeated: any of them."
    ),
]
OutletKindOption = Annotated[
    list[str] | None,
    typer.Option(help='Only outlets of this kind: regional, "party paper" …; may be repeated.'),
]

ProcessesOption = Annotated[
    int, typer.Option(min=1, help="Reading processes at a time; one per core is right.")
]


@dataclass(frozen=True, slots=True)
class Invocation:
    """The archive's folder, and the operator's settings for it."""

    folder: Path
    config: Config

    @property
    def overrides(self) -> dict[str, Any]:
        """The settings of a crawl into this archive, or of reading its pages."""
        return {**self.config.overrides, "ARCHIVE": str(self.folder)}


def invocation(archive: Path, config: Path | None = None) -> Invocation:
    """The archive's folder with its settings. Raises ``BadConfig``."""
    folder = archive.expanduser().absolute()
    found = load_config(folder, config)
    if found.set_aside:
        err.print(plain(
            f"warraq: {', '.join(found.set_aside)} in {found.file} came with a backup and is not in"
            f" force: change the file, or remove {folder / UNCONFIRMED}, and it is"
        ))  # fmt: skip
    return Invocation(folder, found)


def filters(
    outlets: Sequence[str] | None, since: str | None, until: str | None,
    language: str | None, section: str | None,
) -> "Filters":  # fmt: skip
    """The filters of reports and rereadings. Raises ``typer.BadParameter`` for what is no day."""
    from storage.query.filters import Filters

    return Filters(tuple(outlets or ()), *days("", since, until), language, section)


def demand_values(archive: "Archive", chosen: "Filters", language: str = "language") -> None:
    """Raise ``typer.BadParameter`` for a language or a section that no article has.

    ``language`` is the name of the option that chose one.
    """
    from storage.query.variants.query_notes import known_values, unknown_values  # search is large

    for name, value in unknown_values(archive, chosen):
        there = ", ".join(known_values(archive, name)) or "none"
        option = language if name == "language" else name
        raise typer.BadParameter(f"--{option} {value}: no article here has it; there are {there}")


def days(prefix: str, since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The days of ``--since`` and ``--until``, or of the options with a prefix, ``captured-``.

    Raises ``typer.BadParameter`` for what is no day, and where none is between them.
    """
    names = f"--{prefix}since", f"--{prefix}until"
    first, last = day_of(names[0], since), day_of(names[1], until)
    if first and last and first > last:
        raise typer.BadParameter(
            f"{names[0]} {since} is after {names[1]} {until}: no day is between"
        )
    return first, last


def day_of(option: str, value: str | None) -> date | None:
    """A day that an option names. Raises ``typer.BadParameter``."""
    if value is None:
        return None
    try:
        return date.fromisoformat(western(value))
    except ValueError as error:
        raise typer.BadParameter(f"{option} {value}: write a day as 2026-11-24") from error


def time_of(option: str, value: str | None) -> datetime | None:
    """A time that an option names: a day is its end. Raises ``typer.BadParameter``.

    Without a zone it is Casablanca's, as days are.
    """
    if value is None:
        return None
    value = western(value).upper()  # RFC 3339 lets T and Z be small
    try:
        if len(value) == len("2026-11-28"):
            ends = datetime.combine(date.fromisoformat(value), time.max, CASABLANCA)
            return ends.astimezone(UTC)
        at = datetime.fromisoformat(value)
        return (at if at.tzinfo else at.replace(tzinfo=CASABLANCA)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise typer.BadParameter(
            f"{option} {value}: write a time as 2026-11-28T20:30:00Z, or a day as 2026-11-28"
        ) from error


def print_json(value: Any) -> None:
    """One JSON document; Arabic stays Arabic, what nobody sees is escaped."""
    with going_on():
        sys.stdout.write(json_text(value, indent=2, default=str) + "\n")
        sys.stdout.flush()


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> Table:
    """A table for people; numbers to the right."""
    made = Table(
        title=plain(title) if title else None,
        title_justify="left",
        header_style="bold",
        box=None,
        pad_edge=False,
    )
    rows = [list(row) for row in rows]
    for place_, name in enumerate(columns):
        numeric = all(isinstance(row[place_], int | float) or row[place_] is None for row in rows)
        # of an archive of others a column's name is a text of others, too
        made.add_column(
            plain(name), justify="right" if numeric and rows else "left", overflow="fold"
        )
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else plain(cell) for cell in row))
    return made


def print_with_addresses(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A line per row, its last value (addresses, to be copied whole) on a line below it."""
    lines = [[plain(cell).plain for cell in row] for row in rows]
    widths = [
        max(cell_len(line[at]) for line in [columns, *lines]) for at in range(len(columns) - 1)
    ]
    for number, line in enumerate([columns, *lines]):
        cells = (set_cell_size(cell, width) for cell, width in zip(line[:-1], widths, strict=True))
        style = "" if number else "bold"
        out.print(Text("  ".join(cells).rstrip()), style=style)
        out.print(Text(f"    {line[-1]}"), style=style or "dim")


def progress() -> "Progress":
    """A bar with the time that is left, on standard error, only where a person looks."""
    from rich.progress import (  # few commands have one
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err, transient=True, disable=not err.is_terminal,
    )  # fmt: skip


def counted(number: int, thing: str) -> str:
    """How many there are of a thing: ``1 article``, ``2 articles``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def minute(stamp: str | None) -> str:
    """A time of the database for people: ``2026-11-24 09:30`` (UTC)."""
    return stamp[:16].replace("T", " ") if stamp else ""


def say_lost(lost: Sequence[str], remedy: str | None = None) -> None:
    """Name raw files that are lost, and what to do about them, on standard error."""
    from storage.raw.lost_files import REMEDY, needs_no_reading

    for words in lost:
        err.print(plain(f"lost: {words}"))
    if any(map(needs_no_reading, lost)):  # what only reading tells, the general remedy passes over
        err.print(plain(f"what is lost: {remedy or REMEDY}"))


def plain(value: object) -> Text:
    """A value as it is: control characters and markup of pages do nothing on a terminal.

    Controls show as the sign for "no character". What changes the order of letters, and what
    nobody sees, is left out; marks of direction, ZWNJ and ZWJ are spelling and are printed.
    """
    text = "" if value is None else str(value)
    if not text.isprintable():  # which nearly all short values are
        text = "".join(map(_shown, UNSEEN.sub(_gap, text)))
    return Text(text)


def _gap(found: re.Match[str]) -> str:
    """What stands for an unseen character: a space for the end of a line, else nothing."""
    return " " if found.group() in "\u2028\u2029" else ""


def _shown(char: str) -> str:
    """A character as a terminal may have it."""
    kind = unicodedata.category(char)
    if kind == "Zs":  # no-break and narrow spaces are none for every terminal
        return " "
    return "\ufffd" if kind in ("Cc", "Cs") and char not in "\n\t" else char
