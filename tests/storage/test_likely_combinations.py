"""Which combinations of forms are asked, and that millions are not walked through for them."""

from collections import Counter

import pytest

from storage.query.fts_expression import MAX_COMBINATIONS, Expressions
from storage.query.query_language import parse_query
from storage.query.spelling_variants_table import Spellings

TWO_SPELLINGS = {"مسؤول": "مسيول", "شؤون": "شيون", "مسؤولية": "مسيوليه"}
"""A word -> another spelling of it, folded."""
MAX_COUNTED = 5_000
"""How often the archive may be asked for a word; two spellings of 24 words are 16 million."""


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
