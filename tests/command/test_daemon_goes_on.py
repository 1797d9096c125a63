"""Nothing takes an outlet off the daemon's clock but its end: neither haste nor a fault of ours."""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import scheduler
from scheduler import Daemon, Plan
from storage import times
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


@pytest.mark.parametrize("read_again", [True, False])
def test_new_settings_are_tried_at_once_whatever_a_crawl_found_with_the_old(
    tmp_path: Path, read_again: bool
) -> None:
    """It ends while they are read, in vain, and would wait for five minutes."""
    with archive(tmp_path) as kept:
        daemon = Daemon(Plan(kept.folder, ["one"], spread=0.0), lambda *_: None)
        daemon.scheduler.start(paused=True)
        daemon._schedule_all(kept)
        later = times.now() + timedelta(minutes=5)
        daemon.asked.put(("one", (daemon.times_scheduled, later)))
        if read_again:
            daemon._schedule_all(kept)
        assert not daemon._asked_to_stop()
        (job,) = daemon.scheduler.get_jobs()
        daemon.scheduler.shutdown()
    assert (job.next_run_time < later) is read_again
