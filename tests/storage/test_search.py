"""Search forgives spelling and marks the words of the original."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.arabic import fold
from storage.query.filters import Filters
from storage.query.marks.snippets import snippet, without_marks
from storage.query.search import MARK_CLOSE, MARK_OPEN, BadQuery, count, search, transfer_marks
from tests.making import START, archive, article


@pytest.mark.parametrize(
    "words",
    [
        "المدرسة", "مدرسه", "مدرسة", "والمدرسة", "المَدْرَسَة", "المـــدرسة", "مدرس*",
        '"المدرسة العمومية"', "عموميه مدرسه", "مدرسة -مستشفى", "2030", "٢٠٣٠", "إصلاح", "اصلاح",
    ],
)  # fmt: skip
def test_found_in_any_spelling(tmp_path: Path, words: str) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(headline="إصلاح المدرسة العمومية في أفق 2030"))
        kept.keep(article(2, headline="خبر عن المستشفى"))
        assert [hit.id for hit in search(kept, words)] == [1]
        assert count(kept, words) == 1


@pytest.mark.parametrize("words", ["مستوصف", '"العمومية المدرسة"', "مدرسة مستوصف", "-مدرسة إصلاح"])
def test_not_found_where_it_is_not(tmp_path: Path, words: str) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(headline="إصلاح المدرسة العمومية"))
        assert search(kept, words) == []


@pytest.mark.parametrize("words", ["", "  ", "«»", "-مدرسة", '""', "* AND", "NEAR("])
def test_odd_queries_never_break(tmp_path: Path, words: str) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article())
        try:
            search(kept, words)
        except BadQuery as error:
            assert any(one in str(error) for one in ("at least one", "NEAR", "a star stands"))


@given(st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=40))
def test_a_snippet_has_both_ends_of_each_mark(runs: list[tuple[int, bool]]) -> None:
    pieces = [(" ".join(["الرباط"] * number), is_found) for number, is_found in runs]
    cut = snippet(" ".join(f"{MARK_OPEN}{text}{MARK_CLOSE}" if found else text
                           for text, found in pieces))  # fmt: skip
    ends = [char for char in cut if char in (MARK_OPEN, MARK_CLOSE)]
    assert ends == [MARK_OPEN, MARK_CLOSE] * (len(ends) // 2)
    assert bool(ends) == any(is_found for _, is_found in pieces)
    text, spans = without_marks(cut)
    assert all(text[begin:end].strip() for begin, end in spans)


@pytest.mark.parametrize(
    "words",
    ["equipement", "Équipement", "équip*", "equip*", '"l\'equipement du barrage"', "barrage meknes",
     "equipement NEAR/3 barrage", "equip* NEAR/3 barrage", "meknès -pluie"],
)  # fmt: skip
def test_what_is_counted_is_shown_with_accents_and_without(tmp_path: Path, words: str) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(headline="L'équipement du barrage de Meknès", language="fr"))
        kept.keep(article(2, headline="Un équipage à la mer, une pluie, un barrage", language="fr"))
        found = search(kept, words)
        assert [hit.id for hit in found][:1] == [1]
        assert len(found) == count(kept, words) == 1 + words.endswith("*")


def test_marks_stand_in_the_original(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(headline="«المَدْرَسَة» العموميّة"))
        (hit,) = search(kept, "مدرسه")
    assert hit.headline == f"«{MARK_OPEN}المَدْرَسَة{MARK_CLOSE}» العموميّة"


@given(st.lists(st.text("أبت ةَ.،12\u200fـ", min_size=1, max_size=8), min_size=1, max_size=8))
def test_marks_transfer_marks_whatever_the_text(parts: list[str]) -> None:
    original = " ".join(parts)
    assert transfer_marks(original, fold(original)) == original


@pytest.mark.parametrize("text", ["\x02", "كلمة \x01\x02", "\x01", "\x02 سد \x01"])
def test_a_control_in_a_text_ends_no_search(text: str) -> None:
    bare = text.replace("\x01", "\ufffd").replace("\x02", "\ufffd")
    assert transfer_marks(text, fold(text)) == bare


@pytest.mark.parametrize("mark", ["\u200f", "\u2060", "\u061c", "ـ", "\u0651"])
def test_a_mark_alone_is_no_word_for_search(tmp_path: Path, mark: str) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(headline=f"إصلاح {mark} المدرسة العمومية"))
        for query in ('"إصلاح المدرسة"', f"إصلاح {mark} المدرسة", f'"إصلاح {mark} المدرسة"'):
            (hit,) = search(kept, query)
            assert hit.headline.count(MARK_OPEN) in (1, 2)
        assert search(kept, f"إصلاح {mark} المدرسة", exact=True)
        with pytest.raises(BadQuery):
            search(kept, mark)


def test_filters(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, "one", published_at=START))
        kept.keep(article(2, "two", published_at=START + timedelta(days=2)))
        day = date(2026, 11, 20)
        assert [h.id for h in search(kept, "سد", Filters(outlets=("two",)))] == [2]
        assert [h.id for h in search(kept, "سد", Filters(until=day))] == [1]
        assert [h.id for h in search(kept, "سد", Filters(since=day + timedelta(days=1)))] == [2]


def test_an_edit_is_found_by_its_new_words_only_and_last_seen_costs_nothing(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(headline="عنوان قديم"))
        kept.keep(article(headline="عنوان منقح"))
        assert search(kept, "قديم") == []
        assert len(search(kept, "منقح")) == 1
        kept.db.execute("INSERT INTO articles_fts(articles_fts) VALUES ('integrity-check')")


def test_exact_spelling_on_demand(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline="أخبار الوطن"))
        kept.keep(article(2, headline="اخبار الوطن"))
        assert len(search(kept, "اخبار")) == 2
        assert [hit.id for hit in search(kept, "اخبار", exact=True)] == [2]


def test_pages_that_follow_one_another_hold_every_match_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.query.matching.best_first.RERANKED", 7)
    monkeypatch.setattr("storage.query.matching.best_first.RANKED", 12)
    with archive(tmp_path) as kept:
        for number in range(1, 31):
            word = "المدرسه" if number % 3 else "المدرسة"
            kept.keep(article(number, headline=f"خبر {number} عن {word}"))
        kept.keep(article(31, outlet="other", headline="خبر عن المدرسة"))
        for filters in (None, Filters(outlets=("one",))):
            number = count(kept, "المدرسة", filters)
            assert number == (30 if filters else 31)
            for size in (1, 4, 10, 40):
                pages = [
                    hit.id
                    for offset in range(0, number + size, size)
                    for hit in search(kept, "المدرسة", filters, limit=size, offset=offset)
                ]
                assert len(pages) == number, (filters, size)
                assert len(set(pages)) == number, (filters, size)
