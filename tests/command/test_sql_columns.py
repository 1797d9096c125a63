"""Columns of one name in SQL: a row as JSON has a key for each."""

import json
from pathlib import Path

import pytest

from tests.making import archive, article
from warraq.cli import main
from warraq.terminal import out

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with archive(tmp_path) as kept:
        kept.keep(article(1))
        kept.keep(article(2, body="سد آخر بإقليم تاونات."))
    return tmp_path / "archive"


@pytest.mark.parametrize(("question", "row"), [
    ("SELECT 1 AS id, 2 AS id, 3 AS other", {"id": 1, "id_2": 2, "other": 3}),
    ("SELECT 1 AS id, 2 AS id_2, 3 AS id, 4 AS id", {"id": 1, "id_2": 2, "id_3": 3, "id_4": 4}),
    ("SELECT 1 AS id, 2 AS id, 3 AS id_2", {"id": 1, "id_3": 2, "id_2": 3}),
    ("SELECT 1 AS id, 2 AS Id", {"id": 1, "Id": 2}),
])  # fmt: skip
def test_columns_of_one_name_are_all_there(
    folder: Path, capsys: pytest.CaptureFixture[str], question: str, row: dict[str, int]
) -> None:
    assert main(["sql", question, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [row]


def test_what_a_column_is_called_instead_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "SELECT a.id, b.id FROM articles a JOIN articles b ON b.id = a.id + 1"
    assert main(["sql", question, "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)[0] == {"id": 1, "id_2": 2}
    assert "several columns are named id" in told.err and "id_2" in told.err and "AS" in told.err
    assert main(["sql", "SELECT id, url FROM articles", "--json"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("question", "line"), [
    ("SELECT * FROM articles WHERE id = 2", "url: https://one.ma/2.html"),
    ("SELECT id, headline, url, first_seen, last_seen, body, uid FROM articles",
     "first_seen: 2026-11-20T09:02:00Z"),
])  # fmt: skip
def test_more_columns_than_a_terminal_has_room_for_are_lines(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    question: str, line: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(out, "width", 80)
    assert main(["sql", question]) == 0
    assert line in capsys.readouterr().out.splitlines()


def test_what_has_room_beside_each_other_is_a_table(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(out, "width", 80)
    numbers = "id, words, brief, revision, versions, reader, paywall, partial"
    for columns in (numbers, "id, url", "id, headline, body"):
        assert main(["sql", f"SELECT {columns} FROM articles"]) == 0
        assert capsys.readouterr().out.split()[:2] == columns.split(", ")[:2]
