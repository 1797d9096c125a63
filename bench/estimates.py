"""What ``storage.completeness`` prints for months of which the truth is known, as tables.

``make estimates`` simulates 1,000 months of independent lists for each number of lists, and 1,000
of each kind in which an assumption fails; ARGS="--months 100" for less. docs/completeness.md has
the last result. The exit code is 1 where intervals of independent lists cover the truth too seldom
or too often, and where lists within one another, an outage of all or paging that stops at what is
known give a share above the truth.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from multiprocessing import Pool

import numpy as np

from tests.completeness.simulation import (
    SCENARIOS,
    SIZES,
    Scenario,
    Tally,
    chained,
    independent,
    nested,
    outage,
    stopping,
    stopping_before,
    stopping_clustered,
)

NEVER_ABOVE = (nested, chained, outage, stopping, stopping_clustered, stopping_before)
"""The kinds of months of which no share above the truth may be called an estimate."""
LISTS = (2, 3, 4)
COVERED = (0.92, 0.98)
UNSEEN = 1_000_000
"""The first seed of the long form: weights, thresholds and signs were chosen by months of seeds
below 300, so that those would flatter them."""


def tallied(scenario: Scenario, months: int, lists: int, size: int, first: int = 0) -> Tally:
    """What is printed for so many months of a kind; the same for the same arguments."""
    tally = Tally()
    for seed in range(first, first + months):
        tally.add(scenario(size, lists, np.random.default_rng([seed, lists, size])))
    return tally


def all_tallied(
    scenarios: Sequence[Scenario], months: int, processes: int
) -> dict[tuple[str, int, int], Tally]:
    """By scenario, number of lists and size, so many months of each, from several processes."""
    cells = [(one, months, n, size, UNSEEN) for one in scenarios for n in LISTS for size in SIZES]
    with Pool(processes) as pool:
        found = pool.starmap(tallied, cells, chunksize=1)
    return {(s.__name__, n, size): t for (s, _, n, size, _), t in zip(cells, found, strict=True)}


def coverage(found: dict[tuple[str, int, int], Tally]) -> tuple[int, int]:
    """Print the coverage by size and lists; the intervals and those that hold the truth."""
    print("| articles | " + " | ".join(f"{n} lists" for n in LISTS) + " |")
    print("|---:|" + "---:|" * len(LISTS))
    whole = [Tally() for _ in LISTS]
    for size in SIZES:
        row = [found[independent.__name__, n, size] for n in LISTS]
        print(f"| {size:,} | " + " | ".join(_covering(one) for one in row) + " |")
        for one, more in zip(whole, row, strict=True):
            one.merge(more)
    print("| all | " + " | ".join(_covering(one) for one in whole) + " |\n", flush=True)
    return sum(one.intervals for one in whole), sum(one.covering for one in whole)


def _covering(tally: Tally) -> str:
    if not tally.intervals:
        return "-"
    return f"{tally.covering / tally.intervals:.3f} ({tally.intervals})"


def labels(found: dict[tuple[str, int, int], Tally]) -> int:
    """Print how often each kind of month had an estimate, and one that was too good.

    The number of shares above the truth in the kinds of which none may be.
    """
    wrong = 0
    print("| months | lists | none | at most | estimate | above the truth | surely above |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for scenario in SCENARIOS:
        for lists in LISTS:
            whole = Tally()
            for size in SIZES:
                whole.merge(found[scenario.__name__, lists, size])
            counted = (whole.none, whole.at_most, whole.estimates, whole.above, whole.surely_above)
            name = scenario.__name__.replace("_", " ")
            print(f"| {name} | {lists} | " + " | ".join(map(str, counted)) + " |")
            wrong += whole.above if scenario in NEVER_ABOVE else 0
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args(arguments)
    each = given.months // len(SIZES)
    intervals, covering = coverage(all_tallied([independent], each, given.processes))
    wrong = labels(all_tallied(SCENARIOS, each // len(LISTS), given.processes))
    covered = COVERED[0] <= covering / intervals <= COVERED[1]
    if not covered:
        print(f"the intervals hold the truth {covering / intervals:.3f} of the time")
    if wrong:
        print(f"{wrong} shares above the truth where none may be")
    return 0 if covered and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
