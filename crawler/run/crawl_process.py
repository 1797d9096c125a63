"""``crawl``: one crawl of one outlet in this process, since Twisted's reactor starts only once."""

import gc
import logging
import os
import signal
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scrapy.settings import Settings
    from twisted.python.failure import Failure

__all__ = ["crawl", "scrapy_settings"]

ARCHIVE_TROUBLE = 3
"""The exit code of a crawl that had to stop because nothing could be kept."""
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


def crawl(outlet: str, overrides: Mapping[str, Any], log: str | None = None) -> None:
    """Crawl an outlet and exit: 0 when the crawl came to its end, 1 when it could not start, 3 when
    the archive could no longer be written.

    It leads a process group of its own, so that Ctrl-C reaches it once, through its parent.
    """
    from scrapy import signals
    from scrapy.crawler import CrawlerProcess

    os.setpgrp()
    # a Ctrl-C that comes too early waits until Scrapy can stop cleanly
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    if log:
        sys.stdout = sys.stderr = open(log, "a", buffering=1, encoding="utf-8")  # noqa: SIM115
    process = CrawlerProcess(scrapy_settings(overrides))
    for noisy in _SILENCED_LOGGERS:
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    failures: list[BaseException] = []

    def note(failure: "Failure") -> None:
        failures.append(failure.value or RuntimeError(failure.getErrorMessage()))

    crawler = process.create_crawler(outlet)
    process.crawl(crawler).addErrback(note)

    def listen() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

    crawler.signals.connect(listen, signals.engine_started)
    gc.freeze()  # the libraries stay: the collector need not walk through them again and again
    process.start()
    for error in failures:
        logging.getLogger(__name__).error("%s: %s", outlet, error, exc_info=_trace_of(error))
    if trouble := getattr(crawler, "archive_trouble", None):  # set by the archive's extension
        logging.getLogger(__name__).error("%s: the crawl stopped: %s", outlet, trouble)
        sys.exit(ARCHIVE_TROUBLE)
    sys.exit(1 if failures or process.bootstrap_failed else 0)


def _trace_of(error: BaseException) -> BaseException | None:
    """The trace of a fault of ours; what the archive says about itself needs none."""
    return None if type(error).__module__.startswith("storage.") else error
