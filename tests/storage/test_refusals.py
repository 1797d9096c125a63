"""A refusal lasts as long as what it rests on: the outlet's file, a robots.txt, a setting."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.items import Ground, Lead, Outcome, PollResult
from crawler.listings import Feed, SectionPage
from crawler.outlet import Outlet
from storage import times
from storage.archive import Archive
from storage.crawl.current_refusal_grounds import reconsider_refusals
from storage.crawl.runs import Run
from storage.database import writing
from storage.frontier.frontier import Frontier, Patience
from storage.frontier.polling import Polling
from storage.frontier.revocable_refusals import reconsider
from storage.frontier.robots_cache import RobotsMemory
from storage.query.health import health, last_run
from tests.making import START, archive
from warraq.cli import main

pytestmark = pytest.mark.slow

PATIENCE = Patience([3600, 86400, 2_592_000], gone_gap=600, retry_delay=60)
FEED = "https://one.ma/feed"
FIRST: dict[Ground, str] = {
    "pattern": "p", "host": "one.ma", "opt-out": "noindex noai", "network": "()", "robots": "W",
}  # fmt: skip


class One(Outlet):
    """One"""

    name = "one"
    home = "https://one.ma/"
    listings = (Feed("feed"), SectionPage("sport/"))
    article_url = r"/\d+\.html$"


class Mended(One):
    """One"""

    article_url = r"/\d+\.html$|/\d{4}/[^/]+/$"


class Moved(One):
    """One"""

    aliases = ("two.ma",)


def refuse(kept: Archive, path: str, ground: Ground | None, reason: str) -> str:
    """A lead that ended as refused."""
    url = path if "://" in path else f"https://one.ma/{path}"
    frontier = Frontier(kept, "one", PATIENCE)
    frontier.add(Lead("one", url, FEED), url, START)
    with writing(kept.db):
        frontier.settle(Outcome("one", url, "refused", reason, ground=ground), url, START)
    return url


def due(kept: Archive) -> set[str]:
    found = Frontier(kept, "one", PATIENCE).due(START + timedelta(hours=1), 99)
    return {one.url.removeprefix("https://one.ma/") for one in found}


def every_ground(kept: Archive, outlet: Outlet) -> None:
    """One lead refused on each ground, and what each of them was."""
    refuse(kept, "2019/old/", "pattern", "no article's address")
    refuse(kept, "tag/water/", "pattern", "no article's address")
    refuse(kept, "https://two.ma/7.html", "host", "not this outlet's address")
    refuse(kept, "closed.html", "robots", "robots.txt does not allow it")
    refuse(kept, "asks.html", "opt-out", "the page asks not to be kept: noindex")
    refuse(kept, "asks-ai.html", "opt-out", "the page asks not to be kept: noai, noindex")
    refuse(kept, "inside.html", "network", "inside a private network")
    refuse(kept, "erased.html", None, "erased by order")
    reconsider(kept, "one", FIRST, outlet.refused, (), START)
    assert due(kept) <= {"closed.html", "inside.html"}, "nothing was known of the crawl before"
    kept.db.execute("UPDATE leads SET state = 'done', refused_by = 'robots' WHERE state = 'due'"
                    " AND url LIKE '%closed%'")  # fmt: skip
    kept.db.execute("UPDATE leads SET state = 'done', refused_by = 'network' WHERE state = 'due'"
                    " AND url LIKE '%inside%'")  # fmt: skip
    assert due(kept) == set()


@pytest.mark.parametrize(
    ("outlet", "changes", "back"),
    [
        (Mended(), {"pattern": "p2"}, {"2019/old/"}),
        (Moved(), {"host": "one.ma two.ma"}, {"https://two.ma/7.html"}),
        (One(), {"opt-out": "noai"}, {"asks.html"}),
        (One(), {"opt-out": ""}, {"asks.html", "asks-ai.html"}),
        (One(), {"opt-out": "noindex noai tdm-reservation"}, set()),
        (One(), {"network": "True"}, {"inside.html"}),
        (One(), {"robots": "Warraq/2"}, {"closed.html"}),
        (Mended(), {}, set()),
        (One(), {"pattern": "another that refuses the same"}, set()),
    ],
)
def test_what_was_refused_is_due_when_its_ground_changes(
    tmp_path: Path, outlet: Outlet, changes: dict[Ground, str], back: set[str]
) -> None:
    with archive(tmp_path) as kept:
        every_ground(kept, One())
        again = reconsider(kept, "one", FIRST | changes, outlet.refused, (), START)
        assert (again, due(kept)) == (len(back), back)
        assert reconsider(kept, "one", FIRST | changes, outlet.refused, (), START) == 0


def test_no_age_makes_a_refusal_due(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        refuse(kept, "closed.html", "robots", "robots.txt does not allow it")
        assert Frontier(kept, "one", PATIENCE).due(START + timedelta(days=900), 9) == []


def test_another_robots_file_asks_again_and_the_same_one_does_not(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        memory = RobotsMemory(kept, 86400, "one")
        memory.keep("one.ma", 200, b"Disallow: /closed")
        refuse(kept, "closed.html", "robots", "robots.txt does not allow it")
        refuse(kept, "tag/water/", "pattern", "no article's address")
        polling = Polling(kept, "one", 600, 1800, 86400)
        polling.polled(PollResult("one", FEED, 0, error="refused: robots.txt"), 0, START)
        memory.keep("one.ma", 200, b"Disallow: /closed")
        assert due(kept) == set() and not polling.due(FEED, START)
        memory.keep("one.ma", 200, b"Disallow:")
        found = kept.rows("SELECT url FROM leads WHERE state = 'due'")
        assert [row["url"] for row in found] == ["https://one.ma/closed.html"]
        row = kept.row("SELECT failures FROM listings")
        assert row is not None and row["failures"] == 0


def test_a_robots_file_counts_for_every_outlet_of_its_host(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        RobotsMemory(kept, 86400, "two").keep("one.ma", 200, b"Disallow: /")
        refuse(kept, "closed.html", "robots", "robots.txt does not allow it")
        RobotsMemory(kept, 86400, "two").keep("not-one.ma", 200, b"Disallow:")
        assert not kept.row("SELECT 1 FROM leads WHERE state = 'due'")
        RobotsMemory(kept, 86400, "two").keep("one.ma", 200, b"Disallow:")
        assert kept.row("SELECT 1 FROM leads WHERE state = 'due'")


def test_a_mended_pattern_reads_again_where_it_picks_the_links(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        reconsider(kept, "one", FIRST, One().refused, (), START)
        polling = Polling(kept, "one", 600, 1800, 86400)
        polling.polled(PollResult("one", FEED, 9, etag='"a"', body_hash="h"), 9, START)
        polling.judged(FEED, 9, 5, first=True)
        for page, listing in (("1", "https://one.ma/sport/"), ("2", FEED)):
            kept.db.execute(
                "INSERT INTO backfill_pages (outlet, since, until, url, listing, tier, found_in,"
                " state) VALUES ('one', 's', 'u', ?, ?, 3, '', 'done')", [page, listing],
            )  # fmt: skip
        changed = FIRST | {"pattern": "p2"}
        picked = ["https://one.ma/sport/"]
        reconsider(kept, "one", changed, Mended().refused, picked, START)
        assert polling.due(FEED, START) and polling.headers(FEED) == {}
        read = {row["url"] for row in kept.rows("SELECT * FROM backfill_pages WHERE state = 'due'")}
        assert read == {"1"}
        assert health(kept, "one", START).refusing == ()


class Edition(One):
    """One, in Arabic"""

    home = "https://one.ma/ar/"


class FrenchEdition(One):
    """One, in French"""

    home = "https://one.ma/fr/"


@pytest.mark.parametrize(
    ("before", "after", "again"),
    [(Edition, One, True), (One, Edition, True), (Edition, FrenchEdition, True),
     (Edition, Edition, False), (One, One, False)],
)  # fmt: skip
def test_a_home_that_moved_within_its_site_reads_its_listings_again(
    tmp_path: Path, before: type[One], after: type[One], again: bool
) -> None:
    """Below its home an outlet takes what lists nothing but articles."""
    settings = Settings({"ALLOW_PRIVATE": False, "USER_AGENT": "W"})
    with archive(tmp_path) as kept:
        reconsider_refusals(kept, before(), settings)
        polling = Polling(kept, "one", 600, 1800, 86400)
        polling.polled(PollResult("one", FEED, 9, etag='"a"', body_hash="h"), 9, times.now())
        reconsider_refusals(kept, after(), settings)
        assert polling.due(FEED, times.now()) == again


@pytest.mark.parametrize(
    ("listed", "refused", "red"),
    [(10, 4, True), (375, 141, True), (10, 2, True), (10, 1, False), (100, 9, False), (9, 9, True)],
)
def test_a_listing_of_which_the_pattern_refuses_much_is_red(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], listed: int, refused: int, red: bool
) -> None:
    at = times.now()  # an outlet that nobody looked at for days is idle
    with Archive(tmp_path / "a", create=True) as kept:
        run = Run(kept, "one", at)
        run.end("finished", at)
        polling = Polling(kept, "one", 600, 1800, 86400)
        polling.polled(PollResult("one", FEED, listed), 0, at)
        polling.judged(FEED, listed // 2, refused // 2, first=True)
        polling.judged(FEED, listed - listed // 2, refused - refused // 2, first=False)
        summary = last_run(kept, "one")
        assert summary is not None
        said = f"refuses {refused} of the {listed} addresses of {FEED}"
        assert (said in summary.in_words()) == red, "what the daemon says"
    assert main(["status", "--archive", str(tmp_path / "a")]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert (said in text, "refusing" in text) == (red, red)
    assert main(["status", "--json", "--archive", str(tmp_path / "a")]) == 0
    (one,) = json.loads(capsys.readouterr().out)["outlets"]
    expected = [{"listing": FEED, "listed": listed, "refused": refused}] if red else []
    assert one["refusing"] == expected


def test_a_backfill_of_which_the_pattern_refuses_much_is_red(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        Run(kept, "one", START).end("finished", START)
        for number in range(60):
            url = f"https://one.ma/{number}.html"
            Frontier(kept, "one", PATIENCE).add(Lead("one", url, FEED), url, START)
        for number in range(19):
            refuse(kept, f"2019/{number}/", "pattern", "no article's address")
        assert health(kept, "one", START).state == "well"
        refuse(kept, "2019/19/", "pattern", "no article's address")
        found = health(kept, "one", START)
        assert found.state == "refusing"
        assert (found.refusing[0].listed, found.refusing[0].refused) == (80, 20)


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        (["--outcome", "refused"], {"2019/old/", "tag/water/", "closed.html", "erased.html"}),
        (["--outcome", "refused", "--refused-by", "pattern"], {"2019/old/", "tag/water/"}),
        (["--reason", "ROBOTS.txt"], {"closed.html"}),
        (["one", "--state", "done", "--reason", "by order"], {"erased.html"}),
        (["https://one.ma/tag/water/", "https://one.ma/2019/old/"], {"2019/old/", "tag/water/"}),
        (["https://one.ma/tag/water/", "--outcome", "gone"], set()),
    ],
)
def test_whole_classes_are_shown_and_tried_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str], back: set[str]
) -> None:
    with Archive(tmp_path / "a", create=True) as kept:
        Run(kept, "one", START)
        refuse(kept, "2019/old/", "pattern", "no article's address")
        refuse(kept, "tag/water/", "pattern", "no article's address")
        refuse(kept, "closed.html", "robots", "robots.txt does not allow it")
        refuse(kept, "erased.html", None, "erased by order")
    given = ["leads", *asked, "--archive", str(tmp_path / "a")]
    code = 0 if back else 1
    assert main([*given, "--json"]) == code
    shown = {one["url"].removeprefix("https://one.ma/") for one in json.loads(
        capsys.readouterr().out)}  # fmt: skip
    assert shown == back
    assert main([*given, "--retry"]) == code
    with Archive(tmp_path / "a") as kept:
        rows = kept.rows("SELECT * FROM leads WHERE state = 'due'")
    assert {row["url"].removeprefix("https://one.ma/") for row in rows} == back
    assert all(row["outcome"] is row["reason"] is row["refused_by"] is None for row in rows)


def test_to_try_everything_again_nobody_can_mean(tmp_path: Path) -> None:
    with Archive(tmp_path / "a", create=True):
        pass
    for asked in (["--retry"], ["--outcome", "lost"], ["--refused-by", "me"]):
        assert main(["leads", *asked, "--archive", str(tmp_path / "a")]) == 2
