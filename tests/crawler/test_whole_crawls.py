"""Whole crawls of the sample newsroom: what was published is what the archive holds."""

import os
import signal
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from crawler.run.supervised_crawl import Crawl
from crawler.urls import canonical
from storage.archive import Archive
from storage.query.health import last_run
from storage.query.search import search
from tests.crawling import crawl, make_due, outcomes, settings, texts
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import Running, running
from tests.waiting import LIMIT, until

pytestmark = pytest.mark.slow


@pytest.fixture
def newsroom() -> Iterator[tuple[Newsroom, Running]]:
    """A newsroom with three articles in each outlet and some in reserve."""
    made = Newsroom(per_outlet=4)
    with running(made) as server:
        yield made, server


def test_the_archive_holds_exactly_what_was_published(tmp_path: Path) -> None:
    made = Newsroom()
    with running(made):
        crawl(tmp_path, made)
        published = {canonical(pub.url): made.gold(pub.url) for pub in made.published()}
        with Archive(tmp_path) as archive:
            rows = {row["url"]: row for row in archive.rows("SELECT * FROM articles")}
            stories = archive.rows("SELECT story_id, outlet, role FROM copies")
            runs = archive.rows("SELECT * FROM runs")
            raw = archive.rows("SELECT DISTINCT article_id FROM raw_pages")
    assert len(rows) == len(published) >= 80
    wrong = []
    for url, row in rows.items():
        gold = published[url]
        at = datetime.fromisoformat(row["published_at"]) if row["published_at"] else None
        wanted = datetime.fromisoformat(gold["published_at"])
        if gold["page_precision"] == "day":
            same_time = at is not None and abs((at - wanted).total_seconds()) <= 86_400
        else:
            same_time = at == wanted
        found = (row["headline"], row["body"].splitlines(), row["byline"], same_time)
        expected = (gold["headline"], gold["paragraphs"], gold["byline"], True)
        if found != expected:
            wrong.append((url, found, expected))
    assert wrong == []
    assert len(raw) == len(rows)
    assert sorted(row["outlet"] for row in stories) == ["akhbar", "arc", "sahifa"]
    assert [row["outlet"] for row in stories if row["role"] == "original"] == ["sahifa"]
    assert {run["finish"] for run in runs} == {"finished"}
    assert outcomes(tmp_path)["new"] + outcomes(tmp_path)["copy"] == len(published)


def test_second_round_has_no_false_new(tmp_path: Path, newsroom: tuple[Newsroom, Running]) -> None:
    made, server = newsroom
    crawl(tmp_path, made)
    first = texts(tmp_path)
    counted = outcomes(tmp_path)
    edited = made.published("sahifa")[0]
    deleted = made.published("akhbar")[1]
    before = edited.headline
    made.edit(edited.url, headline="عنوان جديد بعد التصحيح", paragraphs=edited.paragraphs[:-1])
    made.delete(deleted.url)
    (fresh,) = [made.publish("rif", made.held["rif"][0])]
    (copied,) = [made.publish("arc", made.held["rif"][0])]
    make_due(tmp_path)
    crawl(tmp_path, made)
    make_due(tmp_path)
    crawl(tmp_path, made)
    after = outcomes(tmp_path)
    assert after["new"] + after["copy"] == counted["new"] + counted["copy"] + 2
    assert after["revision"] == 1
    assert {url for _, url, _, _ in texts(tmp_path)} == {url for _, url, _, _ in first} | {
        canonical(fresh.url), canonical(copied.url),
    }  # fmt: skip
    with Archive(tmp_path) as archive:
        headlines = archive.rows(
            "SELECT headline FROM versions WHERE article_id ="
            " (SELECT id FROM articles WHERE url = ?)", edited.url,
        )  # fmt: skip
        gone = [row["url"] for row in archive.rows("SELECT url FROM gone")]
        assert [row[0] for row in headlines] == [before, "عنوان جديد بعد التصحيح"]
        assert gone == [deleted.url]
        assert [hit.url for hit in search(archive, '"عنوان جديد بعد التصحيح"')] == [edited.url]


def test_after_kill_9_the_same_crawl_gives_the_same_archive(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=12)
    with running(made) as served:
        crawl(tmp_path / "undisturbed", made, ["minbar"])
        folder = tmp_path / "killed"
        for wanted, answered in ((2, 3), (5, 4), (8, 4)):  # of twelve: no crawl comes to its end
            with served.holding("minbar", after=answered), Archive(folder, create=True) as archive:
                current = Crawl("minbar", settings(folder, made))
                until(
                    f"{wanted} articles are kept",
                    lambda: len(archive.rows("SELECT 1 FROM articles")) >= wanted,  # noqa: B023
                )
                assert current.process.pid
                os.kill(current.process.pid, signal.SIGKILL)
                assert current.wait(LIMIT) == "died of signal 9"
        crawl(folder, made, ["minbar"])
    assert texts(folder) == texts(tmp_path / "undisturbed")
    with Archive(folder) as archive:
        finishes = [row[0] for row in archive.rows("SELECT finish FROM runs ORDER BY id")]
        quarantined = archive.rows("SELECT url FROM leads WHERE state = 'quarantine'")
        open_segments = archive.rows("SELECT file FROM segments WHERE state = 'open'")
    assert finishes == ["died", "died", "died", "finished"]
    assert quarantined == []
    assert open_segments == []


