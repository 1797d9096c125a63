"""Values in an address that mean nothing to its page: passed over, and the page says so."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from starlette.requests import Request

from storage.query.concordance import SORTS
from storage.query.search import is_order
from storage.query.variants.query_notes import Note
from storage.reader_sql.table_page_query import COMPARISONS

Meaning = Callable[[str], bool]
"""Says whether a value means anything."""
NOTHING_HELD: Mapping[str, Meaning] = MappingProxyType({})


def _number(least: int, digits: int) -> Meaning:
    return lambda value: value.isdecimal() and len(value) <= digits and int(value) >= least


def _tick(value: str) -> bool:
    return value in ("0", "1")


MONTH = re.compile("[0-9]{4}-(0[1-9]|1[0-2])")
"""A month as an address spells it."""
_MEANT: dict[str, Meaning] = {
    "page": _number(1, 6), "offset": _number(0, 9), "exact": _tick, "one_per_story": _tick,
    "former": _tick, "down": _tick, "sort": SORTS.__contains__, "bars": "shares".__eq__,
    "version": _number(1, 8), "from": _number(1, 8), "to": _number(1, 8),
}  # fmt: skip
"""Names in addresses, and what says whether a value of them means anything."""
_MEANT_AT: dict[str, dict[str, Meaning]] = {
    "/search": {"order": is_order}, "/concordance": {"order": is_order},
    "/tables/": {"comparison": COMPARISONS.__contains__},
}  # fmt: skip
"""The same of names that mean one thing here and another there: a table's order is a column."""


def passed_over(
    request: Request, held: Mapping[str, Meaning] = NOTHING_HELD
) -> list[tuple[str, str]]:  # fmt: skip
    """The names and values of an address that its page passes over; an empty value asks nothing.

    ``held``: the names whose values mean something where the archive has it, by name.
    """
    meant = {**_MEANT, **held}
    for begin, more in _MEANT_AT.items():
        if request.url.path.startswith(begin):
            meant |= more
    return [
        (name, value) for name, value in request.query_params.multi_items()
        if value and name in meant and not meant[name](value)
    ]  # fmt: skip


def notes_on_passed_over(request: Request) -> list[Note]:
    """The same as notes, for programs."""
    return [
        Note("passed over", value, f"{name}={value} means nothing here and was passed over",
             instead=name)
        for name, value in passed_over(request)
    ]  # fmt: skip
