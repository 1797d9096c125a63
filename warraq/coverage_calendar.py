"""Calendars of days: how much was kept of each, and whether anybody looked; for page and report."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypedDict

import numpy as np

from storage import times

LEVELS = 4
"""Shades of days with articles; 0: a day without."""


class DayCell(TypedDict):
    """One day of a calendar."""

    day: str
    count: int
    level: int
    looked: bool
    """Whether anything of the day was kept, or somebody looked on it."""


def cells_of(
    counts: Mapping[str, int], looked: Collection[str], first: date, last: date,
    most: int | None = None,
) -> list[DayCell]:  # fmt: skip
    """The days from one to another, each with its count; ``most``: of the fullest day."""
    most = max(counts.values(), default=1) if most is None else most
    days = times.days(first, last)
    return [_cell(day.isoformat(), counts, looked, most) for day in days]


def weeks_of(
    counts: Mapping[str, int], looked: Collection[str], first: date, last: date
) -> list[list[DayCell | None]]:
    """The same by weeks that begin on Monday; ``None``: a day of the first week before them."""
    cells = [*[None] * first.weekday(), *cells_of(counts, looked, first, last)]
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]


def _cell(day: str, counts: Mapping[str, int], looked: Collection[str], most: int) -> DayCell:
    count = counts.get(day, 0)
    level = 0 if not count else 1 + min(LEVELS - 1, LEVELS * count // (most + 1))
    return {"day": day, "count": count, "level": level, "looked": day in looked or count > 0}


def months_between(first: str, last: str) -> list[str]:
    """All months from one to another, ``2026-11``."""
    names = np.arange(first[:7], np.datetime64(last[:7], "M") + 1, dtype="datetime64[M]")
    return [str(name) for name in names]


def days_between(first: str, last: str) -> list[str]:
    """All days from one to another, ``2026-11-24``; of a month its first."""
    names = np.arange(first, np.datetime64(last, "D") + 1, dtype="datetime64[D]")
    return [str(name) for name in names]
