"""``Asked``: a search with its narrowing, as an address of the web page spells it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request

from storage.archive import Archive
from storage.query.counting.brief_wire_paywalled_kinds import KINDS
from storage.query.filters import Filters
from storage.query.in_memory_columns import FACETS
from storage.query.matching.article_ids import Columns
from storage.query.query_language import BadQuery
from storage.query.search import Order, Search, is_order
from storage.query.variants.former_versions import FormerSearch
from warraq.digits import western
from warraq.web.untrusted.ignored_parameters import MONTH, YEAR

SHAPES = {
    "year": (YEAR, "write a year as {example}", "2026"),
    "month": (MONTH, "write a month as {example}", "2026-11"),
    **dict.fromkeys(("revised", "gone", "copied"),
                    (re.compile("[01]|yes|no"), "write {example}, or 0 for the others", "1")),
}  # fmt: skip
"""Facets whose values have a shape, what is said where one has it not, and an example of it."""
_DAYS = ("since", "until", "captured_since", "captured_until")
SHAPES_REFUSED = tuple(dict.fromkeys(said for _, said, _ in SHAPES.values()))


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
        asked, wrong = cls.read(request)
        if wrong:
            raise wrong
        return asked

    @classmethod
    def read(cls, request: Request) -> tuple["Asked", BadQuery | None]:
        """What an address asks, without the values that are none; of these the first, refused."""
        query, wrong = request.query_params, list[BadQuery]()
        narrow = list[tuple[str, str]]()
        for name, typed in ((facet, one) for facet in FACETS for one in query.getlist(facet)):
            if not typed:
                continue
            value = western(typed) if name in SHAPES else typed
            if refusal := _refusal(name, value):
                wrong.append(refusal)
            else:
                narrow.append((name, value))
        days = dict[str, date]()
        for name in _DAYS:
            try:
                if typed := query.get(name, "").strip():
                    days[name] = date.fromisoformat(western(typed))
            except ValueError:
                wrong.append(BadQuery("write a day as {example}", before=typed,
                                      example="2026-11-24"))  # fmt: skip
        for first, last in (("since", "until"), ("captured_since", "captured_until")):
            if first in days and last in days and days[first] > days[last]:
                wrong.append(BadQuery("{begin} is after {end}: no day is between",
                                      begin=days[first], end=days[last]))  # fmt: skip
        order = query.get("order", "best")
        asked = cls(
            query.get("q", "").strip(),
            Filters(
                since=days.get("since"), until=days.get("until"),
                captured_since=days.get("captured_since"),
                captured_until=days.get("captured_until"),
            ),
            query.get("exact") == "1", order if is_order(order) else "best",
            page_number(query.get("page")), tuple(dict.fromkeys(narrow)),
            query.get("one_per_story") == "1", query.get("former") == "1",
        )  # fmt: skip
        return asked, wrong[0] if wrong else None

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


def _refusal(facet: str, value: str) -> BadQuery | None:
    """Why a facet has no such value, whatever is kept; ``None`` where it may have it."""
    shape, said, example = SHAPES.get(facet, (None, "", ""))
    if shape and not shape.fullmatch(value):
        return BadQuery(said, before=value, example=example)
    if facet == "kind" and value not in KINDS:
        return BadQuery("a kind is one of {kinds}", before=value, kinds=", ".join(KINDS))
    return None


def page_number(value: str | None) -> int:
    """The page that an address names; the first where it names none."""
    return max(1, int(value)) if value and value.isdecimal() and len(value) < 7 else 1
