"""``warraq leads`` and ``warraq status OUTLET``: what waits, what was put aside, what is polled."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.items import Lead, Outcome, PollResult
from crawler.urls import canonical
from storage.archive import Archive
from storage.crawl.runs import Run
from storage.database import writing
from storage.frontier.frontier import BACKFILL, Frontier, Patience
from storage.frontier.polling import Polling
from tests.making import START
from warraq.cli import main

pytestmark = pytest.mark.slow

PATIENCE = Patience([3600], gone_gap=600, retry_delay=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive with a lead that is due, one that is done and one put aside."""
    with Archive(tmp_path / "a", create=True) as archive:
        Run(archive, "one", START)
        frontier = Frontier(archive, "one", PATIENCE)
        for number in (1, 2, 3):
            url = f"https://one.ma/{number}.html"
            frontier.add(Lead("one", url, "https://one.ma/feed"), url, START)
        with writing(archive.db):
            done = Outcome("one", "https://one.ma/2.html", "rejected", "login page")
            frontier.settle(done, "https://one.ma/2.html", START)
        for _ in range(2):
            frontier.reading("https://one.ma/3.html")
            frontier.recover(START)
        polling = Polling(archive, "one", 600, 1800, 86400)
        for minutes, fresh in ((0, 9), (30, 8), (45, 0)):
            at = START + timedelta(minutes=minutes)
            polling.polled(PollResult("one", "https://one.ma/feed", 10), fresh, at)
        polling.polled(PollResult("one", "https://one.ma/api", 0, error="blocked: no"), 0, START)
    return tmp_path / "a"


def states(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, str]:
    """Address -> state, as the command says."""
    assert main(["leads", "--json", "--archive", str(folder), *options]) == 0
    return {one["url"][-6:]: one["state"] for one in json.loads(capsys.readouterr().out)}


def test_leads_by_state(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    every = {"1.html": "due", "2.html": "done", "3.html": "quarantine"}
    assert states(folder, capsys) == every
    for name, state in every.items():
        assert states(folder, capsys, "one", "--state", state) == {name: state}
    assert main(["leads", "goud", "--archive", str(folder)]) == 1
    assert main(["leads", "--state", "lost", "--archive", str(folder)]) == 2
    assert main(["leads", "--archive", str(folder)]) == 0
    assert "login page" in capsys.readouterr().out


def test_an_address_is_printed_whole_however_long(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"https://one.ma/{'خبر-طويل-' * 30}4.html"
    with Archive(folder) as archive:
        lead = Lead("one", canonical(url), "https://one.ma/feed")
        Frontier(archive, "one", PATIENCE).add(lead, lead.url, START)
    assert main(["leads", "--archive", str(folder)]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert url in lines
    assert "https://one.ma/1.html" in lines


def test_a_page_put_aside_is_tried_again_on_command(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = ["leads", "--archive", str(folder), "--retry"]
    assert main([*again, "https://www.one.ma/3.html?utm_source=x"]) == 0
    assert main([*again, "https://one.ma/9.html"]) == 1
    assert main([*again, "no address"]) == 2
    capsys.readouterr()
    assert states(folder, capsys, "--state", "due") == {"1.html": "due", "3.html": "due"}
    with Archive(folder) as archive:
        found = Frontier(archive, "one", PATIENCE).due(START + timedelta(days=3000), 10)
    assert [due.lead.url[-6:] for due in found] == ["1.html", "3.html"]


def test_status_of_an_outlet_tells_every_listing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "one", "--json", "--archive", str(folder)]) == 0
    api, feed = json.loads(capsys.readouterr().out)["outlets"][0]["listings"]
    # polled after 30 min, mostly news: twice as fast; then nothing new: half as fast again
    assert (feed["interval"], feed["fresh"], feed["polls"]) == (1800 / 2 * 1.5, 0, 3)
    assert (feed["polled_at"], feed["next_poll"]) == (
        "2026-11-20T09:45:00Z", "2026-11-20T10:07:30Z",
    )  # fmt: skip
    assert (api["failures"], api["error"]) == (1.0, "blocked: no")
    assert main(["status", "one", "--archive", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "https://one.ma/feed" in said and "blocked: no" in said and "22.5" in said


def test_a_backfilled_article_is_revisited_by_its_own_age(tmp_path: Path) -> None:
    with Archive(tmp_path / "b", create=True) as archive:
        frontier = Frontier(archive, "one", PATIENCE)
        for number, born in ((1, START - timedelta(days=900)), (2, START)):
            url = f"https://one.ma/{number}.html"
            lead = Lead("one", url, "https://one.ma/api", published_hint=born)
            frontier.add(lead, url, START, BACKFILL)
            with writing(archive.db):
                frontier.settle(Outcome("one", url, "new"), url, START + timedelta(minutes=1))
        again = frontier.due(START + timedelta(days=9), 10)
    assert [due.lead.url for due in again] == ["https://one.ma/2.html"]
