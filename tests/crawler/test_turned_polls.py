"""Polls that turn pages while the outlet deletes and publishes, fails, or the crawl ends."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.run.supervised_crawl import Crawl
from crawler.urls import canonical
from storage.archive import Archive
from tests.command.test_turned_pages import after_page
from tests.crawler.test_listing_bounds import index, turned
from tests.crawler.test_polling import NO_REVISITS, publish
from tests.crawling import crawl, settings
from tests.large_listings import crawl as poll
from tests.large_listings import known
from tests.large_listings import running as listed
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import Hold, Running, running
from tests.waiting import LIMIT

pytestmark = pytest.mark.slow


def all_known(folder: Path, made: Newsroom, outlet: str) -> bool:
    """Whether what the outlet shows was all found."""
    with Archive(folder) as kept:
        leads = {row["url"] for row in kept.rows("SELECT url FROM leads")}
    return {canonical(pub.url) for pub in made.published(outlet)} <= leads


def polled_during(
    folder: Path, outlet: str, news: int, mark: str, do: Callable[[Newsroom], object], **more: int
) -> tuple[Newsroom, Running]:
    """A first poll, then one of so much news, in which something is done behind a page's answer."""
    made = Newsroom(per_outlet=2)
    with running(made) as served:
        crawl(folder, made, [outlet], MAX_PAGES=0, **NO_REVISITS)
        publish(made, outlet, news, first=1)
        after_page(served, outlet, mark, lambda: do(made))
        served.log.clear()
        crawl(folder, made, [outlet], MAX_PAGES=0, **NO_REVISITS, **more)
    return made, served


def newest_deleted(outlet: str, number: int) -> Callable[[Newsroom], object]:
    """What deletes the newest articles of an outlet."""
    return lambda made: [made.delete(pub.url) for pub in made.published(outlet)[-number:]]


@pytest.mark.parametrize("deleted", [1, 3, 7])  # a page has five
@pytest.mark.parametrize("mark", ["index.2.html", "index.4.html"])
def test_what_slips_to_a_page_that_was_read_is_found(
    tmp_path: Path, mark: str, deleted: int
) -> None:
    made, _ = polled_during(tmp_path, "akhbar", 28, mark, newest_deleted("akhbar", deleted))
    assert all_known(tmp_path, made, "akhbar")


def test_news_between_two_pages_lose_nothing(tmp_path: Path) -> None:
    made, _ = polled_during(
        tmp_path, "akhbar", 28, "index.3.html", lambda made: publish(made, "akhbar", 6, first=100)
    )
    with Archive(tmp_path) as kept:
        leads = {row["url"] for row in kept.rows("SELECT url FROM leads")}
    first = sorted(made.published("akhbar"), key=lambda pub: pub.number)[:30]
    assert {canonical(pub.url) for pub in first} <= leads


def test_a_page_that_is_gone_may_have_slid_to_the_one_before(tmp_path: Path) -> None:
    both = (newest_deleted("wataniya", 2), newest_deleted("wataniya", 2))
    made = Newsroom(per_outlet=2)
    with running(made) as served:
        crawl(tmp_path, made, ["wataniya"], MAX_PAGES=0, **NO_REVISITS)
        publish(made, "wataniya", 101, first=1)
        # both ways of asking the API turn their pages, and neither may help the other out
        for mark, do in zip(("&after=", "modified_after="), both, strict=True):
            after_page(served, "wataniya", mark, lambda do=do: do(made))
        crawl(tmp_path, made, ["wataniya"], MAX_PAGES=0, **NO_REVISITS)
    assert all_known(tmp_path, made, "wataniya")


def test_an_answer_that_states_the_same_total_is_not_asked_again(tmp_path: Path) -> None:
    _, served = polled_during(tmp_path, "sahifa", 230, "no page", lambda _: None)
    pages = [line.path for line in served.log if "&page=" in line.path and "after=" in line.path]
    assert len(pages) == len(set(pages)) and any("&page=3&" in page for page in pages)


@pytest.mark.parametrize(
    ("pages", "newest"),
    [
        (6, (40, 46, 46, 46, 46, 46, 46)),  # three pages of news before the second poll
        (4, (24, 22, 22, 22, 22, 22)),  # the two newest are deleted before the second poll
    ],
    ids=["news", "deletions"],
)
def test_what_waits_is_neither_pushed_nor_drawn_beyond_the_next_poll(
    tmp_path: Path, pages: int, newest: tuple[int, ...]
) -> None:
    with listed() as site:
        turned(site, 1, first=2)
        poll(tmp_path, "sections", site, LISTING_PAGES=pages)
        for first in newest:
            turned(site, first // 2, first=first)
            poll(tmp_path, "sections", site, LISTING_PAGES=pages)
    assert known(tmp_path) == {f"/{n}.html" for n in range(1, max(newest) + 1)}


def test_a_further_page_that_failed_is_asked_for_by_the_next_poll(tmp_path: Path) -> None:
    with listed() as site:
        turned(site, 1, first=2)
        poll(tmp_path, "sections", site)
        turned(site, 5, first=10)
        third = site.answers["/sport/?page=3"]
        site.answers["/sport/?page=3"] = (503, {}, b"")
        poll(tmp_path, "sections", site)
        assert "/5.html" not in known(tmp_path)
        site.answers["/sport/?page=3"] = third
        poll(tmp_path, "sections", site)
        assert known(tmp_path) == {f"/{n}.html" for n in range(1, 11)}
        before = len(site.log)
        poll(tmp_path, "sections", site)
        assert site.asked(before) == ["/sport/"]  # nothing waits any more


def test_a_part_of_an_index_that_failed_is_asked_for_by_the_next_poll(tmp_path: Path) -> None:
    with listed() as site:
        site.answer("/index.xml", index(site.home, "/p1.xml", "/p2.xml"))
        for part in (1, 2):
            site.answer(f"/p{part}.xml", f"<urlset><url><loc>{site.home}/a/{part}.html</loc></url>"
                        "</urlset>")  # fmt: skip
        second = site.answers["/p2.xml"]
        site.answers["/p2.xml"] = (503, {}, b"")
        poll(tmp_path, "indexed", site)
        site.answers["/p2.xml"] = second
        site.answer("/index.xml", index(site.home, *(f"/p{n}.xml" for n in range(1, 6))))
        for part in (3, 4, 5):
            site.answer(f"/p{part}.xml", "<urlset></urlset>")
        poll(tmp_path, "indexed", site)
    assert known(tmp_path) == {"/a/1.html", "/a/2.html"}


def test_a_poll_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=2)
    with running(made) as served:
        crawl(tmp_path, made, ["akhbar"], MAX_PAGES=0, **NO_REVISITS)
        publish(made, "akhbar", 18, first=1)
        hold = Hold(lambda asked: "index.2.html" in asked.path)
        served.holds.append(hold)
        killed = Crawl("akhbar", settings(tmp_path, made, MAX_PAGES=0))
        hold.wait()
        assert killed.process.pid
        os.killpg(killed.process.pid, signal.SIGKILL)
        assert killed.wait(LIMIT) != "finished"
        hold.let_go()
        crawl(tmp_path, made, ["akhbar"], MAX_PAGES=0, **NO_REVISITS)
    assert all_known(tmp_path, made, "akhbar")
