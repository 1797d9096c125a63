"""``warraq diff``: what changed between two versions of an article."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from storage.archive import Archive
from storage.query.diff.word_diff import Change, placed, with_context
from storage.query.history import (
    CHANGE_MARKS,
    article_row,
    before,
    changed_parts,
    versions,
)
from warraq.commands.query.common_options import (
    AllOrLimitOption,
    ArticleArgument,
    CsvOption,
    OffsetOption,
    asked,
    demand_article,
    only_one,
    page,
)
from warraq.commands.query.csv_output import print_csv
from warraq.terminal import (
    FOUND_NOTHING,
    WRONG_USAGE,
    ArchiveOption,
    JsonOption,
    err,
    invocation,
    out,
    plain,
    print_json,
)

app = typer.Typer()
_COLUMNS = ("field", "kind", "text", "former_begin", "former_end", "later_begin", "later_end")
_STYLES = {"same": "", "added": "green", "removed": "red strike"}


@app.command()
def diff(
    article: ArticleArgument,
    former: Annotated[int | None, typer.Argument(metavar="[A]", min=1, help="A version.")] = None,
    later: Annotated[int | None, typer.Argument(metavar="[B]", min=1, help="Another one.")] = None,
    archive: ArchiveOption = Path("archive"),
    full: Annotated[bool, typer.Option("--full", help="All of each field that changed.")] = False,
    limit: AllOrLimitOption = None,
    offset: OffsetOption = 0,
    as_csv: CsvOption = False,
    as_json: JsonOption = False,
) -> None:
    """What changed between two versions, word by word.

    Default: the latest two.
    JSON and CSV have all parts of the fields that changed, with their places in characters.
    Exit code 1: nothing changed.

    Example: warraq diff 12 1 3
    """
    only_one(as_json, as_csv)
    with Archive(invocation(archive).folder, needs="tables") as opened:
        id = demand_article(opened, article)
        answer = asked(article)
        row = article_row(opened, str(id))
        kept = {version.number: version for version in versions(opened, id)}
    order = [*kept]  # in time
    last = later or (order[-1] if former is None else before(reversed(order), former))
    first = former or before(order, last)
    missing = [number for number in (first, last) if number not in kept]
    if missing:
        err.print(f"article {id} has no version {missing[0]}: it has 1 to {max(kept)}")
        raise typer.Exit(WRONG_USAGE)
    parts = changed_parts(kept[first], kept[last])
    every = [(name, change) for name, changes in parts.items() for change in placed(changes)]
    shown = page(every, limit, offset)
    if as_json:
        told: dict[str, list[dict[str, Any]]] = {}
        for name, change in shown:
            told.setdefault(name, []).append(change)
        assert row is not None
        print_json(
            answer | {name: row[name] for name in ("outlet", "url", "headline")}
            | {"id": id, "former": first, "later": last, "total": len(every), "offset": offset}
            | {"changes": told}
        )  # fmt: skip
    elif as_csv:
        print_csv(_COLUMNS, (_csv_row(name, change) for name, change in shown))
    else:
        _print_diff(parts if full else _shortened(parts), first, last, limit, offset)
    if not parts:
        same = f"versions {first} and {last} of article {id} are the same"
        err.print(same if len(kept) > 1 else f"article {id} has one version only")
        raise typer.Exit(FOUND_NOTHING)


def _shortened(parts: Mapping[str, list[Change]]) -> dict[str, list[Change]]:
    return {name: with_context(changes) for name, changes in parts.items()}


def _print_diff(
    parts: Mapping[str, list[Change]], first: int, last: int, limit: int | None, offset: int
) -> None:
    """The chosen parts under the names of their fields."""
    every = [(name, change) for name, changes in parts.items() for change in changes]
    for name, of_field in groupby(page(every, limit, offset), key=itemgetter(0)):
        label = "date" if name == "published_at" else name
        out.print(f"{label}, version {first} to {last}:", style="dim")
        out.print(_coloured(change for _, change in of_field))


def _csv_row(field: str, change: Mapping[str, Any]) -> dict[str, Any]:
    """A part of a difference with a column for either end of its places."""
    ends = {
        f"{text}_{end}": span[at] if (span := change[f"{text}_span"]) else None
        for text in ("former", "later") for at, end in enumerate(("begin", "end"))
    }  # fmt: skip
    return {"field": field, "kind": change["kind"], "text": change["text"], **ends}


def _coloured(changes: Iterable[Change]) -> Text:
    """Colour on a terminal; {+added+} and [-removed-] where there is none, or NO_COLOR is set."""
    made = Text()
    coloured = out.is_terminal and not out.no_color
    for change in changes:
        opening, closing = ("", "") if coloured else CHANGE_MARKS[change.kind]
        made.append(
            opening + plain(change.text).plain + closing, _STYLES[change.kind] if coloured else ""
        )
    return made
