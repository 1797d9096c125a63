"""``warraq story``: who had a text first, who copied how much of it, and when."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.archive import Archive
from storage.takedown.orders import erase, suppress, unsuppress
from tests.making import BODY, START, archive, article
from warraq.cli import main

pytestmark = pytest.mark.slow
FIRST, SECOND, THIRD = BODY.split("\n")
OWN = "وقال مراسلنا إن السكان ينتظرون هذا السد منذ سنوات طويلة بفارغ الصبر."
SEEN = START + timedelta(hours=10)
Ask = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An agency's text, a copy with a changed number, one with a text of its own; one alone."""
    monkeypatch.chdir(tmp_path)

    def at(hours: int, precision: str = "minute") -> dict[str, object]:
        published = START + timedelta(hours=hours)
        return {"published_at": published, "published_precision": precision, "fetched_at": SEEN}

    with archive(tmp_path) as kept:
        # the original comes last, and is the first all the same
        kept.keep(article(1, "two", headline="سد", body=BODY.replace("120", "150"), **at(2)))
        mixed = f"{OWN}\n{THIRD}\n{FIRST}\n{SECOND}"
        kept.keep(article(2, "three", headline="سد آخر", body=mixed, **at(3, "day")))
        kept.keep(article(3, "four", headline="سد بلا تاريخ", body=BODY + "\nتابعوا صفحتنا.",
                          fetched_at=SEEN))  # fmt: skip
        kept.keep(article(4, "wire", headline="سد جديد بتاونات", body=BODY, **at(-2)))
        kept.keep(
            article(5, "one", headline="مهرجان", body="انطلق مهرجان الفيلم بطنجة أمس الجمعة.")
        )
    return tmp_path / "archive"


ORIGINAL, ALONE = 4, 5


