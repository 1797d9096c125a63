"""How much the archive holds: articles per outlet and day, month or year, and what they are.

One way of counting: what is counted here are the rows that an export of the same filters writes, by
the day in Casablanca on which they were published. What states no date is a group of its own.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeGuard, get_args

import numpy as np

from storage import times
from storage.archive import Archive
from storage.query.filters import Filters

Period = Literal["month", "day", "year"]
PERIODS: tuple[Period, ...] = get_args(Period)
_LENGTH = {"day": 10, "month": 7, "year": 4}
UNDATED = "undated"
"""The period of articles without ``published_at``. The day of their capture is not theirs."""
UNKNOWN_LANGUAGE = "unknown"
ROLES = ("original", "copy", "partial", "follow-up")
DATES = ("time", "day", "coarser", "unstated", UNDATED)
"""How far a date is known: with a time, by its day, by month or year; exact, but how is unknown."""
EXACTNESS = {
    "second": "time", "minute": "time", "hour": "time", "day": "day", "month": "coarser",
    "year": "coarser",
}  # fmt: skip
"""A precision that a date is kept with -> the one of ``DATES`` that it is."""
_COLUMNS = (
    "a.outlet, a.published_at, a.published_precision, a.language, a.words, a.versions,"
    " a.gone_at IS NOT NULL, m.role, CASE WHEN a.versions > 1 THEN (SELECT count(*)"
    " FROM revisions r WHERE r.article_id = a.id AND r.cause = 'reader') ELSE 0 END"
)
GROUP_ORDERS = ("outlet", "period", "articles")


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of some articles; ``outlet`` and ``period`` are ``None`` where all are counted.

    ``roles`` sums to those that are in a story, ``languages`` and ``dates`` to ``articles``.
    """

    outlet: str | None
    period: str | None
    """``2026-11-24``, ``2026-11`` or ``2026`` in Casablanca; ``UNDATED``."""
    articles: int
    words: int
    words_q1: float | None
    """A quarter of the articles have at most so many words; ``None``: there is no article."""
    words_median: float | None
    words_q3: float | None
    languages: Mapping[str, int]
    roles: Mapping[str, int]
    revised: int
    """Those of which there is more than one version: changed, or read better."""
    changed: int
    """Those of them that the outlet changed."""
    versions: int
    read_better: int
    """Versions that a better reading of the same page replaced: the outlet did not change them."""
    gone: int
    dates: Mapping[str, int]

    def as_row(self) -> dict[str, Any]:
        """Its values by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The numbers of all, of each outlet, and of each outlet in each period that has an article."""

    overall: Figures
    outlets: Sequence[Figures]
    groups: Sequence[Figures]


@dataclass(slots=True)
class _Tally:
    """The articles of one group while they are counted."""

    words: list[int] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    revised: int = 0
    changed: int = 0
    versions: int = 0
    read_better: int = 0
    gone: int = 0

    def add(self, dated: str, language: str | None, words: int, versions: int, gone: int,
            role: str | None, read_better: int) -> None:  # fmt: skip
        """One article more."""
        self.words.append(words)
        self.languages[language or UNKNOWN_LANGUAGE] += 1
        self.dates[dated] += 1
        if role:
            self.roles[role] += 1
        self.revised += versions > 1
        self.changed += versions - read_better > 1
        self.versions += versions
        self.read_better += read_better
        self.gone += gone

    def take(self, other: "_Tally") -> None:
        """All articles of another group."""
        self.words += other.words
        for name in ("languages", "roles", "dates"):
            getattr(self, name).update(getattr(other, name))
        for name in ("revised", "changed", "versions", "read_better", "gone"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def figures(self, outlet: str | None = None, period: str | None = None) -> Figures:
        """What was counted."""
        low, middle, high = _quartiles(self.words)
        return Figures(
            outlet, period, len(self.words), sum(self.words), low, middle, high,
            dict(sorted(self.languages.items())), {name: self.roles[name] for name in ROLES},
            self.revised, self.changed, self.versions, self.read_better, self.gone,
            {name: self.dates[name] for name in DATES},
        )  # fmt: skip


def statistics(
    archive: Archive, filters: Filters, by: Period = "month", among: Collection[int] | None = None
) -> Statistics:
    """The numbers of the articles that the filters let through; hidden ones are in none of them.

    ``among``: only of these, by their numbers; ``None``: of all. Groups stand by outlet and period.
    """
    tallies = _tallied(archive, filters, by, among)
    outlets: dict[str, _Tally] = {}
    overall = _Tally()
    for (outlet, _), tally in sorted(tallies.items()):
        outlets.setdefault(outlet, _Tally()).take(tally)
    for tally in outlets.values():
        overall.take(tally)
    return Statistics(
        overall.figures(), [tally.figures(outlet) for outlet, tally in outlets.items()],
        [tally.figures(*group) for group, tally in sorted(tallies.items())],
    )  # fmt: skip


def _tallied(
    archive: Archive, filters: Filters, by: Period, among: Collection[int] | None
) -> dict[tuple[str, str], _Tally]:
    where, values = filters.where()
    if among is not None:
        where += " AND a.id IN (SELECT value FROM json_each(?))"
        values.append(json.dumps([*among]))
    found: dict[tuple[str, str], _Tally] = {}
    for outlet, published, precision, *rest in archive.db.execute(
        f"SELECT {_COLUMNS} FROM articles a LEFT JOIN story_members m ON m.article_id = a.id"
        f" WHERE {where}",
        values,
    ):
        period = times.day(published)[: _LENGTH[by]] if published else UNDATED
        tally = found.setdefault((outlet, period), _Tally())
        tally.add(EXACTNESS.get(precision, "unstated") if published else UNDATED, *rest)
    return found


def _quartiles(words: Sequence[int]) -> tuple[float | None, ...]:
    return tuple(np.percentile(words, (25, 50, 75)).tolist()) if words else (None, None, None)


def ordered(groups: Sequence[Figures], order: str) -> Sequence[Figures]:
    """Groups by one of ``GROUP_ORDERS``: by outlet, by period, or the largest first."""
    if order == "period":
        return sorted(groups, key=lambda one: (one.period, one.outlet))
    if order == "articles":
        return sorted(groups, key=lambda one: (-one.articles, one.outlet, one.period))
    return groups


def is_period(by: str) -> TypeGuard[Period]:
    """Whether it is one of ``PERIODS``."""
    return by in PERIODS
