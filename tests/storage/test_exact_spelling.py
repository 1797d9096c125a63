"""``--exact``: one meaning, whole words spelled as typed, wherever and however it is asked."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.query.concordance import concordance
from storage.query.exact_spelling import is_spelled_so, spelled_places
from storage.query.query_language import parse_query
from storage.query.search import MARK_CLOSE, MARK_OPEN, ORDERS, Search
from storage.query.variants.former_versions import FormerSearch
from storage.query.variants.one_per_story import OnePerStory
from tests.making import START, archive, article
from tests.web.making import client
from warraq.cli import main

TEXTS = (
    ("مدرسة أولى", "فتحت مدرسة أبوابها أمام التلاميذ."),
    ("مدرسه ثانية", "كتبت مدرسه بالهاء هنا."),
    ("المدرسة الثالثة", "قال الوزير إن المدرسة العمومية بخير."),
    ("مدرسة رابعة ومدرسه", "مدرسة هنا وهناك ومعها مدرسه زمردة."),
    ("خبر خامس", "مدرسه زمردة في الحي، وبعد ذلك بأسطر كثيرة جدا جدا تأتي مدرسة أخرى."),
    ("خبر سادس", "زمردة قرب مدرسة صغيرة في الحي.\nوسم: #مدرسة_زمردة"),
    ("خبر سابع", "#فستق_حلبي وشيء آخر."),
    ("مَدرسة ثامنة", "مدرسةٌ مشكولة."),
    ("\u200fمدرسة\u200f تاسعة", "علامات لا ترى حول الكلمة."),
    ("خبر عاشر", "قالوا إن عائلاتهم\nأولا وأخيرا. مدارس كثيرة"),
    ("Une École", "l'ecole et l'école du barrage, E\u0301cole encore."),
)
"""Headline and text; the article's number is the place."""
ASKED = {
    "مدرسة": [1, 4, 5, 6, 9], "مدرسه": [2, 4, 5], "مدرسة -مدرسه": [1, 6, 9],
    "مدرسة NOT زمردة": [1, 9], "مدرسه بدون:مدرسة": [2], "مدرسة -أولى": [4, 5, 6, 9],
    "مدرسة -المدرسة": [1, 4, 5, 6, 9], 'مدرسة -"مدرسه زمردة"': [1, 6, 9],
    "مدرسة -(مدرسه زمردة)": [1, 6, 9], "مدرسة -مدرسه*": [1, 6, 9],
    "مدرسة -(مدرسة NEAR/3 زمردة)": [1, 4, 5, 9],
    '"مدرسه زمردة"': [4, 5], '"مدرسة زمردة"': [6], '"عائلاتهم أولا"': [10],
    "مدرسة NEAR/3 زمردة": [6], "مدرسة NEAR/4 زمردة": [4, 6],
    "مدرسه NEAR/3 زمردة": [4, 5], "زمردة NEAR/0 مدرسه": [4, 5],
    "زمرد* NEAR/1 مدرسة": [6], "مدرسة NEAR/3 هنا NEAR/3 وهناك": [4],
    "مدرس*": [1, 2, 4, 5, 6, 8, 9], "المدرس*": [3], "مدارس OR المدرسة": [3, 10],
    "(مدرسة أو مدرسه) خبر": [5, 6], "مدرسة مدرسه": [4, 5], "عنوان:مدرسة": [1, 4, 9],
    "نص:مدرسة": [1, 4, 5, 6], "كاتب:سلمى": [1], "كاتب:سلمي": [], "كاتب:سلمى مدرسة": [1],
    "مدرسة -كاتب:سلمى": [4, 5, 6, 9], "كاتب:سلمى أو فستق": [1, 7], "وسم:سدود": [2],
    "فستق": [7], "حلبي": [7], "فستق_حلبي": [7], "#فستق_حلبي": [7], "زمردة": [4, 5, 6],
    "École": [11], "école": [11], "ecole": [11], "Ecole": [], "مدرسةٌ": [8], "مَدرسة": [8],
}  # fmt: skip
"""A query -> the articles that are spelled so."""
IN_TEXT = {query: [one for one in ids if not (query.startswith("كاتب:سلمى") and one == 1)
                   and "وسم:" not in query] for query, ids in ASKED.items()}  # fmt: skip
