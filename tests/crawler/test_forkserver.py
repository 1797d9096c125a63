"""The server that crawls are forked from may be killed at any time: the next crawl starts."""

import os
import signal
import sys
import threading
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess

import pytest

from crawler.run.forkserver import context, start_server, started
from storage.rereading.reading_process import MakeReader, start_reading
from tests.keeping import make_reader
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


def test_threads_that_start_at_once_leave_the_environment_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The daemon begins crawls in threads, and what it runs later has its environment."""
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    start_server()
    faults, together = list[KeyError](), threading.Barrier(4)
    rounds, former = 300, sys.getswitchinterval()

    def start() -> None:
        together.wait(LIMIT)
        try:
            for _ in range(rounds):
                start_server()
        except KeyError as error:  # another thread had just restored it
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    sys.setswitchinterval(1e-6)  # threads meet as they seldom do
    try:
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    finally:
        sys.setswitchinterval(former)
    assert not faults and "PYTHONSAFEPATH" not in os.environ
