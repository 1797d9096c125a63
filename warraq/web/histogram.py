"""``Histogram``: the matches of a search over time, as counts or as shares of all that was kept.

A month of which nothing was kept and in which no crawl began says nothing of what was published:
it is shaded, and never looks like one in which the papers were silent.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import numpy as np

from storage.archive import Archive
from storage.query.in_memory_columns import ArticleColumns
from storage.query.matching.ids import Ints
from storage.query.web_page_queries import days_crawled, first_crawl
from warraq.coverage_calendar import days_between, months_between
from warraq.web.search_results import Found

Unit = Literal["month", "day"]
SHORT_DAYS = 62
"""Days that are shown one by one."""
MAX_BARS = 400
"""Bars of one histogram: more would be thinner than a finger and a pixel."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A month or a day: matches, all that was kept of it, and its height of a hundred."""

    name: str
    number: int
    kept: int
    height: int
    looked: bool
    """Whether anything of it was kept, or a crawl began in it."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """The bars of a search from the first match to the last."""

    bars: tuple[Bar, ...]
    unit: Unit
    shares: bool
    undated: int = 0
    """Articles without a date: they are counted when they were seen first."""

    @property
    def peak(self) -> float:
        """The highest count, or share (0 to 1)."""
        return max((self._part(bar) for bar in self.bars), default=0)

    def scaled_to(self, peak: float) -> "Histogram":
        """The same bars on the scale of another histogram, beside which they are looked at."""
        bars = (replace(bar, height=max(2, round(100 * self._part(bar) / (peak or 1)))
                        if bar.number else 0) for bar in self.bars)  # fmt: skip
        return replace(self, bars=tuple(bars))

    def _part(self, bar: Bar) -> float:
        return bar.number / (bar.kept or 1) if self.shares else bar.number

    @property
    def blind(self) -> int:
        """The number of bars of which nobody looked."""
        return sum(not bar.looked for bar in self.bars)

    @property
    def counts(self) -> dict[str, int]:
        """Matches of each time."""
        return {bar.name: bar.number for bar in self.bars}

    @classmethod
    def of(cls, found: Found, *, shares: bool) -> "Histogram":
        """The histogram of what was found: by day within a month or two, else by month."""
        outlets = [value for name, value in found.asked.narrow if name == "outlet"]
        months = [value for name, value in found.asked.narrow if name == "month"]
        asked = found.asked.filters
        short = bool(asked.since and asked.until and (asked.until - asked.since).days < SHORT_DAYS)
        unit: Unit = "day" if len(months) == 1 or short else "month"
        # days to come are not shown as silent
        today = str(datetime.now(UTC).date())
        span = _within(*_days_of(months[0], months[0]), today) if len(months) == 1 else None
        ids = _stories(found.columns, found.ids, unit) if found.per_story else found.ids
        return cls.over(found.archive, found.columns, ids, unit=unit, outlets=outlets,
                        shares=shares, span=span)  # fmt: skip

    @classmethod
    def over(
        cls, archive: Archive, columns: ArticleColumns, ids: Ints, *, unit: Unit = "month",
        outlets: Sequence[str] = (), shares: bool = False, span: tuple[str, str] | None = None,
    ) -> "Histogram":  # fmt: skip
        """The histogram of some articles.

        ``outlets``: those of which all that was kept is meant, none: all; ``span``: the first and
        the last time that are shown; without it, those of the articles.
        """
        counts = dict(columns.histogram(ids, by=unit))
        if not counts:
            return cls((), unit, shares)
        times = [*counts, *(span or ())]
        # the times without a match, too: else years apart would stand side by side
        between = months_between if unit == "month" else days_between
        every = between(min(times), max(times))[-MAX_BARS:]
        kept = _kept(columns, outlets, every[0], unit)
        silent = [one for one in every if one not in kept]
        crawled = set[str]()
        if silent:
            crawled = _crawled(archive, outlets or columns.outlets, silent, unit)
        bars = (
            Bar(one, counts.get(one, 0), kept.get(one, 0), 0, one in kept or one in crawled)
            for one in every
        )  # fmt: skip
        first = date.fromisoformat(every[0] if unit == "day" else f"{every[0]}-01")
        found = cls(tuple(bars), unit, shares, columns.number_undated(ids, first))
        return found.scaled_to(found.peak)


def _stories(columns: ArticleColumns, ids: Ints, unit: Unit) -> Ints:
    """One article of each story within each time."""
    days, stories = columns.day[ids].astype("datetime64[D]"), columns.story[ids]
    times = days.astype("datetime64[M]") if unit == "month" else days
    told = stories > 0
    keys = np.stack((stories[told], times[told].astype(np.int64)))
    _, places = np.unique(keys, axis=1, return_index=True)
    return np.concatenate((ids[~told], ids[told][places]))


def _within(first: str, last: str, today: str) -> tuple[str, str]:
    return first, max(first, min(last, today))


def _kept(columns: ArticleColumns, outlets: Sequence[str], first: str, unit: Unit) -> Counter[str]:
    """How many articles were kept of each time since the first; times without any are left out."""
    since = int(np.datetime64(first, "D").astype(np.int64))
    wanted = columns.shown & (columns.day >= since)
    if outlets:
        ids = np.flatnonzero(wanted)
        ids = np.concatenate([columns.narrowed(ids, "outlet", outlet) for outlet in outlets])
        days = columns.day[ids]
    else:
        days = columns.day[wanted]
    # days are counted first: to sort a million of them costs ten times as much
    counts = np.bincount(days - since)
    known = np.flatnonzero(counts)
    found = Counter[str]()
    for day, number in zip((known + since).astype("datetime64[D]"), counts[known], strict=True):
        found[str(day)[: 10 if unit == "day" else 7]] += int(number)
    return found


def _crawled(
    archive: Archive, outlets: Sequence[str], silent: Sequence[str], unit: Unit
) -> set[str]:
    """Those of the times of which nothing was kept in which a crawl of one of the outlets began."""
    begun = min((at for one in outlets if (at := first_crawl(archive, one))), default="")
    if not begun or silent[-1] < begun[: len(silent[-1])]:
        return set()
    first, last = (silent[0], silent[-1]) if unit == "day" else _days_of(silent[0], silent[-1])
    days = days_crawled(archive, outlets, max(first, begun[:10]), last)
    return {day[: len(silent[0])] for day in days}


def _days_of(first: str, last: str) -> tuple[str, str]:
    """The first day of a month and the last one of another."""
    behind = (date.fromisoformat(f"{last}-01") + timedelta(days=31)).replace(day=1)
    return f"{first}-01", str(behind - timedelta(days=1))
