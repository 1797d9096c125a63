"""The fork server of crawls and readers: a process that has loaded their libraries once."""

import multiprocessing
import signal
import time
from collections.abc import Callable
from multiprocessing import forkserver, resource_tracker
from multiprocessing.process import BaseProcess

context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload([
    "scrapy.crawler", "trafilatura", "crawler.run.crawl_process", "crawler.reading",
    "storage.crawl.spider_middleware", "crawler.platforms",
])  # fmt: skip

STARTS = 20
"""Tries to start a process while the server dies: the kernel may need a moment to say so."""


def start_server() -> None:
    """Start the server with Ctrl-C blocked: the command receives it and ends what it has started.

    Processes forked from it have it blocked too; a crawl unblocks it once it can stop cleanly.
    """
    resource_tracker.ensure_running()  # it would lift the block below
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def started(make: Callable[[], BaseProcess]) -> BaseProcess:
    """A process that ``make`` made, started; by another server where the first one was killed.

    A process that the dead server had begun ends without its task. Raises ``EOFError`` and
    ``OSError`` where no server stays alive.
    """
    for tries_left in reversed(range(STARTS)):
        start_server()
        process = make()
        try:
            process.start()
        except (EOFError, ConnectionError, FileNotFoundError):
            if not tries_left:
                raise
            time.sleep(0.1)  # nobody tells when the dead one is gone
        else:
            break
    return process
