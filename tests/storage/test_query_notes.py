"""Fields hold in every way of asking, and nothing is 0 without a word of why."""

import json
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.query.filters import Filters
from storage.query.search import Search
from storage.query.variants.former_versions import FormerSearch
from storage.query.variants.query_notes import notes_on, unknown_values
from storage.query.vocabulary.probable_operators import doubts
from storage.takedown.orders import suppress
from tests.making import START, archive, article
from tests.web.making import client
from warraq.cli import main


def signed(kept: Archive) -> None:
    kept.keep(article(1, headline="سد جديد", byline="يوسف بنعلي", section="جهات وأقاليم",
                      tags=("ماء", "السدود الكبرى")))  # fmt: skip
    body = "افتتح المهرجان بالصويرة أمس بحضور ضيوف كثر."
    kept.keep(article(2, headline="مهرجان", byline="بقلم: يوسُف العلوي / الرباط", section="ثقافة",
                      language="fr", body=body))  # fmt: skip


@pytest.mark.parametrize(("words", "ids", "exactly"), [
    ("كاتب:يوسف", [1, 2], [1]), ("byline:العلوي", [2], [2]), ("كاتب:علوي", [2], []),
    ('كاتب:"يوسف بنعلي"', [1], [1]), ("auteur:يوس*", [1, 2], [1, 2]),
    ("-كاتب:بنعلي كاتب:يوسف", [2], []),
    ("قسم:جهات", [1], [1]), ("قسم:اقاليم", [1], []), ('rubrique:"جهات وأقاليم"', [1], [1]),
    ("وسم:سدود", [1], []), ('وسم:"السدود الكبرى"', [1], [1]), ("عنوان:السد", [1], []),
    ("كاتب:يوسف NEAR/2 كاتب:بنعلي", [1], [1]), ("كاتب:يو* NEAR/2 كاتب:بنعلي", [1], [1]),
    ("كاتب:مهرجان", [], []), ("عنوان:يوسف", [], []),
])  # fmt: skip
def test_fields_hold_for_forms_phrases_nearness_and_exact_spelling(
    tmp_path: Path, words: str, ids: list[int], exactly: list[int]
) -> None:
    with archive(tmp_path) as kept:
        signed(kept)
        assert sorted(Search(kept, words).every_id()) == ids
        question = Search(kept, words, exact=True)
        assert sorted(question.every_id()) == exactly
        assert question.count() == len(exactly) == len(question.hits())


def test_near_takes_beginnings_of_words(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline="المدرسون يحتجون أمام الوزارة"))
        assert Search(kept, "مدرس* NEAR/3 الوزارة").count() == 1
        assert Search(kept, "مدرس NEAR/1 الوزارة").count() == 0


def test_exact_leaves_out_the_very_spelling_alone(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline="أخبار اليوم"))
        kept.keep(article(2, headline="اخبار اليوم"))
        kept.keep(article(3, headline="أخبار اليوم وقبله اخبار"))
        assert Search(kept, "أخبار -اخبار", exact=True).every_id() == [1]
        assert Search(kept, "أخبار -اخبار").every_id() == []


@pytest.mark.parametrize(("typed", "write"), [
    ("eau ou barrage", ["OU"]), ("water and dam", ["AND"]), ("eau Sauf pluie", ["SAUF"]),
    ("سد - مطر", ["-مطر"]), ("حادثة قرب الرباط", ["قرب/5"]), ("تلاميذ بدون مدرسة", ["بدون:"]),
    ("كاتب:يوسف بنعلي", ['كاتب:"يوسف بنعلي"']), ("كاتب:يوسف عنوان:سد", []), ("eau OU pluie", []),
    ("ou", []), ('"eau ou barrage"', []), ("كاتب:يوسف OR سد", []), ("سد قرب/5 ماء", []),
    ("كوفيد-19", []), ("المغرب -إسبانيا", []),
])  # fmt: skip
def test_what_only_looks_like_an_operator_is_told(typed: str, write: list[str]) -> None:
    assert [one.write for one in doubts(typed)] == write