@pytest.fixture
def ask(folder: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    def say(*arguments: str, code: int = 0) -> str:
        assert main(["story", *arguments, "--archive", str(folder)]) == code
        return capsys.readouterr().out

    return say


def members(told: str) -> dict[int, dict[str, Any]]:
    return {one["article_id"]: one for one in json.loads(told)["members"]}


def test_who_had_it_first_and_who_copied_how_much(ask: Ask) -> None:
    told = json.loads(ask("1", "--json"))
    assert (told["query"], told["id"], told["original_id"]) == ("1", 1, ORIGINAL)
    assert (told["total"], told["outlets"], told["as_of"][-1]) == (4, 4, "Z")
    found = {one["article_id"]: one for one in told["members"]}
    assert list(found)[0] == ORIGINAL and list(found) == sorted(
        found, key=lambda id: found[id]["at"]
    )
    original = found.pop(ORIGINAL)
    assert (original["role"], original["share"], original["seconds_after"]) == (
        "original",
        None,
        None,
    )
    assert all(one["role"] in ("copy", "partial") for one in found.values())
    assert found[1]["seconds_after"] == 4 * 3600
    assert found[2]["seconds_after"] is None, "only its day is known"
    assert found[3]["seconds_after"] is None, "it states no date"
    assert all("wire https://wire.ma/4.html: " in one["evidence"] for one in found.values())
    assert 0.9 < found[1]["share"] < 1 and found[1]["share"] == found[1]["share_of_original"]
    assert found[2]["taken_words"] == found[2]["words"] - len(OWN.split())
    assert found[2]["share_of_original"] == 1.0


@pytest.mark.parametrize("asked", ["1", "4", "https://two.ma/1.html"])
def test_a_story_is_the_same_whichever_article_is_asked_for(ask: Ask, asked: str) -> None:
    assert members(ask(asked, "--json")) == members(ask("2", "--json"))


def test_texts_are_aligned_with_the_original(ask: Ask, folder: Path) -> None:
    found = members(ask("1", "--aligned", "--json"))
    assert found[ORIGINAL]["aligned"] is None
    with Archive(folder) as kept:
        bodies = {row[0]: row[1] for row in kept.rows("SELECT id, body FROM articles")}
    for id in (1, 2, 3):
        parts = found[id]["aligned"]
        assert "".join(one["copy"] for one in parts) == bodies[id]
        assert "".join(one["original"] for one in parts) == bodies[ORIGINAL]
    kinds = [one["kind"] for one in found[1]["aligned"]]
    assert kinds == ["same", "removed", "added", "same"]
    assert "moved_here" in [one["kind"] for one in found[2]["aligned"]]
    rows = list(csv.DictReader(io.StringIO(ask("1", "--aligned", "--csv"))))
    assert [one["copy"] for one in rows if one["article_id"] == "2"] == [
        one["copy"] for one in found[2]["aligned"]
    ]
    printed = ask("1", "--aligned")
    assert "[-120 -]{+150 +}" in printed
    assert "{>" in printed and "{+" in printed


def test_members_are_ordered_and_paged(ask: Ask) -> None:
    every = list(members(ask("1", "--json")))
    assert list(members(ask("1", "--order", "newest", "--json"))) == every[::-1]
    by_share = list(members(ask("1", "--order", "share", "--json")).values())
    assert by_share[0]["article_id"] == ORIGINAL
    shares = [one["share"] for one in by_share[1:]]
    assert shares == sorted(shares, reverse=True)
    told = json.loads(ask("1", "--offset", "1", "--limit", "2", "--json"))
    assert ([one["article_id"] for one in told["members"]], told["total"]) == (every[1:3], 4)
    rows = list(csv.DictReader(io.StringIO(ask("1", "--csv"))))
    assert [int(one["article_id"]) for one in rows] == every
    assert ask("1", "--order", "best", code=2) == ask("1", "--json", "--csv", code=2) == ""


def test_people_read_it_in_order_of_time(ask: Ask) -> None:
    printed = ask("3")
    assert "4 articles of 4 outlets, first wire" in printed
    places = [printed.index(f"article {id}:") for id in (4, 1)]
    assert places == sorted(places)
    assert "4 h 00 min later" in printed
    assert "states no date" in printed


def test_an_article_without_a_story_says_so(
    ask: Ask, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(ask(str(ALONE), "--json", code=1))
    assert (told["story_id"], told["total"], told["members"]) == (None, 0, [])
    assert main(["story", str(ALONE), "--archive", str(folder)]) == 1
    assert "article 5 is in no story" in capsys.readouterr().err
    assert ask("99", code=1) == ask("https://one.ma/none", code=1) == ""


@pytest.mark.parametrize("order", [suppress, erase])
def test_what_is_hidden_is_named_by_nothing(
    ask: Ask, folder: Path, order: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ask("1", "--json", "--aligned")
    with Archive(folder) as kept:
        order(kept, ORIGINAL, "court of Rabat")
    for shape in ((), ("--json",), ("--csv",), ("--aligned",), ("--aligned", "--json")):
        printed = ask("1", *shape)
        assert "wire" not in printed and "بتاونات" not in printed
    told = json.loads(ask("1", "--json"))
    assert told["original_id"] in (1, 2, 3) and told["total"] == 3
    assert [one["role"] for one in told["members"]].count("original") == 1
    assert ask(str(ORIGINAL), code=1) == ""
    for command in ("show", "history"):
        for shape in ((), ("--json",)):
            assert main([command, "1", *shape, "--archive", str(folder)]) == 0
            assert "wire" not in capsys.readouterr().out
    if order is suppress:
        with Archive(folder) as kept:
            unsuppress(kept, ORIGINAL, "")
        again = json.loads(ask("1", "--json", "--aligned"))
        assert again["members"] == json.loads(before)["members"]


def test_a_copy_whose_only_fellow_is_hidden_has_no_story(tmp_path: Path, capsys: Any) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, body=BODY))
        kept.keep(article(2, "two", body=BODY + "\nتابعوا صفحتنا."))
        suppress(kept, 1, "court of Rabat")
    assert main(["story", "2", "--archive", str(tmp_path / "archive")]) == 1
    assert "is in no story" in capsys.readouterr().err
