"""Months of an outlet as tables of sightings, of which the truth is known; and what is printed.

A month is what an outlet published, day by day, the oldest first, and which list named each
article; what none named is there, too, for the truth. No HTTP, no database.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from storage.completeness.capture_histories import History
from storage.completeness.capture_recapture import Estimate, estimate, merged

Named = npt.NDArray[np.bool_]
"""One row per article in order of publication, one column per list."""
DAYS = 30
SIZES = (30, 100, 300, 1000, 3000)
WEEK = np.array((1.0, 1.1, 1.0, 1.0, 0.8, 0.6, 0.7))
"""Articles of a weekday beside those of a Monday."""


@dataclass(frozen=True, slots=True)
class Month:
    """What was published in a month, and which list named it."""

    named: Named
    day: npt.NDArray[np.int64]
    expected_missed: float
    """Articles that no list was to be expected to name."""
    same: tuple[tuple[str, ...], ...] = ()
    """Lists that are known to read one database."""

    @property
    def lists(self) -> tuple[str, ...]:
        return tuple(f"list{i}" for i in range(self.named.shape[1]))

    def estimated(self) -> Estimate:
        """As the product asks: lists of one database as one, day by day."""
        rows = [tuple(map(bool, row)) for row in self.named.tolist()]
        histories, names = merged(Counter(row for row in rows if any(row)), self.lists, self.same)
        groups = [[self.lists.index(one) for one in name.split("+")] for name in names]
        days: list[list[History]] = [[] for _ in range(DAYS)]
        for day, row in zip(self.day.tolist(), rows, strict=True):
            if any(row):
                days[day].append(tuple(any(row[i] for i in group) for group in groups))
        return estimate(histories, names, days)


def days_of(size: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """The day of each of so many articles, in order, with the weekends' lull."""
    weights = np.resize(WEEK, DAYS)
    return np.sort(rng.choice(DAYS, size, p=weights / weights.sum()))


def drawn(chances: npt.NDArray[np.float64], rng: np.random.Generator) -> Named:
    """Each article named by each list with its own chance, independently."""
    return np.asarray(rng.random(chances.shape) < chances)


def made(size: int, chances: npt.NDArray[np.float64], rng: np.random.Generator) -> Month:
    """A month in which each list names each article by the chances."""
    missed = float((1 - chances).prod(1).sum())
    return Month(drawn(chances, rng), days_of(size, rng), missed)


