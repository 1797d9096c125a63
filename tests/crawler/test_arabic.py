"""Spelling is forgiven, tokens stay one to one."""

import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.arabic import (
    TOKENIZER,
    cut,
    fingerprint,
    fold,
    fold_token,
    folded_words,
    joined,
    token_pattern,
    word_count,
)


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
        ("ﷺ\u200f", "ﷺ"),
        ("كتابﹰا", "كتابا"),
        ("٢٥۝", "25"),
        ("كل\u2060مة", "كلمه"),
        ("طنجة \u200f \u0651 ـ \u06dd", "طنجه    "),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_fold_again_changes_nothing_and_keeps_tokens(text: str) -> None:
    once = fold(text)
    assert len(token_pattern().findall(once)) == len(token_pattern().findall(text))
    assert folded_words(text) == folded_words(once)


def test_who_changes_the_words_of_a_text_changes_nobody_elses() -> None:
    folded_words("جريدة الأطلس").clear()
    assert folded_words("جريدة الأطلس") == ["جريده", "الاطلس"]


def test_spelling_does_not_change_the_fingerprint() -> None:
    assert fingerprint("أعلنت الحكومةُ، اليوم.") == fingerprint("اعلنت الحكومه اليوم")
    assert fingerprint("رقم 12") != fingerprint("رقم 13")


LETTERS = st.sampled_from(
    [*"ابةگx1 .،ـ", "\u0651", "\u200f", "\u200d", "\ufe0f", "\u06dd", "\ue000", "\ufe70", "\u3164",
     "\U0001e900", "\U0001e944", "\U000e0061", "\U0001f600", "\u0301", "ﷺ", "\x01"]
)  # fmt: skip
TEXTS = st.lists(LETTERS, max_size=20).map("".join)


@given(TEXTS)
def test_a_word_is_a_run_with_a_letter_or_a_number(text: str) -> None:
    assert token_pattern().findall(text) == runs(text)
    assert word_count(text) == len(folded_words(text)) == len(folded_words(fold(text)))
    pieces = cut(text)
    assert joined(pieces, map(fold_token, pieces[1::2])) == fold(text)


def test_letters_and_numbers_are_told_as_unicode_tells_them() -> None:
    """The patterns of words take ``str.isalnum`` for the categories L and N, on any Python."""
    points = (chr(point) for point in range(0x110000))
    assert all(one.isalnum() == (unicodedata.category(one)[0] in "LN") for one in points)


def runs(text: str) -> list[str]:
    """The words, letter by letter; private characters are signs, tatweel and fillers no letters."""
    found, run = [], ""
    for letter in text + " ":
        category = unicodedata.category(letter)
        if category[0] in "LN" or category in ("Mn", "Cf"):
            run += letter
        else:
            found.append(run)
            run = ""
    return [
        run
        for run in found
        if any(unicodedata.category(c)[0] in "LN" and c not in "ـ\ufe70\u3164" for c in run)
    ]


@given(TEXTS)
def test_the_search_index_cuts_a_folded_text_at_the_same_words(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f'CREATE VIRTUAL TABLE t USING fts5(text, tokenize="{TOKENIZER}")')
        db.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(t, 'instance')")
        db.execute("INSERT INTO t VALUES (?)", [fold(text)])
        (number,) = db.execute("SELECT count(*) FROM terms").fetchone()
    assert number == word_count(text)


def test_marks_that_stand_alone_change_no_fingerprint() -> None:
    for mark in "\u200f\u200e\u200c\u200d\u2060\u061c\ufeff\u2066\ufe0f\u0651\u06ddـ\ue123":
        assert fingerprint(f"أعلنت {mark} الحكومة") == fingerprint("أعلنت الحكومة")
