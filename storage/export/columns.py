"""The columns of every export, documented once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from storage.article_fields import DEPRECATED, FIELDS, FORMER_NAMES, ColumnType
from storage.article_uid import UID

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


SOURCE = "articles a"
"""The table that the columns are of; what they need of others they ask one by one.

Joins would be quicker by two microseconds a row. But as of a former moment the tables are views of
several, and SQLite works such a view out whole for every article that it is joined to.
"""


def _fetch(value: str) -> str:
    """A value of the answer that the version was read from."""
    return f"(SELECT {value} FROM captures WHERE id = a.capture_id)"


_HOLDER = "iif(kind = 'revisit', refers_to, id)"
"""The record that holds the bytes of an answer: a revisit has none of its own."""
_LIES = "record_id || ' ' || offset || ' ' || length || ' raw/' || file"
"""A record and where it lies; the file comes last, since its name alone may have spaces."""


def _record(value: str) -> str:
    """A value of the record that holds the bytes."""
    return f"(SELECT {value} FROM captures WHERE id = {_fetch(_HOLDER)})"


def _member(value: str) -> str:
    return f"(SELECT {value} FROM story_members WHERE article_id = a.id)"


_FURTHER = (
    # nearly all have one page, and are not asked about further ones
    "iif(a.pages = '[]', '[]', (SELECT json_group_array(told) FROM (SELECT number || (SELECT ' ' ||"
    f" payload_digest || ' ' || {_LIES} FROM captures WHERE id = (SELECT {_HOLDER} FROM captures"
    " WHERE id = p.capture_id)) AS told FROM article_pages p WHERE first_id = a.capture_id"
    " ORDER BY number) WHERE told IS NOT NULL))"
)

_RAW_PAGE = (
    Column("payload_digest", "text", _fetch("payload_digest"),
           "SHA-1 in base32 of the raw page's body as it was sent; empty: no raw page"),
    Column("record_id", "text", _record("iif(kind = 'erased', NULL, record_id)"),
           "WARC-Record-ID of the record that holds these bytes"),
    Column("warc_file", "text", _record("'raw/' || file"),
           "file of that record in the archive's folder; .open is behind it while a crawl writes"),
    Column("warc_offset", "integer", _record("offset"),
           "byte of the file at which the record begins"),
    Column("warc_length", "integer", _record("length"), "bytes of the record, packed"),
    Column("warc_revisit", "text", _fetch(f"iif(kind = 'revisit', {_LIES}, NULL)"),
           "where this fetch gave bytes that were kept before: its own record, that says so, as"
           " record id, offset, length, file with a space between"),
    Column("warc_further", "list", _FURTHER,
           "its further pages, each as number, payload digest, record id, offset, length, file"),
)  # fmt: skip
"""The way back from a version to the bytes that it was read from."""

COLUMNS = (
    Column("id", "integer", "a.id", "number of the article in this archive"),
    Column("uid", "text", UID, "what it is called in every archive: outlet:id, or outlet:url"),
    *_of_the_article(),
    Column("first_seen", "time", "a.first_seen", "when Warraq first fetched it"),
    Column("last_seen", "time", "a.last_seen", "when it was last there"),
    Column("gone_at", "time", "a.gone_at", "when it was found deleted; empty: it was not"),
    Column("revision", "integer", "a.revision", "number of this version, which never changes"),
    Column("versions", "integer", "a.versions", "how many versions are kept; 1: never changed"),
    Column("words", "integer", "a.words", "words in the body"),
    Column("fingerprint", "text", "a.fingerprint", "equal for the same text in any spelling"),
    Column(
        "story_id", "integer", _member("story_id"), "set of copies it belongs to; empty: none known"
    ),
    Column("story_role", "text", _member("role"), "original, copy, partial, follow-up (suspected)"),
    *_RAW_PAGE,
    *_under_former_names(),
)

DARIJA = Column(
    "darija_hint", "number", "darija_hint(a.body, a.language)",
    "only with --darija: share of Darija words, a hint; empty: none",
)  # fmt: skip
"""Worked out for each text while it is written, which takes longer than all the rest."""
Text = Literal["full", "excerpt", "none"]
"""How much of a text goes along: all, its beginning, or nothing but what is known about it."""
TEXTS: tuple[Text, ...] = get_args(Text)
EXCERPT = 300
"""Characters of an excerpt."""
TEXT_COLUMNS = ("body", "lead_paragraph", "lead")
"""Columns of the text: the first paragraph of an article that has but one is all of it."""
_INSTEAD = {"excerpt": "excerpt({})", "none": "NULL"}
"""What stands for a column of the text where not all of it goes along."""


def columns_with(text: Text, *, darija: bool) -> tuple[Column, ...]:
    """The columns of an export that has so much of each text."""
    instead = _INSTEAD.get(text, "{}")
    return tuple(
        replace(one, sql=instead.format(one.sql)) if one.name in TEXT_COLUMNS else one
        for one in ((*COLUMNS, DARIJA) if darija else COLUMNS)
    )


def excerpt(text: str | None) -> str | None:
    """The first words of a text, within ``EXCERPT`` characters; what is cut ends in …."""
    if text is None or len(text) <= EXCERPT:
        return text
    begun = text[:EXCERPT].rsplit(maxsplit=1)[:1]  # none where these are blanks
    return " ".join((*begun, "…"))
