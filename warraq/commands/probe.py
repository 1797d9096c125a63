"""``warraq probe``: get to know a site and write its outlet file."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.urls import canonical, readable
from warraq.terminal import (
    FOUND_NOTHING,
    WRONG_USAGE,
    ArchiveOption,
    ConfigOption,
    Invocation,
    JsonOption,
    err,
    invocation,
    out,
    plain,
    print_json,
    table,
)

if TYPE_CHECKING:
    from crawler.probing import Report

app = typer.Typer()


@app.command(name="probe")
def probe_command(
    url: Annotated[str, typer.Argument(help="The front page of a site.")],
    write: Annotated[bool, typer.Option("--write", help="Write the outlet's file.")] = False,
    to: Annotated[
        Path | None, typer.Option(help="The folder it is written to; default: your spider_modules.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="The outlet's name; default: its host.")] = None,
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Get to know a site and print its outlet file.

    Its listings, the form of its addresses and its body container are found.
    Exit code 1: no listing was found, or the site does not let us read it.

    Example: warraq probe https://www.example.ma/ --write
    """
    from crawler.http.client import CannotFetch, NotAnAddress, Visitor
    from crawler.probing import names_container, outlet_file, probe
    from crawler.probing.probe import suggested_name

    here = invocation(archive, config)
    visitor = Visitor(here.config.overrides)
    chosen = _name(name)
    try:
        report = probe(url, visitor, lambda words: err.print(plain(words)))
    except CannotFetch as error:
        err.print(plain(f"warraq: {error}"))
        code = WRONG_USAGE if isinstance(error, NotAnAddress) else FOUND_NOTHING
        raise typer.Exit(code) from error
    chosen = chosen or suggested_name(report.home)
    text = outlet_file(report, datetime.now(UTC).date(), chosen)
    if as_json:
        print_json(_as_dict(report, chosen, text, visitor.asked))
    else:
        _print(report, visitor.asked)
        out.print(plain(text))
    if write and report.ways:
        folder = to or _own_folder(here)
        _write(folder / f"{chosen}.py", text)
        _say_what_is_left(folder, chosen, names_container(report))
    if not report.ways:
        raise typer.Exit(FOUND_NOTHING)


def _name(name: str | None) -> str | None:
    if name is not None and not (name.isidentifier() and name.islower() and name.isascii()):
        raise typer.BadParameter(f"--name {name}: small Latin letters, digits and _ only")
    return name


def _own_folder(here: Invocation) -> Path:
    """The folder of the operator's own outlets; without such, ``spiders``.

    Beside the settings file, or in the current folder where that lies in the archive's: no code is
    loaded from there.
    """
    file, modules = here.config.file, here.config.overrides.get("SPIDER_MODULES")
    own = [name for name in modules or () if name != "spiders"]
    beside = file.parent if file and file.parent.absolute() != here.folder else Path()
    return beside / (own[0] if own else "spiders").replace(".", "/")


def _write(file: Path, text: str) -> None:
    """Write a new file; one that exists is never overwritten."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        with file.open("x", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError as error:
        err.print(plain(f"warraq: {file} exists already: name another one with --name or --to"))
        raise typer.Exit(WRONG_USAGE) from error
    except OSError as error:
        err.print(plain(f"warraq: cannot write {file}: {error.strerror}"))
        raise typer.Exit(WRONG_USAGE) from error
    err.print(plain(f"written: {file}"))


def _say_what_is_left(folder: Path, name: str, container: bool) -> None:
    """Print what a contributor's checkout needs beside the file, so that its tests are green."""
    if not (folder.parent / "tests" / "golden" / "own").is_dir():
        return  # an operator's own folder
    if container:
        err.print(plain(
            f"left: its container needs a golden page: `.venv/bin/python -m tests.golden {name}`"
            f" writes a first layout, tests/golden/own/{name}.html, for you to make like the site's"
        ))  # fmt: skip
    err.print(plain("left: `make fix` writes it into the tables; then `make test` is green"))


def _print(report: "Report", asked: int) -> None:
    out.print(plain(f"{report.site_name or 'a site without a name'}, {report.home}"))
    out.print(plain(f"software: {report.family.__name__}; {asked} requests"))
    rows = [(way.listing.kind, readable(way.listing.path), len(way.leads)) for way in report.ways]
    out.print(table(("listing", "path", "articles"), rows))
    if report.pattern:
        out.print(plain(
            f"addresses: {report.pattern} accepts {report.accepts[0]} of {report.accepts[1]}"
            f" articles ({report.older} of them old), refuses {report.refuses[0]} of"
            f" {report.refuses[1]} other pages"
        ))  # fmt: skip
        example, told = _own_ids(report)
        said = f"{told} of {len(report.articles)} read addresses state one, as {example}"
        said += ": it is what the article is called for good"
        none = "the addresses state none; an article is called by its address"
        out.print(plain(f"own ids: {said if example else none}"))
    if report.container:
        one = report.container
        out.print(plain(f"container: {one.selector} on {one.pages} of {len(report.articles)} pages,"
                        f" {one.agreement:.0%} agreement with the reader"))  # fmt: skip
    else:
        out.print("container: none stands out; the reader decides page by page")
    dated = sum(article.published_at is not None for article in report.articles)
    out.print(plain(f"read: {len(report.articles)} articles, {dated} with a date"))
    for url, why in report.unread.items():
        out.print(plain(f"not read: {readable(url)}: {why}"))
    for note in report.notes:
        out.print(plain(f"note: {note}"))
    out.print()


def _own_ids(report: "Report") -> tuple[str | None, int]:
    """An id that an address of a read article states, and how many of them do."""
    pattern = re.compile(report.pattern or "")
    matches = (pattern.search(canonical(article.url)) for article in report.articles)
    found = [one["id"] for one in matches if one and "id" in pattern.groupindex and one["id"]]
    return (found[0] if found else None), len(found)


def _as_dict(report: "Report", name: str, text: str, asked: int) -> dict[str, object]:
    return {
        "name": name, "home": report.home, "site_name": report.site_name,
        "software": report.family.__name__, "languages": report.languages,
        "listings": [
            {"kind": way.listing.kind, "path": way.listing.path, "articles": len(way.leads)}
            for way in report.ways
        ],
        "article_url": report.pattern, "accepts": report.accepts, "older": report.older,
        "refuses": report.refuses, "own_ids": _own_ids(report)[1],
        "container": report.container.selector if report.container else None,
        "agreement": round(report.container.agreement, 3) if report.container else None,
        "read": [article.url for article in report.articles], "not_read": report.unread,
        "notes": report.notes, "requests": asked, "outlet_file": text,
    }  # fmt: skip
