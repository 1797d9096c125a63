"""A listing that ends its crawl, by the memory it takes or otherwise, stops nothing else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.run.memory import resident_bytes
from crawler.run.supervised_crawl import Crawl
from crawler.urls import canonical
from storage.archive import Archive
from storage.crawl.hung_pages import DIED
from storage.crawl.runs import ended_from_outside
from storage.query.health import health
from tests.crawler.test_hung_pages import EXTENSIONS
from tests.crawling import settings, texts
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.waiting import LIMIT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not resident_bytes(1), reason="this system does not tell"),
]
DAYS = {"since": "2020-01-01T00:00:00+01:00", "until": "2030-01-01T00:00:00+01:00"}


def crawled(folder: Path, made: Newsroom, outlet: str = "sahifa", **more: object) -> str:
    """How a crawl ended; what is noted of that as the daemon does."""
    given = settings(
        folder, made, EXTENSIONS=EXTENSIONS, MAX_MEMORY_BYTES=400_000_000, POLL_ALL=False, **more
    )
    current = Crawl(outlet, given)
    if (said := current.wait(LIMIT)) != "finished":
        with Archive(folder) as archive:
            pid, now = current.process.pid, datetime.now(UTC)
            ended_from_outside(archive, outlet, pid, f"the crawl {said}", now)
    return said


def trouble(folder: Path, outlet: str = "sahifa") -> str:
    with Archive(folder) as archive:
        return health(archive, outlet, datetime.now(UTC)).trouble or ""


@pytest.mark.parametrize("how", ["EAT_ON", "DIE_ON"])
@pytest.mark.parametrize("listing", ["/feed/", "/wp-json/"])
def test_a_listing_that_ends_its_crawl_waits_while_the_others_are_read(
    tmp_path: Path, how: str, listing: str
) -> None:
    made = Newsroom(per_outlet=4)
    with running(made) as served:
        assert crawled(tmp_path, made, **{how: [listing]}) != "finished"
        assert listing in trouble(tmp_path), "it is named at once"
        ends = [crawled(tmp_path, made, **{how: [listing]}) for _ in range(3)]
        assert "finished" in ends and len(texts(tmp_path)) == len(made.published("sahifa"))
        with Archive(tmp_path) as archive:
            rows = archive.rows("SELECT listing, error FROM listings WHERE failures > 0")
            assert all(listing in row["listing"] for row in rows) and rows
            told = {row["error"] for row in rows}  # what is bounded hears of it itself, at times
            assert all(one == DIED or "max_memory_bytes" in one for one in told)
            archive.db.execute("UPDATE listings SET next_poll = '2020-01-01T00:00:00Z'")
        assert crawled(tmp_path, made) == "finished" and not trouble(tmp_path)
        assert listing in " ".join(line.path for line in served.requests("sahifa")[-5:])


@pytest.mark.parametrize("how", ["EAT_ON", "DIE_ON"])
def test_a_page_of_a_backfill_that_ends_its_crawl_has_three_tries(tmp_path: Path, how: str) -> None:
    made = Newsroom(per_outlet=4)
    with running(made):
        given = {how: ["/wp-json/"], "BACKFILL": DAYS}
        for _ in range(12):  # some end where it was not the page's turn
            ended = crawled(tmp_path, made, **given)
            with Archive(tmp_path) as archive:
                rows = archive.rows("SELECT attempts FROM backfill_pages WHERE state = 'failed'")
            if ended == "finished" and rows:
                break
    assert [row["attempts"] for row in rows] == [3]
    assert len(texts(tmp_path)) == len(made.published("sahifa")), "the feed goes back far enough"


def test_an_article_that_takes_too_much_memory_is_named_at_once(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=4)
    with running(made):
        bad = made.published("minbar")[1]
        assert "of memory" in crawled(tmp_path, made, "minbar", EAT_ON=[bad.path])
    assert trouble(tmp_path, "minbar").endswith(canonical(bad.url))


def test_a_crawl_that_is_killed_between_two_pages_blames_none(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=4)
    with running(made):
        bad = made.published("sahifa")[1]
        assert crawled(tmp_path, made, DIE_ON=[bad.path]) == "died of signal 9"
        crawled(tmp_path, made, MAX_PAGES=0)
        with Archive(tmp_path) as archive:
            assert not archive.rows("SELECT 1 FROM listings WHERE failures > 0")
