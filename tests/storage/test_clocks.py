"""Clocks that were ahead, and have come back: what they wrote spoils nothing for longer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.items import Lead, Outcome, PollResult
from scheduler import Daemon, Plan
from storage import times
from storage.activity import activity_log
from storage.archive import Archive
from storage.copies.prepared_article import prepare
from storage.crawl.runs import Run
from storage.frontier.clock_skew import clock_ahead, pull_back
from storage.frontier.frontier import Frontier, Patience
from storage.frontier.polling import Polling
from storage.frontier.robots_cache import RobotsMemory
from storage.importing.backdated import keep_former
from storage.maintenance_tasks import Task
from storage.query.health import health, next_due
from storage.query.history import article_history, versions
from storage.verify.fixity_schedule import FixityResult, check_oldest
from storage.wording.event_sentence_templates import AHEAD
from tests.making import BODY, START, archive, article
from tests.storage.test_whole_archive import several

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
YEARS = timedelta(days=3000)
PATIENCE = Patience([3600, 21_600, 86_400, 2_592_000], gone_gap=600, retry_delay=60)
URL = "https://one.ma/1.html"


def frontier(kept: Archive) -> Frontier:
    return Frontier(kept, "one", PATIENCE)


def lead(number: int = 1, **more: datetime) -> Lead:
    return Lead("one", f"https://one.ma/{number}.html", "https://one.ma/feed", **more)  # type: ignore[arg-type]


def settled(kept: Archive, run: Run, kind: str, number: int, at: datetime) -> str:
    """A page of a crawl has ended, and how it ended at last."""
    url = f"https://one.ma/{number}.html"
    row = kept.row("SELECT id FROM articles WHERE url = ?", url)
    outcome = Outcome("one", url, kind, "said the server")  # type: ignore[arg-type]
    outcome = frontier(kept).settle(outcome, url, at, row["id"] if row else None)
    run.outcome(outcome, url, at, None)
    return outcome.kind


def due(kept: Archive, at: datetime) -> set[int]:
    return {int(one.url[-6]) for one in frontier(kept).due(at, 99)}


@pytest.mark.parametrize("ahead", [timedelta(minutes=20), DAY, YEARS])
def test_a_first_look_in_the_future_makes_a_deleted_article_gone_all_the_same(
    tmp_path: Path, ahead: timedelta
) -> None:
    with archive(tmp_path) as kept:
        frontier(kept).add(lead(), URL, START)
        kept.keep(article(1, fetched_at=START))
        run = Run(kept, "one", START)
        looks = [START + ahead, START, START + timedelta(minutes=9), START + timedelta(minutes=11)]
        assert [settled(kept, run, "gone", 1, at) for at in looks] == ["deferred"] * 3 + ["gone"]


@pytest.mark.parametrize("gone", [-HOUR, HOUR, YEARS])
def test_what_is_seen_now_is_back_whatever_the_clock_said_when_it_was_gone(
    tmp_path: Path, gone: timedelta
) -> None:
    with archive(tmp_path) as kept:
        _, id = kept.keep(article(1, fetched_at=START - DAY))
        kept.mark_gone(id, START + gone, "410")
        kept.still_there(id, START, now=False)  # as an import tells
        row = kept.row("SELECT gone_at FROM articles")
        assert row is not None and (row[0] is None) is (gone < timedelta())
        kept.still_there(id, START + timedelta(minutes=1))
        row = kept.row("SELECT gone_at, last_seen FROM articles")
        assert row is not None and tuple(row) == (None, times.stamp(START + timedelta(minutes=1)))
        life = article_history(kept, id)
    assert [one.kind for one in life] == ["first seen", "gone", "back", "last seen"]
    assert [one.detail.endswith(f"({AHEAD})") for one in life] == [
        False, gone > timedelta(), False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "hours",
    [
        (0, 3, 2, 4),  # an hour back between two versions
        (5, 1, 2, 3),  # the first of all was written by a clock that was ahead
        (0, 24 * 3000, 24 * 3000 + 1, 2),  # years ahead, for two versions
        (0, 1, 2, 3),  # and where nothing was wrong nothing is said
    ],
)
def test_versions_are_told_in_the_order_they_were_written(
    tmp_path: Path, hours: tuple[int, ...]
) -> None:
    with archive(tmp_path) as kept:
        for number, hour in enumerate(hours, 1):
            changed = {"fetched_at": START + hour * HOUR, "headline": f"سد كبير {number}"}
            _, id = kept.keep(article(1, body=BODY, **changed))
        life = article_history(kept, id)
        told = [one.detail for one in life if one.kind in ("first seen", "changed")]
        assert [version.headline[-1] for version in versions(kept, id)] == list("1234")
    assert [
        one.partition(" (")[0][-2:] if "version" not in one else one.partition(":")[0]
        for one in told
    ] == ["1»", "version 2", "version 3", "version 4"]
    assert [AHEAD in one for one in told] == [
        any(later < hour for later in hours[place:]) for place, hour in enumerate(hours)
    ]


def test_an_import_finds_its_place_among_versions_of_a_clock_that_was_ahead(tmp_path: Path) -> None:
    """The second version was fetched before the third, so an import of later is behind both."""
    with archive(tmp_path) as kept:
        for number, hour in enumerate((0, 30, 2, 4)):
            text = BODY.replace("120", f"12{number}")
            kept.keep(article(1, body=text, fetched_at=START + hour * HOUR))
        between = article(1, body=BODY.replace("120", "777"), fetched_at=START + 3 * HOUR)
        assert keep_former(kept, prepare(between), None) == "revision"
        rows = kept.rows("SELECT number, body FROM versions ORDER BY place")
        texts = [row["body"].partition(" ألف")[0][-3:] for row in rows]
    assert texts == ["120", "121", "122", "777", "123"]
    assert [row["number"] for row in rows] == [1, 2, 3, 5, 4]


@pytest.mark.parametrize("ahead", [timedelta(minutes=40), 5 * DAY, YEARS])
def test_what_a_clock_that_was_ahead_put_off_is_due_again_once(
    tmp_path: Path, ahead: timedelta
) -> None:
    """Leads 1 to 4 were written by it: untouched, failed, fetched, one in hand when it died."""
    with archive(tmp_path) as kept:
        one = frontier(kept)
        for number in (5, 6):
            one.add(lead(number), f"https://one.ma/{number}.html", START - DAY)
            kept.keep(article(number, fetched_at=START - DAY))
        before = Run(kept, "one", START - DAY)
        settled(kept, before, "new", 5, START - DAY)  # it waits for its next age, 18 hours off
        settled(kept, before, "new", 6, START - timedelta(minutes=70))
        before.end("finished", START - DAY)
        wrong = Run(kept, "one", START + ahead)
        for number in (1, 2, 3, 4):
            one.add(lead(number), f"https://one.ma/{number}.html", START + ahead)
        kept.keep(article(3, fetched_at=START + ahead))
        settled(kept, wrong, "failed", 2, START + ahead)
        settled(kept, wrong, "new", 3, START + ahead + timedelta(seconds=5))
        one.reading("https://one.ma/4.html")
        one.recover(START + ahead + timedelta(seconds=6))
        wrong.end("finished", START + ahead + timedelta(seconds=10))

        now = START + timedelta(minutes=10)
        waits = due(kept, now)
        assert waits <= {5, 6}
        assert next_due(kept, "one", now) == now
        assert pull_back(kept, "one", now, PATIENCE.revisit_ages) == 4
        assert due(kept, now) == waits | {1, 2, 3, 4}
        right = Run(kept, "one", now)
        assert settled(kept, right, "repeat", 3, now) == "repeat"
        assert pull_back(kept, "one", now, PATIENCE.revisit_ages) == 0
        assert clock_ahead(kept, "one", now) is None
        assert 3 not in due(kept, now + timedelta(minutes=59))
        assert 3 in due(kept, now + HOUR)


def test_a_clock_that_is_behind_spoils_nothing_that_was_written(tmp_path: Path) -> None:
    """A machine whose clock begins in 2020: no written time but those of waiting is changed."""
    past = datetime(2020, 1, 1, tzinfo=UTC)

    def written(kept: Archive) -> list[list[tuple[object, ...]]]:
        tables = ("articles", "revisions", "runs", "outcomes", "events", "listings")
        found = [[tuple(row) for row in kept.rows(f"SELECT * FROM {name}")] for name in tables]
        sql = "SELECT url, first_seen, last_seen, fetched_at, gone_seen, visits FROM leads"
        return [*found, [tuple(row) for row in kept.rows(sql)]]

    with archive(tmp_path) as kept:
        frontier(kept).add(lead(), URL, START)
        kept.keep(article(1, fetched_at=START))
        settled(kept, Run(kept, "one", START), "new", 1, START)
        before = written(kept)
        pull_back(kept, "one", past, PATIENCE.revisit_ages)
        assert written(kept) == before
        settled(kept, Run(kept, "one", past), "repeat", 1, past)
        assert due(kept, START + HOUR) == {1}


def test_polling_goes_on_at_once_and_asks_for_what_was_new_meanwhile(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        polling = Polling(kept, "one", 600, 1800, 86_400)
        last = Run(kept, "one", START - HOUR)
        last.end("finished", START - HOUR)
        for at in (START - HOUR, START + YEARS):
            polling.polled(PollResult("one", "api", 10), 0, at)
            polling.listed("api", at, one_page=True)
        wrong = Run(kept, "one", START + YEARS)
        wrong.end("finished", START + YEARS)
        assert polling.due("api", START) and next_due(kept, "one", START) == START
        assert polling.listed_at("api", START) == START - HOUR
        Run(kept, "one", START)
        pull_back(kept, "one", START, [])
        polling.polled(PollResult("one", "api", 10), 0, START)
        polling.listed("api", START, one_page=True)
        assert polling.listed_at("api", START + HOUR) == START
        assert not polling.due("api", START) and next_due(kept, "one", START) != START


@pytest.mark.parametrize("ahead", [3 * HOUR, YEARS, None])
def test_the_daemon_schedules_at_once_what_a_clock_that_was_ahead_put_off(
    tmp_path: Path, ahead: timedelta | None
) -> None:
    """The clock has just come back; where it never went ahead the next poll is awaited."""
    now = times.now()
    at = now + ahead if ahead else now - timedelta(minutes=1)
    with archive(tmp_path) as kept:
        run = Run(kept, "one", at)
        frontier(kept).add(lead(), URL, at)
        settled(kept, run, "failed", 1, at)
        Polling(kept, "one", 86_400, 86_400, 86_400).polled(PollResult("one", "feed", 10), 0, at)
        run.end("finished", at)
        kept.db.execute("UPDATE leads SET due_at = ?", [times.stamp(at + 5 * HOUR)])
        daemon = Daemon(Plan(kept.folder, ["one"], spread=0.0), lambda *_: None)
        daemon._schedule_all(kept)
        (job,) = daemon.scheduler.get_jobs()
    waits = job.next_run_time - times.now()
    assert waits < timedelta(minutes=1) if ahead else waits > 4 * HOUR


def test_a_clock_that_jumps_while_the_archive_cannot_be_read_ends_no_daemon(
    tmp_path: Path,
) -> None:
    """It is said once, and tried again at each look until everything is scheduled anew."""
    said = list[str]()
    with archive(tmp_path) as kept:
        folder = kept.folder
    aside = folder.rename(tmp_path / "aside")
    daemon = Daemon(Plan(folder, ["one"], spread=0.0), lambda *words: said.append(words[0]))
    daemon.clock = (daemon.clock[0] - 7_200, daemon.clock[1])
    for _ in range(3):
        daemon._look_at_the_clock()
    assert said == ["archive"] and not daemon.scheduler.get_jobs()
    aside.rename(folder)
    daemon._look_at_the_clock()
    daemon._look_at_the_clock()
    assert said == ["archive", "clock"] and daemon.scheduler.get_jobs()


def test_an_edit_is_seen_where_the_last_look_was_noted_in_the_future(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        frontier(kept).add(lead(modified_hint=START - DAY), URL, START - DAY)
        kept.keep(article(1, fetched_at=START - DAY))
        run = Run(kept, "one", START)
        settled(kept, run, "new", 1, START + YEARS)
        stated = lead(modified_hint=START)
        assert frontier(kept).add(stated, URL, START + HOUR) == "changed"
        settled(kept, run, "repeat", 1, START + HOUR)
        assert frontier(kept).add(stated, URL, START + 2 * HOUR) == ""


def test_rules_of_the_future_are_fetched_again(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        memory = RobotsMemory(kept, 86_400.0, "one")
        memory.keep("one.ma", 200, b"User-agent: *")
        assert memory.recall("one.ma") == b"User-agent: *"
        ahead = times.stamp(times.now() + YEARS)
        kept.db.execute("UPDATE robots SET fetched_at = ?", [ahead])
        assert memory.recall("one.ma") is None


def test_house_keeping_that_was_noted_in_the_future_waits_for_a_night_only(tmp_path: Path) -> None:
    weekly = Task("verify", ["verify"], 604_800.0, 3)
    with archive(tmp_path) as kept:
        for at in (START - DAY, START + YEARS):
            kept.db.execute("INSERT INTO log (at, action, detail) VALUES (?, 'verify', '')",
                            [times.stamp(at)])  # fmt: skip
        soon = weekly.due(kept, START)
        assert soon is not None and soon <= START + 2 * DAY
        kept.db.execute("INSERT INTO log (at, action, detail) VALUES (?, 'verify', '')",
                        [times.stamp(START)])  # fmt: skip
        then = weekly.due(kept, START + HOUR)
        assert then is not None and then > START + 6 * DAY
        assert activity_log.last_time(kept.db, "verify") == times.stamp(START)


def test_files_proved_in_the_future_are_not_the_last_for_ever(tmp_path: Path) -> None:
    with several(tmp_path) as kept:
        files = [row[0] for row in kept.rows("SELECT file FROM segments ORDER BY file")]
        ahead, before = times.stamp(times.now() + YEARS), times.stamp(times.now() - DAY)
        kept.db.execute("UPDATE segments SET checked_at = ?", [before])
        kept.db.execute("UPDATE segments SET checked_at = ? WHERE file = ?", [ahead, files[-1]])
        looked = FixityResult()
        assert list(check_oldest(kept, None, 0.0, looked)) == []
        assert looked.files == [files[-1]]


def test_an_article_of_the_future_hides_no_silence(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        Run(kept, "one", START).end("finished", START)
        kept.keep(article(1, fetched_at=START - 9 * DAY))
        kept.keep(article(2, fetched_at=START + YEARS, body=BODY))
        found = health(kept, "one", START)
    assert found.state == "silent" and found.last_new == times.stamp(START - 9 * DAY)
