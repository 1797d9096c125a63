"""Names and values in an address that mean nothing to its page: passed over, and it says so."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from starlette.requests import Request

from storage.query.concordance import SORTS
from storage.query.in_memory_columns import FACETS
from storage.query.search import is_order
from storage.query.variants.query_notes import Note
from storage.reader_sql.table_page_query import COMPARISONS
from warraq.web.wording.translation import LANGUAGES

Meaning = Callable[[str], bool]
"""Says whether a value means anything."""
NOTHING_HELD: Mapping[str, Meaning] = MappingProxyType({})


def _number(least: int, digits: int) -> Meaning:
    return lambda value: value.isdecimal() and len(value) <= digits and int(value) >= least


def _tick(value: str) -> bool:
    return value in ("0", "1")


YEAR = re.compile("(?!0000)[0-9]{4}")
MONTH = re.compile(f"{YEAR.pattern}-(0[1-9]|1[0-2])")
"""A year and a month as an address spells them; no calendar of ours has a year 0."""
_MEANT: dict[str, Meaning] = {
    "page": _number(1, 6), "offset": _number(0, 9), "exact": _tick, "one_per_story": _tick,
    "former": _tick, "down": _tick, "sort": SORTS.__contains__, "bars": "shares".__eq__,
    "version": _number(1, 8), "from": _number(1, 8), "to": _number(1, 8),
    "lang": LANGUAGES.__contains__,
}  # fmt: skip
"""Names in addresses, and what says whether a value of them means anything."""
_MEANT_AT: dict[str, dict[str, Meaning]] = {
    "/search": {"order": is_order}, "/concordance": {"order": is_order},
    "/tables/": {"comparison": COMPARISONS.__contains__},
}  # fmt: skip
"""The same of names that mean one thing here and another there: a table's order is a column."""
_OF_A_SEARCH = frozenset((
    "q", "exact", "former", "one_per_story", "order", "page", "since", "until", "captured_since",
    "captured_until", "sort", "bars", "new_after", *FACETS,
))  # fmt: skip
"""Links between a search, its concordance and the comparison carry what all of them ask."""
_NAMES_AT = {
    "/search": _OF_A_SEARCH, "/concordance": _OF_A_SEARCH, "/compare": _OF_A_SEARCH,
    "/outlet/": frozenset(("year", "month")), "/day/": frozenset(("page",)),
    "/article/": frozenset(("q", "exact", "from", "to", "version", "page")),
    "/tables": frozenset(("column", "comparison", "value", "order", "down", "offset")),
    "/sql": frozenset(("q",)), "/saved": frozenset[str](), "/": frozenset(("year",)),
}  # fmt: skip
"""Beginnings of addresses, the longest first -> the names that mean something there."""


def passed_over(
    request: Request, held: Mapping[str, Meaning] = NOTHING_HELD
) -> list[tuple[str, str]]:  # fmt: skip
    """The names and values of an address that its page passes over; an empty value asks nothing.

    A name that the page does not know is among them: a misspelt ``outlets=`` narrows nothing.
    ``held``: the names whose values mean something where the archive has it, by name.
    """
    path, meant = request.url.path, {**_MEANT, **held}
    for begin, more in _MEANT_AT.items():
        if path.startswith(begin):
            meant |= more
    known = next((names for begin, names in _NAMES_AT.items() if path.startswith(begin)), None)
    return [
        (name, value) for name, value in request.query_params.multi_items()
        if value and (
            name in meant and not meant[name](value)
            or known is not None and name not in known and name != "lang"
        )
    ]  # fmt: skip


def notes_on_passed_over(request: Request) -> list[Note]:
    """The same as notes, for programs."""
    return [
        Note("passed over", value, f"{name}={value} means nothing here and was passed over",
             instead=name)
        for name, value in passed_over(request)
    ]  # fmt: skip
