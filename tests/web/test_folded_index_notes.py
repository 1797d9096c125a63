"""SQL that asks the search index for a word as printed is told what to write."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from warraq.cli import main

pytestmark = pytest.mark.slow
NO_BREAK = "\u00a0"
MATCH = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH "
TOLD = [
    (MATCH + "'إقليم'", "MATCH ar_query('إقليم')"),
    (
        "select count(*) from articles_fts where articles_fts match'جرسيف OR إقليم'",
        "MATCH ar_query('جرسيف OR إقليم')",
    ),
    ("SELECT rowid FROM articles_fts('إقليم')", "MATCH ar_query('إقليم')"),
    ("SELECT rowid FROM articles_fts WHERE articles_fts = 'إقليم'", "MATCH ar_query('إقليم')"),
    (MATCH + "'٣٠٠'", "MATCH ar_query('٣٠٠')"),
    (MATCH + "('إقليم')", "MATCH ar_query('إقليم')"),
    (MATCH + "/* which? */ 'إقليم' -- this", "MATCH ar_query('إقليم')"),
    (MATCH + "'\"بإقليم شفشاون\" سد'", "MATCH ar_query('\"بإقليم شفشاون\" سد')"),
]
"""Questions, and what to write instead."""


def notes(page: TestClient, path: str, lang: str = "en", **query: str) -> list[str]:
    answer = page.get(path, params={"lang": lang} | query)
    assert answer.status_code == 200, answer.text
    found = html.document_fromstring(answer.text).xpath("//ul[@class='notes']/li")
    return [one.text_content() for one in found]


@pytest.mark.parametrize(("sql", "instead"), TOLD)
def test_a_word_that_no_index_holds_so_is_told_with_what_to_write(
    page: TestClient, sql: str, instead: str
) -> None:
    (note,) = notes(page, "/sql", q=sql)
    assert note.endswith(f"write {instead}") and "folded words" in note
    (row,) = page.get("/sql.json", params={"q": sql}).json()["notes"]
    assert (row["code"], row["instead"]) == ("folded", instead)


def test_what_is_told_to_be_written_finds_it(page: TestClient) -> None:
    (row,) = page.get("/sql.json", params={"q": MATCH + "'الأقاليم'"}).json()["notes"]
    told = page.get("/sql.json", params={"q": MATCH.replace("MATCH ", row["instead"])}).json()
    assert told["rows"] and told["notes"] == []
    (row,) = page.get("/tables/articles_fts.json", params=FILTER).json()["notes"]
    found = page.get("/tables/articles_fts.json", params=FILTER | {"value": row["instead"]}).json()
    assert found["rows"] and found["notes"] == []


@pytest.mark.parametrize(("typed", "instead"), [
    ("'{headline body}: بإقليم'", "'{headline body}: باقليم'"),
    ("'body : بإقليم'", "'body : باقليم'"),
    ("'NEAR(\"بإقليم\" شفشاون, 50)'", "'NEAR(\"باقليم\" شفشاون, 50)'"),
    ("'^تدشين + سد + بإقليم'", "'^تدشين + سد + باقليم'"),
    ("'\"بإقليم\" *'", "'\"باقليم\" *'"),
    ("'بإقل' || '*'", "'باقل' || '*'"),
    (f"'بإقليم{NO_BREAK * 60}+ شفشاون'", f"'باقليم{NO_BREAK * 60}+ شفشاون'"),
    ("'سد ' || 'بإقليم'", "'سد ' || 'باقليم'"),
    ("('بإقل' || substr('**', 1, 1))", "'باقل'"),
    ("'بإقليم OR near PRES'", "'باقليم OR near PRES'"),
])  # fmt: skip
def test_syntax_of_fts5_stays_and_its_words_are_folded(
    page: TestClient, typed: str, instead: str
) -> None:
    (row,) = page.get("/sql.json", params={"q": MATCH + typed}).json()["notes"]
    assert row["instead"] == instead
    written = typed.replace("بإق", "باق")
    assert instead in written
    told = page.get("/sql.json", params={"q": MATCH + written}).json()
    assert told["rows"] and told["notes"] == []


@pytest.mark.parametrize("sql", [
    "SELECT 1 -- MATCH 'إقليم'", "SELECT 1 /* MATCH 'إقليم' */", "SELECT 1 /* MATCH 'إقليم'",
    "SELECT 'x MATCH ''إقليم'' '", "SELECT '-- ', 1 -- articles_fts('إقليم')",
    MATCH + "'سد'", MATCH + "ar_query('إقليم')", MATCH + "'Barrage OR équipement'",
    "SELECT id FROM articles WHERE section = 'سياسة' AND headline LIKE '%إقليم%'", "SELECT 1",
])  # fmt: skip
def test_what_the_index_holds_as_typed_needs_no_note(page: TestClient, sql: str) -> None:
    assert notes(page, "/sql", q=sql) == []
    assert page.get("/sql.json", params={"q": sql}).json()["notes"] == []


@pytest.mark.parametrize(("comparison", "value", "instead"), [
    ("contains", "Équipement", "équipement"), ("is", "Barrage", "barrage"),
    ("is", "BARRAGE سد", "barrage سد"), ("at least", "Éq", "éq"), ("", "Barrage", "barrage"),
])  # fmt: skip
def test_latin_words_that_the_table_holds_otherwise_are_told(
    page: TestClient, comparison: str, value: str, instead: str
) -> None:
    asked = {"column": "body", "comparison": comparison, "value": value}
    (row,) = page.get("/tables/articles_fts.json", params=asked).json()["notes"]
    assert row["instead"] == instead
    answer = page.get("/tables/articles_fts.json", params=asked | {"value": instead}).json()
    assert answer["notes"] == []
    assert bool(answer["rows"]) == (comparison in ("contains", "at least"))


@pytest.mark.parametrize(("comparison", "value"), [
    ("contains", "Barrage"), ("contains", "équipement"), ("is", "barrage"), ("is empty", "إقليم"),
])  # fmt: skip
def test_what_the_table_finds_as_typed_needs_no_note(
    page: TestClient, comparison: str, value: str
) -> None:
    asked = {"column": "body", "comparison": comparison, "value": value}
    assert page.get("/tables/articles_fts.json", params=asked).json()["notes"] == []


FILTER = {"column": "body", "comparison": "contains", "value": "إقليم"}


def test_the_table_of_the_index_narrowed_by_a_printed_word_says_so(page: TestClient) -> None:
    (note,) = notes(page, "/tables/articles_fts", **FILTER)
    assert "none as إقليم: write اقليم" in note
    assert notes(page, "/tables/articles_fts", **FILTER | {"value": "سد"}) == []
    assert notes(page, "/tables/articles", **FILTER) == []  # that one has texts as printed


@pytest.mark.parametrize(("lang", "said"), [
    ("ar", "يحفظ الفهرس الكلمات مطوية الرسم"), ("fr", "l’index garde les mots"),
])  # fmt: skip
def test_the_note_is_in_the_language_of_the_page(page: TestClient, lang: str, said: str) -> None:
    (note,) = notes(page, "/sql", lang, q=TOLD[0][0])
    assert said in note and "MATCH ar_query('إقليم')" in note


def test_the_command_says_it_beside_its_answer(
    folder: Path, capsys: pytest.CaptureFixture[Any]
) -> None:
    sql = "SELECT count(*) AS n FROM articles_fts WHERE articles_fts MATCH "
    assert main(["sql", sql + "'إقليم'", "--json", "--archive", str(folder)]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == [{"n": 0}] and "write MATCH ar_query('إقليم')" in told.err
    assert main(["sql", sql + "ar_query('إقليم')", "--archive", str(folder)]) == 0
    assert capsys.readouterr().err == ""
