"""Who only reads an archive is told which outlets are crawled now, and disturbs none of the crawls.

As root a chmod proves nothing, so it is asked as nobody.
"""

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage import times
from storage.archive import Archive
from storage.crawl.runs import Run
from storage.process_locks import OutletLock
from storage.query.health import health


@contextmanager
def read_by_all() -> Iterator[Path]:
    """An archive that all may open, with a crawl that was begun."""
    with tempfile.TemporaryDirectory() as given:  # pytest's own folders are closed to nobody
        folder = Path(given)
        with Archive(folder, create=True) as kept:
            Run(kept, "one", times.now())
            yield folder


def allow(folder: Path) -> None:
    """Let all open the database."""
    for path in (folder, *folder.iterdir()):
        path.chmod(0o777 if path.is_dir() else 0o666)


def as_nobody(ask: Callable[[], str]) -> str:
    """The answer to a question that is asked by a user who may write nothing of ours."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        said = "it raised"
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setuid(65534)
            said = ask()
        finally:
            os.write(theirs, said.encode())
            os._exit(0)
    os.close(theirs)
    with open(ours, encoding="utf-8") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def state(folder: Path) -> str:
    with Archive(folder) as kept:
        return health(kept, "one", times.now()).state


@pytest.mark.parametrize("at_work", [True, False])
def test_a_reader_who_may_not_write_is_told_whether_a_crawl_is_at_work(at_work: bool) -> None:
    with read_by_all() as folder:
        lock = OutletLock(folder, "one")
        lock.acquire()
        allow(folder)
        lock.path.chmod(0o444)
        if not at_work:
            lock.release()
        assert as_nobody(lambda: state(folder)) == ("crawling" if at_work else "died")
        lock.release()


@pytest.mark.parametrize("there", ["nothing", "a closed file", "a link", "a pipe"])
def test_a_lock_file_that_nobody_can_read_is_held_by_nobody(there: str) -> None:
    with read_by_all() as folder:
        path = OutletLock(folder, "one").path
        path.parent.mkdir(parents=True)
        if there == "a closed file":
            path.touch(0o000)
        elif there == "a link":
            path.symlink_to(folder / "warraq.db")
        elif there == "a pipe":
            os.mkfifo(path, 0o444)
        allow(folder)
        assert as_nobody(lambda: state(folder)) == "died"


def test_two_who_look_at_once_do_not_take_each_other_for_a_crawl(tmp_path: Path) -> None:
    lock, looking = OutletLock(tmp_path, "one"), OutletLock(tmp_path, "one")
    lock.acquire()
    lock.release()
    handle = looking._locked(fcntl.LOCK_SH)  # as another process looks
    assert not lock.held()
    os.close(handle)
