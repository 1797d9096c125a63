"""How many articles there were, by the lists that named them."""

import pytest

from storage.completeness.capture_recapture import estimate, merged

TWO = ("sitemap", "section")


def histories(both: int, first: int, second: int) -> dict[tuple[bool, ...], int]:
    return {(True, True): both, (True, False): first, (False, True): second}


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


def test_lists_that_read_one_database_count_as_one() -> None:
    three = {(True, False, True): 5, (False, True, True): 4, (True, True, False): 3}
    seen, names = merged(three, ("feed", "api", "section"), [("api", "feed", "none of ours")])
    assert names == ("feed+api", "section")
    assert seen == {(True, True): 9, (True, False): 3}


def test_days_must_hold_the_articles_of_the_histories() -> None:
    days = [[(True, True)] * 59, [(True, False)] * 30, [(False, True)] * 20]
    with pytest.raises(ValueError, match="articles of the days"):
        estimate(histories(both=60, first=30, second=20), TWO, days)
