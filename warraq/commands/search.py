"""``warraq search`` and ``show``: finding articles, and one article whole."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from crawler.urls import readable
from storage import times
from storage.archive import Archive
from storage.article_fields import FIELDS, Field, unpacked
from storage.query.history import article_row, related_rows
from storage.query.search import MARK_CLOSE, MARK_OPEN, count
from storage.query.search import search as find
from storage.takedown.orders import order_on
from warraq import outlet_loader as known
from warraq.terminal import (
    FOUND_NOTHING,
    ArchiveOption,
    JsonOption,
    LanguageOption,
    OutletOption,
    SectionOption,
    SinceOption,
    UntilOption,
    err,
    filters,
    invocation,
    out,
    plain,
    print_json,
)

app = typer.Typer()
NOT_PRINTED = {
    "outlet", "url", "headline", "body", "captions",  # printed above and below
    "authors", "lead_paragraph", "language", "published_precision",  # to be seen in what is printed
    "published_source", "canonical_url", "fetched_at", "encoding", "encoding_evidence",
    "body_source", "sources", "read_with",  # how it was read: `--json` has it
}  # fmt: skip
_SEEN = ("first_seen", "last_seen", "gone_at")


@app.command(context_settings={"ignore_unknown_options": True})  # -word leaves a word out
def search(
    words: Annotated[list[str], typer.Argument(help='Words; "a phrase"; -without; prefix*')],
    archive: ArchiveOption = Path("archive"),
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    language: LanguageOption = None,
    section: SectionOption = None,
    exact: Annotated[bool, typer.Option("--exact", help="Only this very spelling.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """Search headlines and texts; spelling is forgiven. Exit code 1: nothing found.

    Example: warraq search المدرسة العمومية --outlet hespress --since 2026-01-01
    """
    text = " ".join(words)
    chosen = filters(outlet, since, until, language, section)
    here = invocation(archive)
    with Archive(here.folder) as opened:
        known.demand_known(outlet, opened, here.overrides)
        hits = find(opened, text, chosen, limit=limit, exact=exact)
        total = count(opened, text, chosen, exact=exact)
    if as_json:
        plain_marks = str.maketrans({MARK_OPEN: "[", MARK_CLOSE: "]"})
        print_json([
            {**asdict(hit), "headline": hit.headline.translate(plain_marks),
             "snippet": hit.snippet.translate(plain_marks)} for hit in hits
        ])  # fmt: skip
    for hit in () if as_json else hits:
        day = times.day(hit.published_at or hit.first_seen)
        out.print(
            Text(f"{hit.id:>6}  {day}  {hit.outlet}  ", "dim") + _marked(hit.headline, "bold")
        )
        out.print(Text("        ") + _marked(hit.snippet, ""))
    if not as_json:
        err.print(f"{total} found" + (f", {len(hits)} shown" if total > len(hits) else ""))
    if not hits:
        raise typer.Exit(FOUND_NOTHING)


@app.command()
def show(
    article: Annotated[str, typer.Argument(help="Number or address of an article.")],
    archive: ArchiveOption = Path("archive"),
    as_json: JsonOption = False,
) -> None:
    """One article: text, dates, raw page, copies and former versions.

    Example: warraq show 12
    """
    with Archive(invocation(archive).folder, needs="tables") as opened:
        row = article_row(opened, article)
        if row is None:
            err.print(plain(f"no article {article} in this archive: `warraq search` finds numbers"))
            raise typer.Exit(FOUND_NOTHING)
        if order := order_on(opened, row["id"]):
            err.print(plain(order))
            raise typer.Exit(FOUND_NOTHING)
        found = unpacked(dict(row))
        parts = related_rows(opened, row["id"])
    if as_json:
        told = {name: [unpacked(dict(one)) for one in rows] for name, rows in parts.items()}
        print_json(found | told)
        return
    out.print(plain(found["headline"]), style="bold")
    out.print(plain(f"{found['outlet']}  {readable(found['url'])}"), style="dim")
    for field in FIELDS:
        if found[field.name] and field.name not in NOT_PRINTED:
            out.print(plain(f"{field.name}: {_in_words(field, found[field.name])}"), style="dim")
    for name in _SEEN:
        if found[name]:
            out.print(plain(f"{name}: {found[name]}"), style="dim")
    out.print()
    out.print(plain(found["body"].replace("\n", "\n\n")))
    out.print()
    for caption in found["captions"]:
        out.print(plain(f"caption: {caption}"), style="dim")
    for page in parts["raw"]:
        where = f"{page['file']} at byte {page['offset']}"
        which = f"version {page['number']}" + (f", page {page['page']}" if found["pages"] else "")
        out.print(plain(f"raw page of {which}: {where}"), style="dim")
    for page in parts["missing"]:
        why = f"missing page {page['number']} of version {page['version']}: {page['missing']}"
        out.print(plain(f"{why}: {readable(page['url'])}"), style="dim")
    for one in parts["former"]:
        out.print(plain(f"version {one['number']} until {one['replaced_at']}: {one['headline']}"))
    for one in parts["copies"]:
        where = f"{one['article_id']} {one['outlet']} {readable(one['url'])}"
        out.print(plain(f"same text ({one['role']}): {where}; {one['evidence']}"))
    for one in parts["events"]:
        out.print(plain(": ".join(filter(None, (one["at"], one["kind"], one["detail"])))))


def _in_words(field: Field, value: Any) -> str:
    """A value as people read it: a list in one line, a flag by what it means."""
    if field.kind == "boolean":
        return field.meaning
    return "، ".join(value) if field.kind == "list" else str(value)


def _marked(text: str, style: str) -> Text:
    """Marks as colour."""
    made = Text(style=style)
    inside = False
    for part in text.replace(MARK_CLOSE, MARK_OPEN).split(MARK_OPEN):
        made.append(plain(part).plain, style="bold black on yellow" if inside else style)
        inside = not inside
    return made
