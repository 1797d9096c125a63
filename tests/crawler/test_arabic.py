"""Spelling is forgiven, tokens stay one to one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.arabic import TOKEN, fingerprint, fold, folded_words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("المَغْرِب", "المغرب"),
        ("أخبـــار", "اخبار"),
        ("مدرسة", "مدرسه"),
        ("على", "علي"),
        ("وڭادير", "وكادير"),
        ("٢٠٢٤", "2024"),
        ("۲۰۲۴", "2024"),
        ("أيضًا", "ايضا"),
        ("«نعم»،", "«نعم»،"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_fold_again_changes_nothing_and_keeps_tokens(text: str) -> None:
    once = fold(text)
    assert len(TOKEN.findall(once)) == len(TOKEN.findall(text))
    assert folded_words(text) == folded_words(once)


def test_spelling_does_not_change_the_fingerprint() -> None:
    assert fingerprint("أعلنت الحكومةُ، اليوم.") == fingerprint("اعلنت الحكومه اليوم")
    assert fingerprint("رقم 12") != fingerprint("رقم 13")
