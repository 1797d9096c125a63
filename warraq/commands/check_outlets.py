"""``warraq check``: what works today, outlet by outlet; touches no archive."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.urls import readable
from warraq import outlet_loader as known
from warraq.terminal import (
    FOUND_NOTHING,
    ArchiveOption,
    ConfigOption,
    JsonOption,
    err,
    invocation,
    out,
    plain,
    print_json,
    table,
)

if TYPE_CHECKING:
    from crawler.probing.check_outlet import OutletCheck

app = typer.Typer()


@app.command(name="check")
def check_command(
    outlets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[OUTLET]…", help="Default: those that `warraq run` crawls."),
    ] = None,
    pages: Annotated[int, typer.Option(min=1, help="Articles read per outlet.")] = 4,
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch a handful of pages of each outlet and say what works. Nothing is kept.

    Exit code 1: an outlet does not work.

    Example: warraq check hespress al3omk
    """
    from crawler.http.client import Visitor
    from crawler.probing.check_outlet import check

    here = invocation(archive, config)
    every = known.all_outlets(here.config.overrides)
    settings = outlets or here.config.daemon.get("outlets")
    homes = here.config.overrides.get("HOMES", {})
    found = []
    for kind in known.crawled(every, settings):
        spider = kind()
        spider.address = homes.get(spider.name, spider.home)
        found.append(check(spider, Visitor(here.config.overrides, own=spider.may_list), pages))
        if not as_json:
            _print(found[-1])
    if as_json:
        print_json([
            asdict(one) | {"works": one.works, "verdict": one.verdict} for one in found
        ])  # fmt: skip
    else:
        working = sum(one.works for one in found)
        err.print(f"{working} of {len(found)} outlets work")
    if not all(one.works for one in found):
        raise typer.Exit(FOUND_NOTHING)


def _print(checked: "OutletCheck") -> None:
    """Listing by listing, page by page."""
    out.print(plain(f"{checked.outlet}: {checked.verdict}"), style="bold")
    listings = (
        (one.kind, readable(one.path), one.links, one.articles, one.dated, one.trouble)
        for one in checked.listings
    )
    out.print(table(("listing", "path", "links", "articles", "dated", ""), listings))
    pages = (
        (readable(one.url), one.words, one.body_source, one.published_source, one.trouble)
        for one in checked.pages
    )
    if checked.pages:
        out.print(table(("page", "words", "body from", "date from", ""), pages))
    out.print()
