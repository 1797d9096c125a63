"""The order of a listing's leads: the newest first, as far as dates, numbers or its kind tell."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import unquote

from crawler.items import Lead

MIN_STEPS = 3
"""Neighbours of a listing by which its direction is known."""
CLEARLY = 0.8
"""The share of them that must go one way."""
_NUMBER = re.compile(r"\d+")
_HOST = re.compile(r"^\w+://[^/]*")
_Key = tuple[int, ...]


def newest_first(leads: Sequence[Lead], oldest_first: bool) -> list[Lead]:
    """The leads turned round where their listing begins with the oldest.

    Its dates tell, else the numbers in its addresses (``/2024/05/12/``, ``-515208.html``), else
    the habit of its kind, ``oldest_first``.
    """
    rises = _rises([_date(lead) for lead in leads])
    if rises is None:
        rises = _rises([_numbers(lead.url) for lead in leads])
    turned = oldest_first if rises is None else rises
    return list(leads[::-1] if turned else leads)


def _rises(keys: Sequence[_Key | None]) -> bool | None:
    """Whether keys grow from one to the next; ``None`` where they show no direction."""
    steps = [one < other for one, other in _comparable(keys)]
    if len(steps) < min(MIN_STEPS, len(keys) - 1) or not steps:
        return None
    share = sum(steps) / len(steps)
    return share >= CLEARLY if share >= CLEARLY or share <= 1 - CLEARLY else None


def _comparable(keys: Sequence[_Key | None]) -> Iterator[tuple[_Key, _Key]]:
    """Neighbours that differ, of one form."""
    for one, other in pairwise(keys):
        if one is None or other is None or one == other:
            continue
        if len(one) == len(other):
            yield one, other


def _date(lead: Lead) -> _Key | None:
    stated = lead.published_hint or lead.modified_hint
    return (int(stated.timestamp()),) if stated else None


def _numbers(url: str) -> tuple[int, ...] | None:
    """The numbers of an address in their order, dates before ids; ``None`` without any."""
    found = tuple(int(number[:18]) for number in _NUMBER.findall(unquote(_HOST.sub("", url))))
    return found or None