def test_a_page_that_leads_on_is_in_no_readers_hand_meanwhile(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=1)
    page = made.published("sahifa")[0]
    made.habits[f"sahifa{page.path}"] = "refresh"
    with Archive(tmp_path, create=True) as archive:
        archive.db.execute("CREATE TABLE states (state TEXT)")
        archive.db.execute(
            "CREATE TRIGGER watch AFTER UPDATE OF state ON leads"
            " BEGIN INSERT INTO states VALUES (new.state); END"
        )
        with running(made) as served:
            crawl(tmp_path, made, ["sahifa"])
        asked = [line for line in served.requests("sahifa") if line.path.startswith(page.path)]
        states = [row[0] for row in archive.rows("SELECT state FROM states")]
    assert len(asked) > 2
    assert states[: 2 * len(asked)] == ["reading", "due"] * len(asked)


BAD = {
    "empty": ("rejected", "empty"),
    "huge": ("rejected", "too large"),
    "binary": ("rejected", "not a text page"),
    "truncated-gzip": ("failed", "cut off"),
    "truncated-brotli": ("failed", "cut off"),
    "500": ("failed", "500"),
    "404": ("gone", "404"),
    "429": ("deferred", "429"),
    "challenge": ("blocked", "challenge"),
}


def test_bad_pages_are_told_and_stop_nothing(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=12)
    with running(made):
        pages = made.published("sahifa")
        bad = dict(zip(BAD, pages, strict=False))
        for habit, pub in bad.items():
            made.habits[f"sahifa{pub.path}"] = habit
        made.habits[f"sahifa{pages[len(BAD)].path}"] = "wrong-charset"
        made.habits["minbar/feed/"] = "broken-feed"
        crawl(tmp_path, made, ["sahifa", "minbar"], RETRY_TIMES=0)
    with Archive(tmp_path) as archive:
        ended = {
            row["url"]: (row["kind"], row["reason"] or "")
            for row in archive.rows("SELECT * FROM outcomes WHERE outlet = 'sahifa'")
        }
    for habit, pub in bad.items():
        kind, words = BAD[habit]
        assert ended[pub.url][0] == kind, (habit, ended[pub.url])
        assert words in ended[pub.url][1], (habit, ended[pub.url])
    good = {pub.url for pub in pages} - {pub.url for pub in bad.values()}
    kept = {url for outlet, url, _, _ in texts(tmp_path) if outlet == "sahifa"}
    assert kept == good
    assert {url for outlet, url, _, _ in texts(tmp_path) if outlet == "minbar"} == {
        canonical(pub.url) for pub in made.published("minbar")
    }


def test_manners_from_the_access_log(tmp_path: Path, newsroom: tuple[Newsroom, Running]) -> None:
    made, server = newsroom
    crawl(tmp_path, made)
    crawl(tmp_path, made)
    asked = [entry for entry in server.log if entry.path != "/_newsroom"]
    hosts = {entry.host for entry in asked}
    for host in hosts:
        paths = [entry.path for entry in asked if entry.host == host]
        assert paths[0] == "/robots.txt"
    assert all(entry.user_agent.startswith("Warraq/") for entry in asked)
    assert not [entry for entry in asked if entry.path.startswith("/private")]
    assert [entry for entry in asked if entry.status == 304]
    articles = [(e.host, e.path) for e in asked if (made.outlet_at(e.host) is not None
                and e.path in {pub.path for pub in made.published()})]  # fmt: skip
    assert len(articles) == len(set(articles))


def test_two_crawls_of_one_outlet_do_not_meet(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=8)
    with running(made) as served, served.holding("rif", after=1) as held:
        first = Crawl("rif", settings(tmp_path, made))
        held.wait()
        second = Crawl("rif", settings(tmp_path, made))
        assert second.wait(LIMIT) == "could not start"
        assert first.process.pid
        os.kill(first.process.pid, signal.SIGINT)
        held.let_go()
        assert first.wait(LIMIT) == "finished"
        with Archive(tmp_path) as archive:
            (run,) = archive.rows("SELECT finish FROM runs")
            assert last_run(archive, "rif", first.process.pid) is not None
            assert last_run(archive, "rif", second.process.pid) is None, "it tells its own only"
    assert run["finish"] == "shutdown"


def test_a_closed_door_is_told_per_outlet(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=1)
    with running(made):
        pass
    crawl(tmp_path, made, ["arc"], RETRY_TIMES=0)
    with Archive(tmp_path) as archive:
        (run,) = archive.rows("SELECT * FROM runs")
    assert run["listings_failed"] == run["listings_polled"] > 0
    assert "connection refused" in run["trouble"]


