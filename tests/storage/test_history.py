"""The life of an article and the difference between its versions."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import timedelta
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.query.diff import diff_matching
from storage.query.diff.word_diff import Change, count_words, with_context, word_changes
from tests.making import BODY, START, archive, article
from warraq.cli import main

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("former", "later", "expected"),
    [
        (
            "حريق يخلف 4 قتلى", "حريق يخلف 6 قتلى",
            [("same", "حريق يخلف "), ("removed", "4"), ("added", "6"), ("same", " قتلى")],
        ),
        ("أَعلن", "أعلن", [("removed", "أَعلن"), ("added", "أعلن")]),
        (
            "قال وزير الماء أمس", "قال مدير الوكالة أمس",
            [("same", "قال "), ("removed", "وزير الماء"), ("added", "مدير الوكالة"),
             ("same", " أمس")],
        ),
        ("سد جديد", "سد جديد، وطريق", [("same", "سد جديد"), ("added", "، وطريق")]),
        ("", "سد", [("added", "سد")]),
        ("سد", "سد", [("same", "سد")]),
    ],
)  # fmt: skip
def test_words_change_whole(former: str, later: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.text) for one in word_changes(former, later)] == expected


TEXTS = st.text(st.sampled_from("ابأَ ً،.\n 1٢a»«ّ"), max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_made_from_their_difference(former: str, later: str) -> None:
    changes = word_changes(former, later)
    assert "".join(one.text for one in changes if one.kind != "added") == former
    assert "".join(one.text for one in changes if one.kind != "removed") == later


def test_what_stayed_the_same_is_cut_short() -> None:
    words = [f"كلمة{n}" for n in range(60)]
    changes = word_changes(" ".join(words), " ".join([*words[:30], "جديدة", *words[31:]]))
    short = with_context(changes, 2)
    assert [one.text for one in short] == [
        " … كلمة29 ", "كلمة30", "جديدة", " كلمة31 … ",
    ]  # fmt: skip
    assert count_words(changes) == (1, 1)
    assert with_context([Change("same", "سد جديد")]) == [Change("same", "سد جديد")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article that was published, copied, changed three times, gone and back."""
    monkeypatch.chdir(tmp_path)

    def at(hours: int, **fields: object) -> dict[str, object]:
        return {"fetched_at": START + timedelta(hours=hours), **fields}

    first = {
        "headline": "سد جديد بتاونات", "body": BODY, "byline": "سعاد بنعلي",
        "published_at": START - timedelta(minutes=5), "published_source": "json-ld",
    }  # fmt: skip
    with archive(tmp_path) as kept:
        _, id = kept.keep(article(1, **at(0, **first)))
        kept.keep(article(2, "two", **at(1), body=BODY + "\nتابعوا صفحتنا.", headline="سد"))
        kept.keep(article(3, **at(2), body=BODY))
        headline = first | {"headline": "سد كبير بتاونات"}
        kept.keep(article(1, **at(3, **headline)))
        corrected = headline | {"body": BODY.replace("120 ألف", "150 ألف")}
        kept.keep(article(1, **at(4, **corrected)))
        kept.mark_gone(id, START + timedelta(hours=5), "answers 404")
        dated = corrected | {"published_at": START + timedelta(hours=6)}
        kept.keep(article(1, **at(6, **dated)))
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(list(arguments)) == code
    return capsys.readouterr().out


