"""How many articles there were, by the lists that named them."""

from collections import Counter
from itertools import product
from math import lgamma, log
from random import Random

import pytest

from storage.completeness.capture_histories import History
from storage.completeness.capture_recapture import Estimate, estimate, merged
from storage.completeness.log_linear import Model, fit, seen_counts

TWO = ("sitemap", "section")
THREE = ("sitemap", "section", "api")
EVEN = {history: 100 for history in product((False, True), repeat=3) if any(history)}
"""Three lists, each naming every other article: of 800 articles they miss 100."""


def histories(both: int, first: int, second: int) -> dict[History, int]:
    return {(True, True): both, (True, False): first, (False, True): second}


def over_days(counts: dict[History, int], days: int = 30) -> list[list[History]]:
    """The articles in an order without a pattern, in days of one length."""
    order = list(Counter(counts).elements())
    Random(1).shuffle(order)
    return [order[day::days] for day in range(days)]


def test_two_lists_give_chapmans_number_as_a_bound() -> None:
    found = estimate(histories(both=60, first=30, second=20), TWO)
    assert found.named == 110
    assert found.total == pytest.approx(91 * 81 / 61 - 1)
    assert found.at_most and found.no_estimate is None
    assert found.share(88) == pytest.approx(88 / (91 * 81 / 61 - 1))


def test_two_lists_that_miss_the_same_articles_miss_more() -> None:
    found = estimate(histories(both=60, first=30, second=20), TWO)
    assert found.missed is not None
    assert found.odds[2] == pytest.approx(110 + 2 * found.missed)
    assert found.odds[5] == pytest.approx(110 + 5 * found.missed)


def test_the_interval_of_two_lists_is_where_their_likelihood_falls_by_half_of_3_84() -> None:
    both, first, second = 200, 100, 60
    found = estimate(histories(both, first, second), TWO)
    assert found.total is not None and found.low is not None and found.high is not None

    def likelihood(total: float) -> float:
        """Of a multinomial with independent lists, in closed form."""
        named = both + first + second
        chances = sum(
            n * log(n / total) + (total - n) * log((total - n) / total)
            for n in (both + first, both + second)
        )
        return lgamma(total + 1) - lgamma(total - named + 1) + chances

    best = max(likelihood(named / 10) for named in range(3610, 5000))
    for end in (found.low, found.high):
        assert 2 * (best - likelihood(end)) == pytest.approx(3.84, abs=0.05)


def test_three_lists_that_all_depend_on_one_another_in_pairs() -> None:
    """Fienberg's closed form of the largest model of three lists."""
    counts = dict(zip(EVEN, (90, 70, 40, 110, 55, 35, 80), strict=True))
    pairs = frozenset(frozenset(pair) for pair in ((0, 1), (0, 2), (1, 2)))
    found = fit(Model(3, pairs), seen_counts(counts, 3))
    assert found is not None
    (c, b, bc, a, ac, ab, abc) = counts.values()
    assert found.missed == pytest.approx(abc * a * b * c / (ab * ac * bc))


def test_three_independent_lists_give_an_estimate_with_an_interval() -> None:
    found = estimate(EVEN, THREE, over_days(EVEN))
    assert found.no_estimate is None and not found.at_most
    assert found.total == pytest.approx(800, abs=5)
    assert found.low is not None and found.high is not None
    assert 760 < found.low < 790 and 810 < found.high < 860
    assert found.models[0][0] == "[sitemap] [section] [api]"
    assert sum(weight for _, weight in found.models) == pytest.approx(1)


def test_lists_that_read_one_database_count_as_one() -> None:
    three = {(True, False, True): 5, (False, True, True): 4, (True, True, False): 3}
    seen, names = merged(three, ("feed", "api", "section"), [("api", "feed", "none of ours")])
    assert names == ("feed+api", "section")
    assert seen == {(True, True): 9, (True, False): 3}