def chances_of(lists: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """A chance for each list: some name most, others a quarter."""
    return rng.uniform(0.25, 0.9, lists)


def independent(size: int, lists: int, rng: np.random.Generator) -> Month:
    """Each list names each article by chance."""
    return made(size, np.tile(chances_of(lists, rng), (size, 1)), rng)


def uneven(size: int, lists: int, rng: np.random.Generator) -> Month:
    """Articles differ in how easily any list names them (logit-normal, standard deviation 1)."""
    logits = np.log(1 / (1 / chances_of(lists, rng) - 1))
    return made(size, 1 / (1 + np.exp(-logits - rng.normal(0, 1, (size, 1)))), rng)


def two_kinds(size: int, lists: int, rng: np.random.Generator) -> Month:
    """A third of the articles, such as videos, has a quarter of the others' chances."""
    kind = np.where(rng.random((size, 1)) < 1 / 3, 0.25, 1.0)
    return made(size, chances_of(lists, rng) * kind, rng)


def nested(size: int, lists: int, rng: np.random.Generator) -> Month:
    """The first list names four of five articles, every other some of those: each is within it."""
    named = drawn(np.tile([0.8, *rng.uniform(0.25, 0.9, lists - 1)], (size, 1)), rng)
    return Month(named & named[:, :1], days_of(size, rng), size * 0.2)


def chained(size: int, lists: int, rng: np.random.Generator) -> Month:
    """Each list names some of what the one before it names, but for one in a hundred."""
    named = drawn(np.tile([0.8, *rng.uniform(0.4, 0.9, lists - 1)], (size, 1)), rng)
    within = np.logical_and.accumulate(named, 1)
    return Month(within ^ (rng.random(within.shape) < 0.01), days_of(size, rng), size * 0.2)


def nested_pair(size: int, lists: int, rng: np.random.Generator) -> Month:
    """The second list is within the first, the others are independent."""
    month = independent(size, lists, rng)
    month.named[:, 1] &= month.named[:, 0]
    return month


def feed_within_api(size: int, lists: int, rng: np.random.Generator) -> Month:
    """As ``nested_pair``, and known to be: the two count as one."""
    month = nested_pair(size, lists, rng)
    return Month(month.named, month.day, month.expected_missed, (("list0", "list1"),))


def outage(size: int, lists: int, rng: np.random.Generator) -> Month:
    """On some days no list names anything."""
    month = independent(size, lists, rng)
    blind = rng.choice(DAYS, rng.integers(1, 6), replace=False)
    month.named[np.isin(month.day, blind)] = False
    return month


def half_outage(size: int, lists: int, rng: np.random.Generator) -> Month:
    """On some days every list names a fifth of what it names on others."""
    month = independent(size, lists, rng)
    bad = np.isin(month.day, rng.choice(DAYS, rng.integers(3, 10), replace=False))
    month.named[bad] &= rng.random((int(bad.sum()), lists)) < 0.2
    return month


def stopping(
    size: int, lists: int, rng: np.random.Generator, clustered: bool = False, before: bool = False
) -> Month:
    """The last list reads on from the newest until a page has what another list had brought.

    ``clustered``: the other lists bring what is new at their own looks, instead of by chance.
    ``before``: the page where it stops is not counted as read.
    """
    named = drawn(np.tile(chances_of(lists, rng), (size, 1)), rng)
    if clustered:
        named[:, :-1] = np.stack([_last_ones(size, rng) for _ in range(lists - 1)], 1)
    named[:, -1] = False
    known, page = named.any(1), int(rng.choice([1, 5, 10]))
    looks = np.unique(rng.integers(0, size + 1, int(rng.integers(10, 120))))
    seen = np.zeros(size, bool)
    for look in looks:
        for end in range(int(look), 0, -page):
            read = slice(max(end - page, 0), end)
            met = bool((known[read] | seen[read]).any())
            if not (met and before):
                named[read, -1] = True
            if met:
                break
        seen = named[:, -1].copy()
    return Month(named, days_of(size, rng), 0.0)


def _last_ones(size: int, rng: np.random.Generator) -> Named:
    """What a list of the newest ten to thirty names that is looked at now and then."""
    named, length = np.zeros(size, bool), int(rng.integers(10, 31))
    for look in rng.integers(0, size + 1, max(3, int(size / length * rng.uniform(0.5, 2)))):
        named[max(0, look - length) : look] = True
    return named


def stopping_clustered(size: int, lists: int, rng: np.random.Generator) -> Month:
    """As ``stopping``, beside lists that bring what is new at their looks."""
    return stopping(size, lists, rng, clustered=True)


def stopping_before(size: int, lists: int, rng: np.random.Generator) -> Month:
    """As ``stopping``; the page with the known article is not counted: lists avoid each other."""
    return stopping(size, lists, rng, before=True)


def parts(size: int, lists: int, rng: np.random.Generator) -> Month:
    """Lists of different sections: no article is in two of the first two."""
    month = independent(size, lists, rng)
    kind = rng.random(size) < 0.5
    month.named[kind, 0] = False
    month.named[~kind, 1] = False
    return month


Scenario = Callable[[int, int, np.random.Generator], Month]
SCENARIOS: Sequence[Scenario] = (
    independent, uneven, two_kinds, nested, chained, nested_pair, feed_within_api, outage,
    half_outage, stopping, stopping_clustered, stopping_before, parts,
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What was printed for months of a kind."""

    none: int = 0
    at_most: int = 0
    estimates: int = 0
    above: int = 0
    """Estimates whose share is above the truth."""
    surely_above: int = 0
    """Estimates whose whole interval of shares is above the truth."""
    intervals: int = 0
    """Intervals, labelled or not, of months in which five articles were expected to be missed."""
    covering: int = 0

    def add(self, month: Month) -> None:
        """Count what is printed for a month."""
        found, truth = month.estimated(), len(month.named)
        if found.total is None:
            self.none += 1
        elif found.at_most:
            self.at_most += 1
        else:
            self.estimates += 1
            self.above += round(found.total) < truth
            self.surely_above += found.high is not None and found.high < truth
        if month.expected_missed >= 5 and found.low is not None:
            self.intervals += 1
            self.covering += found.low <= truth <= (found.high or np.inf)

    def merge(self, other: "Tally") -> None:
        """Count other months with these."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
