"""``warraq history``: the life of an article."""

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
from storage.query.history import HistoryEntry, article_history, article_row
from warraq.commands.query.common_options import (
    AllOrLimitOption,
    ArticleArgument,
    CsvOption,
    OffsetOption,
    asked,
    demand_article,
    demand_order,
    only_one,
    page,
)
from warraq.commands.query.csv_output import print_csv
from warraq.outlets_if_available import outlets_if_available
from warraq.terminal import ArchiveOption, JsonOption, invocation, out, plain, print_json

app = typer.Typer()
_WIDTH = 12
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_KINDS = {"gone": "red", "back": "green", "changed": "yellow", "parted": "yellow"}


@app.command()
def history(
    article: ArticleArgument,
    archive: ArchiveOption = Path("archive"),
    order: Annotated[str, typer.Option(help="oldest or newest first.")] = "oldest",
    limit: AllOrLimitOption = None,
    offset: OffsetOption = 0,
    as_csv: CsvOption = False,
    as_json: JsonOption = False,
) -> None:
    """The life of an article, in order of time.

    Published, seen, changed, copied, gone, back.
    Times are Casablanca's; in JSON and CSV they are UTC.

    Example: warraq history 12
    """
    only_one(as_json, as_csv)
    demand_order(order, ("oldest", "newest"))
    here = invocation(archive)
    outlets = outlets_if_available(here)
    names = {
        name: f"{spider.arabic_name} · {name}"
        for name, spider in outlets.items() if spider.arabic_name
    }  # fmt: skip
    with Archive(here.folder, needs="tables") as opened:
        id = demand_article(opened, article)
        row = article_row(opened, str(id))
        assert row is not None
        answer = asked(article)
        every = article_history(opened, id, names)
    moments = page(every if order == "oldest" else every[::-1], limit, offset)
    life = [asdict(moment) for moment in moments]
    if as_json:
        print_json(
            answer | {name: row[name] for name in ("outlet", "url", "headline")} | {"id": id}
            | {"order": order, "total": len(every), "offset": offset, "life": life}
        )  # fmt: skip
        return
    if as_csv:
        print_csv(tuple(HistoryEntry.__dataclass_fields__), life)
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
