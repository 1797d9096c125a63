"""``warraq backfill``: older articles through every way, resumable, beside other crawls."""

import os
import signal
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.run.supervised_crawl import Crawl
from crawler.urls import canonical
from storage.archive import Archive
from storage.query.health import health
from tests.crawling import crawl, settings, texts
from tests.newsroom.families import OUTLETS
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.newsroom.stories import load_stories
from tests.waiting import LIMIT, until
from warraq.cli import main
from warraq.commands.crawling import backfill as command
from warraq.commands.crawling.backfill import in_words

pytestmark = pytest.mark.slow
NEWEST = datetime(2026, 11, 20, 9, tzinfo=UTC)


def config(folder: Path, newsroom: Newsroom, delay: float = 0.0) -> Path:
    """A settings file that leads to the newsroom."""
    homes = "\n".join(f'{name} = "{home}"' for name, home in newsroom.homes().items())
    file = folder / "warraq.toml"
    file.write_text(
        f'allow_private = true\ndelay = {delay}\nspider_modules = ["tests.newsroom.spiders"]\n'
        f"[homes]\n{homes}\n",
        "utf-8",
    )
    return file


def backfill(folder: Path, newsroom: Newsroom, outlet: str, *options: str, delay: float = 0) -> int:
    """The command, on an archive of its own."""
    given = ["--archive", str(folder / "archive"), "--config", str(config(folder, newsroom, delay))]
    return main(["backfill", outlet, *options, *given])


def years_of(
    newsroom: Newsroom, outlet: str, number: int, step: timedelta, oldest_first: bool = False
) -> None:
    """Older articles of an outlet, one every so often, each with a text of its own."""
    stories = load_stories()
    places = range(1, number + 1)
    for place in reversed(places) if oldest_first else places:
        story = stories[place % len(stories)]
        own = f"وهذا هو العدد {place} من سلسلة أرشيف الجريدة التي تستعيد أخبار السنوات الماضية."
        newsroom.publish(
            outlet,
            replace(story, slug=f"{story.slug}-{place}", headline=f"{story.headline} ({place})",
                    paragraphs=(*story.paragraphs[:2], own)),
            NEWEST - place * step,
        )  # fmt: skip


def test_the_api_is_paged_and_nothing_else_is_asked(tmp_path: Path) -> None:
    made = Newsroom(start=NEWEST, per_outlet=2)
    years_of(made, "sahifa", 130, timedelta(days=1))
    since, until = (NEWEST - timedelta(days=115)).date(), (NEWEST - timedelta(days=6)).date()
    with running(made) as served:
        assert backfill(tmp_path, made, "sahifa", f"--since={since}", f"--until={until}") == 0
        paths = [line.path for line in served.requests("sahifa")]
        paths = [path for path in paths if path != "/robots.txt"]
    wanted = {
        canonical(pub.url)
        for pub in made.published("sahifa")
        if since <= pub.published_at.date() <= until
    }
    assert len(wanted) == 110
    assert {url for _, url, _, _ in texts(tmp_path / "archive")} == wanted
    asked = [path for path in paths if "wp-json" in path]
    # another turn opened the second page, and does not know what the first one stated
    assert ["&page=1&" in path for path in asked] == [True, False, True]
    assert "&page=2&" in asked[1] and len({*paths}) == 2 + 110 == len(paths) - 1


@pytest.mark.parametrize("name", [outlet.name for outlet in OUTLETS])
def test_every_kind_of_listing_leads_back_to_the_first_article(tmp_path: Path, name: str) -> None:
    made = Newsroom(start=NEWEST)
    years_of(made, name, 24, timedelta(days=9))
    with running(made) as served:
        assert backfill(tmp_path, made, name, "--since=2026-01-01", "--until=2026-11-21") == 0
        asked = Counter(line.path for line in served.requests(name))
    articles = {pub.path for pub in made.published(name)}
    assert max(asked[path] for path in articles) == 1
    assert max(asked.values()) <= 2, "a page that is turned by number is read once more"
    published = {canonical(pub.url) for pub in made.published(name)}
    assert len(published) > 30
    with Archive(tmp_path / "archive") as archive:
        kept = {row[0] for row in archive.rows("SELECT url FROM articles")}
        aliases = {row[0] for row in archive.rows("SELECT url FROM aliases")}
        revisits = archive.rows(
            "SELECT 1 FROM leads l JOIN articles a ON a.id = l.article_id"
            " WHERE l.state = 'due' AND a.published_at < '2026-10-01'"
        )
    assert kept | aliases == published
    assert revisits == [], "what is older than the last revisit is not looked at again"


