"""``Histogram``: the matches of a search over time, as counts or as shares of all that was kept.

A month of which nothing was kept and in which no crawl began says nothing of what was published:
it is shaded, and never looks like one in which the papers were silent.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import numpy as np

from storage import times
from storage.archive import Archive
from storage.query.in_memory_columns import ArticleColumns
from storage.query.matching.article_ids import Ints
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
    blind_days: int
    """Its days up to today of which nothing was kept and on which no crawl began."""

    def as_row(self) -> dict[str, Any]:
        """Its values by name, for programs."""
        return {
            "period": self.name, "count": self.number, "kept": self.kept, "looked": self.looked,
            "blind_days": self.blind_days,
        }  # fmt: skip


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
        span = days_of(months[0]) if len(months) == 1 else None
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
        told = [*counts, *(span or ())]
        # the times without a match, too: else years apart would stand side by side
        between = months_between if unit == "month" else days_between
        every = between(min(told), max(told))[-MAX_BARS:]
        first = _first_day(every[0], unit)
        days = np.arange(np.datetime64(first), np.datetime64(_last_day(every[-1], unit)) + 1)
        kept = _kept(columns, outlets, days)
        looked = _looked(archive, outlets or columns.outlets, days, kept)
        # days to come are not ones on which nobody looked
        blind = ~looked & (days <= np.datetime64(times.today()))
        times_ = days.astype("datetime64[M]") if unit == "month" else days
        at = (times_ - times_[0]).astype(np.int64)
        sums = (np.bincount(at, one).astype(int).tolist() for one in (kept, looked, blind))
        bars = (Bar(one, counts.get(one, 0), of_it, 0, seen > 0, not_seen)
                for one, of_it, seen, not_seen in zip(every, *sums, strict=True))  # fmt: skip
        undated = columns.number_undated(ids, first)
        found = cls(tuple(bars), unit, shares, undated)
        return found.scaled_to(found.peak)


def _stories(columns: ArticleColumns, ids: Ints, unit: Unit) -> Ints:
    """One article of each story within each time."""
    days, stories = columns.day[ids].astype("datetime64[D]"), columns.story[ids]
    times = days.astype("datetime64[M]") if unit == "month" else days
    told = stories > 0
    keys = np.stack((stories[told], times[told].astype(np.int64)))
    _, places = np.unique(keys, axis=1, return_index=True)
    return np.concatenate((ids[~told], ids[told][places]))


def _first_day(time: str, unit: Unit) -> date:
    """The first day of a day or month."""
    begins = np.datetime64(time, "D" if unit == "day" else "M")
    return date.fromisoformat(str(begins.astype("datetime64[D]")))


def _last_day(time: str, unit: Unit) -> date:
    """The last day of a day or month."""
    after = np.datetime64(time, "D" if unit == "day" else "M") + 1
    # the day after December 9999 is one of numpy's calendar alone
    return date.fromisoformat(str(after.astype("datetime64[D]") - 1))


def _kept(columns: ArticleColumns, outlets: Sequence[str], days: Any) -> Ints:
    """How many articles were kept of each of some days that follow one another."""
    since, until = days[0].astype(np.int64), days[-1].astype(np.int64)
    wanted = columns.shown & (columns.day >= since) & (columns.day <= until)
    if outlets:
        ids = np.flatnonzero(wanted)
        ids = np.concatenate([columns.narrowed(ids, "outlet", outlet) for outlet in outlets])
        there = columns.day[ids]
    else:
        there = columns.day[wanted]
    # days are counted: to sort a million of them costs ten times as much
    return np.bincount(there - since, minlength=len(days))


def _looked(archive: Archive, outlets: Sequence[str], days: Any, kept: Ints) -> Any:
    """Of each of some days whether anything was kept, or a crawl of one of the outlets began."""
    looked = kept > 0
    begun = min((at for one in outlets if (at := first_crawl(archive, one))), default="")
    silent = days[~looked]
    silent = silent[silent >= np.datetime64(times.day(begun), "D")] if begun else silent[:0]
    if len(silent):
        crawled = days_crawled(archive, outlets, str(silent[0]), str(silent[-1]))
        looked |= np.isin(days, np.array([*crawled], "datetime64[D]"))
    return looked


def days_of(month: str) -> tuple[str, str]:
    """The first day of a month, and its last one that is not to come: that is not shown silent."""
    first = _first_day(month, "month")
    last = _last_day(month, "month")
    return str(first), str(max(first, min(last, times.today())))
