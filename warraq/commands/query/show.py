"""``warraq show``: one article whole."""

from pathlib import Path
from typing import Any

import typer

from crawler.urls import readable
from storage.archive import Archive
from storage.article_fields import FIELDS, Field, unpacked
from storage.article_uid import known_as
from storage.query.history import article_row, related_rows
from warraq.commands.query.common_options import (
    ArticleArgument,
    CsvOption,
    asked,
    demand_article,
    only_one,
)
from warraq.commands.query.csv_output import print_csv
from warraq.terminal import ArchiveOption, JsonOption, invocation, out, plain, print_json

app = typer.Typer()
NOT_PRINTED = {
    "outlet", "url", "headline", "body", "captions",  # printed above and below
    "authors", "lead_paragraph", "language", "published_precision",  # to be seen in what is printed
    "published_source", "canonical_url", "fetched_at", "encoding", "encoding_evidence",
    "body_source", "sources", "read_with",  # how it was read: `--json` has it
}  # fmt: skip
_SEEN = ("first_seen", "last_seen", "gone_at")


@app.command()
def show(
    article: ArticleArgument,
    archive: ArchiveOption = Path("archive"),
    as_csv: CsvOption = False,
    as_json: JsonOption = False,
) -> None:
    """One article: text, dates, raw page, copies and former versions.

    CSV is one line: the article as it stands, without its versions, copies and events.

    Example: warraq show hespress:1234567
    """
    only_one(as_json, as_csv)
    with Archive(invocation(archive).folder, needs="tables") as opened:
        row = article_row(opened, str(demand_article(opened, article)))
        assert row is not None
        found = unpacked(dict(row))
        parts = related_rows(opened, row["id"])
        answer = asked(article)
    if as_json:
        told = {name: [unpacked(dict(one)) for one in rows] for name, rows in parts.items()}
        print_json(answer | found | told)
        return
    if as_csv:
        print_csv(tuple(found), [found])
        return
    out.print(plain(found["headline"]), style="bold")
    out.print(plain(f"{found['outlet']}  {readable(found['url'])}"), style="dim")
    out.print(plain(f"uid: {readable(known_as(found))}"), style="dim")
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
        where = f"{page['file']} at byte {page['offset']}" if page["file"] else "not here"
        which = f"version {page['number']}" + (f", page {page['page']}" if found["pages"] else "")
        out.print(plain(f"raw page of {which}: {where}"), style="dim")
    for page in parts["missing"]:
        why = f"missing page {page['number']} of version {page['version']}: {page['missing']}"
        out.print(plain(f"{why}: {readable(page['url'])}"), style="dim")
    for one in parts["former"]:
        out.print(plain(f"version {one['number']} until {one['replaced_at']}: {one['headline']}"))
    for one in parts["copies"]:
        where = f"{one['article_id']} {one['outlet']} {readable(one['url'])}"
        alike = "; ".join(filter(None, (where, one["evidence"])))
        out.print(plain(f"same text ({one['role']}): {alike}"))
    for one in parts["events"]:
        out.print(plain(": ".join(filter(None, (one["at"], one["kind"], one["detail"])))))


def _in_words(field: Field, value: Any) -> str:
    """A value as people read it: a list in one line, a flag by what it means."""
    if field.kind == "boolean":
        return field.meaning
    return "، ".join(value) if field.kind == "list" else str(value)
