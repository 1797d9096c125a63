"""The columns of every export, documented once, and the records that fill them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.reading.text.darija import darija_hint
from storage.archive import Archive
from storage.article_fields import DEPRECATED, FIELDS, FORMER_NAMES, ColumnType
from storage.query.filters import WHEN, Filters

Record = dict[str, object]
NOT_EXPORTED = {
    "fetched_at", "canonical_url", "encoding", "encoding_evidence", "body_source", "read_with",
}  # fmt: skip
"""How a page was fetched and read; where each value stood is in ``sources``."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, kind, where it comes from and what it means."""

    name: str
    kind: ColumnType
    sql: str
    meaning: str


def _of_the_article() -> Iterator[Column]:
    for one in FIELDS:
        if one.name not in NOT_EXPORTED:
            yield Column(one.name, one.kind, f"a.{one.name}", one.means("empty"))


def _under_former_names() -> Iterator[Column]:
    for former, name in FORMER_NAMES.items():
        (kind,) = (one.kind for one in FIELDS if one.name == name)
        yield Column(former, kind, f"a.{name}", f"{DEPRECATED} {name}")


COLUMNS = (
    Column("id", "integer", "a.id", "number of the article in this archive"),
    *_of_the_article(),
    Column("first_seen", "time", "a.first_seen", "when Warraq first fetched it"),
    Column("last_seen", "time", "a.last_seen", "when it was last there"),
    Column("gone_at", "time", "a.gone_at", "when it was found deleted; empty: it was not"),
    Column("revision", "integer", "a.revision", "number of this version; 1: never changed"),
    Column("words", "integer", "a.words", "words in the body"),
    Column(
        "darija_hint",
        "number",
        "darija_hint(a.body, a.language)",
        "a hint: share of Darija words; empty: none",
    ),
    Column("fingerprint", "text", "a.fingerprint", "equal for the same text in any spelling"),
    Column("story_id", "integer", "m.story_id", "set of copies it belongs to; empty: none known"),
    Column("story_role", "text", "m.role", "original, copy, partial, follow-up (suspected)"),
    *_under_former_names(),
)

JSON = tuple(column.name for column in COLUMNS if column.kind in ("list", "map"))
FLAGS = tuple(column.name for column in COLUMNS if column.kind == "boolean")
TIMES = tuple(column.name for column in COLUMNS if column.kind == "time")


def records(archive: Archive, filters: Filters) -> Iterator[Record]:
    """The articles that the filters let through, in the order of publication, streamed."""
    archive.db.conn.create_function("darija_hint", 2, darija_hint, deterministic=True)
    where, values = filters.where()
    fields = ", ".join(f"{column.sql} AS {column.name}" for column in COLUMNS)
    cursor = archive.db.execute(
        f"SELECT {fields} FROM articles a LEFT JOIN story_members m ON m.article_id = a.id"
        f" WHERE {where} ORDER BY {WHEN}, a.id",
        values,
    )
    for row in cursor:
        record: Record = dict(zip(row.keys(), row, strict=True))
        for name in JSON:
            record[name] = json.loads(str(record[name]))
        for name in FLAGS:
            record[name] = bool(record[name])
        yield record
