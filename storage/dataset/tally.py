"""``Tally``: counts the articles of a data set while they are written."""

from array import array
from collections import Counter
from collections.abc import Mapping
from datetime import date

import numpy as np

from storage import times
from storage.dataset.description import MonthRows, OutletCoverage, Statistics
from storage.query.statistics import EXACTNESS, UNKNOWN_LANGUAGE

COUNTED = (
    "a.outlet, a.published_at, a.published_precision, a.language, a.words,"
    " (SELECT role FROM story_members WHERE article_id = a.id)"
)
"""What an article is counted by."""


def role_of(role: str | None) -> str:
    """How an article is counted by its place in a story: ``alone`` is in none."""
    return role or "alone"


def dated(is_dated: bool, precision: str | None) -> str:
    """How an article is counted by how exact its date is; ``none``: it states none."""
    return EXACTNESS.get(precision or "", "unstated") if is_dated else "none"


class Tally:
    """The articles so far."""

    def __init__(self) -> None:
        """Begin with none."""
        self.held = Counter[tuple[str, str | None]]()
        """Articles by outlet and day of publication in Casablanca; ``None``: undated."""
        self.languages, self.roles = Counter[str](), Counter[str]()
        self.dates, self._words = Counter[str](), array("q")

    def add(
        self, outlet: str, published_at: str | None, precision: str | None, language: str | None,
        words: int, role: str | None,
    ) -> None:  # fmt: skip
        """Count an article by the values of ``COUNTED``."""
        day = times.day(published_at) if published_at else None
        self.held[outlet, day] += 1
        self.languages[language or UNKNOWN_LANGUAGE] += 1
        self.roles[role_of(role)] += 1
        self.dates[dated(day is not None, precision)] += 1
        self._words.append(words)

    @property
    def outlets(self) -> Mapping[str, int]:
        """Articles by outlet."""
        found = Counter[str]()
        for (outlet, _), number in self.held.items():
            found[outlet] += number
        return found

    def statistics(self) -> Statistics:
        """The counts, in an order of their own."""
        months = Counter[tuple[str, str | None]]()
        for (outlet, day), number in self.held.items():
            months[outlet, day[:7] if day else None] += number
        per_month = (
            MonthRows(outlet, month, number)
            for (outlet, month), number in sorted(
                months.items(), key=lambda one: (one[0][0], one[0][1] or "~")
            )
        )
        return Statistics(
            tuple(per_month), dict(sorted(self.languages.items())), self._quantiles(),
            dict(sorted(self.roles.items())), dict(sorted(self.dates.items())),
        )  # fmt: skip

    def coverage(
        self, names: Mapping[str, str | None], gap_days: Mapping[str, int]
    ) -> tuple[OutletCoverage, ...]:
        """What is held of each outlet."""
        days_of = dict[str, list[date]]()
        for outlet, day in self.held:
            days_of.setdefault(outlet, []).extend([date.fromisoformat(day)] if day else [])
        found = list[OutletCoverage]()
        for outlet, rows in sorted(self.outlets.items()):
            days = sorted(days_of[outlet])
            span = (days[-1] - days[0]).days + 1 if days else 0
            found.append(OutletCoverage(
                outlet, names.get(outlet) or outlet, days[0] if days else None,
                days[-1] if days else None, rows, span - len(days), gap_days.get(outlet, 0),
            ))  # fmt: skip
        return tuple(found)

    def _quantiles(self) -> dict[str, int]:
        if not self._words:
            return {}
        names = ("min", "p25", "median", "p75", "max")
        found = np.percentile(self._words, (0, 25, 50, 75, 100), method="lower")
        return dict(zip(names, map(int, found), strict=True))
