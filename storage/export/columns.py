"""The columns of every export, documented once, and the records that fill them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from storage.archive import Archive
from storage.query.filters import WHEN, Filters

ColumnType = Literal["text", "integer", "number", "boolean", "list", "time"]
Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, kind, where it comes from and what it means."""

    name: str
    kind: ColumnType
    sql: str
    meaning: str


COLUMNS = (
    Column("id", "integer", "a.id", "number of the article in this archive"),
    Column("outlet", "text", "a.outlet", "the outlet's name"),
    Column("url", "text", "a.url", "canonical address"),
    Column("headline", "text", "a.headline", "as printed"),
    Column("body", "text", "a.body", "one paragraph per line"),
    Column("byline", "text", "a.byline", "author as printed; empty: the page does not say"),
    Column("authors", "list", "a.authors", "the byline's names, one by one"),
    Column("section", "text", "a.section", "as printed"),
    Column("tags", "list", "a.tags", "as printed"),
    Column("lead", "text", "a.lead", "first paragraph of running text; it stands in body too"),
    Column("dateline", "text", "a.dateline", "as printed; empty: the text has none"),
    Column("city", "text", "a.city", "the city that the dateline names"),
    Column("agency", "text", "a.agency", "the agency that the dateline names"),
    Column("image", "text", "a.image", "address of the main image; the image itself is not kept"),
    Column("image_caption", "text", "a.image_caption", "the main image's caption"),
    Column("captions", "list", "a.captions", "captions that stood in the text; not in body"),
    Column("language", "text", "a.language", "ar, fr, en, es, zgh (Tifinagh), ber (Latin Amazigh)"),
    Column("published_at", "time", "a.published_at", "empty: the page does not say"),
    Column(
        "published_precision",
        "text",
        "a.published_precision",
        "how exact: second, minute, hour, day …",
    ),
    Column("published_source", "text", "a.published_source", "json-ld, meta, outlet, lead, text"),
    Column("published_printed", "text", "a.published_printed", "the date as the page prints it"),
    Column("modified_at", "time", "a.modified_at", "as the page states it"),
    Column("first_seen", "time", "a.first_seen", "when Warraq first fetched it"),
    Column("last_seen", "time", "a.last_seen", "when it was last there"),
    Column("gone_at", "time", "a.gone_at", "when it was found deleted; empty: it was not"),
    Column("revision", "integer", "a.revision", "number of this version; 1: never changed"),
    Column("words", "integer", "a.words", "words in the body"),
    Column("brief", "boolean", "a.brief", "flash news of a sentence or two"),
    Column("paywall", "boolean", "a.paywall", "the page shows only a part to those who do not pay"),
    Column("fingerprint", "text", "a.fingerprint", "equal for the same text in any spelling"),
    Column("story_id", "integer", "m.story_id", "set of copies it belongs to; empty: none known"),
    Column("story_role", "text", "m.role", "original, copy, partial, follow-up (suspected)"),
)

LISTS = tuple(column.name for column in COLUMNS if column.kind == "list")
FLAGS = tuple(column.name for column in COLUMNS if column.kind == "boolean")
TIMES = tuple(column.name for column in COLUMNS if column.kind == "time")


def records(archive: Archive, filters: Filters) -> Iterator[Record]:
    """The articles that the filters let through, in the order of publication, streamed."""
    where, values = filters.where()
    fields = ", ".join(f"{column.sql} AS {column.name}" for column in COLUMNS)
    cursor = archive.db.execute(
        f"SELECT {fields} FROM articles a LEFT JOIN story_members m ON m.article_id = a.id"
        f" WHERE {where} ORDER BY {WHEN}, a.id",
        values,
    )
    for row in cursor:
        record: Record = dict(zip(row.keys(), row, strict=True))
        for name in LISTS:
            record[name] = json.loads(str(record[name]))
        for name in FLAGS:
            record[name] = bool(record[name])
        yield record
