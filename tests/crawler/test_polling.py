"""Polling, proved from the access log: edits without refetching, pace, and restarts."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest

from storage.archive import Archive
from storage.query.health import next_due
from tests.crawling import crawl
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import Request, running
from tests.newsroom.stories import load_stories

pytestmark = pytest.mark.slow
API = "/wp-json/wp/v2/posts"
NO_REVISITS = {"REVISIT_AGES": [10**9]}


def articles_asked(newsroom: Newsroom, outlet: str, log: list[Request]) -> list[str]:
    """The articles of an outlet that were asked for, in order."""
    paths = {pub.path for pub in newsroom.outlets[outlet].publications}
    return [line.path for line in log if line.path in paths]


def publish(newsroom: Newsroom, outlet: str, number: int, first: int) -> None:
    """New articles, each with a text of its own."""
    stories = load_stories()
    for place in range(first, first + number):
        story = stories[place % len(stories)]
        own = f"وهذا هو العدد {place} من سلسلة الجريدة التي تستعيد أخبار السنوات الماضية بالتفصيل."
        newsroom.publish(
            outlet,
            replace(story, slug=f"{story.slug}-{place}", headline=f"{story.headline} ({place})",
                    paragraphs=(*story.paragraphs[:2], own)),
        )  # fmt: skip


def test_the_api_tells_of_edits_and_nothing_else_is_fetched(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=8)
    with running(made) as served:
        crawl(tmp_path, made, ["sahifa"], **NO_REVISITS)
        first = len(served.log)
        crawl(tmp_path, made, ["sahifa"], **NO_REVISITS)
        quiet = served.log[first:]
        later = datetime.now(UTC) + timedelta(minutes=1)
        edited = made.published("sahifa")[2:5]
        for pub in edited:
            made.edit(pub.url, headline=f"{pub.headline} (تصحيح)", at=later)
        second = len(served.log)
        crawl(tmp_path, made, ["sahifa"], **NO_REVISITS)
        asked = served.log[second:]
        third = len(served.log)
        crawl(tmp_path, made, ["sahifa"], **NO_REVISITS)
        assert articles_asked(made, "sahifa", served.log[third:]) == []
    assert articles_asked(made, "sahifa", quiet) == []
    queries = [line.path.partition("?")[2] for line in quiet if line.path.startswith(API)]
    # asked one behind the other, and written down by two threads of the server
    assert sorted(("&after=" in q, "modified_after=" in q) for q in queries) == [
        (False, True), (True, False),
    ]  # fmt: skip
    assert sorted(articles_asked(made, "sahifa", asked)) == sorted(pub.path for pub in edited)
    with Archive(tmp_path) as archive:
        revised = {
            row["url"] for row in archive.rows("SELECT url FROM articles WHERE revision = 2")
        }
    assert revised == {pub.url for pub in edited}


def test_what_came_since_the_last_poll_is_paged_to_its_end(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=2)
    with running(made) as served:
        crawl(tmp_path, made, ["sahifa"], **NO_REVISITS)
        publish(made, "sahifa", 115, first=1)
        before = len(served.log)
        crawl(tmp_path, made, ["sahifa"], **NO_REVISITS)
        pages = [line.path for line in served.log[before:] if "after=" in line.path]
        assert len(articles_asked(made, "sahifa", served.log[before:])) == 115  # a feed shows ten
    # asked for what is new and for what was edited: whichever answers first goes on to its end
    numbers = [path.partition("&page=")[2].partition("&")[0] for path in pages]
    assert numbers.count("1") == 2 and 1 <= numbers.count("2") <= 2 and {*numbers} == {"1", "2"}


def test_a_poll_that_broke_off_is_asked_again_from_where_the_last_whole_one_began(
    tmp_path: Path,
) -> None:
    made = Newsroom(per_outlet=3)
    marks = []
    with running(made):
        for habit in (None, "500", None):
            if habit:
                made.habits[f"sahifa{API}"] = habit
            else:
                made.habits.clear()
            crawl(tmp_path, made, ["sahifa"], RETRY_TIMES=0, **NO_REVISITS)
            with Archive(tmp_path) as archive:
                rows = archive.rows("SELECT listed_at FROM listings WHERE listing LIKE '%wp-json%'")
            assert len(rows) == 2
            marks.append({row[0] for row in rows})
    assert marks[0] == marks[1] and None not in marks[0]
    assert min(marks[2]) >= max(marks[0])


def test_a_listing_that_an_outlet_no_longer_has_is_never_due(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=2)
    with running(made) as served:
        crawl(tmp_path, made, ["rif"], **NO_REVISITS)
        with Archive(tmp_path) as archive:
            archive.db.execute("UPDATE listings SET next_poll = '2026-01-01T00:00:00Z'")
            archive.db.execute("UPDATE listings SET listing = listing || '?old'")
        crawl(tmp_path, made, ["rif"], POLL_ALL=False, **NO_REVISITS)
        with Archive(tmp_path) as archive:
            due = next_due(archive, "rif")
        assert len(served.requests("rif", "xml/syndication.rss")) == 2
    assert due is not None and due > datetime.now(UTC)


def test_a_listing_that_is_the_same_again_is_not_read_again(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    made.habits["rif/xml/syndication.rss"] = "tdm-header"  # and never a 304
    found = []
    with running(made) as served:
        for _ in range(2):
            crawl(tmp_path, made, ["rif"], **NO_REVISITS)
            with Archive(tmp_path) as archive:
                found += archive.rows("SELECT links FROM listings WHERE listing LIKE '%.rss'")
        publish(made, "rif", 1, first=1)
        crawl(tmp_path, made, ["rif"], **NO_REVISITS)
        polls = served.requests("rif", "xml/syndication.rss")
    assert [line.status for line in polls] == [200, 200, 200]
    assert [row[0] for row in found] == [3, 0]
    with Archive(tmp_path) as archive:
        assert len(archive.rows("SELECT 1 FROM articles")) == 4


@contextmanager
def daemon(folder: Path, newsroom: Newsroom) -> Iterator[subprocess.Popen[str]]:
    """``warraq run`` in a process group of its own, killed at the end."""
    homes = "\n".join(f'{name} = "{home}"' for name, home in newsroom.homes().items())
    file = folder / "warraq.toml"
    file.write_text(
        'allow_private = true\ndelay = 0\nspider_modules = ["tests.newsroom.spiders"]\n'
        'outlets = ["rif", "sahifa"]\nspread = 0\nshortest_pause = 0.2\npoll_start = 7200\n'
        f"[homes]\n{homes}\n",
        "utf-8",
    )
    given = ["--archive", str(folder / "archive"), "--config", str(file)]
    process = subprocess.Popen(
        [sys.executable, "-m", "warraq", "run", *given],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def first_words(process: subprocess.Popen[str], wanted: set[str]) -> str:
    """What the daemon says until it has told of these outlets."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        wanted -= set(line.split()[2:3])
        if not wanted:
            return said
    raise AssertionError("the daemon ended")


