"""Which combinations of forms are asked, and that millions are not walked through for them."""

from collections import Counter
from heapq import nlargest
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.query.fts_expression import MAX_COMBINATIONS, MAX_NEAR, Expressions
from storage.query.matching.likely_combinations import likeliest
from storage.query.query_language import parse_query
from storage.query.spelling_variants_table import Spellings

TWO_SPELLINGS = {"مسؤول": "مسيول", "شؤون": "شيون", "مسؤولية": "مسيوليه"}
"""A word -> another spelling of it, folded."""
MAX_COUNTED = 5_000
"""How often the archive may be asked for a word; two spellings of 24 words are 16 million."""


class Weight(int):
    """A number that notes each multiplication, as one is of each combination."""

    made = 0

    def __mul__(self, other: int) -> "Weight":
        Weight.made += 1
        return Weight(int(self) * int(other))

    __rmul__ = __mul__


class Archive:
    """How many articles hold a word; whoever asks for too many words is refused."""

    def __init__(self, *lacks: str) -> None:
        self.lacks, self.asked = lacks, Counter[str]()

    def count(self, word: str) -> int:
        self.asked[word] += 1
        assert self.asked.total() <= MAX_COUNTED, "more words are asked for than a query may"
        known = "ماء", "مسوول", "شوون", "مسووليه", *TWO_SPELLINGS.values()
        return 0 if word in self.lacks or word not in known else 5 + len(word)


def expressions(query: str, archive: Archive) -> Expressions:
    return Expressions(parse_query(query), Spellings(()), archive.count, exact=False)


@pytest.mark.parametrize("query", [
    " ".join([*TWO_SPELLINGS] * 8), " ".join([*[*TWO_SPELLINGS] * 8, "زققضض"]),
    " ".join(["زققضض", *[*TWO_SPELLINGS] * 8]),
])  # fmt: skip
def test_a_long_phrase_asks_for_few_words(query: str) -> None:
    made = expressions(f'"{query}"', Archive())
    ((typed, *others),) = (forms.every for forms in made.forms.values())
    assert len(typed) == len(query.split())
    assert len(others) == (0 if "زققضض" in query else MAX_COMBINATIONS - 1)


def test_a_phrase_is_asked_in_all_that_the_archive_holds_in_order() -> None:
    made = expressions('"شؤون ماء مسؤول"', Archive("مسوول"))
    (forms,) = made.forms.values()
    assert [" ".join(one) for one in forms.every] == [
        "شوون ماء مسوول", "شوون ماء مسيول", "شيون ماء مسيول",
    ]  # fmt: skip


@pytest.mark.parametrize("lacks", ["", "مسيول"])
def test_a_long_chain_of_near_asks_for_few_words_and_combinations(lacks: str) -> None:
    chain = " NEAR/20 ".join(([*TWO_SPELLINGS] * 7)[:20])
    made = expressions(chain, Archive(lacks))
    assert made.broad.count("NEAR(") == MAX_NEAR


def test_few_of_millions_of_combinations_are_made() -> None:
    terms = [[(Weight(one), (str(one),)) for one in range(1, 41)] for _ in range(20)]
    Weight.made = 0
    found = likeliest(terms, MAX_NEAR)
    assert len(found) == MAX_NEAR and found[0] == (("40",),) * 20
    assert len(terms) < Weight.made < 20_000


@given(st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=6), min_size=1, max_size=5),
       st.integers(1, 20))  # fmt: skip
def test_they_are_the_greatest_of_all_and_of_equal_ones_the_first(
    weights: list[list[int]], most: int
) -> None:
    terms = [[(weight, (f"{weight}/{at}",)) for at, weight in enumerate(one)] for one in weights]
    every = nlargest(most, product(*terms), key=lambda one: prod(weight for weight, _ in one))
    assert likeliest(terms, most) == [tuple(form for _, form in one) for one in every]
