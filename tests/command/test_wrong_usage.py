"""What the command says to a slip: names nobody has, filters that find nothing, closed doors."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.making import archive, article
from tests.waiting import LIMIT, until
from warraq.cli import main

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive with an article of an outlet that has a file, and one of an outlet without."""
    monkeypatch.chdir(tmp_path)
    with archive(tmp_path) as kept:
        kept.keep(article(1, "hespress"))
        kept.keep(article(2, "vanished"))
    return tmp_path / "archive"


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(list(arguments)) == code
    return "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "command",
    [
        ["status"], ["learned"], ["leads"], ["search", "سد", "--outlet"], ["reread", "--outlet"],
        ["export", "a.csv", "--outlet"],
    ],
)  # fmt: skip
def test_a_name_that_no_outlet_has_is_told_with_the_nearest(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert "Did you mean hespress" in said(capsys, *command, "hespres", code=2)
    assert main([*command, "vanished"]) in (0, 1)
    assert main([*command, "goud"]) in (0, 1)  # has a file, and nothing in the archive


@pytest.mark.parametrize(
    "words",
    [
        ["سد", "-word"], ["-hors", "سد"], ["سد", "-مطر"], ["سد", "-Oujda", "-o", "hespress"],
        ["--outlet=hespress", "--", "-oued", "سد"],
    ],
)  # fmt: skip
def test_a_word_that_is_left_out_is_no_option_whatever_its_letters(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    query = " ".join(word for word in words if word not in ("-o", "hespress") and word[:2] != "--")
    answer = json.loads(said(capsys, "search", "--json", *words))
    assert answer["query"] == query and answer["total"] >= 1


@pytest.mark.parametrize("command", ["search", "concordance", "stats"])
def test_a_mistyped_option_is_no_word_and_one_behind_the_words_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert "did you mean --outlet?" in said(capsys, command, "سد", "--outlt", "hespress", code=2)
    assert "write -word" in said(capsys, command, "سد", "--water", code=2)
    told = said(capsys, command, "--", "-ماء", "--archive", "archive", code=2)
    assert "write options before it" in told


def test_outlets_are_those_that_the_daemon_crawls_by_the_settings(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "warraq.toml").write_text(
        'outlets = ["libe", "agora"]\nhomes = { libe = "http://mirror.example/" }\n'
    )
    found = json.loads(said(capsys, "outlets", "--json"))
    assert [one["name"] for one in found] == ["libe", "agora"]
    assert found[0]["home"] == "http://mirror.example/"
    assert "http://mirror.example/" in said(capsys, "outlets")
    every = {
        one["name"]: one["home"] for one in json.loads(said(capsys, "outlets", "--all", "--json"))
    }
    assert len(every) > 100
    assert every["libe"] == "http://mirror.example/"


def test_showing_again_needs_no_reason_and_hiding_does(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "--reason" in said(capsys, "suppress", "1", code=2)
    said(capsys, "suppress", "1", "--reason", "court of Rabat")
    assert "shown again" in said(capsys, "suppress", "1", "--undo")
    said(capsys, "suppress", "1", "--reason", "court of Rabat")
    said(capsys, "suppress", "1", "--undo", "--reason", "lifted")
    again = [line for line in said(capsys, "show", "1").splitlines() if "shown again" in line]
    assert [line.partition("shown again")[2] for line in again] == ["", ": lifted"]


@pytest.mark.parametrize("command", [["suppress"], ["erase"], ["show"], ["story"]], ids=str)
def test_an_article_that_is_not_there_is_no_trouble_of_the_archive(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    order = ["--reason", "an order"] if command[0] in ("suppress", "erase") else []
    assert "no article 99 in this archive" in said(capsys, *command, "99", *order, code=1)


def test_what_is_not_hidden_is_not_shown_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "article 1 is not suppressed" in said(capsys, "suppress", "1", "--undo", code=1)


@pytest.mark.parametrize(
    "name", ["a.csv", "a.jsonl", "a.parquet", "a.db", "a.tei.xml", "a.cdxj", "a.wacz"]
)
def test_an_export_of_nothing_leaves_the_former_file(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    Path(name).write_text("of yesterday")
    assert "nothing found" in said(capsys, "export", name, "--since", "2090-01-01", code=1)
    assert Path(name).read_text() == "of yesterday"
    assert sorted(path.name for path in Path().iterdir()) == [name, "archive"]


def test_an_export_to_a_folder_that_is_not_there_names_the_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.csv", "a.parquet", "a.sqlite"):
        told = said(capsys, "export", f"nowhere/{name}", code=2)
        assert "no such folder: nowhere" in told
        assert ".part" not in told


def test_tidy_says_when_there_is_nothing_to_join(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "--this-month" in said(capsys, "tidy")
    assert said(capsys, "tidy", "--this-month") == "nothing to join\n"


def test_what_does_not_answer_is_told_in_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "warraq.toml").write_text("allow_private = true\n")
    assert "no such file: nowhere.html" in said(capsys, "read", "nowhere.html", code=2)
    with socket.socket() as bound:  # bound, and nobody listens
        bound.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{bound.getsockname()[1]}/"
        told = said(capsys, "read", address, code=1) + said(capsys, "probe", address, code=1)
    assert told.count("connection refused") == 2
    told += said(capsys, "read", "http://nobody.invalid/", code=1)
    assert "no such host" in told
    assert "Errno" not in told
    for command in ("read", "probe"):  # nobody was asked
        assert "is not an http(s) address" in said(capsys, command, "http://[x", code=2)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["export", "a.jsonl", "--bom"], "--bom is for CSV"),
        (["export", "a.csv", "--format", "parquet"], "--format is for standard output"),
        (["export", "a.csv", "--language", "xx"], "no article here has it"),
        (["export", "a.wacz", "--text", "none"], "--text and --darija are for articles"),
        (["export", "a.csv", "--bag"], "--bag is for folders"),
        (["export", "a.csv", "--hold-pages"], "--hold-pages is for raw pages"),
        (["export", "a", "--format", "text", "--bom"], "--bom is for CSV"),
        (["export", "a"], "or a folder, with --format"),
        (["export", "-", "--format", "text"], "the format must be one of"),
        (["bag", "archive", "a", "--info", "x"], "a label, a colon"),
        (["stats", "--section", "xx"], "no article here has it"),
        (["search", "سد", "--csv", "--json"], "one of the two"),
        (["concordance", "سد", "--csv", "--json"], "one of the two"),
    ],
)
def test_what_would_be_passed_over_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str], told: str
) -> None:
    assert told in " ".join(said(capsys, *command, code=2).split())
    assert [one.name for one in Path().iterdir()] == ["archive"]


