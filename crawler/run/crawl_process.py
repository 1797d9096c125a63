"""``crawl``: one crawl of one outlet in this process, since Twisted's reactor starts only once."""

import contextlib
import gc
import logging
import os
import signal
import sqlite3
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from crawler.run.memory import bound_own_memory
from crawler.run.signals import hold_back, let_through

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from scrapy.settings import Settings
    from twisted.python.failure import Failure

__all__ = ["crawl", "scrapy_settings"]

ARCHIVE_TROUBLE = 3
"""The exit code of a crawl that had to stop because nothing could be kept."""
FAULT = 4
"""The exit code of a crawl that a fault of our own code ended."""
OUT_OF_MEMORY = 5
"""The exit code of a crawl that met its own limit of memory before anybody saw it there."""
HUNG = -signal.SIGVTALRM
"""The exit code of a crawl that a page hung (``crawler.reading.limits.end_if_hung``)."""
_SILENCED_LOGGERS = (
    "trafilatura", "htmldate", "asyncio", "scrapy.downloadermiddlewares.retry",
    "scrapy.downloadermiddlewares.robotstxt", "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.core.downloader.handlers.http11",
)  # fmt: skip
"""Loggers of what stands in the outcomes with its reason."""


def scrapy_settings(overrides: Mapping[str, Any]) -> "Settings":
    """Scrapy's settings with ours and the operator's on top."""
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(dict(overrides), priority="cmdline")
    delay = max(settings.getfloat("DOWNLOAD_DELAY"), settings.getfloat("LEAST_DELAY"))
    settings.set("DOWNLOAD_DELAY", delay, priority="cmdline")
    return settings


def crawl(
    outlet: str, overrides: Mapping[str, Any], log: str | None = None,
    parent: "Connection | None" = None,
) -> None:  # fmt: skip
    """Crawl an outlet and exit: 0 when the crawl came to its end, 1 when it could not start, 3 when
    the archive could not, or no longer, be written, 4 when a fault of ours ended it, 5 when there
    was no more memory for it; ``parent`` is told why, else the log.

    It leads a process group of its own, so that Ctrl-C reaches it once, through its parent.
    """
    try:
        _crawl(outlet, overrides, log, parent)
    except MemoryError:  # there may be none for words
        sys.exit(OUT_OF_MEMORY)


def _crawl(
    outlet: str, overrides: Mapping[str, Any], log: str | None, parent: "Connection | None"
) -> None:
    from scrapy import signals
    from scrapy.crawler import CrawlerProcess

    from crawler.failure_wording import fault_in_words, one_line

    os.setpgrp()
    hold_back()  # what comes too early waits until Scrapy can stop cleanly
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # its parent ends it, or reads settings anew
    if log:
        sys.stdout = sys.stderr = open(log, "a", buffering=1, encoding="utf-8")  # noqa: SIM115
    settings = scrapy_settings(overrides)
    if limit := settings.getint("MAX_MEMORY_BYTES"):
        bound_own_memory(2 * limit)  # long before that whoever started it has ended it
    process = CrawlerProcess(settings)
    # Scrapy's handlers drop what is below the level only when it has been made, once a page
    logging.disable(logging.getLevelNamesMapping()[settings["LOG_LEVEL"]] - 1)
    for noisy in _SILENCED_LOGGERS:
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    failures: list[BaseException] = []

    def note(failure: "Failure") -> None:
        failures.append(failure.value or RuntimeError(failure.getErrorMessage()))

    try:
        crawler = process.create_crawler(outlet)
    except KeyError as absent:  # its file is gone, or broken
        _end(1, str(absent.args[0]), outlet, parent)
    process.crawl(crawler).addErrback(note)

    crawler.signals.connect(let_through, signals.engine_started)
    gc.freeze()  # the libraries stay: the collector need not walk through them again and again
    process.start()
    if trouble := getattr(crawler, "archive_trouble", None):  # set by the archive's extension
        _end(ARCHIVE_TROUBLE, str(trouble), outlet, parent)
    fault = getattr(crawler, "fault", None)  # so is this; its trace is in the log
    if fault and not isinstance(fault, MemoryError):
        _end(FAULT, fault_in_words(fault), outlet, parent)
    if any(isinstance(error, MemoryError) for error in (*failures, fault)):
        sys.exit(OUT_OF_MEMORY)
    for error in failures:
        if getattr(error, "stops_all", False) or isinstance(error, sqlite3.Error):
            _end(ARCHIVE_TROUBLE, str(error), outlet, parent)
        if trace := _trace_of(error):
            logging.getLogger(__name__).error("%s: %s", outlet, error, exc_info=trace)
    said = "; ".join(one_line(error) for error in failures)
    _end(1 if failures or process.bootstrap_failed else 0, said, outlet, parent)


def _end(code: int, why: str, outlet: str, parent: "Connection | None") -> NoReturn:
    """Exit; whoever started the crawl tells people why, once for all crawls that end so."""
    if why and parent:
        with contextlib.suppress(OSError):  # it may be gone
            parent.send(why)
    elif why:  # nobody started it: it runs by itself
        logging.getLogger(__name__).error("%s: the crawl stopped: %s", outlet, why)
    sys.exit(code)


def _trace_of(error: BaseException) -> BaseException | None:
    """The trace of a fault of ours; what the archive says about itself needs none."""
    return None if type(error).__module__.startswith("storage.") else error
