"""What is told of an outlet that answers and brings nothing: once, and when it is over."""

import logging
import re
import signal
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from storage import times
from storage.archive import Archive
from storage.daemon_log.outlet_yield_alerts import Concerns, concerns, left_its_container
from storage.frontier.unreadable_outlet_check import unread_in_words
from storage.query.health import Health, health
from tests.command.test_signals import configured, started
from tests.crawling import crawl
from tests.making import archive, article
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.storage.test_housekeeping import lines_until, told
from tests.waiting import LIMIT
from warraq.cli import main

pytestmark = pytest.mark.slow

WELL = Health("rif", "well", 9, None, "2026-11-24T09:30:00Z", {}, 0, 0, 0, 0.4, None)


def teasers(made: Newsroom, outlet: str) -> None:
    """From now on a page of teasers stands at each address of an outlet."""
    for published in made.published(outlet):
        made.habits[f"{outlet}{published.path}"] = "teasers"


def test_an_outlet_of_which_no_page_can_be_read_is_not_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor is it when the next crawl, with nothing due, ends without any fault."""
    made = Newsroom(per_outlet=5)
    teasers(made, "arc")
    with running(made):
        for _ in range(2):
            crawl(tmp_path, made, ["arc", "sahifa"])
    assert main(["status", "--archive", str(tmp_path)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert re.search(r"arc: none of its latest \d+ pages could be read as an article \(", said)
    assert "`warraq check arc` looks closer" in said and "sahifa: none" not in said
    with Archive(tmp_path) as opened:
        assert health(opened, "arc", times.now()).state == "troubled"
        assert health(opened, "sahifa", times.now()).state == "well"


def test_few_pages_or_one_that_was_read_say_nothing(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=5)
    teasers(made, "arc")
    read = made.published("arc")[0]
    del made.habits[f"arc{read.path}"]
    few = Newsroom(per_outlet=3)
    teasers(few, "sahifa")
    with running(made):
        crawl(tmp_path, made, ["arc"])
    with running(few):
        crawl(tmp_path, few, ["sahifa"])
    with Archive(tmp_path) as opened:
        assert unread_in_words(opened, "arc") is None
        assert unread_in_words(opened, "sahifa") is None


def test_the_daemon_says_that_no_page_of_an_outlet_can_be_read(tmp_path: Path) -> None:
    made, folder = Newsroom(per_outlet=5), tmp_path / "archive"
    teasers(made, "arc")
    with running(made):
        configured(folder, made, "arc")
        with started(folder, "run") as process:
            said = lines_until(process, lambda said: len(told(said, "arc")) == 2)
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=LIMIT)
    assert "pages could be read as an article" in said[-1] and "WARNING" in said[-1]


def test_a_concern_is_told_once_and_when_it_is_over() -> None:
    """While the outlet cannot be reached nobody knows that it is."""
    said = list[tuple[str, int]]()
    heard = Concerns(lambda name, words, level=logging.INFO: said.append((words, level)))
    silent = replace(WELL, state="silent")
    away = replace(WELL, state="unreachable")
    for one in (WELL, silent, silent, away, silent):
        heard.told(one, concerns(one, drifts=False))
    [(words, level)] = said
    assert words.startswith("silent, no new article since 2026-11-24 09:30")
    assert level == logging.WARNING
    heard.told(WELL, concerns(WELL, drifts=True))
    assert [words for words, _ in said[2:]] == ["no longer silent"]
    assert said[1][0].startswith("drift, 40% of its latest articles were not in a container")


@pytest.mark.parametrize(("before", "left"), [("container: div.text", True), ("page", False)])
def test_a_layout_that_changed_is_told_by_what_was_read_before(
    tmp_path: Path, before: str, left: bool
) -> None:
    """An outlet that declares no container, and is read well all the same, has left none."""
    with archive(tmp_path) as opened:
        for number in range(20):
            source = before if number < 10 else "page"
            opened.keep(article(number, body_source=source))
        one = health(opened, "one", article().fetched_at + timedelta(days=1))
        assert one.drifts and left_its_container(opened, one) is left