@pytest.mark.parametrize("command", [
    ("search", "سد", "--section", "\udcd3\udcc4"), ("sql", "SELECT '\udcd3\udcc4'"),
    ("search", "سد", "--language", "\udcd3"), ("stats", "--section", "\udcd3"),
])  # fmt: skip
def test_what_a_terminal_sends_in_another_encoding_is_no_traceback(
    folder: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    told = said(capsys, *command, code=2)
    assert "is not written in UTF-8" in told and "\\udcd3" in told


def test_a_file_whose_name_is_in_another_encoding_is_written_and_noted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "\udcd3\udcc4.jsonl"
    assert "2 articles" in said(capsys, "export", name)
    assert Path(name).is_file()
    assert "\\udcd3" in said(capsys, "sql", "SELECT path FROM copies_elsewhere")


@pytest.mark.parametrize("offset", ["7", "1000000000000000000000000"])
def test_a_page_behind_the_last_one_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str], offset: str
) -> None:
    told = said(capsys, "search", "سد", "--offset", offset, code=1)
    assert "2 found, none from" in told
    assert "in all, none from" in said(capsys, "history", "1", "--offset", offset)


def test_occurrences_are_counted_however_few_are_shown(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    every = said(capsys, "concordance", "سد")
    some = said(capsys, "concordance", "سد", "--limit", "1")
    assert "occurrences in 2 articles" in every and "shown" not in every
    (line,) = [line for line in every.splitlines() if "occurrences in" in line]
    assert f"{line}, 1 shown" in some


def test_a_question_without_end_hears_that_it_shall_stop(folder: Path) -> None:
    # it names a table, so that the archive is open from its beginning
    endless = "WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM c)"
    endless += " SELECT max(x) FROM c, articles"
    with subprocess.Popen([sys.executable, "-m", "warraq", "sql", endless]) as process:
        maps = Path(f"/proc/{process.pid}/maps")
        until("it has opened the archive", lambda: "warraq.db" in maps.read_text())
        process.terminate()
        assert process.wait(LIMIT) == 130


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("ATTACH 'other.db' AS other", "not authorized"),
        ("VACUUM INTO 'other.db'", "denied"),
        ("DELETE FROM articles", "read-only"),
        ("pragma journal_mode=delete", "read-only"),
        ("PRAGMA main.Journal_Mode = memory", "read-only"),
        ("pragma user_version = 5", "read-only"),
        ("ATTACH 'other.db' AS other", "read-only"),
        ("VACUUM INTO 'other.db'", "read-only"),
        ("", "begins with SELECT"),
        ("/* nothing */", "begins with SELECT"),
    ],
)
def test_a_question_writes_no_file_and_one_that_asks_nothing_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], question: str, told: str
) -> None:
    assert told in said(capsys, "sql", question, code=2)
    assert not Path("other.db").exists()


