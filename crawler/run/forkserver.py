"""The process that crawls and readers are forked from: it has loaded their libraries once."""

import multiprocessing
import signal
from multiprocessing import forkserver, resource_tracker

context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload([
    "scrapy.crawler", "trafilatura", "crawler.run.crawl_process", "crawler.reading", "storage.crawl.middleware",
    "crawler.platforms",
])  # fmt: skip


def start_server() -> None:
    """Start it, deaf to Ctrl-C: that is for the command, which ends what it has started.

    What is forked from it is deaf too; a crawl listens as soon as it can stop cleanly.
    """
    resource_tracker.ensure_running()  # it would lift the block below
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)