@pytest.mark.parametrize(
    ("counts", "lists", "reason"),
    [
        ({}, TWO, "nothing named"),
        ({(True, False): 40}, TWO, "one list"),
        ({(True, True): 60, (True, False): 20}, TWO, "nested"),
        ({(True, True, True): 9, (True, True, False): 20, (True, False, False): 20},
         THREE, "nested"),
        ({(True, False): 60, (False, True): 20}, TWO, "never overlap"),
        ({(True, False, True): 40, (False, True, True): 40, (True, False, False): 9,
          (False, True, False): 9, (False, False, True): 5}, THREE, "never overlap"),
        ({(True, True, False): 9, (True, False, True): 9, (False, True, True): 9,
          (True, False, False): 90, (False, True, False): 90, (False, False, True): 90,
          (True, True, True): 9}, THREE, None),
    ],
)  # fmt: skip
def test_what_leaves_no_trace_is_not_estimated(
    counts: dict[History, int], lists: tuple[str, ...], reason: str | None
) -> None:
    found = estimate(counts, lists, over_days(counts))
    assert found.no_estimate == reason
    assert (found.total is None) is (reason is not None)


def test_a_list_within_another_counts_as_that_one() -> None:
    """Two lists are left of these three: a bound, not an estimate."""
    counts = {(True, True, True): 60, (True, False, True): 30, (True, False, False): 30,
              (False, False, True): 20, (True, True, False): 10}  # fmt: skip
    found = estimate(counts, ("api", "feed", "section"), over_days(counts))
    assert found.lists == ("api+feed", "section") and "two lists" in found.signs
    assert found.total == pytest.approx(131 * 111 / 91 - 1)


def test_few_missed_articles_are_a_count_without_an_interval() -> None:
    found = estimate(histories(both=60, first=5, second=4), TWO)
    assert found.missed == pytest.approx(20 / 61) and found.few_missed
    assert (found.low, found.high) == (None, None)


def signs_of(days: list[list[History]]) -> tuple[str, ...]:
    return estimate(Counter(one for day in days for one in day), THREE, days).signs


def test_a_day_on_which_no_list_named_anything_makes_a_bound() -> None:
    assert signs_of(over_days(EVEN)) == ()
    assert signs_of([*over_days(EVEN), []]) == ("empty day",)


def test_a_bound_it_is_without_the_days() -> None:
    assert estimate(EVEN, THREE).signs == ("no days",)


def test_a_list_that_named_next_to_nothing_makes_a_bound() -> None:
    days = [[(*one, day < 3 and not n) for n, one in enumerate(rows)]
            for day, rows in enumerate(over_days(EVEN))]  # fmt: skip
    counts = Counter(one for day in days for one in day)
    found = estimate(counts, (*THREE, "page"), days)
    assert found.signs == ("thin",) and found.lists == THREE


def test_a_list_that_stops_where_it_meets_what_another_named_makes_a_bound() -> None:
    """The last list reads the newest first, twice a day, and stops at what the first named."""
    halves = []
    for rows in over_days({(a, b, False): 200 for a, b in product((True, False), repeat=2)}, 120):
        reading, read = True, list[History]()
        for first, second, _ in reversed(rows):
            read.append((first, second, reading))
            reading = reading and not first
        halves.append([one for one in reversed(read) if any(one)])
    days = [early + late for early, late in zip(halves[::2], halves[1::2], strict=True)]
    assert {"runs", "stops"} <= set(signs_of(days))


def test_days_on_which_all_lists_named_less_make_a_bound() -> None:
    chance = Random(3)
    days = [
        [tuple(named and (day % 4 > 0 or chance.random() < 0.3) for named in one) for one in rows]
        for day, rows in enumerate(over_days(EVEN))
    ]
    assert "days differ" in signs_of([[one for one in day if any(one)] for day in days])


def test_days_must_hold_the_articles_of_the_histories() -> None:
    days = [[(True, True)] * 59, [(True, False)] * 30, [(False, True)] * 20]
    with pytest.raises(ValueError, match="articles of the days"):
        estimate(histories(both=60, first=30, second=20), TWO, days)


@pytest.mark.parametrize(
    ("counts", "lists"),
    [({(True,): 3}, TWO), ({(True, True): -3}, TWO), ({(False, False): 3}, TWO),
     ({(True, True): 3}, ("feed", "feed"))],
)  # fmt: skip
def test_what_cannot_be_a_history_is_told(
    counts: dict[History, int], lists: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError):
        estimate(counts, lists)


def test_a_share_is_never_above_one() -> None:
    assert Estimate(TWO, 10, total=9.0).share(10) == 1.0
    assert Estimate(TWO, 10).share(10) is None
