"""Nothing takes an outlet off the daemon's clock but its end: neither haste nor a fault of ours."""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import scheduler
from scheduler import Daemon, Plan
from storage import times
from storage.archive import Archive
from storage.process_locks import DaemonLock
from tests.crawling import settings
from tests.making import archive
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.waiting import until

pytestmark = pytest.mark.slow
OUTLETS = ("rif", "arc")
SOON = timedelta(seconds=0.2)


@contextmanager
def at_work(
    folder: Path, made: Newsroom, say: Callable[..., None], outlets: Sequence[str] = OUTLETS
) -> Iterator[None]:
    """A daemon without pauses between the crawls of an outlet, in a thread; it ends well."""
    overrides = settings(folder, made, POLL_MIN=0.1, POLL_START=0.1, POLL_MAX=0.1, POLL_ALL=False)
    plan = Plan(folder, outlets, overrides, parallel=2, shortest_pause=0.0, spread=0.0)
    daemon = Daemon(plan, say)
    thread = threading.Thread(target=daemon.run)
    thread.start()
    try:
        yield
    finally:
        daemon.stop()
        thread.join()


def test_a_crawl_that_is_due_before_the_last_one_has_left_comes_all_the_same(
    tmp_path: Path,
) -> None:
    told = Counter[str]()
    made = Newsroom(per_outlet=2)
    with running(made), at_work(tmp_path / "archive", made, lambda who, *_: told.update([who])):
        until("each was crawled four times", lambda: min(told[one] for one in OUTLETS) >= 4)


@pytest.mark.parametrize("ended", ["later", "before anybody could ask"])
def test_a_crawl_that_cannot_begin_is_said_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ended: str
) -> None:
    """As where no process can be begun, for want of memory or of files."""
    real, left, said = scheduler.Crawl, [2], list[tuple[str, str, int]]()

    def crawl(outlet: str, *given: Any) -> Any:
        if outlet == "rif" and left[0]:
            left[0] -= 1
            raise OSError(11, "Resource temporarily unavailable")
        return real(outlet, *given)

    def at_once(pool: ThreadPoolExecutor, job: Callable[..., Any], *given: Any) -> Future[Any]:
        """As where another thread had its turn first: what failed has ended when this returns."""
        if not left[0]:
            return submit(pool, job, *given)
        done = Future[Any]()
        done.set_result(job(*given))
        return done

    submit = ThreadPoolExecutor.submit
    if ended != "later":
        monkeypatch.setattr(ThreadPoolExecutor, "submit", at_once)
    monkeypatch.setattr(scheduler, "Crawl", crawl)
    monkeypatch.setattr(scheduler, "AFTER_FAULT", SOON)
    made = Newsroom(per_outlet=2)

    def say(who: str, words: str, level: int = logging.INFO) -> None:
        said.append((who, words, level))

    with running(made), at_work(tmp_path / "archive", made, say, outlets=("rif",)):
        until("it was crawled", lambda: any(who == "rif" and "new" in words
                                            for who, words, _ in said))  # fmt: skip
    failed = [words for who, words, level in said if who == "rif" and level == logging.ERROR]
    assert len(failed) == 2 and all("Resource temporarily unavailable" in one for one in failed)


def test_a_crawl_that_no_thread_could_be_begun_for_comes_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    left, told = [3], Counter[str]()

    def unstarted(pool: ThreadPoolExecutor, *given: Any) -> Future[Any]:
        if left[0]:
            left[0] -= 1
            raise RuntimeError("can't start new thread")
        return submit(pool, *given)

    submit = ThreadPoolExecutor.submit
    monkeypatch.setattr(ThreadPoolExecutor, "submit", unstarted)
    monkeypatch.setattr(scheduler, "AFTER_FAULT", SOON)
    made = Newsroom(per_outlet=2)
    with running(made), at_work(tmp_path / "archive", made, lambda who, *_: told.update([who])):
        until("each was crawled", lambda: min(told[one] for one in OUTLETS) >= 1)
    assert caplog.text.count("RuntimeError: can't start new thread") == 3


@contextmanager
def not_yet_at_work(folder: Path, outlets: Sequence[str]) -> Iterator[tuple[Daemon, Archive]]:
    """A daemon with its outlets on the clock, which stands still."""
    with archive(folder) as kept:
        daemon = Daemon(Plan(kept.folder, outlets, spread=0.0), lambda *_: None)
        daemon.scheduler.start(paused=True)
        daemon._schedule_all(kept)
        yield daemon, kept
        daemon.scheduler.shutdown()


def ends(daemon: Daemon, outlet: str, at: datetime, changes: int) -> None:
    """A crawl that began after so many changes has ended, and is due again."""
    daemon.asked.put((outlet, (changes, at)))
    assert not daemon._asked_to_stop()


