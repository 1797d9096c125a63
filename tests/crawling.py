"""Crawls of the sample newsroom into an archive, as the daemon starts them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crawler.run.supervised_crawl import Crawl
from storage.archive import Archive
from tests.making import begun
from tests.newsroom.newsroom import Newsroom
from tests.waiting import LIMIT


def settings(folder: Path, newsroom: Newsroom, **more: Any) -> dict[str, Any]:
    """What lets a crawl reach the newsroom, without waiting."""
    given: dict[str, Any] = {
        "ARCHIVE": begun(folder),
        "ALLOW_PRIVATE": True,
        "DOWNLOAD_DELAY": 0,
        "DOWNLOAD_TIMEOUT": LIMIT,
        "HOMES": newsroom.homes(),
        "SPIDER_MODULES": ["tests.newsroom.spiders"],
        "POLL_ALL": True,
        "GONE_GAP": 0,
        "LOG_LEVEL": "CRITICAL",
    }
    return given | more


def crawl(
    folder: Path, newsroom: Newsroom, outlets: Iterable[str] | None = None, **more: Any
) -> None:
    """Crawl some outlets, or all, and demand that each crawl comes to its end."""
    crawls = [
        Crawl(name, settings(folder, newsroom, **more)) for name in outlets or newsroom.outlets
    ]
    assert [one.wait(LIMIT) for one in crawls] == ["finished"] * len(crawls)


def outcomes(folder: Path, outlet: str | None = None) -> dict[str, int]:
    """How many addresses ended how, all runs together."""
    with Archive(folder) as archive:
        rows = archive.rows(
            "SELECT kind, count(*) FROM outcomes WHERE ?1 IS NULL OR outlet = ?1 GROUP BY kind",
            outlet,
        )
        return {kind: number for kind, number in rows}


def texts(folder: Path) -> set[tuple[str, str, str, str]]:
    """What the archive holds, for comparing archives."""
    with Archive(folder) as archive:
        rows = archive.rows("SELECT outlet, url, headline, body FROM articles")
    found = [tuple(row) for row in rows]
    assert len(found) == len(set(found))
    return set(found)


def make_due(folder: Path) -> None:
    """Every article is old enough to be looked at again."""
    with Archive(folder) as archive:
        archive.db.execute(
            "UPDATE leads SET state = 'due', due_at = '2000-01-01T00:00:00Z'"
            " WHERE article_id IS NOT NULL"
        )