def codes(search: Search, text: str) -> list[tuple[str, str, int]]:
    return [(one.code, one.word, one.number) for one in notes_on(search, text, search.count())]


@pytest.mark.parametrize(("text", "filters", "exact", "told"), [
    ("سد مستحيلة", Filters(), False, [("nowhere", "مستحيلة", 0)]),
    ("كاتب:مستحيل", Filters(), False, [("nowhere", "byline:مستحيل", 0)]),
    ("سد", Filters(language="fr", section="ثقافة"), False, [("narrowed", "", 1)]),
    ("الجديد", Filters(), True, [("other spelling", "", 1)]),
    ("سد مهرجان", Filters(), False, [("apart", "", 0)]), ("سد", Filters(), False, []),
    ("سد قرب تاونات", Filters(), False, [("as a word", "قرب", 0), ("nowhere", "قرب", 0)]),
    ("سد or جديد", Filters(), False, [("as a word", "or", 0), ("nowhere", "or", 0)]),
    ("https://one.ma/2.html", Filters(), False, [("address", "https://one.ma/2.html", 2)]),
    ("one.ma/2.html", Filters(), False, [("address", "one.ma/2.html", 2)]),
    ("one:https://one.ma/2.html", Filters(), False,
     [("address", "one:https://one.ma/2.html", 2)]),
    ("https://one.ma/9.html", Filters(), False, [("nowhere", "https://one.ma/9.html", 0)]),
    ("2026-11-20", Filters(), False, [("day", "2026-11-20", 0)]),
    (" ٢٠/١١/٢٠٢٦", Filters(), False, [("day", "2026-11-20", 0)]),
    ("31/02/2026", Filters(), False, [("nowhere", "31/02/2026", 0)]), ("2", Filters(), False,
                                                                     [("nowhere", "2", 0)]),
    ("سد،مهرجان", Filters(), False, [("nowhere", "سد،مهرجان", 0), ("as a word", "سد،مهرجان", 0)]),
    ("مهرجان SAUF الصويرة", Filters(), False, [("left out", "-الصويرة", 0)]),
])  # fmt: skip
def test_nothing_is_0_without_a_word_of_why(
    tmp_path: Path, text: str, filters: Filters, exact: bool, told: list[tuple[str, str, int]]
) -> None:
    with archive(tmp_path) as kept:
        signed(kept)
        question = Search(kept, text, filters, exact=exact)
        assert codes(question, text) == told


