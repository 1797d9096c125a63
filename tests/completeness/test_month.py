"""A month of real crawls: the three figures are what the newsroom's truth says, and gaps are told.

Two articles a day, a crawl a day; on one day nobody crawls.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from storage import times
from storage.archive import Archive
from storage.completeness.capture_recapture import chapman
from storage.completeness.crawl_gaps import gaps
from storage.completeness.shares import MonthShare, holdings
from storage.query.filters import Filters
from storage.query.statistics import statistics
from tests.crawling import crawl
from tests.newsroom import feeds
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.publications import Publication
from tests.newsroom.server import running
from tests.newsroom.stories import Story, load_stories

pytestmark = pytest.mark.slow
DAY = timedelta(days=1)
DAYS, DOWN = 12, 6
FAILING = (8, 10)
"""Articles whose pages never come."""
UNSEEN_BY = {
    ("wataniya", "sitemap"): lambda n: n % 6 == 0,
    ("jarida", "feed"): lambda n: n % 4 == 1, ("jarida", "sitemap"): lambda n: n % 3 == 2,
}  # fmt: skip


def last_month() -> date:
    """The first day of the last month that is over, so that no date lies ahead."""
    return (datetime.now(UTC).date().replace(day=1) - DAY).replace(day=1)


def at(day: int, hour: int) -> datetime:
    """A time on one of the days, the first of which is the month's third."""
    return datetime.combine(last_month() + (day + 2) * DAY, datetime.min.time(), UTC).replace(
        hour=hour
    )


def story(number: int) -> Story:
    """A text of its own."""
    given = load_stories()[number]
    return replace(given, slug=f"x-month-{number}", headline=f"{given.headline} {number}")


