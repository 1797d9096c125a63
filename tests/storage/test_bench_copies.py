"""The bench of copies: it runs on the repository's own texts, and its sieve loses no pair."""

import pytest

from bench import briefs, bulletins, copies, corpus, edits, formulas
from storage.copies.pair_classification import compare
from storage.copies.shingle_hash_prefilter import CandidateFilter, outline_of

pytestmark = pytest.mark.slow


def test_no_verdict_on_the_pairs_of_the_bench_depends_on_the_sieve() -> None:
    texts = corpus.texts(None)
    made = [
        *edits.pairs(corpus.long(texts, 40)), *briefs.pairs(briefs.of(texts, 20)),
        *bulletins.pairs(5), *formulas.pairs(5),
    ]  # fmt: skip
    alike = held_back = 0
    for pair in made:
        one, other = copies.text(pair.one), copies.text(pair.other)
        passes = CandidateFilter(outline_of(one)).passes(outline_of(other))
        if compare(one, other):
            alike += 1
            assert passes, pair
        held_back += not passes
    assert alike > 500
    assert held_back > 100, "it holds back what cannot be alike"


def test_the_bench_runs_on_the_texts_of_the_repository(capsys: pytest.CaptureFixture[str]) -> None:
    copies.main(["--limit", "12", "--texts", ""])
    printed = capsys.readouterr().out
    assert printed.startswith("texts: the newsroom's; 12 long ones")
    for kind in ("agency copy", "brief: new headline", "formula: arrest", "all bulletins"):
        assert f"\n{kind} " in printed
