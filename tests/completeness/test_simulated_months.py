"""What is printed for months of which the truth is known; ``make estimates`` takes 1,000."""

import pytest

from bench.estimates import COVERED, LISTS, tallied
from tests.completeness.simulation import (
    SIZES,
    Scenario,
    Tally,
    chained,
    feed_within_api,
    half_outage,
    independent,
    nested,
    outage,
    parts,
    stopping,
    stopping_before,
    stopping_clustered,
    uneven,
)

pytestmark = pytest.mark.slow


def months(scenario: Scenario, each: int) -> Tally:
    whole = Tally()
    for lists in LISTS:
        for size in SIZES:
            whole.merge(tallied(scenario, each, lists, size))
    return whole


def test_intervals_of_independent_lists_hold_the_truth_as_often_as_they_say() -> None:
    found = months(independent, 10)
    assert found.intervals > 75
    assert COVERED[0] <= found.covering / found.intervals <= COVERED[1]
    assert found.estimates > 15


@pytest.mark.parametrize(
    "scenario",
    [nested, chained, outage, stopping, stopping_clustered, stopping_before, parts],
)
def test_no_estimate_is_above_the_truth_where_lists_miss_the_same(scenario: Scenario) -> None:
    found = months(scenario, 4)
    assert found.above == 0
    assert found.none + found.at_most + found.estimates == 60


@pytest.mark.parametrize("scenario", [uneven, half_outage, feed_within_api])
def test_hardly_an_interval_is_above_the_truth_where_lists_differ(scenario: Scenario) -> None:
    found = months(scenario, 4)
    assert found.surely_above <= 0.05 * 60