@pytest.mark.parametrize(("query", "told"), [
    ("NEAR(", "NEAR stands between two words"), ("مدر*سة", "مدر*سة"), ('"سد', "quotation mark"),
])  # fmt: skip
def test_a_query_that_cannot_be_asked_is_told_what_to_write_in_sql_too(
    folder: Path, capsys: pytest.CaptureFixture[str], query: str, told: str
) -> None:
    for question in (
        f"SELECT ar_query('{query}')",
        f"SELECT rowid FROM articles_fts WHERE articles_fts MATCH ar_query('{query}')",
    ):
        answer = said(capsys, "sql", question, code=2)
        assert told in answer and "user-defined" not in answer


def test_our_functions_take_what_is_no_text(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "SELECT ar_fold(5) AS five, ar_fold(NULL) AS none, ar_query(NULL) AS empty"
    assert json.loads(said(capsys, "sql", question, "--json")) == [
        {"five": "5", "none": None, "empty": None}
    ]


def test_bytes_and_what_is_beyond_numbers_are_written_as_the_page_writes_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "SELECT x'00ff' AS bytes, 9e999 AS much, NULL AS none"
    assert json.loads(said(capsys, "sql", question, "--json")) == [
        {"bytes": "x'00ff'", "much": "inf", "none": None}
    ]
    assert said(capsys, "sql", question, "--csv").splitlines()[1] == "x'00ff',inf,"


def test_an_arabic_name_leads_to_the_outlet_and_arabic_digits_are_digits(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Did you mean hespress" in said(capsys, "search", "سد", "-o", "هسبريس", code=2)
    day = ["--since", "٢٠٠٠-٠١-٠١", "--json"]
    assert json.loads(said(capsys, "search", "سد", *day))["total"] >= 1


def test_a_huge_value_is_cut_in_a_table_and_whole_in_json(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "select printf('%.*c', 50000, 'x') as long"
    table = said(capsys, "sql", question)
    assert "50,000 characters" in "".join(table.split("\n")).replace("  ", " ")
    assert len(table) < 10_000
    assert json.loads(said(capsys, "sql", question, "--json"))[0]["long"] == "x" * 50_000
