"""The server that crawls are forked from may be killed at any time: the next crawl starts."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from crawler.run.forkserver import (
    context,
    exit_code,
    has_ended,
    own_environment,
    start_server,
    started,
)
from crawler.run.supervised_crawl import Crawl
from storage.process_locks import OutletLock
from storage.rereading.reading_process import MakeReader, start_reading
from tests.crawling import crawl, settings, texts
from tests.keeping import make_reader
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.waiting import LIMIT

pytestmark = pytest.mark.slow


def _server() -> int:
    pid = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    assert pid is not None
    return int(pid)


@pytest.mark.parametrize("killed", ["before", "meanwhile", "never"])
def test_a_process_starts_though_the_server_was_killed(killed: str) -> None:
    start_server()
    first, begun, made = _server(), threading.Event(), list[BaseProcess]()

    def make() -> BaseProcess:
        made.append(context.Process(target=os.getpid))
        begun.set()
        return made[-1]

    if killed != "never":  # a stopped server takes a request and answers nothing
        os.kill(first, signal.SIGSTOP if killed == "meanwhile" else signal.SIGKILL)
    found = list[BaseProcess]()
    starter = threading.Thread(target=lambda: found.append(started(make)))
    starter.start()
    if killed == "meanwhile":
        assert begun.wait(LIMIT)
        os.kill(first, signal.SIGKILL)
    starter.join(LIMIT)
    found[0].join(LIMIT)
    assert found[0].exitcode == 0
    assert (_server() == first) is (killed == "never")
    assert len(made) == 1 or killed != "never"


class Deadly:
    """Makes a reader; the server dies whenever it is about to be asked for a process, at first."""

    def __init__(self, times: int) -> None:
        self.times = times

    def __reduce__(self) -> tuple[type["Made"], tuple[()]]:
        if self.times:
            self.times -= 1
            os.kill(_server(), signal.SIGKILL)
        return Made, ()


class Made:
    """What comes of it in the process."""

    def __call__(self) -> object:
        return make_reader()


def test_a_reader_starts_though_the_server_is_killed_again_and_again() -> None:
    start_server()
    deadly: MakeReader = Deadly(4)  # type: ignore[assignment]
    process = start_reading(deadly)
    # how often it is killed is not ours to say: one may have answered before it died
    assert process.process.is_alive() and deadly.times < 4  # type: ignore[attr-defined]
    process.end()


@pytest.fixture
def meeting() -> Iterator[None]:
    """Threads meet as they seldom do."""
    former = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(former)


@pytest.mark.usefixtures("meeting")
def test_threads_that_start_at_once_leave_the_environment_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The daemon begins crawls in threads, and what it runs later has its environment."""
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    start_server()
    faults, together, rounds = list[KeyError](), threading.Barrier(4), 300
    seen = set[str]()

    def start() -> None:
        together.wait(LIMIT)
        try:
            for _ in range(rounds):
                start_server()
        except KeyError as error:  # another thread had just restored it
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for one in threads:
        one.start()
    while any(one.is_alive() for one in threads):  # as a task begins beside them
        seen.update(own_environment())
    assert not faults and "PYTHONSAFEPATH" not in seen and "PYTHONSAFEPATH" not in os.environ


@pytest.mark.usefixtures("meeting")
def test_threads_that_begin_and_end_processes_do_not_mistake_how_one_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Beginning a process asks all others whether they have ended: two threads asked at once."""
    real, codes = forkserver.read_signed, list[int | None]()  # type: ignore[attr-defined]

    def read_late(handle: int) -> int:
        for _ in range(1_000):  # others come between seeing that there is a code and reading it
            os.sched_yield()
        return int(real(handle))

    def begin() -> None:
        for _ in range(25):
            process = started(lambda: context.Process(target=os.getpid))
            code = None
            while code is None and has_ended(process, LIMIT):
                code = exit_code(process)
            codes.append(code)

    monkeypatch.setattr(forkserver, "read_signed", read_late)
    threads = [threading.Thread(target=begin) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert codes == [0] * 75


@pytest.mark.parametrize("asked_to_stop", [False, True])
def test_a_crawl_whose_server_is_killed_is_ended_and_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked_to_stop: bool
) -> None:
    """Else it went on with nobody to watch it, and the next one waited for its lock."""
    monkeypatch.setattr("crawler.run.supervised_crawl.STOP_SECONDS", 5)
    made, folder = Newsroom(per_outlet=3), tmp_path / "archive"
    with running(made) as served:
        with served.holding("rif", after=1) as held:
            one = Crawl("rif", settings(folder, made))
            held.wait()
            os.kill(_server(), signal.SIGKILL)
            if asked_to_stop:
                one.stop()
                assert not OutletLock(folder, "rif").held()
            assert "lost the server that begins crawls" in one.wait(LIMIT)
            assert not OutletLock(folder, "rif").held()
        crawl(folder, made, ["rif"])
    assert len(texts(folder)) == 3


def test_what_is_gone_without_which_no_process_begins_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_server()
    (tmp_path / "gone").mkdir()
    with monkeypatch.context() as there:
        there.chdir(tmp_path / "gone")
        (tmp_path / "gone").rmdir()
        with pytest.raises(OSError, match="the folder in which Warraq was started is gone"):
            started(lambda: context.Process(target=os.getpid))
    Path(forkserver._forkserver._forkserver_address).unlink()  # type: ignore[attr-defined]
    with pytest.raises(OSError, match="the socket of the process that begins crawls was removed"):
        started(lambda: context.Process(target=os.getpid))
    os.kill(_server(), signal.SIGKILL)  # for the next test
