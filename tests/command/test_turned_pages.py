"""A backfill that turns pages by number, while the outlet deletes and publishes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.urls import canonical
from tests.command.test_backfill import NEWEST, backfill, years_of
from tests.crawling import texts
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import Hold, Request, Running, running
from tests.newsroom.stories import load_stories

pytestmark = pytest.mark.slow
DAYS = ("--since=2026-01-01", "--until=2026-11-21")
PAGES = {"akhbar": "index.{}.html", "sahifa": "&page={}&"}


def after_page(served: Running, outlet: str, mark: str, do: Callable[[], object]) -> None:
    """Do something once, behind the answer with the page whose address has such a mark."""
    done, host = list[str](), served.newsroom.outlet(outlet).host

    def holds(asked: Request) -> bool:  # the answer is made already, and not sent yet
        if asked.host == host and mark in asked.path and not done:
            done.append(asked.path)
            do()
        return False

    served.holds.append(Hold(holds))


def kept(folder: Path) -> set[str]:
    return {url for _, url, _, _ in texts(folder / "archive")}


@pytest.mark.parametrize(
    ("outlet", "number", "mark"),
    [
        ("sahifa", 230, "&page=1&"),
        ("sahifa", 230, "&page=2&"),
        ("sahifa", 199, "&page=1&"),  # the second page is the last one, and is not there then
        ("akhbar", 24, "index.1.html"),
        ("akhbar", 24, "index.3.html"),
        ("akhbar", 15, "index.3.html"),
    ],
)
@pytest.mark.parametrize("deleted", [1, 3])
def test_what_slips_to_the_page_before_is_found(
    tmp_path: Path, outlet: str, number: int, mark: str, deleted: int
) -> None:
    made = Newsroom(start=NEWEST, per_outlet=2)
    years_of(made, outlet, number, timedelta(hours=20))
    gone = made.published(outlet)[:deleted]
    with running(made) as served:
        after_page(served, outlet, mark, lambda: [made.delete(pub.url) for pub in gone])
        assert backfill(tmp_path, made, outlet, *DAYS) == 0
    there = {canonical(pub.url) for pub in made.published(outlet)}
    assert len(there) > number - 5 and there <= kept(tmp_path)


@pytest.mark.parametrize("part", [1, 2, 4])
def test_what_slips_to_another_part_of_a_sitemap_is_found(tmp_path: Path, part: int) -> None:
    made = Newsroom(start=NEWEST, per_outlet=2)
    years_of(made, "jarida", 40, timedelta(days=2))
    oldest = sorted(made.published("jarida"), key=lambda pub: pub.published_at)[:3]
    with running(made) as served:
        mark = f"sitemap-articles-{part}.xml"
        after_page(served, "jarida", mark, lambda: [made.delete(pub.url) for pub in oldest])
        assert backfill(tmp_path, made, "jarida", *DAYS) == 0
    assert {canonical(pub.url) for pub in made.published("jarida")} <= kept(tmp_path)


def test_more_than_a_page_slips(tmp_path: Path) -> None:
    made = Newsroom(start=NEWEST, per_outlet=2)
    years_of(made, "akhbar", 40, timedelta(days=2))
    gone = made.published("akhbar")[:7]  # a page has five
    with running(made) as served:
        after_page(served, "akhbar", "index.4.html", lambda: [made.delete(pub.url) for pub in gone])
        assert backfill(tmp_path, made, "akhbar", *DAYS) == 0
    assert {canonical(pub.url) for pub in made.published("akhbar")} <= kept(tmp_path)


@pytest.mark.parametrize(("outlet", "news"), [("akhbar", 5), ("akhbar", 2), ("sahifa", 100)])
def test_news_of_just_a_page_do_not_end_it(tmp_path: Path, outlet: str, news: int) -> None:
    made = Newsroom(start=NEWEST, per_outlet=2)
    years_of(made, outlet, 230 if outlet == "sahifa" else 30, timedelta(hours=20))
    before, stories = made.published(outlet), load_stories()

    def publish() -> None:
        for number in range(news):
            made.publish(outlet, stories[number % len(stories)], NEWEST + timedelta(minutes=number))

    with running(made) as served:
        after_page(served, outlet, PAGES[outlet].format(1), publish)
        assert backfill(tmp_path, made, outlet, *DAYS) == 0
    assert {canonical(pub.url) for pub in before} <= kept(tmp_path)


def test_a_server_that_turns_no_pages_is_left_soon(tmp_path: Path) -> None:
    made = Newsroom(start=NEWEST, per_outlet=2)
    years_of(made, "akhbar", 40, timedelta(days=2))
    place, section = made.outlet("akhbar"), made.outlet("akhbar").section_page

    def first(slug: str, page: int = 1, size: int | None = None) -> object:
        """The first page, which leads to one more each time."""
        answer = section(slug, 1, size)
        assert answer is not None
        link = place.section_path(slug, 2)
        body = str(answer.body).replace(link, place.section_path(slug, page + 1))
        return replace(answer, body=body)

    place.section_page = first  # type: ignore[method-assign, assignment]
    with running(made) as served:
        assert backfill(tmp_path, made, "akhbar", *DAYS) == 0
        asked = [line.path for line in served.requests("akhbar") if "index." in line.path]
    assert 2 <= len(asked) <= 4