def test_sections_stop_where_everything_is_too_old(tmp_path: Path) -> None:
    made = Newsroom(start=NEWEST)
    years_of(made, "akhbar", 40, timedelta(days=9))
    with running(made) as served:
        assert backfill(tmp_path, made, "akhbar", "--since=2026-10-01", "--until=2026-11-21") == 0
        pages = [line.path for line in served.requests("akhbar") if "/index." in line.path]
    recent = [pub for pub in made.published("akhbar") if f"{pub.published_at:%Y-%m}" >= "2026-10"]
    assert {canonical(pub.url) for pub in recent} <= {
        u for _, u, _, _ in texts(tmp_path / "archive")
    }
    assert 3 < len({*pages}) < 8


def test_a_limit_is_kept_and_the_rest_comes_later(tmp_path: Path) -> None:
    made = Newsroom(start=NEWEST, per_outlet=12)
    with running(made):
        assert backfill(tmp_path, made, "minbar", "--since=2026-01-01", "--limit=5") == 0
        assert len(texts(tmp_path / "archive")) == 5
        assert backfill(tmp_path, made, "minbar", "--since=2026-01-01", "--limit=5") == 0
        assert len(texts(tmp_path / "archive")) == 5


def test_after_kill_9_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    made = Newsroom(start=NEWEST)
    years_of(made, "arc", 24, timedelta(days=9))
    days = {"since": "2026-01-01T00:00:00+01:00", "until": "2026-11-22T00:00:00+01:00"}
    folder = tmp_path / "archive"
    with running(made) as served:

        def listings() -> list[str]:
            paths = [line.path for line in served.requests("arc")]
            return [path for path in paths if "outboundfeeds" in path]

        under_way = set()  # what was asked for last may not have been written down yet
        for wanted, answered in ((3, 4), (9, 7)):  # of 24: no crawl comes to its end
            with served.holding("arc", after=answered), Archive(folder, create=True) as archive:
                current = Crawl("arc", settings(folder, made, BACKFILL=days, LOCK_WAIT=LIMIT))
                until(
                    f"{wanted} articles are kept",
                    lambda: len(archive.rows("SELECT 1 FROM articles")) >= wanted,  # noqa: B023
                )
                assert current.process.pid
                os.kill(current.process.pid, signal.SIGKILL)
                assert current.wait(LIMIT) == "died of signal 9"
            under_way.add(listings()[-1])
        assert backfill(tmp_path, made, "arc", "--since=2026-01-01", "--until=2026-11-21") == 0
        asked = Counter(listings())
    assert len(asked) > 3
    assert {path for path, times in asked.items() if times > 1} <= under_way
    assert {url for _, url, _, _ in texts(folder)} == {
        canonical(pub.url) for pub in made.published("arc")
    }


def test_it_takes_turns_with_another_crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Newsroom(start=NEWEST, per_outlet=8)
    with running(made) as served, served.holding("rif", after=1) as held:

        class Turn(Crawl):
            """The other crawl goes on when this one has the archive open and wants the lock."""

            def __init__(self, *given: Any) -> None:
                super().__init__(*given)
                until("the backfill opens the archive", self.has_opened)
                held.let_go()

            def has_opened(self) -> bool:
                try:
                    maps = Path(f"/proc/{self.process.pid}/maps").read_text()
                except OSError:  # no such file system, or it has ended
                    return True
                return str(tmp_path / "archive") in maps

        monkeypatch.setattr(command, "Crawl", Turn)
        other = Crawl("rif", settings(tmp_path / "archive", made))
        held.wait()
        assert backfill(tmp_path, made, "rif", "--since=2026-01-01") == 0
        assert other.wait(LIMIT) == "finished"
        paths = [line.path for line in served.requests("rif")]
    with Archive(tmp_path / "archive") as archive:
        runs = archive.rows("SELECT finish, started_at, ended_at FROM runs ORDER BY id")
    assert [run["finish"] for run in runs] == ["finished"] * len(runs) and len(runs) >= 2
    assert runs[0]["ended_at"] <= runs[1]["started_at"]
    articles = {pub.path for pub in made.published("rif")}
    asked = [path for path in paths if path in articles]
    assert len(asked) == len(set(asked)) == 8


