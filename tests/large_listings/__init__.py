"""Outlets with more in their listings than one poll reads, on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler import Crawl
from storage.archive import Archive
from tests.crawler.test_http_client import Answers, served
from tests.making import begun
from tests.waiting import LIMIT

NAMES = ("indexed", "mapped", "sections", "spoiled")


@dataclass
class Site:
    """The answers of a site by path, and the paths that were asked for."""

    home: str
    answers: Answers
    log: list[str]

    def answer(self, path: str, body: str | bytes) -> None:
        """Answer a path so from now on."""
        raw = body if isinstance(body, bytes) else body.encode()
        self.answers[path] = (200, {"Content-Length": str(len(raw))}, raw)

    def asked(self, since: int = 0) -> list[str]:
        """The listings that were asked for since some request, in order."""
        return [path for path in self.log[since:] if "robots" not in path]


@contextmanager
def running() -> Iterator[Site]:
    """A site that answers."""
    answers: Answers = {}
    with served(answers) as (home, log, _):
        yield Site(home, answers, log)


def overrides(folder: Path, site: Site, **more: Any) -> dict[str, Any]:
    """What lets a crawl poll the site's listings and fetch no article."""
    given: dict[str, Any] = {
        "ARCHIVE": begun(folder), "ALLOW_PRIVATE": True, "DOWNLOAD_DELAY": 0, "MAX_PAGES": 0,
        "DOWNLOAD_TIMEOUT": LIMIT, "HOMES": {name: f"{site.home}/" for name in NAMES},
        "SPIDER_MODULES": ["tests.large_listings.spiders"], "POLL_ALL": True, "RETRY_TIMES": 0,
        "LOG_LEVEL": "CRITICAL",
    }  # fmt: skip
    return given | more


def crawl(folder: Path, name: str, site: Site, **more: Any) -> None:
    """One crawl of an outlet of the site, to its end."""
    assert Crawl(name, overrides(folder, site, **more)).wait(LIMIT) == "finished"


def known(folder: Path) -> set[str]:
    """The paths that the archive knows as leads."""
    with Archive(folder) as archive:
        rows = archive.rows("SELECT url FROM leads WHERE outcome IS NULL")
    return {"/" + row["url"].split("/", 3)[3] for row in rows}


def cuts(folder: Path) -> list[str | None]:
    """What each run says that it left out."""
    with Archive(folder) as archive:
        return [row["cut"] for row in archive.rows("SELECT cut FROM runs ORDER BY id")]
