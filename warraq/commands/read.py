"""``warraq read``: read one page and say where each field came from; touches no archive."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.errors import Elsewhere, OutletError
from crawler.items import Article, Page
from storage.article_fields import FIELDS
from warraq import outlet_loader as known
from warraq.terminal import (
    FOUND_NOTHING,
    NO_ARTICLE,
    WRONG_USAGE,
    ArchiveOption,
    ConfigOption,
    JsonOption,
    err,
    invocation,
    out,
    plain,
    print_json,
)

if TYPE_CHECKING:
    from crawler.http.client import Visitor
    from crawler.reading.extraction_hints import Hints
    from crawler.reading.trace import Trace
    from crawler.spider import OutletSpider

app = typer.Typer()
STDERR = 2
"""Where a page that hangs in native code, deaf to Ctrl-C too, leaves the lines at which it did."""
NOT_PRINTED = {
    "outlet", "url", "fetched_at",  # not read: they came with the page
    "body", "body_source",  # printed below
    "published_precision", "published_source", "published_printed",  # printed with published_at
    "encoding_evidence", "sources",  # printed beside the values
}  # fmt: skip


@app.command()
def read(
    page: Annotated[str, typer.Argument(metavar="FILE-OR-URL", help="A saved page or an address.")],
    url: Annotated[
        str | None, typer.Option(help="The address a saved page came from: finds its outlet.")
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="How it was read, step by step, and what was left out."),
    ] = False,
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read one page and print the article.

    Exit code 1: its site does not answer, or does not let us read it; 4: it is no article, the
    reason is said.

    Example: warraq read saved.html --url https://www.hespress.com/x-123.html
    """
    from crawler.http.client import CannotFetch, NotAnAddress, Visitor
    from crawler.reading.limits import end_if_hung
    from crawler.reading.reader import read_article
    from crawler.reading.trace import Trace

    end_if_hung(STDERR)
    here = invocation(archive, config)
    outlets = known.all_outlets(here.config.overrides)
    homes = here.config.overrides.get("HOMES", {})
    outlet = _outlet_of(page, outlets, homes)
    visitor = Visitor(here.config.overrides, own=outlet.owns if outlet else None)
    try:
        fetched = _page(page, url, visitor)
    except (OSError, CannotFetch) as error:
        away = isinstance(error, CannotFetch) and not isinstance(error, NotAnAddress)
        why = f"{page}: {error.strerror}" if isinstance(error, OSError) else error
        missing = isinstance(error, FileNotFoundError)
        err.print(plain(f"warraq: {f'no such file: {page}' if missing else why}"))
        raise typer.Exit(FOUND_NOTHING if away else WRONG_USAGE) from error
    outlet = known.outlet_of(fetched.url, outlets, homes)
    trace, hints = Trace(wanted=explain), outlet.hints() if outlet else None
    try:
        article = read_article(fetched, hints, trace=trace)
        if article.pages and page.startswith(("http://", "https://")):
            trace.notes.clear()
            article = read_article(
                _with_parts(fetched, article, visitor, hints), hints, trace=trace
            )
    except OutletError as error:
        _explain(trace)
        err.print(plain(f"{error.kind}: {error}"))
        raise typer.Exit(NO_ARTICLE) from error
    if as_json:
        steps = {"explained": trace.notes} if explain else {}
        counted = {"outlet": outlet.name if outlet else None, "word_count": article.word_count}
        print_json(asdict(article) | counted | steps)
    else:
        _explain(trace)
        _print(article, outlet.name if outlet else "no outlet of ours")


def _explain(trace: "Trace") -> None:
    """The notes of a reading, each step's name said once."""
    before = ""
    for step, text in trace.notes:
        out.print(plain(f"{'' if step == before else step:14} {text}"))
        before = step
    if trace.notes:
        out.print()


def _with_parts(first: Page, article: Article, visitor: "Visitor", hints: "Hints | None") -> Page:
    """A page with the further ones of its article, so far as they can be had."""
    from crawler.http.client import CannotFetch
    from crawler.multipage_article_walk import PageWalk
    from crawler.reading.extraction_hints import Hints

    walk = PageWalk(first, article, first.url)
    while address := walk.next_address():
        try:
            part = visitor.fetch(address)
            if not walk.is_asked(part.url):
                raise Elsewhere(f"it leads to {part.url}")
            walk.take(part, hints or Hints(), part.url)
        except CannotFetch as error:
            walk.miss("failed", str(error))
        except OutletError as error:
            walk.miss(error.kind, str(error))
    return walk.whole


def _outlet_of(
    page: str, outlets: "Mapping[str, type[OutletSpider]]", homes: Mapping[str, str]
) -> "OutletSpider | None":
    """The outlet whose hosts may be asked for a page; ``None``: the page's own site may be."""
    try:
        return known.outlet_of(page, outlets, homes) if "://" in page else None
    except ValueError:  # no address: the visitor says so
        return None


def _page(page: str, url: str | None, visitor: "Visitor") -> Page:
    if page.startswith(("http://", "https://")):
        return visitor.fetch(page)
    address = url or Path(page).absolute().as_uri()
    return Page("", address, datetime.now(UTC), 200, {}, Path(page).read_bytes())


def _print(article: Article, outlet: str) -> None:
    values = asdict(article)
    out.print(plain(f"outlet: {outlet}"))
    for name in (field.name for field in FIELDS if field.name not in NOT_PRINTED):
        value = values[name]
        if value in (None, (), False):
            continue
        shown = "، ".join(value) if isinstance(value, tuple | list) else value
        source = article.sources.get(name)
        out.print(plain(f"{name}: {shown}" + (f"   ({source})" if source else "")))
    if article.published_printed:
        out.print(plain(f"printed as: {article.published_printed} ({article.published_precision})"))
    long = f"{len(article.body.splitlines())} paragraphs, {article.word_count} words"
    out.print(plain(f"body: {long}   ({article.body_source})"))
    out.print()
    out.print(plain(article.body.replace("\n", "\n\n")))