def clocks(folder: Path) -> list[tuple[object, ...]]:
    """Every time that something is due."""
    with Archive(folder / "archive") as archive:
        leads = archive.rows("SELECT url, state, priority, due_at FROM leads ORDER BY url")
        polls = archive.rows("SELECT listing, next_poll, interval FROM listings ORDER BY listing")
    return [tuple(row) for row in (*leads, *polls)]


def test_a_killed_daemon_loses_no_due_time(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=4)
    with running(made) as served:
        with daemon(tmp_path, made) as process:
            said = [first_words(process, {"rif", "sahifa"})]
        before = clocks(tmp_path)
        revisited = made.published("rif")[1]
        with Archive(tmp_path / "archive") as archive:  # while it is down two things become due
            archive.db.execute(
                "UPDATE leads SET due_at = '2026-01-01T00:00:00Z' WHERE url = ?", [revisited.url]
            )
            archive.db.execute(
                "UPDATE listings SET next_poll = '2026-01-01T00:00:00Z'"
                " WHERE outlet = 'sahifa' AND listing LIKE '%/feed/'"
            )
        seen = len(served.log)
        with daemon(tmp_path, made) as process:
            said.append(first_words(process, {"rif", "sahifa"}))
        asked = [line.path for line in served.log[seen:]]
        after = clocks(tmp_path)
    assert all("No contact is set" in start for start in said), "every start says so"
    assert sorted(asked) == sorted([revisited.path, "/feed/"])
    moved = {row[0] for row in {*before} ^ {*after}}
    assert moved == {served.url("sahifa", "feed/")}  # the article is due at its next age, as before


def test_polls_come_sooner_where_there_is_news_and_later_where_there_is_none(
    tmp_path: Path,
) -> None:
    made = Newsroom(per_outlet=3)
    tick = 650  # three of them are more than half an hour by two minutes: a crawl may take so long
    polled: dict[str, list[int]] = {"rif": [], "jarida": []}
    feeds = {"rif": "xml/syndication.rss", "jarida": "rss.xml"}
    since = monotonic()
    with running(made) as served:
        for now in range(9):
            publish(made, "rif", 12, first=100 * now)  # more than its feed shows
            seen = {name: len(served.requests(name, path)) for name, path in feeds.items()}
            crawl(tmp_path, made, feeds, POLL_ALL=False, MAX_PAGES=1, **NO_REVISITS)
            for name, path in feeds.items():
                if len(served.requests(name, path)) > seen[name]:
                    polled[name].append(now)
            took, since = monotonic() - since, monotonic()
            with Archive(tmp_path) as archive:  # eleven minutes have passed, this round included
                archive.db.execute(
                    "UPDATE listings SET next_poll = strftime('%Y-%m-%dT%H:%M:%SZ', next_poll, ?)",
                    [f"{took - tick:.0f} seconds"],
                )
    gaps = {name: [b - a for a, b in pairwise(at)] for name, at in polled.items()}
    assert gaps["rif"][:3] == [3, 2, 1] and set(gaps["rif"][3:]) == {1}
    assert gaps["jarida"][:2] == [3, 5]
