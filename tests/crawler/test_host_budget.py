"""The requests that a host may get in one crawl: what is beyond them waits, and nothing failed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.query.health import health
from tests.crawler.test_listing_bounds import entries, index
from tests.crawler.test_presence import AGES, settle_all
from tests.crawler.test_raw_headers import page
from tests.large_listings import Site, crawl, running
from tests.paged_site import crawl as crawl_pages
from tests.paged_site import running as running_pages

pytestmark = pytest.mark.slow
CHILDREN = 30
EVER = {"since": "2020-01-01T00:00:00+00:00", "until": "2027-01-01T00:00:00+00:00"}


def published(site: Site) -> None:
    """An index of sitemaps with one article each, all of which are there."""
    for n in range(CHILDREN):
        site.answer(f"/p{n}.xml", f"<urlset>{entries(site.home, range(n, n + 1))}</urlset>")
        site.answer(f"/a/{n}.html", page(n))
    site.answer("/index.xml", index(site.home, *(f"/p{n}.xml" for n in range(CHILDREN))))


def well(folder: Path) -> bool:
    """Whether nothing is said to have failed."""
    with Archive(folder) as archive:
        found = health(archive, "indexed", datetime.now(UTC))
        failed = archive.rows(
            "SELECT 1 FROM outcomes WHERE kind IN ('deferred', 'failed')"
            " UNION ALL SELECT 1 FROM runs WHERE listings_failed > 0"
            " UNION ALL SELECT 1 FROM backfill_pages WHERE error IS NOT NULL"
        )
    return found.state == "well" and not found.trouble and not failed


def test_a_complete_listing_larger_than_the_budget_is_read_by_several_crawls(
    tmp_path: Path,
) -> None:
    with running() as site:
        published(site)
        crawl(tmp_path, "indexed", site, MAX_PAGES=100, REVISIT_AGES=AGES)
        settle_all(tmp_path)
        site.answer("/p29.xml", f"<urlset>{entries(site.home, range(30, 31))}</urlset>")
        asked = list[str]()
        for _ in range(4):
            before = len(site.log)
            crawl(
                tmp_path, "indexed", site, MAX_PAGES=100, REVISIT_AGES=AGES, HOST_BUDGET=16,
                ROBOTS_MAX_AGE=0,
            )  # fmt: skip
            assert len(site.log) - before <= 16 and well(tmp_path)
            asked += site.asked(before)
            with Archive(tmp_path) as archive:
                archive.db.execute("UPDATE listings SET next_poll = '2020-01-01T00:00:00Z'")
    assert {f"/p{n}.xml" for n in range(CHILDREN)} <= {*asked}
    with Archive(tmp_path) as archive:
        whole = archive.rows("SELECT listed_at FROM listings WHERE listing LIKE '%#whole'")
    assert whole[0]["listed_at"]


def test_a_backfill_larger_than_the_budget_leaves_nothing_out(tmp_path: Path) -> None:
    with running() as site:
        published(site)
        for _ in range(14):
            crawl(tmp_path, "indexed", site, MAX_PAGES=100, HOST_BUDGET=7, BACKFILL=EVER)
            assert well(tmp_path)
    with Archive(tmp_path) as archive:
        assert len(archive.rows("SELECT 1 FROM leads WHERE article_id IS NOT NULL")) == CHILDREN
        assert not archive.rows("SELECT 1 FROM backfill_pages WHERE state <> 'done'")


def test_an_article_that_is_begun_is_read_to_its_last_page(tmp_path: Path) -> None:
    """What is spent by ourselves is no page that is missing from the article."""
    with running_pages() as site:
        site.split("long-read", 4)
        crawl_pages(tmp_path, site, ROBOTS_MAX_AGE=0, HOST_BUDGET=5)
        assert len(site.log) == 6
    with Archive(tmp_path) as archive:
        assert [tuple(row) for row in archive.rows("SELECT url, partial FROM articles")] == [
            (f"{site.home}/long-read/", 0)
        ]
