"""The shapes in which programs get what ``show``, ``history`` and ``diff`` tell."""

import csv
import io
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.export.csv_table import original
from storage.query.concordance import SORTS
from tests.making import BODY, START, archive, article
from warraq.cli import main

pytestmark = pytest.mark.slow
MARKS = "سطر {+ليس علامة+} و[-لا هذا-] كما طُبع"
"""A text that looks like the marks of a difference."""


@pytest.fixture
def told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Asks for a command's output, of an archive with an article of three versions."""
    monkeypatch.chdir(tmp_path)
    with archive(tmp_path) as kept:
        for hours, body in enumerate((BODY, f"{BODY}\n{MARKS}", f"{BODY}\n{MARKS} أمس")):
            at = START + timedelta(hours=hours)
            kept.keep(
                article(1, body=body, headline="سد جديد", tags=("ماء", "سدود"), fetched_at=at)
            )

    def say(*arguments: str, code: int = 0) -> str:
        assert main(list(arguments)) == code
        return capsys.readouterr().out

    return say


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("command", ["show", "history", "diff"])
def test_an_answer_says_what_was_asked_and_when(told: Any, command: str) -> None:
    address = "https://one.ma/1.html"
    answer = json.loads(told(command, address, "--json"))
    assert answer["query"] == address
    assert answer["as_of"].endswith("Z") and answer["id"] == 1
    assert (answer["outlet"], answer["url"], answer["headline"]) == ("one", address, "سد جديد")
    told(command, "1", "--json", "--csv", code=2)


@pytest.mark.parametrize(("order", "turned"), [("oldest", 1), ("newest", -1)])
def test_a_life_is_ordered_and_paged(told: Any, order: str, turned: int) -> None:
    every = json.loads(told("history", "1", "--json"))["life"][::turned]
    answer = json.loads(
        told("history", "1", "--order", order, "--offset", "1", "--limit", "2", "--json")
    )
    assert (answer["total"], answer["offset"], answer["order"]) == (len(every), 1, order)
    assert answer["life"] == every[1:3]
    lines = rows(told("history", "1", "--order", order, "--offset", "1", "--limit", "2", "--csv"))
    assert [one["kind"] for one in lines] == [one["kind"] for one in every[1:3]]
    assert told("history", "1", "--order", "best", code=2) == ""


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("option", ["--sort", "--order"])
def test_a_page_of_a_concordance_is_a_part_of_it(told: Any, sort: str, option: str) -> None:
    asked = ("concordance", "سد أو عن أو في", option, sort)
    every = json.loads(told(*asked, "--json"))["occurrences"]
    assert len(every) > 3
    answer = json.loads(told(*asked, "--offset", "1", "--limit", "2", "--json"))
    assert (answer["total"], answer["offset"], answer["order"]) == (len(every), 1, sort)
    assert answer["occurrences"] == every[1:3]
    lines = rows(told(*asked, "--offset", "1", "--limit", "2", "--csv"))
    assert [one["right"] for one in lines] == [one["right"] for one in every[1:3]]
    assert rows(told(*asked, "--offset", "99", "--csv", code=1)) == []


def test_a_change_names_its_version(told: Any) -> None:
    life = json.loads(told("history", "1", "--json"))["life"]
    begun = [(one["kind"], one["version"]) for one in life if one["version"]]
    assert begun == [("first seen", 1), ("changed", 2), ("changed", 3)]
    lines = rows(told("history", "1", "--csv"))
    assert [one["version"] for one in lines if one["version"]] == ["1", "2", "3"]


@pytest.mark.parametrize(("former", "later"), [(1, 2), (2, 3), (1, 3), (3, 1)])
def test_both_versions_are_made_of_their_difference(told: Any, former: int, later: int) -> None:
    bodies = {
        one["number"]: one["body"] for one in json.loads(told("show", "1", "--json"))["former"]
    }
    bodies[3] = json.loads(told("show", "1", "--json"))["body"]
    answer = json.loads(told("diff", "1", str(former), str(later), "--json"))
    parts = answer["changes"]["body"]
    assert answer["total"] == len(parts)
    for side, number, other in (("former", former, "added"), ("later", later, "removed")):
        here = [one for one in parts if one["kind"] != other]
        assert "".join(one["text"] for one in here) == bodies[number]
        for one in here:
            begins, ends = one[f"{side}_span"]
            assert bodies[number][begins:ends] == one["text"]
        assert all(one[f"{side}_span"] is None for one in parts if one["kind"] == other)
    lines = rows(told("diff", "1", str(former), str(later), "--csv"))
    assert [one["text"] for one in lines] == [one["text"] for one in parts]
    assert {one["field"] for one in lines} == {"body"}
    page = json.loads(
        told("diff", "1", str(former), str(later), "--limit", "1", "--offset", "1", "--json")
    )
    assert (page["total"], page["changes"]["body"]) == (len(parts), parts[1:2])


