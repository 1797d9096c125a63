"""A round of complete listings takes time, and what it brings is noted while it goes on."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.items import Lead, Outcome, PollResult
from crawler.listings import NewsSitemap, WordPressAPI
from crawler.urls import query_of
from storage import times
from storage.archive import Archive
from storage.completeness.listing_sightings_recording import Looks
from storage.completeness.totals_recording import Totals
from storage.crawl.deletion_check_requests import PresenceRound
from storage.frontier.deletion_candidates import Presence
from storage.frontier.frontier import Frontier, Patience
from storage.frontier.polling import Polling
from tests.making import START, archive, article
from tests.newsroom.spiders.sahifa import Sahifa

LATE = START + timedelta(days=90)
PAGE = timedelta(seconds=2)
API = WordPressAPI("wp-json/wp/v2/posts")


def asked(
    kept: Archive, clock: SimpleNamespace, listings: tuple[Any, ...], read: Callable[[str], None]
) -> list[list[str]]:
    """The posts that one round asks about; each page takes two seconds, then it is ``read``."""
    polling = Polling(kept, "one", 60, 60, 3600)
    totals = Totals(kept, "one", Looks(kept, "one"))
    presence = Presence(kept, "one", 86_400)
    spider = Sahifa()
    spider.listings = listings  # type: ignore[misc]
    going, found = PresenceRound(kept, presence, polling, totals), list[list[str]]()
    while request := going.next_request(spider):
        posts = query_of(request.url).get("include")
        if posts:
            found.append(posts.split(","))
        clock.at += PAGE
        read(request.url)
        if request.meta["listing_page"] == 1:
            polling.polled(PollResult("one", request.meta["listing"], 1), 0, clock.at)
    return found


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock that goes on only where a test says so."""
    made = SimpleNamespace(at=LATE)

    def now() -> datetime:
        at: datetime = made.at
        return at

    monkeypatch.setattr(times, "now", now)
    return made


def three_old(kept: Archive) -> Frontier:
    """Three articles with all their looks behind them, known by the numbers of their posts."""
    frontier = Frontier(kept, "one", Patience([3600.0], 600, 60))
    for number in (1, 2, 3):
        url = f"https://one.ma/{number}.html"
        frontier.add(Lead("one", url, "api"), url, START, names=[f"post {number}"])
        _, id = kept.keep(article(number, fetched_at=START))
        frontier.settle(Outcome("one", url, "new"), url, START, id)
    kept.db.execute("UPDATE leads SET state = 'done'")
    return frontier


@pytest.mark.parametrize("named", [(), (1, 3), (1, 2, 3)])
def test_what_a_sitemap_has_just_named_is_not_asked_of_the_api_too(
    tmp_path: Path, clock: SimpleNamespace, named: tuple[int, ...]
) -> None:
    with archive(tmp_path) as kept:
        frontier = three_old(kept)

        def read(url: str) -> None:
            if url.endswith("sitemap.xml"):
                for number in named:
                    url = f"https://one.ma/{number}.html"
                    frontier.add(Lead("one", url, "sitemap"), url, clock.at)

        found = asked(kept, clock, (NewsSitemap("sitemap.xml"), API), read)
        rest = [str(number) for number in (1, 2, 3) if number not in named]
    assert found == ([rest] if rest else [])


def test_two_listings_that_share_an_api_ask_it_once(tmp_path: Path, clock: SimpleNamespace) -> None:
    with archive(tmp_path) as kept:
        three_old(kept)
        assert asked(kept, clock, (API, API), lambda _: None) == [["1", "2", "3"]]
