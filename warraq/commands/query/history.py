"""``warraq history`` and ``warraq diff``: the life of an article, and what changed in it."""

import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from crawler.urls import readable
from storage import times
from storage.archive import Archive
from storage.query.diff import Change, with_context
from storage.query.history import (
    CHANGE_MARKS,
    HistoryEntry,
    article_history,
    article_number,
    article_row,
    changed_parts,
    versions,
)
from storage.takedown.orders import order_on
from warraq import outlet_loader as known
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
ArticleArgument = Annotated[str, typer.Argument(help="Number or address of an article.")]
_STYLES = {"same": "", "added": "green", "removed": "red strike"}
_WIDTH = 12
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_KINDS = {"gone": "red", "back": "green", "changed": "yellow", "parted": "yellow"}


@app.command()
def history(
    article: ArticleArgument,
    archive: ArchiveOption = Path("archive"),
    as_json: JsonOption = False,
) -> None:
    """The life of an article, in order of time.

    Published, seen, changed, copied, gone, back.
    Times are Casablanca's; in JSON they are UTC.

    Example: warraq history 12
    """
    here = invocation(archive)
    outlets = known.all_outlets(here.overrides)
    names = {
        name: f"{spider.arabic_name} · {name}"
        for name, spider in outlets.items() if spider.arabic_name
    }  # fmt: skip
    with Archive(here.folder, needs="tables") as opened:
        id = _found(opened, article)
        row = article_row(opened, str(id))
        assert row is not None
        moments = article_history(opened, id, names)
    if as_json:
        print_json(
            {name: row[name] for name in ("outlet", "url", "headline")}
            | {"id": id, "life": [asdict(moment) for moment in moments]}
        )
        return
    out.print(plain(row["headline"]), style="bold")
    outlet = names.get(row["outlet"], row["outlet"])
    out.print(plain(f"{outlet}  {readable(row['url'])}  article {id}"), style="dim")
    _print_life(moments, row["url"])


def _print_life(moments: Iterable[HistoryEntry], url: str) -> None:
    """A line per moment under its day; below it, where the raw page lies."""
    day = ""
    for moment in moments:
        there = times.there(moment.at)
        if there[:10] != day:
            day = there[:10]
            out.print(f"\n{day}", style="bold")
        kind = moment.kind.replace("follow-up (suspected)", "follow-up?")
        detail = _STAMP.sub(lambda found: times.there(found[0]), moment.detail)
        detail = detail.replace(f"{url} ", "its page ")
        head = Text(f"  {there[11:]}  ", "dim")
        head += Text(f"{kind:<{_WIDTH}}", _KINDS.get(moment.kind, "bold"))
        out.print(head + plain(detail))
        if moment.raw:
            out.print(plain(" " * (9 + _WIDTH) + moment.raw), style="dim")


@app.command()
def diff(
    article: ArticleArgument,
    former: Annotated[int | None, typer.Argument(metavar="[A]", help="A version.")] = None,
    later: Annotated[int | None, typer.Argument(metavar="[B]", help="Another one.")] = None,
    archive: ArchiveOption = Path("archive"),
    full: Annotated[bool, typer.Option("--full", help="Also all that stayed the same.")] = False,
    as_json: JsonOption = False,
) -> None:
    """What changed between two versions, word by word.

    Default: the latest two.
    Exit code 1: nothing changed.

    Example: warraq diff 12 1 3
    """
    with Archive(invocation(archive).folder, needs="tables") as opened:
        id = _found(opened, article)
        kept = {version.number: version for version in versions(opened, id)}
    last = later or (max(kept) if former is None else min(former + 1, max(kept)))
    first = former or max(last - 1, 1)
    missing = [number for number in (first, last) if number not in kept]
    if missing:
        err.print(f"article {id} has no version {missing[0]}: it has 1 to {max(kept)}")
        raise typer.Exit(WRONG_USAGE)
    parts = changed_parts(kept[first], kept[last])
    if as_json:
        told = {name: [asdict(one) for one in changes] for name, changes in parts.items()}
        print_json({"id": id, "former": first, "later": last, "changes": told})
    else:
        for name, changes in parts.items():
            label = "date" if name == "published_at" else name
            out.print(f"{label}, version {first} to {last}:", style="dim")
            out.print(_coloured(changes if full else with_context(changes)))
    if not parts:
        err.print(f"versions {first} and {last} of article {id} are the same")
        raise typer.Exit(FOUND_NOTHING)


def _found(archive: Archive, article: str) -> int:
    id = article_number(archive, article)
    if id is None:
        err.print(plain(f"no article {article} in this archive: `warraq search` finds numbers"))
        raise typer.Exit(FOUND_NOTHING)
    if order := order_on(archive, id):
        err.print(plain(order))
        raise typer.Exit(FOUND_NOTHING)
    return id


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
