"""The frozen folds are what they were, and the newest of them is today's."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import arabic
from storage.derived.versions import fold_version
from storage.folds import FOLDS, NEWEST, frozen

pytestmark = pytest.mark.slow

UNICODE = "14.0.0"
"""Of the tables that the first frozen fold was made from; another Python has more letters."""
FREEZE = (
    "crawler.arabic folds otherwise than the newest fold of storage/folds: freeze it there too"
    " (its __init__ says how), so that texts erased from now on are known in all that it forgives;"
    " the former folds stay, for texts erased before"
)


@pytest.mark.parametrize("version", FOLDS)
def test_a_frozen_fold_is_never_changed(version: str) -> None:
    assert fold_version(frozen(version).words) == version, (
        "a frozen fold was edited: texts erased under it would be let in again; take that back"
    )


def test_the_newest_frozen_fold_is_todays() -> None:
    if unicodedata.unidata_version == UNICODE:
        assert fold_version(arabic.folded_words) == NEWEST, FREEZE
    assert list(differing()) == [], FREEZE


def differing() -> Iterator[str]:
    """Letters that both folds know and fold otherwise; on the same tables, all that differ."""
    for first in range(0, 0x110000, 256):
        points = [chr(p) for p in range(first, first + 256) if not 0xD800 <= p < 0xE000]
        text = "\n".join(points)
        if arabic.folded_words(text) == frozen(NEWEST).words(text):
            continue
        for point in points:
            today, former = arabic.folded_words(point), frozen(NEWEST).words(point)
            both = (today and former) or unicodedata.unidata_version == UNICODE
            if today != former and both:
                yield f"U+{ord(point):04X}"


@given(st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=40))
def test_letters_with_their_marks_are_folded_alike(text: str) -> None:
    if unicodedata.unidata_version == UNICODE:
        assert frozen(NEWEST).words(text) == arabic.folded_words(text), FREEZE


@given(
    st.text(
        "أإآٱىةؤئکڭگݣڤپچabcéΣσİﷺ\u0301\u0327\u0651\u064b\u064e\u0640 각\u1100\u1161\u11a8",
        max_size=30,
    )
)
def test_what_the_press_writes_is_folded_alike(text: str) -> None:
    demand_alike(text)


def demand_alike(text: str) -> None:
    assert frozen(NEWEST).words(text) == arabic.folded_words(text), FREEZE
    assert frozen(NEWEST).fingerprint(text) == arabic.fingerprint(text), FREEZE


def test_somebody_who_changes_the_fold_is_told_to_freeze_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(arabic._TABLE, ord("ى"))
    arabic.fold_token.cache_clear()
    arabic._remembered_words.cache_clear()
    try:
        with pytest.raises(AssertionError, match="freeze it there too"):
            demand_alike("على مستوى")  # not by chance: hypothesis would shrink it for minutes
        assert {"U+0649", "U+FEEF"} <= set(differing())
    finally:
        monkeypatch.undo()
        arabic.fold_token.cache_clear()
        arabic._remembered_words.cache_clear()