class Month:
    """The newsroom of the month; each outlet's articles are numbered from 0."""

    def __init__(self, made: Newsroom) -> None:
        self.made = made
        self.pubs: dict[str, list[Publication]] = {"wataniya": [], "jarida": []}
        for outlet, feed, sitemap in (("jarida", "/rss.xml", "/map.xml"),
                                      ("wataniya", "", "/plugin.xml")):  # fmt: skip
            made.outlets[outlet].route = self._routed(outlet, feed, sitemap)  # type: ignore[method-assign]

    def _routed(self, outlet: str, feed: str, sitemap: str) -> Callable[..., object]:
        """The answers of an outlet, its feed and sitemap without what they leave out."""
        own, route = self.made.outlets[outlet], self.made.outlets[outlet].route

        def answer(path: str, query: dict[str, str]) -> object:
            if path == feed:
                return feeds.simple_rss(own, self.named(outlet, "feed")[::-1][:10], "Drupal")
            if path == sitemap:
                return feeds.sitemap(self.named(outlet, "sitemap"))
            return route(path, query)

        return answer

    def named(self, outlet: str, listing: str) -> list[Publication]:
        left_out = UNSEEN_BY.get((outlet, listing), lambda n: False)
        return [pub for n, pub in enumerate(self.pubs[outlet]) if not left_out(n)]

    def publish(self, day: int) -> None:
        for outlet, hour in product(self.pubs, (7, 8)):
            number = len(self.pubs[outlet])
            pub = self.made.publish(
                outlet, story(number + 30 * (outlet == "jarida")), at(day, hour)
            )
            self.pubs[outlet].append(pub)
            if number in FAILING:
                self.made.habits[f"{outlet}{pub.path}"] = "500"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive at the end of the twelve days."""
    folder = tmp_path_factory.mktemp("month") / "archive"
    made = Newsroom([], start=at(-1, 9))
    month = Month(made)
    with running(made):
        for day in range(DAYS):
            month.publish(day)
            made.habits["wataniya/plugin.xml"] = "500" if day in (9, 10) else ""
            if day != DOWN:
                crawl(
                    folder, made, month.pubs, SPIDER_MODULES=["tests.completeness.month.spiders"],
                    MONTH_NOW=at(day, 10).isoformat(), REVISIT_AGES=[], RETRY_TIMES=0,
                )  # fmt: skip
    return folder


def share(folder: Path, outlet: str) -> MonthShare:
    with Archive(folder) as kept:
        (found,) = holdings(kept.db, outlet, at(DAYS, 9)).months
    return found


NUMBERS = range(2 * DAYS)
KEPT = [n for n in NUMBERS if n not in FAILING]


def looked_at(down: Collection[int]) -> list[int]:
    """The articles of days with a crawl on it, on the day before and on the day after."""
    crawled = set(range(DAYS)) - set(down)
    return [n for n in NUMBERS if {n // 2 - 1, n // 2, n // 2 + 1} <= crawled]


def test_an_api_counts_for_itself_and_what_is_within_it_tells_nothing_new(folder: Path) -> None:
    found = share(folder, "wataniya")
    assert found.month == str(last_month())[:7]
    assert found.counted is not None and found.listed is not None and found.estimated is not None
    assert (found.kept, found.counted.kept, found.counted.total) == (22, 22, 24)
    assert found.counted.share == found.listed_share == 22 / 24  # the truth
    assert (found.listed.named, found.listed.total) == (24, 24)
    one = found.estimated.estimate
    assert (one.no_estimate, one.total, found.estimated_share) == ("nested", None, None)
    assert one.named == len(looked_at({DOWN, 9, 10})) and one.lists == ("api", "sitemaps")


def test_two_lists_that_miss_articles_give_an_upper_bound(folder: Path) -> None:
    found = share(folder, "jarida")
    by = {name: {n for n in NUMBERS if not UNSEEN_BY["jarida", name](n)}
          for name in ("feed", "sitemap")}  # fmt: skip
    named = by["feed"] | by["sitemap"]
    kept = named - set(FAILING)
    assert found.counted is None  # its sitemap lacks articles that are kept: it is no total
    assert found.listed is not None and found.estimated is not None
    assert (found.kept, found.listed.total) == (len(kept), len(named))
    truth = len(kept) / len(NUMBERS)
    assert found.listed_share == len(kept) / len(named) > truth
    days = set(looked_at({DOWN}))
    one = found.estimated.estimate
    assert found.estimated.days == len(days) // 2
    assert (one.named, found.estimated.kept) == (len(named & days), len(kept & days))
    missed = chapman(*(len(some & days) for some in (
        by["feed"], by["sitemap"], by["feed"] & by["sitemap"])))  # fmt: skip
    assert one.total == len(named & days) + missed and one.at_most
    assert found.estimated_share is not None
    assert found.estimated_share < found.listed_share
    assert one.odds[5] > one.odds[2] > one.total


def test_gaps_are_told_with_their_kind(folder: Path) -> None:
    down, first, last = (str(at(day, 12).date()) for day in (DOWN, 9, 10))
    with Archive(folder) as kept:
        by_outlet = {name: gaps(kept.db, name, at(DAYS, 9)) for name in ("wataniya", "jarida")}
    assert [(one.kind, one.first, one.last) for one in by_outlet["jarida"]] == [
        ("not running", down, down)
    ]
    assert [(one.kind, one.first, one.last) for one in by_outlet["wataniya"]] == [
        ("not running", down, down), ("listing lost", first, last)
    ]  # fmt: skip
    assert by_outlet["wataniya"][1].detail.endswith("/plugin.xml")


def test_outlet_and_day_sum_to_what_stats_counts(folder: Path) -> None:
    with Archive(folder) as kept:
        found = {name: holdings(kept.db, name).kept for name in ("wataniya", "jarida")}
        groups = statistics(kept, Filters(), "day").groups
    assert {
        (outlet, day or "undated"): n for outlet, days in found.items() for day, n in days.items()
    } == {(one.outlet, one.period): one.articles for one in groups}
    assert times.day(times.stamp(at(0, 7))) in found["wataniya"]
