"""The fields of an article as the archive holds them: what derives from ``Article``'s own list.

A field is added in ``crawler/items.py``, with its meaning; its column is a migration of the same
name. Whoever leaves a field out (exports, `show` …) names it with a reason; ``erase`` spares none.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from crawler.items import Article
from storage import times

ColumnType = Literal["text", "integer", "number", "boolean", "list", "map", "time"]
FORMER_NAMES = {"lead": "lead_paragraph"}
"""Names by which columns and exports still answer, for one release."""
DEPRECATED = "deprecated, gone with the next release: the former name of"
_KINDS: dict[object, ColumnType] = {
    str: "text", int: "integer", float: "number", bool: "boolean", tuple: "list", Mapping: "map",
    datetime: "time", Literal: "text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an article: its name, which is its column's too, its kind, what it means."""

    name: str
    kind: ColumnType
    meaning: str

    def means(self, unknown: str) -> str:
        """Its meaning where ``None`` is called otherwise: ``NULL``, ``empty``."""
        return self.meaning.replace("None: ", f"{unknown}: ")


def fields_of(declared: type) -> tuple[Field, ...]:
    """The fields of a dataclass, in its order. Raises ``TypeError``: one has no meaning or kind."""
    hints = get_type_hints(declared, include_extras=True)
    return tuple(_field(one.name, hints[one.name]) for one in fields(declared))


def _field(name: str, hint: object) -> Field:
    type, *meaning = get_args(hint) if hasattr(hint, "__metadata__") else (hint,)
    if get_origin(type) in (Union, UnionType):  # … | None
        (type,) = (one for one in get_args(type) if one is not NoneType)
    kind = _KINDS.get(get_origin(type) or type)
    if kind is None or not meaning:
        lacks = "meaning: Annotated[type, meaning]" if kind else f"kind for {type}"
        raise TypeError(f"field {name} of an article has no {lacks}")
    return Field(name, kind, str(meaning[0]))


FIELDS = fields_of(Article)
STRUCTURED = frozenset(one.name for one in FIELDS if one.kind in ("list", "map"))
"""Fields whose columns hold JSON."""
READING = (
    *(one.name for one in FIELDS if one.name not in ("outlet", "url")),
    "words", "fingerprint", "text_hash", "reader", "capture_id", "recorded_at",
)  # fmt: skip
"""Columns of one version of an article: the latest has them in ``articles``, former ones in
``revisions``. Outlet and address are the article's own."""
EMPTY = (None, "", 0, "[]", "{}")
"""What the column of a field without value holds."""


def stored(article: Article) -> dict[str, object]:
    """An article's fields as its columns hold them: lists and maps as JSON, times as text."""
    return {name: as_stored(getattr(article, name)) for name, as_stored in _STORED}


_as_json = json.JSONEncoder(ensure_ascii=False).encode
_AS_STORED: Mapping[ColumnType, Callable[[Any], object]] = {
    "list": _as_json, "map": _as_json, "time": times.text,
    # one may be unknown
    "boolean": lambda value: value if value is None else int(value),
}  # fmt: skip
_STORED: tuple[tuple[str, Callable[[Any], object]], ...] = tuple(
    (one.name, _AS_STORED.get(one.kind, lambda value: value)) for one in FIELDS
)
"""The fields, each with what makes of its value what its column holds."""


def unpacked(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of ``articles`` or ``revisions`` with its lists and maps as such.

    ``None``: a version that was put aside before versions were kept whole.
    """
    return {
        name: json.loads(value) if name in STRUCTURED and value is not None else value
        for name, value in row.items()
    }