def test_what_looks_like_a_mark_is_text(told: Any) -> None:
    parts = json.loads(told("diff", "1", "2", "3", "--json"))["changes"]["body"]
    assert [one["kind"] for one in parts] == ["same", "added"]
    assert parts[0]["text"].endswith(MARKS) and parts[1]["text"] == " أمس"


def test_no_change_is_an_empty_list_and_no_version_wrong_usage(told: Any) -> None:
    answer = json.loads(told("diff", "1", "2", "2", "--json", code=1))
    assert (answer["changes"], answer["total"]) == ({}, 0)
    assert rows(told("diff", "1", "2", "2", "--csv", code=1)) == []
    for wrong in ("0", "-1", "9"):
        assert told("diff", "1", "--json", "--", wrong, code=2) == ""


def test_an_article_is_one_line(told: Any) -> None:
    (line,) = rows(told("show", "1", "--csv"))
    answer = json.loads(told("show", "1", "--json"))
    assert line["body"] == answer["body"] and MARKS in line["body"]
    assert json.loads(line["tags"]) == answer["tags"] == ["ماء", "سدود"]
    assert line["byline"] == "" and answer["byline"] is None


def test_no_cell_is_a_formula_or_drives_a_terminal(tmp_path: Path, capsys: Any) -> None:
    odd = "=1+1 \x1b[31m سد \u202e جديد"
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline=odd))
        kept.keep(article(1, headline=odd + "!", fetched_at=START + timedelta(hours=1)))
    every = 'SELECT headline AS "=SUM(A1)", * FROM articles'
    for command in (["show", "1"], ["history", "1"], ["diff", "1"], ["stats"], ["sql", every],
                    ["search", "جديد"], ["concordance", "جديد"]):  # fmt: skip
        assert main([*command, "--csv", "--archive", str(tmp_path / "archive")]) == 0
        text = capsys.readouterr().out
        assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", text)
        cells = [value for row in rows(text) for value in row.values()]
        assert not [value for value in [*cells, *rows(text)[0]] if value.startswith("=")]
        if command[0] in ("show", "search", "sql"):
            assert odd + "!" in map(original, cells)


def test_numbers_and_what_is_unknown_are_written_as_they_are(tmp_path: Path, capsys: Any) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1))
    asked = "SELECT -5 AS a, 1.5 AS b, NULL AS c, '' AS d, 'س' AS e, '-5' AS f"
    assert main(["sql", asked, "--csv", "--archive", str(tmp_path / "archive")]) == 0
    assert capsys.readouterr().out == "a,b,c,d,e,f\n-5,1.5,,,س,'-5\n"


@pytest.mark.parametrize("name", [
    "1", "١", " 1\n", "\u200f1\u200f", "https://one.ma/1.html", "http://one.ma/1.html",
    "one.ma/1.html", "www.one.ma/1.html", "\u2068https://one.ma/1.html\u2069 ",
    "HTTPS://One.ma/1.html#top", "one:https://one.ma/1.html",
])  # fmt: skip
def test_an_article_is_named_as_people_copy_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1))
    assert main(["show", name, "--json", "--archive", str(tmp_path / "archive")]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == 1


@pytest.mark.parametrize("name", ["²", "two:https://one.ma/1.html", "", "/", "http://", "1.5"])
@pytest.mark.parametrize("command", ["show", "history", "diff", "story"])
def test_what_names_no_article_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1))
    assert main([command, name, "--archive", str(tmp_path / "archive")]) == 1
    assert f"no article {name} in this archive" in capsys.readouterr().err
