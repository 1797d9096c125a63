"""An answer as JSON says the whole question: how it was narrowed, how exact, from which hit on."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.making import START, archive, article
from tests.web.making import client
from warraq.cli import main

pytestmark = pytest.mark.slow
WORDS = ("search", "concordance", "stats")
DAYS = {"since": "2026-11-20", "until": "2026-11-24"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with archive(tmp_path) as kept:
        for number in range(1, 23):  # a page has twenty
            body = f"سد رقم {number} بإقليم تاونات."
            kept.keep(article(number, "hespress", published_at=START, language="ar", body=body))
        kept.keep(article(23, "map", published_at=START, language="ar", body="سد من الوكالة."))
    return tmp_path / "archive"


@pytest.fixture
def said(folder: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def say(*arguments: str, code: int = 0) -> Any:
        assert main([*arguments, "--json"]) == code
        return json.loads(capsys.readouterr().out)

    return say


@pytest.mark.parametrize("command", WORDS)
def test_an_answer_says_what_it_was_narrowed_by(said: Any, command: str) -> None:
    days = [f"--{name}={day}" for name, day in DAYS.items()]
    told = said(command, "سد", "--outlet=hespress", "--language=ar", "--exact", *days)
    assert told["filters"] == {"outlet": ["hespress"], "language": "ar"} | DAYS
    assert told["exact"] is True
    told = said(command, "سد")
    assert (told["filters"], told["exact"]) == ({}, False)


@pytest.mark.parametrize("command", ["search", "concordance"])
def test_a_kind_is_said_as_it_was_asked(said: Any, command: str) -> None:
    told = said(command, "سد", "--kind=full", "--outlet-kind=news agency",
                "--captured-since=2026-11-20", "--section=مجتمع", code=1)  # fmt: skip
    assert told["filters"] == {
        "kind": ["full"], "outlet_kind": ["news agency"], "captured_since": "2026-11-20",
        "section": "مجتمع",
    }  # fmt: skip
    both = said(command, "سد", "--outlet-kind=news agency", "--outlet=map", "--outlet=hespress")
    assert both["filters"] == {"outlet": ["map", "hespress"], "outlet_kind": ["news agency"]}


def test_a_concordance_says_which_articles_it_reads(said: Any) -> None:
    told = said("concordance", "سد", "--one-per-story", "--former")
    assert (told["one_per_story"], told["former"]) == (True, True)
    told = said("concordance", "سد")
    assert (told["one_per_story"], told["former"]) == (False, False)


@pytest.mark.parametrize("asked", ["--coverage", "--gaps"])
def test_coverage_says_of_which_outlets_and_days_it_is(said: Any, asked: str) -> None:
    told = said("stats", asked, "--outlet=map", "--since=2026-11-20")
    assert told["filters"] == {"outlet": ["map"], "since": "2026-11-20"}
    assert said("stats", asked)["filters"] == {}


def test_the_page_has_all_that_the_command_says(folder: Path, said: Any) -> None:
    query = {"q": "سد", "outlet": "hespress", "exact": "1", "page": "2", "order": "oldest"} | DAYS
    days = [f"--{name}={day}" for name, day in DAYS.items()]
    command = said("search", "سد", "--outlet=hespress", "--exact", *days, "--order=oldest",
                   "--offset=20")  # fmt: skip
    with client(folder) as page:
        told = page.get("/search.json", params=query).json()
        assert page.get("/search.json", params={"q": "سد"}).json()["offset"] == 0
        several = {"q": "سد", "kind": ["full"], "year": "2026", "page": "99"}
        narrowed = page.get("/search.json", params=several).json()
    assert command.pop("as_of")
    assert {name: told[name] for name in command} == command
    assert (told["offset"], len(told["hits"])) == (20, 2) and told["exact"] is True
    assert narrowed["filters"] == {"kind": ["full"], "year": ["2026"]}
    assert narrowed["offset"] == 20, "the last page is shown where there is none so late"


def test_an_article_of_the_page_is_what_the_command_shows(folder: Path, said: Any) -> None:
    command = said("show", "1")
    with client(folder) as page:
        told = page.get("/article/1.json").json()
    for one in (command, told):
        assert one.pop("as_of").endswith("Z")
    assert told == command and told["query"] == "1"