def test_an_outlet_may_be_private_only_if_the_operator_says_so(
    tmp_path: Path, newsroom: tuple[Newsroom, Running]
) -> None:
    made, server = newsroom
    crawl(tmp_path, made, ["arc"], ALLOW_PRIVATE=False)
    assert server.log == []
    with Archive(tmp_path) as archive:
        (run,) = archive.rows("SELECT * FROM runs")
    assert "private network" in run["trouble"]


def test_a_host_that_bans_is_left_in_peace(tmp_path: Path) -> None:
    made = Newsroom()
    with running(made) as server:
        for pub in made.published("sahifa"):
            made.habits[f"sahifa{pub.path}"] = "403"
        crawl(tmp_path, made, ["sahifa"])
        first = len(server.requests("sahifa"))
        crawl(tmp_path, made, ["sahifa"], POLL_ALL=False, MAX_PAGES=100)
    assert outcomes(tmp_path, "sahifa") == {"blocked": 5}
    assert len(server.requests("sahifa")) - first <= 1  # robots.txt; blocked pages wait
    assert texts(tmp_path) == set()


def test_an_address_that_leads_away_or_home_is_no_article(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    with running(made):
        pages = made.published("sahifa")
        made.habits[f"sahifa{pages[0].path}"] = "home"
        crawl(tmp_path, made, ["sahifa"])
    assert outcomes(tmp_path)["gone"] == 1
    assert len(texts(tmp_path)) == len(pages) - 1


def test_a_better_reader_makes_no_false_revision(tmp_path: Path) -> None:
    """What an older reader wrote is read again before it is compared with a new page."""
    made = Newsroom(per_outlet=3)
    with running(made):
        crawl(tmp_path, made, ["rif"])
        with Archive(tmp_path) as archive:
            archive.db.execute(
                "UPDATE articles SET body = body || 'x', text_hash = 'old', reader = 1"
            )
            archive.db.execute("UPDATE leads SET etag = NULL, last_modified = NULL")
        make_due(tmp_path)
        crawl(tmp_path, made, ["rif"])
    assert "revision" not in outcomes(tmp_path)
    assert outcomes(tmp_path)["repeat"] == 3
    with Archive(tmp_path) as archive:
        causes = [row["cause"] for row in archive.rows("SELECT cause FROM revisions")]
    assert causes == ["reader"] * 3


def test_a_poll_opens_a_bounded_number_of_older_pages(tmp_path: Path) -> None:
    made = Newsroom()
    with running(made) as server:
        crawl(tmp_path, made, ["akhbar"], LISTING_PAGES=2)
        opened = [line for line in server.requests("akhbar") if "index." in line.path]
    assert len(opened) == 2
    assert 5 < len(texts(tmp_path)) < len(made.published("akhbar"))


@pytest.mark.parametrize("habit", ["404", "soft-404", "home"])
def test_gone_in_every_manner_when_seen_twice(tmp_path: Path, habit: str) -> None:
    made = Newsroom(per_outlet=3)
    with running(made):
        missing = made.published("sahifa")[0]
        crawl(tmp_path, made, ["sahifa"])
        made.habits[f"sahifa{missing.path}"] = habit
        for sightings, gone in ((1, []), (2, [missing.url])):
            make_due(tmp_path)
            crawl(tmp_path, made, ["sahifa"], GONE_GAP=3600)
            assert outcomes(tmp_path, "sahifa").get("gone", 0) == sightings - 1
            with Archive(tmp_path) as archive:
                assert [row["url"] for row in archive.rows("SELECT url FROM gone")] == gone
                archive.db.execute("UPDATE leads SET gone_seen = '2026-01-01T00:00:00Z'"
                                   " WHERE gone_seen IS NOT NULL")  # fmt: skip
        made.habits.clear()
        make_due(tmp_path)
        crawl(tmp_path, made, ["sahifa"])
    with Archive(tmp_path) as archive:
        assert archive.rows("SELECT url FROM gone") == []
        events = [row["kind"] for row in archive.rows("SELECT kind FROM events ORDER BY id")]
    assert events == ["gone", "back"]


def test_what_stands_around_an_article_makes_no_revision(tmp_path: Path) -> None:
    """Other related links, comments, tickers: the page differs, the article does not."""
    made = Newsroom(per_outlet=4, hold_back=3)
    with running(made) as server:
        crawl(tmp_path, made)
        first = texts(tmp_path)
        made.release()
        pages = len(server.log)
        with Archive(tmp_path) as archive:
            archive.db.execute("UPDATE leads SET etag = NULL, last_modified = NULL")
            before = archive.rows("SELECT count(DISTINCT payload_digest) FROM captures")[0][0]
        make_due(tmp_path)
        crawl(tmp_path, made)
        assert len(server.log) > pages
        with Archive(tmp_path) as archive:
            after = archive.rows("SELECT count(DISTINCT payload_digest) FROM captures")[0][0]
    assert after - before > len(first), "the pages of the known articles must have changed"
    counted = outcomes(tmp_path)
    assert "revision" not in counted
    assert counted["repeat"] == len(first)
    assert first < texts(tmp_path)
