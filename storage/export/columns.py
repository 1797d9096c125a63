"""The columns of every export, documented once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from storage.article_fields import DEPRECATED, FIELDS, FORMER_NAMES, ColumnType

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


_LIES = "{0}.record_id || ' ' || {0}.offset || ' ' || {0}.length || ' raw/' || {0}.file"
"""A record and where it lies; the file comes last, since its name alone may have spaces."""
_BYTES_OF = "JOIN captures {1} ON {1}.id = iif({0}.kind = 'revisit', {0}.refers_to, {0}.id)"
"""The record that holds the bytes of an answer: that of a revisit has none of its own."""
SOURCE = (
    "articles a LEFT JOIN story_members m ON m.article_id = a.id"
    f" LEFT JOIN captures c ON c.id = a.capture_id LEFT {_BYTES_OF.format('c', 'w')}"
)
"""The tables that the columns are of."""
_FURTHER = (
    f"(SELECT json_group_array(told) FROM (SELECT p.number || ' ' || w.payload_digest || ' ' ||"
    f" {_LIES.format('w')} AS told FROM article_pages p JOIN captures c ON c.id = p.capture_id"
    f" {_BYTES_OF.format('c', 'w')} WHERE p.first_id = a.capture_id AND w.file IS NOT NULL"
    " ORDER BY p.number))"
)

_RAW_PAGE = (
    Column("payload_digest", "text", "coalesce(w.payload_digest, c.payload_digest)",
           "SHA-1 in base32 of the raw page's body as it was sent; empty: no raw page"),
    Column("record_id", "text", "iif(w.kind = 'erased', NULL, w.record_id)",
           "WARC-Record-ID of the record that holds these bytes"),
    Column("warc_file", "text", "'raw/' || w.file",
           "file of that record in the archive's folder; .open is behind it while a crawl writes"),
    Column("warc_offset", "integer", "w.offset", "byte of the file at which the record begins"),
    Column("warc_length", "integer", "w.length", "bytes of the record, packed"),
    Column("warc_revisit", "text", f"iif(c.kind = 'revisit', {_LIES.format('c')}, NULL)",
           "where this fetch gave bytes that were kept before: its own record, that says so, as"
           " record id, offset, length, file with a space between"),
    Column("warc_further", "list", _FURTHER,
           "its further pages, each as number, payload digest, record id, offset, length, file"),
)  # fmt: skip
"""The way back from a version to the bytes that it was read from."""

COLUMNS = (
    Column("id", "integer", "a.id", "number of the article in this archive"),
    Column("uid", "text", "a.uid", "what it is called in every archive: outlet:id, or outlet:url"),
    *_of_the_article(),
    Column("first_seen", "time", "a.first_seen", "when Warraq first fetched it"),
    Column("last_seen", "time", "a.last_seen", "when it was last there"),
    Column("gone_at", "time", "a.gone_at", "when it was found deleted; empty: it was not"),
    Column("revision", "integer", "a.revision", "number of this version, which never changes"),
    Column("versions", "integer", "a.versions", "how many versions are kept; 1: never changed"),
    Column("words", "integer", "a.words", "words in the body"),
    Column("fingerprint", "text", "a.fingerprint", "equal for the same text in any spelling"),
    Column("story_id", "integer", "m.story_id", "set of copies it belongs to; empty: none known"),
    Column("story_role", "text", "m.role", "original, copy, partial, follow-up (suspected)"),
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
_OF_THE_TEXT = {
    "full": {},
    "excerpt": {"body": "excerpt(a.body)"},
    "none": {name: "NULL" for name in ("body", "lead_paragraph", "lead")},
}
"""What stands for a column of the text in each of ``TEXTS``."""


def columns_with(text: Text, *, darija: bool) -> tuple[Column, ...]:
    """The columns of an export that has so much of each text."""
    instead = _OF_THE_TEXT[text]
    chosen = (*COLUMNS, DARIJA) if darija else COLUMNS
    return tuple(replace(one, sql=instead.get(one.name, one.sql)) for one in chosen)


def excerpt(text: str) -> str:
    """The first words of a text, within ``EXCERPT`` characters; what is cut ends in …."""
    if len(text) <= EXCERPT:
        return text
    return text[:EXCERPT].rsplit(maxsplit=1)[0] + " …"
