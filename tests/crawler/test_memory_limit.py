"""A crawl that takes more memory than it may is ended and named; others go on."""

from pathlib import Path

import pytest

from crawler.run.memory import resident_bytes
from crawler.run.supervised_crawl import Crawl
from crawler.urls import canonical
from storage.archive import Archive
from tests.command.test_signals import configured, started
from tests.crawler.test_hung_pages import EXTENSIONS
from tests.crawling import settings, texts
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.storage.test_housekeeping import lines_until, told
from tests.waiting import LIMIT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not resident_bytes(1), reason="this system does not tell"),
]
MOST = 400_000_000
"""Twice what a crawl of ordinary pages takes."""


def test_a_page_that_eats_memory_ends_its_crawl_and_is_put_aside_the_second_time(
    tmp_path: Path,
) -> None:
    made = Newsroom(per_outlet=4)
    with running(made):
        bad = made.published("minbar")[1]
        given = {"EXTENSIONS": EXTENSIONS, "EAT_ON": [bad.path], "MAX_MEMORY_BYTES": MOST}
        ends = [Crawl("minbar", settings(tmp_path, made, **given)).wait(LIMIT) for _ in range(3)]
    taken = "took more than 400,000,000 bytes of memory (max_memory_bytes) and was ended"
    assert ends[-1] == "finished" and {*ends} <= {taken, "finished"}
    with Archive(tmp_path) as archive:
        (aside,) = archive.rows("SELECT url, state, reason FROM leads WHERE article_id IS NULL")
    # on a busy machine the page meets the limit before the crawl is seen to be above it
    assert aside["state"] == "quarantine" or "max_memory_bytes" in aside["reason"]
    assert aside["url"] == canonical(bad.url)
    assert {url for _, url, _, _ in texts(tmp_path)} == {
        canonical(pub.url) for pub in made.published("minbar") if pub is not bad
    }


def test_ordinary_pages_keep_within_it(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=4)
    with running(made):
        given = settings(tmp_path, made, MAX_MEMORY_BYTES=MOST)
        assert Crawl("minbar", given).wait(LIMIT) == "finished"
    assert len(texts(tmp_path)) == 4


def test_the_daemon_and_the_status_name_it(tmp_path: Path) -> None:
    """No crawl can be as small as this."""
    made, folder = Newsroom(per_outlet=2), tmp_path / "archive"
    with running(made) as served, served.holding("rif"):
        configured(folder, made, "rif")
        with (folder / "warraq.toml").open("r+", encoding="utf-8") as file:
            text = file.read()
            file.seek(0)
            file.write(f"max_memory_bytes = 50000000\n{text}")
        with started(folder, "run") as process:
            said = lines_until(process, lambda said: bool(told(said, "rif")))
            process.terminate()
            process.communicate(timeout=LIMIT)
    assert "WARNING" in said[-1] and "took more than 50,000,000 bytes of memory" in said[-1]
    assert "nothing due" not in said[-1]
