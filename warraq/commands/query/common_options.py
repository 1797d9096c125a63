"""What the commands that ask share: an article, pages and orders, and what was asked when."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

import typer

from storage import times
from storage.archive import Archive
from storage.query.history import article_number
from storage.takedown.orders import order_on
from warraq.terminal import FOUND_NOTHING, err, plain

Row = TypeVar("Row")
ArticleArgument = Annotated[str, typer.Argument(help="Number, uid or address of an article.")]

CsvOption = Annotated[bool, typer.Option("--csv", help="CSV on standard output.")]
OffsetOption = Annotated[int, typer.Option(min=0, help="Pass by so many first.")]
AllOrLimitOption = Annotated[
    int | None, typer.Option("--limit", min=1, help="At most so many; else all.")
]


def asked(query: str | None) -> dict[str, Any]:
    """The beginning of every answer as JSON: what was asked, and as of when (UTC)."""
    return {"query": query, "as_of": times.text(times.now())}


def demand_article(archive: Archive, article: str) -> int:
    """The id of an article that may be shown. Says why and raises ``typer.Exit`` for another."""
    id = article_number(archive, article)
    if id is None:
        err.print(plain(f"no article {article} in this archive: `warraq search` finds numbers"))
        raise typer.Exit(FOUND_NOTHING)
    if order := order_on(archive, id):
        err.print(plain(order))
        raise typer.Exit(FOUND_NOTHING)
    return id


def page(rows: Sequence[Row], limit: int | None, offset: int) -> Sequence[Row]:
    """The rows from ``offset`` on, at most ``limit``; all without one. Says where there is none."""
    if rows and offset >= len(rows):
        err.print(f"{len(rows)} in all, none from {offset + 1} on")
    return rows[offset:] if limit is None else rows[offset : offset + limit]


def demand_order(order: str, orders: Sequence[str]) -> None:
    """Raise ``typer.BadParameter`` for an order that there is not."""
    if order not in orders:
        raise typer.BadParameter(f"--order {order}: one of {', '.join(orders)}")


def only_one(as_json: bool, as_csv: bool) -> None:
    """Raise ``typer.BadParameter`` where both shapes are asked for."""
    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv: one of the two")
