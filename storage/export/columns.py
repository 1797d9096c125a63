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


COLUMNS = (
    Column("id", "integer", "a.id", "number of the article in this archive"),
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