def test_where_no_listing_goes_back_the_numbers_are_walked_down(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Newsroom(start=NEWEST - timedelta(days=400), per_outlet=1)
    years_of(made, "sahifa", 24, timedelta(days=9), True)  # every 37th number is an article
    made.habits["sahifa/wp-json/wp/v2/posts"] = "404"
    with running(made) as served:
        assert backfill(tmp_path, made, "sahifa", "--since=2026-08-01", "--until=2026-11-21") == 0
        asked = [line.path for line in served.requests("sahifa") if line.path.endswith(".html")]
    numbers = [int(path.strip("/").partition(".")[0]) for path in asked]
    newest = max(pub.number for pub in made.published("sahifa"))
    wanted = [pub for pub in made.published("sahifa") if f"{pub.published_at:%Y-%m}" >= "2026-08"]
    assert len(wanted) > 11, "more than the feed shows"
    kept = {url for _, url, _, _ in texts(tmp_path / "archive")}
    assert {canonical(pub.url) for pub in wanted} <= kept
    assert len(numbers) == len(set(numbers)) and max(numbers) == newest
    oldest = min(pub.number for pub in wanted)
    assert min(numbers) > oldest - 2 * 50 - 37, "it stops soon after the first day asked for"
    assert "numbers tried" in capsys.readouterr().out
    with Archive(tmp_path / "archive") as archive:
        again = archive.rows("SELECT 1 FROM leads WHERE outcome = 'gone' AND state = 'due'")
    assert again == [], "a number without an article is tried once"


def test_a_walk_down_the_numbers_ends_where_there_is_nothing(tmp_path: Path) -> None:
    made = Newsroom(start=NEWEST, per_outlet=4)
    made.habits["sahifa/wp-json/wp/v2/posts"] = "404"
    with running(made) as served:
        assert backfill(tmp_path, made, "sahifa", "--since=2020-01-01", "--until=2026-11-21") == 0
        tried = [line for line in served.requests("sahifa") if line.path.endswith(".html")]
        assert backfill(tmp_path, made, "sahifa", "--since=2020-01-01", "--limit=2") == 0
    first = min(pub.number for pub in made.published("sahifa"))
    lowest = min(int(line.path.strip("/").partition(".")[0]) for line in tried)
    assert first - 300 < lowest < first - 150
    assert len(texts(tmp_path / "archive")) == 5


def test_without_an_answer_it_stops_and_the_outlet_stays_unreachable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Newsroom(start=NEWEST, per_outlet=2)
    with running(made):
        pass  # its port is known now, and closed again
    days = ("--since=2025-01-01", "--until=2026-11-21")
    crawl(tmp_path / "archive", made, ["sahifa"], RETRY_TIMES=0)
    for _ in range(4):  # more often than a page is tried
        assert backfill(tmp_path, made, "sahifa", *days) == 1
        said = capsys.readouterr()
        assert said.err == "sahifa cannot be reached; nothing was read\n" and said.out == ""
    with Archive(tmp_path / "archive") as archive:
        found = health(archive, "sahifa", datetime.now(UTC))
        assert found.state == "unreachable" and "connection refused" in (found.trouble or "")
    crawl(tmp_path / "archive", made, ["sahifa"], POLL_ALL=False)  # nothing is due
    with Archive(tmp_path / "archive") as archive:
        assert health(archive, "sahifa", datetime.now(UTC)).state == "unreachable"
    with running(made):  # at another port: one page of the former one is all that stays dead
        assert backfill(tmp_path, made, "sahifa", *days) == 0
    assert capsys.readouterr().err.count("not read: ") == 1
    with Archive(tmp_path / "archive") as archive:
        assert health(archive, "sahifa", datetime.now(UTC)).state == "well"


def test_days_that_make_no_sense(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "warraq.toml"
    file.write_text("", "utf-8")
    given = ["--archive", str(tmp_path / "a"), "--config", str(file)]
    assert main(["backfill", "hespress", "--since", "yesterday", *given]) == 2
    assert main(["backfill", "hespress", "--since=2026-02-01", "--until=2026-01-01", *given]) == 2
    assert "is after" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


def test_the_estimate_counts_only_what_is_known() -> None:
    from storage.frontier.backfill import Progress

    said = in_words(Progress(3, 10, 90, 50, 0, [], 3, 90), delay=2.0)
    assert "at least 2 min for what is known, more may turn up" in said
    assert "more may" not in in_words(Progress(3, 0, 90, 50, 0, [], 3, 90), delay=2.0)
