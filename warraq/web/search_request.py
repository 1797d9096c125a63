"""``Asked``: a search with its narrowing, as an address of the web page spells it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request

from storage.archive import Archive
from storage.query.counting.article_and_outlet_kinds import KINDS
from storage.query.filters import Filters
from storage.query.in_memory_columns import FACETS
from storage.query.matching.article_ids import Columns
from storage.query.query_language import BadQuery
from storage.query.search import Order, Search, is_order
from storage.query.variants.former_versions import FormerSearch
from warraq.web.untrusted.ignored_parameters import MONTH

_SHAPES = {
    "year": (re.compile("[0-9]{4}"), "write a year as {example}", "2026"),
    "month": (MONTH, "write a month as {example}", "2026-11"),
}
"""Facets whose values have a shape, what is said where one has it not, and an example of it."""
_DAYS = ("since", "until", "captured_since", "captured_until")
SHAPES_REFUSED = tuple(said for _, said, _ in _SHAPES.values())


@dataclass(frozen=True)
class Asked:
    """A search with its narrowing, as an address spells it."""

    text: str
    filters: Filters
    exact: bool
    order: Order
    page: int
    narrow: tuple[tuple[str, str], ...]
    one_per_story: bool = False
    former: bool = False

    @classmethod
    def of(cls, request: Request) -> "Asked":
        """What an address asks. Raises ``BadQuery`` for a day, month, year or kind that is none."""
        query = request.query_params
        narrow = tuple((name, value) for name in FACETS for value in query.getlist(name) if value)
        for name, value in narrow:
            shape, said, example = _SHAPES.get(name, (None, "", ""))
            if shape and not shape.fullmatch(value):
                raise BadQuery(said, before=value, example=example)
            if name == "kind" and value not in KINDS:
                raise BadQuery("a kind is one of {kinds}", before=value, kinds=", ".join(KINDS))
        order = query.get("order", "best")
        for first, last in (("since", "until"), ("captured_since", "captured_until")):
            begin, end = _day(query.get(first)), _day(query.get(last))
            if begin and end and begin > end:
                raise BadQuery("{begin} is after {end}: no day is between", begin=begin, end=end)
        return cls(
            query.get("q", "").strip(),
            Filters(
                since=_day(query.get("since")), until=_day(query.get("until")),
                captured_since=_day(query.get("captured_since")),
                captured_until=_day(query.get("captured_until")),
            ),
            query.get("exact") == "1", order if is_order(order) else "best",
            page_number(query.get("page")), narrow, query.get("one_per_story") == "1",
            query.get("former") == "1",
        )  # fmt: skip

    @property
    def narrowed_by(self) -> dict[str, Any]:
        """The days and facets that narrow it, by the names that addresses have for them."""
        days = {name: getattr(self.filters, name) for name in _DAYS}
        told: dict[str, Any] = {name: str(day) for name, day in days.items() if day}
        for name, value in self.narrow:
            told.setdefault(name, []).append(value)
        return told

    def search(self, archive: Archive, columns: Columns) -> Search:
        """The question to an archive and what is in memory of it. Raises ``BadQuery``."""
        kind = FormerSearch if self.former else Search
        return kind(archive, self.text, self.filters, exact=self.exact, columns=columns)


def _day(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise BadQuery("write a day as {example}", before=value, example="2026-11-24") from error


def page_number(value: str | None) -> int:
    """The page that an address names; the first where it names none."""
    return max(1, int(value)) if value and value.isdecimal() and len(value) < 7 else 1
