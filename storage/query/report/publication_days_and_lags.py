"""When articles were published, by day, and how long it took until the archive had them."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from storage import times
from storage.archive import Archive
from storage.query.filters import Filters
from storage.query.statistics import EXACTNESS
from storage.query.web_page_queries import first_crawl

LAG_STEPS = (900, 3_600, 21_600, 86_400, 604_800)
"""Seconds up to which a lag is of one class; what is longer is of the last."""
TIMED = ", ".join(f"'{name}'" for name, how in EXACTNESS.items() if how == "time")
"""The precisions of dates with a time, for an ``IN`` of SQL."""
_SECONDS = (
    f"CASE WHEN a.published_precision IN ({TIMED})"
    " THEN strftime('%s', a.first_seen) - strftime('%s', a.published_at) END"
)


@dataclass(frozen=True, slots=True)
class Lag:
    """Seconds from the stated time of publication to the first capture, of some articles."""

    articles: int
    """Those whose page states a time; the classes sum to it."""
    before: int
    """Captured before the time that their page states: they are in no median."""
    classes: Sequence[int]
    """Articles up to each of ``LAG_STEPS``, and longer."""
    p10: float | None
    median: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class OutletLags:
    """The lags of all of an outlet's articles, and of those published since we began to look.

    What was published before our first crawl waited for us, not for a poll.
    """

    every: Lag
    watched: Lag


@dataclass(frozen=True, slots=True)
class Dated:
    """Of each outlet: articles per day of publication in Casablanca, undated ones, lags."""

    days: Mapping[str, Counter[str]]
    undated: Counter[str]
    lags: Mapping[str, OutletLags]


@dataclass(slots=True)
class _Tally:
    """One outlet while its articles are read."""

    begun: str
    """The time of its first crawl; later than any where there was none."""
    days: Counter[str] = field(default_factory=Counter)
    every: "array[int]" = field(default_factory=lambda: array("q"))
    watched: "array[int]" = field(default_factory=lambda: array("q"))


def dated(archive: Archive, filters: Filters) -> Dated:
    """The days and the lags of the articles that the filters let through."""
    where, values = filters.where()
    tallies, undated = dict[str, _Tally](), Counter[str]()
    for outlet, published, seconds in archive.db.execute(
        f"SELECT a.outlet, a.published_at, {_SECONDS} FROM articles a WHERE {where}", values
    ):
        if outlet not in tallies:
            tallies[outlet] = _Tally(first_crawl(archive, outlet) or "~")
        tally = tallies[outlet]
        if published is None:
            undated[outlet] += 1
            continue
        tally.days[times.day(published)] += 1
        if seconds is not None:
            tally.every.append(seconds)
            if published >= tally.begun:
                tally.watched.append(seconds)
    outlets = sorted(tallies.items())
    return Dated(
        {name: one.days for name, one in outlets}, undated,
        {name: OutletLags(_lag(one.every), _lag(one.watched)) for name, one in outlets},
    )  # fmt: skip


def _lag(seconds: "array[int]") -> Lag:
    every = np.frombuffer(seconds, np.int64) if seconds else np.zeros(0, np.int64)
    after = every[every >= 0]
    places = np.searchsorted(LAG_STEPS, after, side="left")
    classes = np.bincount(places, minlength=len(LAG_STEPS) + 1).tolist()
    low, middle, high = np.percentile(after, (10, 50, 90)).tolist() if len(after) else [None] * 3
    return Lag(len(every), len(every) - len(after), classes, low, middle, high)
