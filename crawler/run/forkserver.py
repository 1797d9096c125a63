"""The fork server of crawls and readers: a process that has loaded their libraries once."""

import multiprocessing
import os
import signal
from multiprocessing import forkserver, resource_tracker

_SAFE_PATH = "PYTHONSAFEPATH"
context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload([
    "scrapy.crawler", "trafilatura", "crawler.run.crawl_process", "crawler.reading",
    "storage.crawl.spider_middleware", "crawler.platforms",
])  # fmt: skip


def start_server() -> None:
    """Start the server with Ctrl-C blocked: the command receives it and ends what it has started.

    Processes forked from it have it blocked too; a crawl unblocks it once it can stop cleanly.
    """
    # else its interpreter looks for every module in the current folder first
    environment = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        resource_tracker.ensure_running()  # it would lift the block below
        former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, former)
    finally:
        if environment is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = environment
