"""``warraq search``: articles by their words, a page of them in an order."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from storage import times
from storage.archive import Archive
from storage.query.search import ORDERS, Hit, Search, is_order
from storage.query.variants.former_versions import FormerSearch
from storage.query.variants.one_per_story import OnePerStory
from warraq.commands.query.common_options import only_one
from warraq.commands.query.csv_output import print_csv
from warraq.commands.query.filter_options import Narrowing
from warraq.commands.query.highlighting import coloured
from warraq.commands.query.minus_word_arguments import WordsCommand
from warraq.commands.query.query_notes import noted, print_also, print_notes
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
    print_json,
)

app = typer.Typer()
_COLUMNS = (
    "id", "outlet", "url", "published_at", "first_seen", "headline", "snippet", "score", "others",
    "version", "replaced_at",
)  # fmt: skip
WordsArgument = Annotated[
    list[str],
    typer.Argument(
        help='Words; "a phrase"; OR (أو); -without; prefix*; a NEAR/5 b; headline:word, byline:,'
        " section:, tag:; brackets."
    ),
]
ExactOption = Annotated[
    bool, typer.Option("--exact", help="Only whole words spelled just so, in no other form.")
]
OnePerStoryOption = Annotated[
    bool, typer.Option("--one-per-story", help="Of articles with the same text the first alone.")
]
FormerOption = Annotated[
    bool, typer.Option("--former", help="Also in what outlets published before they changed it.")
]
OrderOption = Annotated[str, typer.Option(help="best, newest or oldest.")]


@app.command(cls=WordsCommand, context_settings={"ignore_unknown_options": True})
def search(
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
    order: OrderOption = "best",
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Pass by so many first.")] = 0,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV on standard output.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Search headlines and texts; spelling is forgiven. Exit code 1: nothing found.

    Other forms of a word are searched, too, and named; docs/search.md has the language.

    Example: warraq search المدرسة العمومية --outlet hespress --since 2026-01-01
    """
    only_one(as_json, as_csv)
    if not is_order(order):
        raise typer.BadParameter(f"--order {order}: one of {', '.join(ORDERS)}")
    narrowing = Narrowing(outlet, since, until, language, section, captured_since, captured_until,
                          kind, outlet_kind)  # fmt: skip
    here = invocation(archive)
    with Archive(here.folder) as opened:
        chosen = narrowing.filters(opened, here)
        question = (FormerSearch if former else Search)(
            opened, " ".join(words), chosen, exact=exact
        )
        at = times.text(times.now())
        if one_per_story:
            stories = OnePerStory(question)
            total, found = stories.count(), question.hits_of(stories.ids(order, limit, offset))
            hits = [replace(hit, others=stories.others(hit.id)) for hit in found]
        else:
            total, hits = question.count(), question.hits(order, limit, offset)
        notes = noted(question, " ".join(words), total)
    if as_json:
        print_json({
            "query": " ".join(words), "also_searched": question.also, "exact": exact,
            "filters": narrowing.told(chosen), "order": order,
            "one_per_story": one_per_story, "former": former, "total": total,
            "offset": offset, "as_of": at,
            "notes": [note.as_row() for note in notes],
            "hits": [hit.as_row() for hit in hits],
        })  # fmt: skip
    elif as_csv:
        print_csv(_COLUMNS, [hit.as_row() for hit in hits])
    else:
        _print(hits)
    if not as_json:
        _print_numbers(question, total, len(hits), offset)
        print_notes(notes)
    if not hits:
        raise typer.Exit(FOUND_NOTHING)


def _print(hits: list[Hit]) -> None:
    for hit in hits:
        day = times.day(hit.published_at or hit.first_seen)
        day += "" if hit.published_at else " (undated, first seen)"
        out.print(
            Text(f"{hit.id:>6}  {day}  {hit.outlet}  ", "dim") + coloured(hit.headline, "bold")
        )
        out.print(Text("        ") + coloured(hit.snippet, ""))
        if hit.version and hit.replaced_at:
            until = times.there(hit.replaced_at)
            where = f"in version {hit.version}, until {until}: `warraq diff {hit.id} {hit.version}`"
            out.print(f"        {where}", style="dim")
        if hit.others:
            out.print(f"        and {hit.others} more with this text", style="dim")


def _print_numbers(question: Search, total: int, shown: int, offset: int) -> None:
    """How many there are, and what was searched beside the typed words."""
    page = f", {offset + 1} to {offset + shown} shown" if shown and total > shown else ""
    if total and not shown:
        page = f", none from {offset + 1} on"
    err.print(f"{total} found{page}")
    print_also(question)