def test_a_whole_life_reads_as_a_story(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(said(capsys, "history", "1", "--json"))
    assert [(one["at"][11:16], one["kind"], one["detail"]) for one in told["life"]] == [
        ("08:55", "published", "as its page says, signed سعاد بنعلي"),
        ("09:00", "first seen", "«سد جديد بتاونات»"),
        ("10:00", "copy", "two (article 2): «سد», 84% alike"),
        ("11:00", "alias", "also at https://one.ma/3.html"),
        ("12:00", "changed", "version 2: headline: «سد جديد بتاونات» became «سد كبير بتاونات»"),
        ("13:00", "changed",
         "version 3: text: 1 word added, 1 removed: … لأزيد من [-120-]{+150+} ألف نسمة …"),
        ("14:00", "gone", "answers 404"),
        ("15:00", "back", "it was gone since 2026-11-20T14:00:00Z"),
        ("15:00", "changed",
         "version 4: date: «2026-11-20T08:55:00Z» became «2026-11-20T15:00:00Z»"),
        ("15:00", "last seen", ""),
    ]  # fmt: skip
    assert [one["article_id"] for one in told["life"] if one["kind"] == "copy"] == [2]
    printed = said(capsys, "history", "https://one.ma/3.html")
    assert "\n2026-11-20\n" in printed  # times are Casablanca's, UTC+1
    assert "  15:00  gone        answers 404" in printed
    assert "date: «2026-11-20 09:55» became «2026-11-20 16:00»" in printed
    of_copy = json.loads(said(capsys, "history", "2", "--json"))["life"]
    assert [one["detail"] for one in of_copy if one["kind"] == "original"] == [
        "one (article 1): «سد كبير بتاونات»; this one is copy of one https://one.ma/1.html:"
        " 0.84 of both texts and 0.93 of the shorter one in common; 1 of 2 numbers agree"
    ]


def test_the_latest_change_and_any_two_versions(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    latest = json.loads(said(capsys, "diff", "1", "--json"))
    assert (latest["former"], latest["later"], list(latest["changes"])) == (3, 4, ["published_at"])
    assert "سد [-جديد-]{+كبير+} بتاونات" in said(capsys, "diff", "1", "1", "2")
    whole = json.loads(said(capsys, "diff", "1", "1", "4", "--json"))["changes"]
    assert list(whole) == ["headline", "published_at", "body"]
    text = said(capsys, "diff", "1", "2")
    assert "[-120-]{+150+} ألف" in text
    assert "أعلنت" not in text
    assert "أعلنت" in said(capsys, "diff", "1", "2", "3", "--full")


def test_what_is_not_there_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "1", "1", "9"]) == 2
    assert "article 1 has no version 9: it has 1 to 4" in capsys.readouterr().err
    assert main(["diff", "2"]) == 1
    assert "has one version only" in capsys.readouterr().err
    for command in ("history", "diff"):
        assert main([command, "77"]) == 1
        assert "no article 77" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(("no_colour", "expected"), [("", "\x1b["), ("1", "[-120-]{+150+}")])
def test_a_terminal_without_colour_gets_marks(folder: Path, no_colour: str, expected: str) -> None:
    ours, theirs = os.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    environment |= {"TERM": "xterm-256color"} | ({"NO_COLOR": no_colour} if no_colour else {})
    command = [sys.executable, "-m", "warraq", "diff", "1", "2", "3", "--archive", "archive"]
    done = subprocess.run(
        command, stdout=theirs, cwd=folder, check=True,
        env=environment | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    os.close(theirs)
    assert done.returncode == 0
    said = os.read(ours, 100_000).decode()
    os.close(ours)
    assert expected in said
    assert ("[-120-]" in said) == bool(no_colour)


FEW = ["في", "من", "سد", "ماء", "وزير", "12", "،", ".", "2026", "قال"]
WORDS = st.lists(st.sampled_from(FEW), max_size=60)


@given(WORDS, WORDS, st.lists(st.integers(0, 9_999), max_size=200, unique=True))
def test_long_texts_can_be_made_from_their_difference(
    some: list[str], others: list[str], own: list[int]
) -> None:
    text = " ".join(f"كلمة{number}" for number in own)
    former, later = f"{' '.join(some)}\n{text}", f"{text}\n{' '.join(others)}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(diff_matching, "MAX_PRODUCT", 40)
        changes = word_changes(former, later)
    assert "".join(one.text for one in changes if one.kind != "added") == former
    assert "".join(one.text for one in changes if one.kind != "removed") == later


def ticker(updates: Iterable[int]) -> str:
    """A live ticker: its newest entry first, all of the same few words but for a number."""
    entry = "قال مراسلنا في عين المكان إن عدد الحاضرين بلغ {0} شخصا في الساعة {0} من يوم الحدث"
    return "\n".join(entry.format(number) for number in updates)


def test_a_tickers_new_entries_are_what_was_added() -> None:
    former, later = ticker(range(900, 0, -1)), ticker(range(960, 0, -1))
    later = later.replace(" 450 شخصا", " 45 شخصا")
    changes = word_changes(former, later)
    assert [(one.kind, one.text) for one in changes if one.kind != "same"] == [
        ("added", ticker(range(960, 900, -1)) + "\n"),
        ("removed", "450"),
        ("added", "45"),
    ]


def test_no_stretch_is_matched_at_the_cost_of_the_square_of_a_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    products = list[int]()

    class Counted(SequenceMatcher[str]):
        def __init__(self, junk: Any, one: Any, other: Any, autojunk: bool) -> None:
            products.append(len(one) * len(other))
            super().__init__(junk, one, other, autojunk)

    monkeypatch.setattr(diff_matching, "SequenceMatcher", Counted)
    same = "في من على " * 4_000
    for former, later in (
        (ticker(range(900)), ticker(range(400, 1_300))),
        (ticker(range(900)), ticker(range(5_000, 5_900))),
        (f"أ {same}ب", f"ت {same} من ث"),
    ):
        word_changes(former, later)
    assert max(products, default=0) <= diff_matching.MAX_PRODUCT
