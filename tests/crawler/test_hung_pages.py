"""A page that hangs the reader where no alarm is heard costs itself and nothing else."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from crawler import settings as product
from crawler.run.supervised_crawl import MAX_HUNG_PAGES, Crawl
from crawler.urls import canonical
from storage.archive import Archive
from storage.query.health import last_run
from tests.crawling import make_due, outcomes, settings, texts
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.waiting import LIMIT

pytestmark = pytest.mark.slow

EXTENSIONS = product.EXTENSIONS | {"tests.hanging_pages.HangingPages": 30}


def crawled(
    folder: Path, made: Newsroom, outlet: str, hang: Sequence[str] = (), **more: Any
) -> tuple[str, int | None]:
    """How one crawl ended, whose pages may hang, and its last process."""
    own = {"EXTENSIONS": EXTENSIONS, "PAGE_SECONDS": 0.5, "HANG_SECONDS": 0.5, "HANG_ON": hang}
    current = Crawl(outlet, settings(folder, made, **own | more))
    return current.wait(LIMIT), current.process.pid


def quarantined(folder: Path) -> dict[str, str]:
    with Archive(folder) as archive:
        rows = archive.rows(
            "SELECT l.url, l.reason FROM leads l JOIN outcomes o USING (url)"
            " WHERE l.state = 'quarantine' AND o.kind = 'quarantined' AND o.reason = l.reason"
        )
        return {url: reason for url, reason in rows}


def test_an_article_that_hangs_is_put_aside_at_once_and_the_crawl_goes_on(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=6)
    with running(made) as served:
        pages = made.published("minbar")
        bad = [pages[1], pages[4]]
        ended, process = crawled(tmp_path, made, "minbar", [pub.path for pub in bad])
        asked = [line.path for line in served.requests("minbar")]
    assert ended == "finished"
    aside = quarantined(tmp_path)
    assert set(aside) == {canonical(pub.url) for pub in bad}
    # the innermost line of ours, so that somebody can look at what hung there
    assert {reason.partition(":")[0] for reason in aside.values()} == {
        "reading it hung in read (hanging_pages.py"
    }
    assert {url for _, url, _, _ in texts(tmp_path)} == {
        canonical(pub.url) for pub in pages if pub not in bad
    }
    assert [asked.count(pub.path) for pub in bad] == [1, 1], "each was fetched once"
    with Archive(tmp_path) as archive:
        (run,) = archive.rows("SELECT finish, trouble FROM runs")  # one crawl is one run
        summary = last_run(archive, "minbar", process)
        kept_raw = archive.rows("SELECT 1 FROM captures WHERE url LIKE ?", f"%{bad[0].path}")
    assert run["finish"] == "finished" and "hung" in run["trouble"]
    assert summary and summary.outcomes == {"new": 4, "quarantined": 2}
    assert kept_raw, "the raw page stays for somebody to look at"


def test_the_same_crawl_without_a_bad_page_puts_nothing_aside(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    with running(made):
        assert crawled(tmp_path, made, "minbar")[0] == "finished"
    assert quarantined(tmp_path) == {}
    assert len(texts(tmp_path)) == 3


def test_a_known_article_whose_page_hangs_today_keeps_its_text(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    with running(made):
        assert crawled(tmp_path, made, "minbar")[0] == "finished"
        before = texts(tmp_path)
        bad = made.published("minbar")[0]
        made.edit(bad.url, headline="عنوان جديد بعد التصحيح")
        make_due(tmp_path)
        assert crawled(tmp_path, made, "minbar", [bad.path])[0] == "finished"
    assert set(quarantined(tmp_path)) == {canonical(bad.url)}
    assert texts(tmp_path) == before


def test_a_listing_that_hangs_is_a_listing_that_failed(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    with running(made) as served:
        assert crawled(tmp_path, made, "sahifa", ["/feed/"])[0] == "finished"
        asked = [line.path for line in served.requests("sahifa") if line.path == "/feed/"]
    assert len(asked) == 1
    published = len(made.published("sahifa"))
    assert len(texts(tmp_path)) == published, "the other listing brought the articles"
    with Archive(tmp_path) as archive:
        failed = archive.rows("SELECT listing, error FROM listings WHERE failures > 0")
        (run,) = archive.rows("SELECT listings_failed FROM runs")
    assert [row["listing"][-6:] for row in failed] == ["/feed/"] and "hung" in failed[0]["error"]
    assert run["listings_failed"] == 1


def test_a_page_of_a_backfill_that_hangs_is_left_out(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    days = {"since": "2020-01-01T00:00:00+01:00", "until": "2030-01-01T00:00:00+01:00"}
    with running(made):
        ended, _ = crawled(tmp_path, made, "sahifa", ["/wp-json/"], BACKFILL=days)
    assert ended == "finished"
    with Archive(tmp_path) as archive:
        failed = archive.rows("SELECT url, error FROM backfill_pages WHERE state = 'failed'")
    assert [row["error"][:15] for row in failed] == ["reading it hung"]
    assert len(texts(tmp_path)) == len(made.published("sahifa")), "the feed goes back far enough"


def test_an_outlet_whose_pages_all_hang_is_left_for_the_next_crawl(tmp_path: Path) -> None:
    """And the next one begins without the last page of the former, whoever starts it."""
    made = Newsroom(per_outlet=MAX_HUNG_PAGES + 3)
    with running(made):
        ended, _ = crawled(tmp_path, made, "minbar", [pub.path for pub in made.published("minbar")])
        assert ended == f"hung on {MAX_HUNG_PAGES + 1} pages"
        assert len(quarantined(tmp_path)) == MAX_HUNG_PAGES
        assert crawled(tmp_path, made, "minbar")[0] == "finished"
    assert len(quarantined(tmp_path)) == MAX_HUNG_PAGES + 1
    assert len(texts(tmp_path)) == 2


def test_a_crawl_that_is_killed_with_a_page_in_hand_still_suspects_it_only(tmp_path: Path) -> None:
    """Somebody else may have killed it: the page has another try, as before."""
    made = Newsroom(per_outlet=3)
    with running(made):
        bad = made.published("minbar")[1]
        for state in ({}, {canonical(bad.url)}):
            ended, _ = crawled(tmp_path, made, "minbar", DIE_ON=[bad.path])
            assert ended == "died of signal 9"
            assert crawled(tmp_path, made, "minbar", MAX_PAGES=0)[0] == "finished"
            assert set(quarantined(tmp_path)) == set(state)
        assert quarantined(tmp_path) == {canonical(bad.url): "two crawls died reading it"}
        assert crawled(tmp_path, made, "minbar")[0] == "finished"
    assert outcomes(tmp_path) == {"new": 2, "quarantined": 1}