def test_what_is_noted_is_to_be_written_so(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        signed(kept)
        for text, instead in (("سد|مهرجان", "سد OR مهرجان"), ("جديد,سد", "جديد سد")):
            question = Search(kept, text)
            assert question.count() == 0
            notes = notes_on(question, text, 0)
            assert [one.instead for one in notes if one.instead] == [instead]
            assert Search(kept, instead).count() > 0


def test_no_note_tells_of_a_hidden_article(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        signed(kept)
        suppress(kept, 2, "court")
        folder = kept.folder
        text = "https://one.ma/2.html"
        assert codes(Search(kept, text), text) == [("nowhere", text, 0)]
    with client(folder) as page:
        for asked, told in (("https://one.ma/1.html", "/article/1"), ("2026-11-20", "/day/2026-"),
                            ("https://one.ma/2.html", "")):  # fmt: skip
            shown = page.get("/search", params={"q": asked, "lang": "en"}).text
            notes = shown.partition('<ul class="notes">')[2].partition("</ul>")[0]
            assert (f'href="{told}' in notes) == bool(told), notes


def test_what_was_rewritten_away_is_not_nowhere_in_former_versions(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline="عنوان زمرديان"))
        kept.keep(article(1, headline="عنوان آخر"))
        assert codes(Search(kept, "زمرديان"), "زمرديان") == [("nowhere", "زمرديان", 0)]
        text = "زمرديان آخر"
        assert codes(FormerSearch(kept, text), text) == [("apart", "", 0)]
        text = "زمرديان مستحيلة"
        assert codes(FormerSearch(kept, text), text) == [("nowhere", "مستحيلة", 0)]


def test_values_that_no_shown_article_has_are_unknown(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        signed(kept)
        assert unknown_values(kept, Filters(language="fr", section="ثقافه")) == []
        assert unknown_values(kept, Filters(language="de", section="رياضة")) == [
            ("language", "de"), ("section", "رياضة"),
        ]  # fmt: skip
        suppress(kept, 2, "court")
        assert unknown_values(kept, Filters(language="fr")) == [("language", "fr")]


def test_the_command_names_what_the_archive_does_not_know(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        signed(kept)
    there = ["--archive", str(tmp_path / "archive")]
    for command in ("search", "concordance"):
        for options, said in (
            (["سد", "--language", "de"], "no article here has the language de; there are fr, ar"),
            (["سد", "--section", "رياضة"], "ثقافة"),
            (["سد", "مستحيلة"], "مستحيلة is in no article"),
            (["سد", "--language", "fr"], "1 without the narrowing"),
            (["سد", "or", "جديد"], "did you mean OR?"),
        ):
            assert main([command, *options, *there]) == 1
            assert said in capsys.readouterr().err
            assert main([command, *options, "--json", *there]) == 1
            notes = json.loads(capsys.readouterr().out)["notes"]
            assert said in " ".join(note["text"] for note in notes)
        assert main([command, "سد", *there]) == 0
        assert "note:" not in capsys.readouterr().err
        assert main([command, "سد", "--outlet", "nobody", *there]) == 2


@pytest.mark.parametrize(("text", "lines", "named"), [
    ("كاتب:يوسف", 0, "byline:يوسف"), ('قسم:جهات وسم:ماء', 0, "section:جهات tags:ماء"),
    ("كاتب:يوسف OR مهرجان", 2, "byline:يوسف"), ("كاتب:يوسف NEAR/2 كاتب:بنعلي", 0,
                                               "byline:يوسف byline:بنعلي"),
    ("كاتب:يوسف مهرجان", 2, ""), ("عنوان:مهرجان", 1, ""), ("كاتب:مستحيل", 0, ""),
])  # fmt: skip
def test_a_concordance_says_why_an_article_has_no_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, lines: int, named: str
) -> None:
    with archive(tmp_path) as kept:
        signed(kept)
        folder = kept.folder
    asked = ["concordance", text, "--archive", str(folder)]
    assert main([*asked, "--json"]) == (not lines)
    told = json.loads(capsys.readouterr().out)
    assert len(told["occurrences"]) == lines
    notes = [one["word"] for one in told["notes"] if one["code"] == "no line"]
    assert notes == [named] * bool(named)
    main(asked)
    assert ("has no line here" in capsys.readouterr().err) == bool(named)
    with client(folder) as page:
        shown = page.get("/concordance", params={"q": text, "lang": "en"}).text
    assert ("has no line here" in shown) == bool(named)


@pytest.mark.parametrize("command", ["search", "concordance", "stats"])
def test_what_was_added_to_the_words_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    with archive(tmp_path) as kept:
        for number, headline in enumerate(("سد جديد", "السد الكبير"), 1):
            kept.keep(article(number, headline=headline, published_at=START))
    there = ["--archive", str(tmp_path / "archive")]
    for shape in ([], ["--csv"]):
        assert main([command, "سد", *shape, *there]) == 0
        told = capsys.readouterr().err
        assert "also searched for سد: السد" in told and "--exact" in told
        assert main([command, "سد", "--exact", *shape, *there]) == 0
        assert "also searched" not in capsys.readouterr().err
    assert main([command, "سد", "--json", *there]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["also_searched"] == {"سد": ["السد"]} and told.err == ""


def test_numbers_of_nothing_say_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline="سد جديد"))
    asked = ["stats", "مستحيلة", "--archive", str(tmp_path / "archive")]
    assert main(asked) == 1
    assert "note: مستحيلة is in no article" in capsys.readouterr().err
    assert main([*asked, "--json"]) == 1
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["notes"]] == ["nowhere"]