"""Those with a place in headline or text, of which a concordance has lines."""
IN_TEXT["كاتب:سلمى مدرسة"] = [1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of these texts."""
    with archive(tmp_path_factory.mktemp("exact")) as kept:
        for number, (headline, body) in enumerate(TEXTS, 1):
            more = {1: {"byline": "سلمى التازي"}, 2: {"tags": ("ماء", "سدود")}}.get(number, {})
            kept.keep(article(number, headline=headline, body=body, **more))
        return kept.folder


def test_all_that_is_counted_is_shown_and_has_its_lines(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Archive(folder) as kept:
        for query, ids in ASKED.items():
            question = Search(kept, query, exact=True)
            assert question.every_id() == ids, query
            assert question.count() == len(ids) == OnePerStory(question).count()
            for order in ORDERS:
                assert sorted(hit.id for hit in question.hits(order)) == ids, (query, order)
            said = {one.id for one in concordance(question)}
            assert sorted(said) == IN_TEXT[query], query
            former = FormerSearch(kept, query, exact=True) if "وسم" not in query else question
            assert sorted(hit.id for hit in former.hits()) == ids, query
            assert {one.id for one in concordance(former)} == said, query
    there = ["--exact", "--archive", str(folder)]
    for query, ids in ASKED.items():
        assert main(["search", "--csv", "--limit", "100", *there, "--", query]) == (not ids)
        rows = [*csv.DictReader(io.StringIO(capsys.readouterr().out))]
        assert sorted(int(row["id"]) for row in rows) == ids, query
        main(["concordance", "--json", *there, "--", query])
        told = json.loads(capsys.readouterr().out)
        assert told["articles"] == len(ids) and told["total"] == len(told["occurrences"])
        assert sorted({one["id"] for one in told["occurrences"]}) == IN_TEXT[query], query


def test_the_page_shows_all_that_it_counts_in_every_format(folder: Path) -> None:
    with client(folder) as page:
        for query, ids in ASKED.items():
            asked = {"q": query, "exact": "1"}
            found = page.get("/search.json", params=asked).json()
            assert found["total"] == len(ids) == len(found["hits"]), query
            lines = [*csv.DictReader(io.StringIO(page.get("/search.csv", params=asked).text))]
            assert sorted(int(line["id"]) for line in lines) == ids, query
            assert page.get("/search.atom", params=asked).text.count("<entry>") == len(ids), query
            assert len(page.get("/search.jsonl", params=asked).text.splitlines()) == len(ids)
            said = page.get("/concordance.json", params=asked).json()
            assert sorted({one["id"] for one in said["occurrences"]}) == IN_TEXT[query], query


@pytest.mark.parametrize(("query", "number", "found"), [
    ("مدرسة", 4, ["مدرسة", "مدرسة"]), ("مدرسه", 4, ["مدرسه"]), ("مدرسة", 6, ["مدرسة"] * 2),
    ("مدرسة NEAR/2 زمردة", 6, ["زمردة", "مدرسة", "مدرسة", "زمردة"]),
    ("مدرسة NEAR/0 زمردة", 6, ["مدرسة", "زمردة"]), ('"مدرسة زمردة"', 6, ["مدرسة_زمردة"]),
    ("فستق", 7, ["فستق"]), ("مدرس*", 4, ["مدرسة", "مدرسة", "مدرسه"]), ("école", 11, ["école"]),
    ("École", 11, ["École", "E\u0301cole"]), ("مدرسة", 9, ["\u200fمدرسة\u200f"]),
    ('"عائلاتهم أولا"', 10, ["عائلاتهم أولا"]), ("مدرسة -مدرسه", 6, ["مدرسة", "مدرسة"]),
])  # fmt: skip
def test_what_is_marked_and_listed_is_spelled_so(
    folder: Path, query: str, number: int, found: list[str]
) -> None:
    with Archive(folder) as kept:
        question = Search(kept, query, exact=True)
        assert [one.found for one in concordance(question) if one.id == number] == found
        (hit,) = (one for one in question.hits() if one.id == number)
        marked = f"{hit.headline}\n{hit.snippet}"
        assert marked.count(MARK_OPEN) == marked.count(MARK_CLOSE) == len(found)
        for one in found:
            assert f"{MARK_OPEN}{one}{MARK_CLOSE}" in marked


def test_former_versions_are_spelled_so_too(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for hour, said in enumerate((
            "مدرسه زمردة ثم كلام كثير جدا جدا جدا جدا جدا جدا عن مدرسة", "مدرسة زمردة و#فستق_حلبي",
            "لا شيء",
        )):  # fmt: skip
            kept.keep(
                article(1, body=f"قيل هنا إن {said}.", fetched_at=START + timedelta(hours=hour))
            )
        for query, version in (
            ("مدرسة NEAR/2 زمردة", 2), ("مدرسه NEAR/2 زمردة", 1), ("مدرسة -مدرسه", 2),
            ("مدرسه", 1), ("فستق", 2), ("مدرسة زمردة", 2),
        ):  # fmt: skip
            question = FormerSearch(kept, query, exact=True)
            assert [hit.version for hit in question.hits()] == [version], query
            assert question.count() == 1
            typed = set(query.replace("-مدرسه", "").split()) - {"NEAR/2"}
            assert {one.found for one in concordance(question)} == typed, query


def test_two_questions_of_one_connection_are_each_spelled_as_they_are(folder: Path) -> None:
    with Archive(folder) as kept:
        one, other = (Search(kept, query, exact=True) for query in ("مدرسة", "مدرسه"))
        assert (one.every_id(), other.every_id()) == (ASKED["مدرسة"], ASKED["مدرسه"])


def test_a_phrase_is_near_a_word_wherever_it_stands_even_within_itself() -> None:
    text = "قيل أ ب أ ب أ نهاية"
    found = spelled_places(parse_query('"أ ب أ" NEAR/1 نهاية'), {"headline": "", "body": text})
    assert [text[begin:end] for begin, end in found["body"]] == ["أ ب أ", "نهاية"]


def test_overlapping_phrases_are_marked_as_one(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline="عنوان", body="قيل أ ب أ ب أ نهاية"))
        for query in ('"أ ب أ"', '"أ ب أ" NEAR/3 نهاية'):
            (hit,) = Search(kept, query, exact=True).hits()
            assert f"{MARK_OPEN}أ ب أ ب أ{MARK_CLOSE}" in hit.snippet, query


TYPED = (
    "مح\u0645\u0651\u064eد", "الم\u064fد\u064eر\u0651\u0650سة", "الش\u0651\u064eعب",
    "إن\u0651\u064e", "شيئ\u064bا", "أ\u0651\u064eب", "o\u0302\u0323c", "l\u2019\u00e9t\u00e9",
    "a\u0340b", "a\u0344b", "\u0374", "\u0958\u0937", "한국", "각\u0323",
)  # fmt: skip
"""Words as they are typed, which a normal form encodes otherwise."""
ENCODINGS: tuple[Callable[[str], str], ...] = (
    lambda text: text, partial(unicodedata.normalize, "NFC"), partial(unicodedata.normalize, "NFD"),
    lambda text: text.replace("\u0651", "\u034f\u0651"),
)  # fmt: skip


@pytest.mark.parametrize("word", TYPED)
def test_a_word_is_found_however_its_marks_are_ordered_and_encoded(
    tmp_path: Path, word: str
) -> None:
    with archive(tmp_path) as kept:
        for number, encoded in enumerate(ENCODINGS, 1):
            kept.keep(article(number, headline=f"قيل {encoded(word)} هنا {number}", body="نص"))
        for encoded in ENCODINGS:
            asked = f'"{encoded(word)}"'
            hits = Search(kept, asked, exact=True).hits()
            assert sorted(hit.id for hit in hits) == [1, 2, 3, 4]
            for hit in hits:
                marked = f"{MARK_OPEN}{ENCODINGS[hit.id - 1](word)}{MARK_CLOSE}"
                assert marked in hit.headline


@pytest.mark.parametrize(("query", "text", "is_found"), [
    ("محم\u0651د", "محم\u0651\u064eد", False), ("محم\u0651\u064eد", "محم\u0651د", False),
    ("محم\u0651\u064eد", "محم\u064e\u0651\u064eد", False), ("محمد", "محم\u0651\u064eد", False),
    ("محم\u0651*", "محم\u0651\u064eد", True), ("محم\u064e*", "محم\u0651\u064eد", True),
    ("محم\u0651\u064e*", "محم\u064e\u0651د", True), ("محم\u0651*", "محم\u064eد", False),
    ("محم*", "محم\u0651\u064eد", True), ("مح\u0651*", "محم\u0651\u064eد", False),
    ("ا*", "أب", False), ("أ*", "ا\u0654ب", True), ("e*", "\u00e9t\u00e9", False),
    ("\u1eb9*", "\u00e9\u0323t", True),
])  # fmt: skip
def test_marks_tell_as_printed(query: str, text: str, is_found: bool) -> None:
    assert is_spelled_so(parse_query(query), {"headline": text, "body": None}) == is_found


def test_what_is_typed_with_vowels_ranks_first_in_either_order(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for number, word in enumerate(("محمد", "محم\u064e\u0651د", "محم\u0651\u064eد", "محمد"), 1):
            kept.keep(article(number, headline=f"قيل {word} هنا {number}", body="نص"))
        first = [hit.id for hit in Search(kept, "محم\u0651\u064eد").hits()][:2]
        assert sorted(first) == [2, 3]
