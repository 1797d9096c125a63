"""The fork server of crawls and readers: a process that has loaded their libraries once."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

from crawler.run.signals import hold_back

_SAFE_PATH = "PYTHONSAFEPATH"
_starting = threading.Lock()
_asking = threading.Lock()
"""Held by whoever may read how a process ended: two who do so at once read one code between them,
and the other finds an end that never was. Beginning a process asks all that there are."""
context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload([
    "scrapy.crawler", "trafilatura", "crawler.run.crawl_process", "crawler.reading.reader",
    "storage.crawl.spider_output_middleware", "crawler.platforms", "crawler.run.forkserver_preload",
])  # fmt: skip

STARTS = 20
"""Tries to start a process while the server dies: the kernel may need a moment to say so."""


SERVER_GONE = 255
"""The exit code of a process whose server was killed: whether it ended, nobody has told."""


def start_server() -> None:
    """Start the server deaf to Ctrl-C and the like: the command hears it and ends what it started.

    Processes forked from it hold such signals back too; a crawl hears them once it can stop
    cleanly. A server that a closed terminal ended could start no crawl any more.
    """
    with _starting:  # the environment is the whole process's, and a daemon starts crawls in threads
        # else its interpreter looks for every module in the current folder first
        environment = os.environ.get(_SAFE_PATH)
        os.environ[_SAFE_PATH] = "1"
        former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
        try:
            resource_tracker.ensure_running()  # it would lift the block of the other two
            hold_back()
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, former)
            if environment is None:
                del os.environ[_SAFE_PATH]
            else:
                os.environ[_SAFE_PATH] = environment


def own_environment() -> dict[str, str]:
    """The environment of this process, as it is while no thread starts the server."""
    with _starting:
        return dict(os.environ)


def started(make: Callable[[], BaseProcess]) -> BaseProcess:
    """A process that ``make`` made, started; by another server where the first one was killed.

    A process that the dead server had begun ends without its task. Raises ``EOFError`` and
    ``OSError`` where no server stays alive.
    """
    for tries_left in reversed(range(STARTS)):
        try:
            start_server()
            process = make()
            with _asking:
                process.start()
        except (EOFError, ConnectionError, FileNotFoundError) as error:
            if not tries_left:
                raise _explained(error) from error
            time.sleep(0.1)  # nobody tells when the dead one is gone
        else:
            break
    return process


def _explained(error: EOFError | OSError) -> EOFError | OSError:
    """The same error; where a name is gone, with what that was and what to do."""
    if not isinstance(error, FileNotFoundError):
        return error
    try:
        os.getcwd()
    except FileNotFoundError:
        return FileNotFoundError(
            "the folder in which Warraq was started is gone: start it again in one that is there"
        )
    return FileNotFoundError(
        "the socket of the process that begins crawls was removed from the folder for temporary"
        " files: start Warraq again"
    )


def has_ended(process: BaseProcess, seconds: float = 0.0) -> bool:
    """Whether a process has ended, after so many seconds at the most."""
    return bool(wait([process.sentinel], seconds))


def exit_code(process: BaseProcess) -> int | None:
    """How a process ended; ``None`` while it is at work. For all threads that begin others too.

    To be kept: between reading it and the moment in which the server lets go of its pipe, it is
    not known to have ended.
    """
    if not has_ended(process):
        return None
    with _asking:
        return process.exitcode
