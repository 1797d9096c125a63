"""The bench of relevance: its needs are whole, and its measures are what they say."""

from collections import Counter
from pathlib import Path

import pytest

from bench.relevance import __main__ as bench
from bench.relevance.judge import answers, pattern
from bench.relevance.measures import judged, mean, needs
from tests.making import archive

TEXTS = [
    ("one", "محكمة تطوان", "قضت المحكمة أمس."),
    ("two", "أخبار", "أحيل الملف على مَحْكَمة أخرى."),
    ("three", "أخبار", "حكم الخبراء بصحة الوثيقة، وهو محكم."),
]


def test_needs_are_whole() -> None:
    every = needs()
    halves = Counter(need.half for need in every)
    assert len({need.id for need in every}) == len(every) >= 84
    assert set(halves) == {"A", "B"} and abs(halves["A"] - halves["B"]) < 2
    assert len({need.kind for need in every}) >= 10
    for need in every:
        assert need.query and need.all and need.ids, need.id
        assert all(pattern(one) for one in (*need.all, *need.none)), need.id
        # identifiers and words only: no text of a newspaper
        assert max(map(len, (need.query, *need.ids))) < 60, need.id


@pytest.mark.parametrize(
    ("short", "printed", "right"),
    [
        ("<n>محكم<f>", "للمَحْكَمتين", True),
        ("<n>محكم<f>", "محكم", False),
        ("<n>هيئ<f>", "الهيئات", True),
        ("<n>مهرجان<t>", "ومهرجانات", True),
        ("<n>حرب<m>", "الحربي", False),
        ("<w>بن ?كيران<e>", "لبنكيران", True),
        ("<n>صيد<m><near><n>بحر<m>", "صيد السمك في البحر", True),
    ],
)
def test_patterns_accept_inflections_and_no_other_lemma(
    short: str, printed: str, right: bool
) -> None:
    assert answers({"all": [short]}, printed) is right


def test_what_is_excluded_is_no_answer() -> None:
    assert not answers({"all": ["<n>هلال<m>"], "not": ["<n>أحمر<e>"]}, "الهلال الأحمر")


def test_recall_counts_all_matches_and_precision_what_was_found() -> None:
    some = judged({"a", "b", "c", "d"}, {"a", "x"}, 1.0)
    assert (some.recall, some.precision) == (0.25, 0.5)
    nothing = judged({"a"}, set(), 2.0)
    assert (nothing.recall, nothing.precision) == (0.0, 1.0)
    assert mean([some, nothing]).recall == 0.125 and mean([some, nothing]).seconds == 3.0


def test_searches_are_asked_over_the_same_articles(tmp_path: Path) -> None:
    need = bench.Need("x", "A", "noun", "محكمة", ("<n>محكم<f>",), frozenset(("one", "two")))
    names = [id for id, _, _ in TEXTS]
    with archive(tmp_path) as kept:
        bench.fill(kept, TEXTS)
        ours, found = bench.answer(
            lambda asked: bench.Search(kept, asked.query).every_id(),
            need, names,
        )  # fmt: skip
    assert found == {"one", "two"} and (ours.recall, ours.precision) == (1.0, 1.0)
    plain, found = bench.answer(bench.plain(TEXTS, "unicode61"), need, names)
    assert found == {"one"} and plain.recall == 0.5
