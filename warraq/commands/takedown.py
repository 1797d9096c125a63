"""``warraq suppress`` and ``erase``: hiding or destroying an article, by order."""

from pathlib import Path
from typing import Annotated

import typer

from storage.archive import Archive
from storage.errors import NoSuchArticle
from storage.query.history import article_number
from storage.takedown.orders import erase as destroy
from storage.takedown.orders import suppress as hide
from storage.takedown.orders import unsuppress
from warraq.commands.query.common_options import ArticleArgument
from warraq.terminal import ArchiveOption, invocation, out, plain

app = typer.Typer()


def _said(reason: str | None) -> str | None:
    """The reason, if it says anything: an order without one cannot be answered for later."""
    if reason is not None and not reason.strip():
        raise typer.BadParameter("say whose order it is, and why")
    return reason


def _number(archive: Archive, article: str) -> int:
    """The number of the article that is named, hidden or not. Raises ``NoSuchArticle``."""
    id = article_number(archive, article)
    if id is None:
        raise NoSuchArticle(f"no article {article} in this archive: `warraq search` finds numbers")
    return id


MaybeReasonOption = Annotated[
    str | None,
    typer.Option(
        "--reason",
        help="Whose order, and why; it is kept. Not needed with --undo.",
        callback=_said,
    ),
]
ReasonOption = Annotated[
    str, typer.Option("--reason", help="Whose order, and why; it is kept.", callback=_said)
]


@app.command()
def suppress(
    article: ArticleArgument,
    reason: MaybeReasonOption = None,
    archive: ArchiveOption = Path("archive"),
    undo: Annotated[bool, typer.Option("--undo", help="Show it again.")] = False,
) -> None:
    """Hide an article from search and exports; it is kept, with the reason.

    Exit code 1: no such article, or nothing to undo.

    Example: warraq suppress 12 --reason "court of Rabat, 2026/123"
    """
    if not undo and not reason:
        raise typer.BadParameter("--reason: say whose order it is, and why")
    with Archive(invocation(archive).folder, needs="tables") as opened:
        id = _number(opened, article)
        if undo:
            unsuppress(opened, id, reason or "")
        else:
            hide(opened, id, str(reason))
    out.print(f"article {id} is {'shown again' if undo else 'hidden'}")


@app.command()
def erase(
    article: ArticleArgument,
    reason: ReasonOption,
    archive: ArchiveOption = Path("archive"),
) -> None:
    """Destroy an article's text and raw pages for good.

    That it was erased, and why, stays. Exit code 1: no such article.

    Example: warraq erase 12 --reason "court of Rabat, 2026/123"
    """
    with Archive(invocation(archive).folder) as opened:
        id = _number(opened, article)
        done = destroy(opened, id, reason)
    out.print(f"article {id} is erased: {done.captures} raw records in {done.files} files")
    if done.spelled:
        out.print(
            plain(f"its address spells its headline, and stays, to be refused: {done.spelled}")
        )
    for other in done.same_text:
        out.print(f"article {other} has its text or a part of it: it needs an order of its own")
    for other in done.on_pages_of:
        out.print(f"the raw page of article {other} prints its headline, as a link: it is kept")
    out.print("listings that go on to print its headline are kept as they are fetched")
    for copy in done.elsewhere:
        out.print(plain(f"may still hold it: {copy}"))
