"""Nothing takes an outlet off the daemon's clock but its end: neither haste nor a fault of ours."""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import scheduler
from scheduler import Daemon, Plan
from tests.crawling import settings
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.waiting import until

pytestmark = pytest.mark.slow
OUTLETS = ("rif", "arc")


@contextmanager
def at_work(folder: Path, made: Newsroom, say: Callable[..., None]) -> Iterator[None]:
    """A daemon without pauses between the crawls of an outlet, in a thread; it ends well."""
    overrides = settings(folder, made, POLL_MIN=0.1, POLL_START=0.1, POLL_MAX=0.1, POLL_ALL=False)
    plan = Plan(folder, OUTLETS, overrides, parallel=2, shortest_pause=0.0, spread=0.0)
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


def test_a_crawl_that_cannot_begin_is_said_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where no process can be begun, for want of memory or of files."""
    real, left, said = scheduler.Crawl, [2], list[tuple[str, str, int]]()

    def crawl(outlet: str, *given: Any) -> Any:
        if outlet == "rif" and left[0]:
            left[0] -= 1
            raise OSError(11, "Resource temporarily unavailable")
        return real(outlet, *given)

    monkeypatch.setattr(scheduler, "Crawl", crawl)
    monkeypatch.setattr(scheduler, "AFTER_FAULT", timedelta(0))
    made = Newsroom(per_outlet=2)

    def say(who: str, words: str, level: int = logging.INFO) -> None:
        said.append((who, words, level))

    with running(made), at_work(tmp_path / "archive", made, say):
        until("it was crawled", lambda: any(who == "rif" and "new" in words
                                            for who, words, _ in said))  # fmt: skip
    failed = [words for who, words, level in said if who == "rif" and level == logging.ERROR]
    assert len(failed) == 2 and all("Resource temporarily unavailable" in one for one in failed)
