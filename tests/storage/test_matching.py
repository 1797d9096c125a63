"""Matches by number: the same articles, in the same order, whichever way they are asked for."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from storage.archive import Archive
from storage.query.filters import Filters
from storage.query.in_memory_columns import ArticleColumns
from storage.query.matching import article_ids, best_first, time_order
from storage.query.matching.bulk_column_loading import days_and_months
from storage.query.search import MARK_OPEN, ORDERS, Search
from tests.making import START, archive, article

FILTERS = (
    Filters(),
    Filters(since=date(2026, 11, 18)),
    Filters(since=date(2026, 11, 10), until=date(2026, 11, 19)),
    Filters(until=date.max),
    Filters(outlets=("one", "three"), language="ar"),
    Filters(outlets=("nobody",)),
    Filters(section="رياضه"),
    Filters(language="fr", until=date(2026, 11, 19)),
)


def filled(folder: Path) -> Archive:
    """Forty articles of three outlets; some undated, some of one moment, one hidden."""
    kept = archive(folder)
    for number in range(1, 41):
        at = None if number % 5 == 0 else START - timedelta(days=number % 7)
        kept.keep(article(
            number, ("one", "two", "three")[number % 3], published_at=at,
            headline=f"خبر {number} عن المدرس{'ة' if number % 2 else 'ه'}",
            language="fr" if number % 4 == 0 else "ar", section="رياضة" if number % 6 else None,
            fetched_at=START - timedelta(days=number % 4),
        ))  # fmt: skip
    kept.db.execute("INSERT INTO suppressions VALUES (7, '2026-11-21T00:00:00Z', 'order')")
    return kept


@pytest.mark.parametrize("filters", FILTERS)
def test_memory_lookups_and_scans_find_the_same_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filters: Filters
) -> None:
    with filled(tmp_path) as kept:
        columns = ArticleColumns(kept)

        def found(with_columns: bool) -> list[object]:
            search = Search(kept, "مدرسة", filters, columns=columns if with_columns else None)
            pages = [search.ids(order, 7, at) for order in ORDERS for at in range(0, 49, 7)]
            return [search.count(), *[[id for id, _ in page] for page in pages]]

        looked_up = found(with_columns=False)
        assert found(with_columns=True) == looked_up
        monkeypatch.setattr(article_ids, "LOOKED_UP", 0)
        monkeypatch.setattr(time_order, "LOOKED_UP", 0)
        assert found(with_columns=False) == looked_up
        everything = [one for page in looked_up[1:8] for one in page]  # type: ignore[attr-defined]
        assert len(everything) == len(set(everything)) == looked_up[0]
        assert 7 not in everything
        if filters == Filters():
            assert looked_up[0] == 39


def test_what_columns_do_not_know_is_asked_of_the_table(tmp_path: Path) -> None:
    with filled(tmp_path) as kept:
        columns = ArticleColumns(kept)
        some = Filters(since=date(2026, 11, 15), captured_until=date(2026, 11, 18))
        of_both = Search(kept, "مدرسة", some, columns=columns).every_id()
        assert of_both == Search(kept, "مدرسة", some).every_id() != []
        assert of_both != Search(kept, "مدرسة", replace(some, captured_until=None)).every_id()


def test_narrowed_matches_are_ranked_among_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled(tmp_path) as kept:
        every = [id for id, _ in Search(kept, "مدرسة").ids("best", -1)]
        wanted = np.array(sorted(every)[::3], np.int64)
        for limit in (3, 20):
            monkeypatch.setattr(best_first, "RANKED", limit)
            search = Search(kept, "مدرسة")
            search.narrow(wanted)
            pages = [search.ids("best", 5, at) for at in range(0, 20, 5)]
            assert sorted(id for page in pages for id, _ in page) == wanted.tolist()
            assert search.count() == len(wanted)


@pytest.mark.parametrize(("words", "marked"), [
    ("سد", ["سد"]), ("مدرس*", ["المدرسون", "مدرسية"]), ('"وزير التجهيز"', ["وزير التجهيز"]),
    ("وزير NEAR/3 سد", ["وزير", "سد"]), ("سد -مستشفى", ["سد"]), ("مستشفى OR سد", ["سد"]),
    ("وزير NEAR/3 سد*", ["وزير", "سد"]), ("headline:افتتاح", ["افتتاح"]),
    ("غائب OR (سد وزير)", ["سد", "وزير"]),
])  # fmt: skip
def test_the_forms_that_stand_in_a_text_are_marked(
    tmp_path: Path, words: str, marked: list[str]
) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(
            headline="افتتاح السد", body="قال وزير التجهيز إن السد الكبير جاهز.\n"
            "ورافقه المدرسون في جولة مدرسية، وتحدث عن مستشفيات الجهة."
        ))  # fmt: skip
        kept.keep(article(2, headline="خبر آخر", body="قال وزير إن مستشفى سيفتح قرب السد."))
        hits = {hit.id: hit for hit in Search(kept, words).hits()}
        text = hits[1].headline + hits[1].snippet
        for word in marked:
            assert any(f"{MARK_OPEN}{particle}{word}" in text for particle in ("", "ال")), word
        assert text.count(MARK_OPEN) >= len(marked)


@pytest.mark.parametrize("words", [
    "وزير NEAR/3 سد", "كاتب:سعاد NEAR/1 كاتب:بنعلي", "كاتب:سعاد NEAR/1 كاتب:بن*",
    "سد -(وزير NEAR/1 مستوصف)",
    "(وزير NEAR/3 سد) OR مستوصف",
])  # fmt: skip
def test_near_ranks_all_that_it_finds_and_nothing_else(tmp_path: Path, words: str) -> None:
    with archive(tmp_path) as kept:
        texts = ("قال وزير إن السد جاهز.", "السد جاهز كما قال أمس في الرباط وزير.", "خبر مستوصف.")
        for number, text in enumerate(texts, 1):
            kept.keep(article(number, headline=f"نبأ {number}", body=text, byline="سعاد بنعلي"))
        search = Search(kept, words)
        every = search.every_id()
        assert every and sorted(id for id, _ in search.ids("best", -1)) == every
        assert len(search.hits()) == len(every)


def test_what_was_rewritten_since_it_was_found_is_left_out(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for number in (1, 2):
            kept.keep(article(number, headline=f"نبأ {number} عن المستوصف"))
        search = Search(kept, "مستوصف")
        found = search.ids()
        kept.keep(article(1, headline="نبأ آخر", fetched_at=START + timedelta(days=1)))
        assert [hit.id for hit in search.hits_of(found)] == [2]


def test_days_are_those_of_casablanca() -> None:
    winter, ramadan = 1_764_287_999, 1_771_887_600  # 23:59:59 UTC, and 23:00 in Ramadan
    days, months = days_and_months(np.array([winter, winter + 1, ramadan], np.int64))
    written = [str(day) for day in days.astype("datetime64[D]")]
    assert written == ["2025-11-28", "2025-11-28", "2026-02-23"]
    assert [str(month) for month in months.astype("datetime64[M]")] == [
        "2025-11", "2025-11", "2026-02",
    ]  # fmt: skip