@pytest.mark.parametrize("read_again", [True, False])
def test_new_settings_are_tried_at_once_whatever_a_crawl_found_with_the_old(
    tmp_path: Path, read_again: bool
) -> None:
    """It ends while they are read, in vain, and would wait for five minutes."""
    with not_yet_at_work(tmp_path, ["one"]) as (daemon, _):
        later = times.now() + timedelta(minutes=5)
        began_after = daemon.changes
        if read_again:
            daemon.planned_anew = lambda: Plan(daemon.plan.folder, ["one"], spread=0.0)
            daemon._reread()
        ends(daemon, "one", later, began_after)
        (job,) = daemon.scheduler.get_jobs()
    assert (job.next_run_time < later) is read_again


def test_what_began_before_a_change_takes_no_pause_from_the_others(tmp_path: Path) -> None:
    """Three crawls were at work when the settings were read; each ends, and has found when."""
    names = ["one", "two", "three", "four"]
    later = times.now() + timedelta(minutes=5)
    with not_yet_at_work(tmp_path, names) as (daemon, _):
        daemon.planned_anew = lambda: Plan(daemon.plan.folder, names, spread=0.0)
        daemon._reread()
        ends(daemon, "four", later, daemon.changes)  # begun with the new ones
        for name in names[:3]:
            ends(daemon, name, later, 0)
        ends(daemon, "one", later, daemon.changes)
        due = {job.id: job.next_run_time >= later for job in daemon.scheduler.get_jobs()}
    assert due == {"one": True, "two": False, "three": False, "four": True}


@pytest.mark.parametrize("error", [TypeError("home"), SystemExit(0), OSError(5, "no folder")])
def test_settings_that_cannot_be_read_end_no_daemon(tmp_path: Path, error: BaseException) -> None:
    said = list[str]()

    def planned_anew() -> Plan:
        raise error

    with not_yet_at_work(tmp_path, ["one"]) as (daemon, _):
        daemon.say = lambda who, words, *_: said.append(f"{who}: {words}")  # type: ignore[assignment]
        daemon.planned_anew = planned_anew
        daemon._reread()
        assert [job.id for job in daemon.scheduler.get_jobs()] == ["one"]
    assert len(said) == 1 and "the former ones stay" in said[0] and type(error).__name__ in said[0]


def test_a_daemon_that_breaks_leaves_no_crawl_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it was: its crawls end with it, and the archive is free for the next start."""
    made, broken = Newsroom(per_outlet=40), threading.Event()
    monkeypatch.setattr(scheduler, "CLOCK_SECONDS", 0.1)
    overrides = settings(tmp_path / "archive", made, DOWNLOAD_DELAY=30)  # none ends by itself
    plan = Plan(tmp_path / "archive", OUTLETS, overrides, parallel=2, spread=0.0)
    daemon = Daemon(plan, lambda *_: None)

    def look() -> None:
        if len(daemon.crawls) == len(OUTLETS):
            broken.set()
            raise ValueError("broken")

    monkeypatch.setattr(daemon, "_look_at_the_clock", look)
    with running(made), pytest.raises(ValueError, match="broken"):
        daemon.run()
    assert broken.is_set() and not daemon.crawls
    assert not DaemonLock(plan.folder).held()


def test_a_clock_that_was_years_behind_makes_a_job_due_once(tmp_path: Path) -> None:
    with not_yet_at_work(tmp_path, ["one"]) as (daemon, _):
        daemon._schedule("one", datetime(1970, 1, 1, tzinfo=UTC))
        (job,) = daemon.scheduler.get_jobs()
        now = times.now()
        assert len(job._get_run_times(now)) == 1
        assert job.trigger.get_next_fire_time(job.next_run_time, now) > now


def test_an_outlet_is_never_crawled_twice_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pool that could begin no further thread keeps what it was given, and runs it later."""
    begun, at_once, crawling = Counter[str](), Counter[str](), Counter[str]()
    real = scheduler.Crawl

    def crawl(outlet: str, *given: Any) -> Any:
        begun[outlet] += 1
        crawling[outlet] += 1
        at_once[outlet] = max(at_once[outlet], crawling[outlet])
        return real(outlet, *given)

    left = [2]

    def unstarted(pool: ThreadPoolExecutor, *given: Any) -> Future[Any]:
        done = submit(pool, *given)
        if left[0]:
            left[0] -= 1
            raise RuntimeError("can't start new thread")
        return done

    submit = ThreadPoolExecutor.submit
    monkeypatch.setattr(ThreadPoolExecutor, "submit", unstarted)
    monkeypatch.setattr(scheduler, "Crawl", crawl)
    monkeypatch.setattr(scheduler, "AFTER_FAULT", SOON)
    made = Newsroom(per_outlet=2)

    def say(who: str, *_: Any) -> None:
        crawling[who] -= 1

    with running(made), at_work(tmp_path / "archive", made, say, outlets=("rif",)):
        until("it was crawled", lambda: begun["rif"] >= 4)
    assert at_once["rif"] == 1
