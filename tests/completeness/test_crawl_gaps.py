"""Gaps: what a day without news was, told from runs, outcomes and looks."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from crawler.items import Outcome, PollResult
from storage.archive import Archive
from storage.completeness.crawl_gaps import gaps
from storage.completeness.listing_sightings_recording import Looks
from storage.completeness.lists import KnownListing, lists_of
from storage.completeness.looked_days import days_looked_at
from storage.crawl.runs import Run
from storage.database import writing
from tests.making import START, archive

DAY = timedelta(days=1)


def run(kept: Archive, day: int, *, polled: int = 1, failed: int = 0, outcome: str = "") -> Run:
    """A crawl on a day after the start."""
    made = Run(kept, "one", START + day * DAY)
    for place in range(polled):
        made.polled(0, failed=place < failed)
    if outcome:
        with writing(kept.db):
            made.outcome(
                Outcome("one", f"https://one.ma/{day}", outcome),  # type: ignore[arg-type]
                f"https://one.ma/{day}", START + day * DAY, None,
            )  # fmt: skip
    made.end("finished", START + day * DAY)
    return made


def told(kept: Archive, until: int) -> list[tuple[str, int, int]]:
    """Kind, first and last day after the start of each gap."""

    def number(day: str) -> int:
        return (date.fromisoformat(day) - START.date()).days

    found = gaps(kept.db, "one", START + until * DAY)
    return [(one.kind, number(one.first), number(one.last)) for one in found]


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        ({"failed": 1}, "failing"), ({"failed": 1, "outcome": "failed"}, "failing"),
        ({"failed": 1, "outcome": "blocked"}, "blocked"),
        ({"polled": 0, "outcome": "blocked"}, "blocked"),
        ({"failed": 1, "outcome": "new"}, ""), ({"polled": 2, "failed": 1}, ""),
        ({"polled": 0}, ""),
    ],
)  # fmt: skip
def test_a_day_is_a_gap_where_nothing_was_had(
    tmp_path: Path, trouble: dict[str, object], kind: str
) -> None:
    with archive(tmp_path) as kept:
        run(kept, 0)
        run(kept, 1, **trouble)  # type: ignore[arg-type]
        run(kept, 2)
        assert told(kept, 3) == ([(kind, 1, 1)] if kind else [])


def test_days_in_a_row_are_one_gap_and_today_is_none(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for day in (0, 4, 5):
            run(kept, day, failed=int(day > 3))
        assert told(kept, 8) == [("not running", 1, 3), ("failing", 4, 5), ("not running", 6, 7)]
        assert told(kept, 3) == [("not running", 1, 2)]


def test_before_its_first_crawl_an_outlet_has_no_gap(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        assert told(kept, 9) == []


def test_an_outlet_that_moved_fails_and_says_where_to(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        run(kept, 0).moved("two.ma")
        (gap,) = gaps(kept.db, "one", START + DAY)
    assert (gap.kind, gap.detail, gap.days) == ("failing", "moved to two.ma", 1)


def test_a_listing_is_lost_until_it_answers_again(tmp_path: Path) -> None:
    """Looks at it become rare; while all others fail too it is the outlet that fails."""
    with archive(tmp_path) as kept:
        looks = Looks(kept, "one", {"feed": "Feed", "map": "NewsSitemap"})
        for day in range(8):
            run(kept, day)
            for listing, fails in (("feed", day == 0), ("map", day in (0, 2, 5))):
                if listing == "map" and day in (3, 4):
                    continue
                looks.open(listing)
                polled = PollResult("one", listing, 1, error="failed: 404" if fails else "")
                (looks.failed if fails else looks.read)(polled, START + day * DAY)
        assert told(kept, 8) == [("listing lost", 2, 5)]


def test_listings_of_one_database_are_one_list() -> None:
    kinds = {
        "https://one.ma/wp-json/wp/v2/posts?x": "WordPressAPI",
        "https://one.ma/wp-json/wp/v2/posts?y": "WordPressEdits", "https://one.ma/feed/": "Feed",
        "https://one.ma/wp-sitemap.xml": "SitemapIndex", "https://one.ma/news.xml": "NewsSitemap",
        "https://one.ma/map.xml#whole": "WholeSitemap", "https://one.ma/economy/": "SectionPage",
        "https://feeds.example/one": "Feed",
    }  # fmt: skip
    known = [KnownListing(n, *one) for n, one in enumerate(kinds.items())]
    assert list(lists_of(known).values()) == [
        "api", "api", "api", "api", "sitemaps", "sitemaps", "pages", "feeds",
    ]  # fmt: skip
    alone = [KnownListing(1, "https://two.ma/feed", "Feed"),
             KnownListing(2, "https://two.ma/sport/feed", "Feed"),
             KnownListing(3, "https://cdn.two.ma/map.xml", "NewsSitemap"),
             KnownListing(4, "https://two.ma/wp-sitemap.xml", "SitemapIndex")]  # fmt: skip
    assert list(lists_of(alone).values()) == [
        "feeds", "feeds", "sitemaps cdn.two.ma", "sitemaps two.ma",
    ]  # fmt: skip


def bits(*hours: int) -> int:
    return sum(1 << hour for hour in hours)


def test_a_day_with_an_unusual_pause_was_not_looked_at() -> None:
    every_two = bits(*range(0, 24, 2))
    hours = {f"2026-11-{day:02}": every_two for day in range(1, 11)}
    hours["2026-11-05"] = bits(0, 2, 4, 20, 22)  # down from 4 to 20
    hours["2026-11-08"] = 0
    days = days_looked_at(hours, hours)
    assert days == {f"2026-11-{day:02}" for day in (2, 3, 4, 6)}
    daily = {f"2026-11-{day:02}": bits(9) for day in range(1, 6)}
    assert days_looked_at(daily, daily) == {"2026-11-02", "2026-11-03", "2026-11-04"}


def test_a_run_that_ended_later_had_no_end_at_a_former_moment(tmp_path: Path) -> None:
    """Also one that died, whose end the next one writes: the gaps of then stay as they were."""
    with archive(tmp_path) as kept:
        Run(kept, "one", START)
        then = START + timedelta(days=3)
        before = gaps(kept.db, "one", then)
        Run(kept, "one", START + timedelta(days=5))
        assert gaps(kept.db, "one", then) == before
        assert len(before) == 1 and gaps(kept.db, "one", START + timedelta(days=6)) == []
