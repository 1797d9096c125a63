"""``warraq concordance``: every occurrence in its sentence, one below the other."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.cells import cell_len
from rich.text import Text

from storage import times
from storage.archive import Archive
from storage.query.concordance import SORTS, Occurrence, concordance, sorted_by
from storage.query.search import Search
from storage.query.variants.former_versions import FormerSearch
from storage.query.variants.one_per_story import OnePerStory
from storage.query.variants.query_notes import notes_on_lines
from warraq.commands.query.common_options import OffsetOption, only_one
from warraq.commands.query.csv_output import print_csv
from warraq.commands.query.filter_options import Narrowing
from warraq.commands.query.minus_word_arguments import WordsCommand
from warraq.commands.query.query_notes import noted, print_also, print_notes
from warraq.commands.query.search import (
    ExactOption,
    FormerOption,
    OnePerStoryOption,
    WordsArgument,
)
from warraq.terminal import (
    FOUND_NOTHING,
    ArchiveOption,
    CapturedSinceOption,
    CapturedUntilOption,
    JsonOption,
    KindOption,
    LanguageOption,
    OutletKindOption,
    OutletOption,
    SectionOption,
    SinceOption,
    UntilOption,
    err,
    invocation,
    out,
    plain,
    print_json,
)

app = typer.Typer()
_COLUMNS = tuple(Occurrence.__dataclass_fields__)


@app.command("concordance", cls=WordsCommand, context_settings={"ignore_unknown_options": True})
def concordance_command(
    words: WordsArgument,
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
    exact: ExactOption = False,
    one_per_story: OnePerStoryOption = False,
    former: FormerOption = False,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            "--order",
            help=f"By {', '.join(SORTS)}: the words beside, the day, the outlet.",
        ),
    ] = "time",
    width: Annotated[int, typer.Option(min=10, max=1000, help="Characters on each side.")] = 60,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many; else all.")] = None,
    offset: OffsetOption = 0,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV on standard output.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Every occurrence of the words in its sentence, all of them. Exit code 1: none.

    Example: warraq concordance الماء الصالح للشرب --sort left --csv > water.csv
    """
    only_one(as_json, as_csv)
    if sort not in SORTS:
        raise typer.BadParameter(f"--sort {sort}: one of {', '.join(SORTS)}")
    narrowing = Narrowing(outlet, since, until, language, section, captured_since, captured_until,
                          kind, outlet_kind)  # fmt: skip
    here = invocation(archive)
    with Archive(here.folder) as opened:
        chosen = narrowing.filters(opened, here)
        question = (FormerSearch if former else Search)(
            opened, " ".join(words), chosen, exact=exact
        )
        at, among = times.text(times.now()), None
        if one_per_story:
            among = {id for id, _ in OnePerStory(question).ids("oldest", -1)}
        articles = question.count() if among is None else len(among)
        every = sorted_by(concordance(question, width, among), sort)
        found, total = list[Occurrence](), 0
        for total, one in enumerate(every, 1):
            if offset < total and (limit is None or total <= offset + limit):
                found.append(one)
        notes = [*noted(question, " ".join(words), articles), *notes_on_lines(question, articles)]
    if as_json:
        print_json({
            "query": " ".join(words), "also_searched": question.also, "exact": exact,
            "one_per_story": one_per_story, "former": former,
            "filters": narrowing.told(chosen), "articles": articles,
            "order": sort, "total": total, "offset": offset, "as_of": at,
            "notes": [note.as_row() for note in notes],
            "occurrences": [one.as_row() for one in found],
        })  # fmt: skip
    elif as_csv:
        print_csv(_COLUMNS, (one.as_row() for one in found))
    else:
        for line in _aligned(found):
            out.print(line)
    if not as_json:
        counted = (
            f"{total} occurrence{'s' * (total != 1)} in {articles} article{'s' * (articles != 1)}"
        )
        err.print(counted + (f", {len(found)} shown" if len(found) < total else ""))
        print_also(question)
        print_notes(notes)
    if total and offset >= total:
        err.print(f"{total} in all, none from {offset + 1} on")
    if not found:
        raise typer.Exit(FOUND_NOTHING)


def _aligned(found: Sequence[Occurrence]) -> Iterator[Text]:
    """Lines with what was found in one column; Arabic reads from the right of it to the left."""
    before = max((cell_len(one.left) for one in found), default=0)
    names = max((len(one.outlet) for one in found), default=0)
    for one in found:
        line = Text(f"{one.day}  {one.outlet:<{names}}  ", "dim")
        line += plain(" " * (before - cell_len(one.left)) + one.left + " ")
        line += Text(plain(one.found).plain, "bold black on yellow")
        line += plain(f" {one.right}")
        more = [f"version {one.version}"] if one.version else []
        more += [] if one.dated else ["undated: first seen then"]
        yield line + Text(f"  ({'; '.join(more)})" if more else "", "dim")
