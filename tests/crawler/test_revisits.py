"""Looking again: fresh news first, and only a healthy host makes an article gone."""

from datetime import timedelta
from pathlib import Path

import pytest

from crawler.run.supervised_crawl import Crawl
from crawler.urls import canonical
from storage import times
from storage.archive import Archive
from tests.crawling import crawl, make_due, outcomes, settings, texts
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.newsroom.stories import load_stories
from tests.waiting import LIMIT

pytestmark = pytest.mark.slow


def gone(folder: Path) -> list[str]:
    with Archive(folder) as archive:
        return [row["url"] for row in archive.rows("SELECT url FROM gone")]


def test_revisits_never_stand_before_fresh_news(tmp_path: Path) -> None:
    """From the access log: with a budget of eight pages, five new ones are all fetched, first."""
    made = Newsroom(per_outlet=30)
    with running(made) as server:
        crawl(tmp_path, made, ["minbar"])
        make_due(tmp_path)
        known = {pub.path for pub in made.published("minbar")}
        stories = [story for name in ("rif", "arc") for story in made.held[name]]
        stories += [pub.story for pub in made.published("sahifa")][: 5 - len(stories[:5])]
        fresh = [made.publish("minbar", story).path for story in stories[:5]]
        begin = len(server.log)
        crawl(tmp_path, made, ["minbar"], MAX_PAGES=8)
        asked = [line.path for line in server.log[begin:] if line.path in known | set(fresh)]
    assert sorted(asked[:5]) == sorted(fresh)
    assert len(asked) == 8 and set(asked[5:]) <= known  # the revisits have what is left


def test_a_long_row_of_revisits_stops_when_a_listing_is_due_again(tmp_path: Path) -> None:
    """After a long pause all is overdue: the daemon's crawls go on polling meanwhile."""
    made = Newsroom(per_outlet=0)
    for story in load_stories()[:30]:
        made.publish("akhbar", story)
    with running(made) as server:
        crawl(tmp_path, made, ["akhbar"])
        with Archive(tmp_path) as archive:
            many = len(archive.rows("SELECT 1 FROM articles"))
            archive.db.execute("UPDATE listings SET next_poll = '2026-01-01T00:00:00Z'")
            archive.db.execute("UPDATE leads SET etag = NULL, last_modified = NULL")
        asked = list[int]()
        make_due(tmp_path)
        for _ in range(2):
            begin = len(server.log)
            one = Crawl("akhbar", settings(tmp_path, made, POLL_ALL=False, POLL_MIN=0.5,
                                           POLL_START=0.5, POLL_MAX=0.5, DOWNLOAD_DELAY=0.1,
                                           REVISIT_AGES=[864000.0]))  # fmt: skip
            assert one.wait(LIMIT) == "finished"
            pages = {pub.path for pub in made.published("akhbar")}
            asked.append(sum(line.path in pages for line in server.log[begin:]))
            with Archive(tmp_path) as archive:
                archive.db.execute("UPDATE listings SET next_poll = '2026-01-01T00:00:00Z'")
    assert 20 <= asked[0] <= 25  # twenty and the batch in hand, then the listings, then the rest
    assert sum(asked) == many == 31


@pytest.mark.parametrize("habit", ["404", "home", "500"])
def test_a_host_that_fails_as_a_whole_makes_nothing_gone(tmp_path: Path, habit: str) -> None:
    """Every address of the outlet answers so, its listings too: it is the host, not the article."""
    made = Newsroom(per_outlet=3)
    with running(made):
        crawl(tmp_path, made, ["sahifa"])
        for pub in made.published("sahifa"):
            made.habits[f"sahifa{pub.path}"] = habit
        for path in ("/feed/", "/wp-json/wp/v2/posts"):
            made.habits[f"sahifa{path}"] = habit
        for _ in range(3):
            make_due(tmp_path)
            crawl(tmp_path, made, ["sahifa"], RETRY_TIMES=0)
        assert gone(tmp_path) == [] and "gone" not in outcomes(tmp_path)
        made.habits.clear()
        one = made.published("sahifa")[0]
        made.delete(one.url)
        for _ in range(2):
            make_due(tmp_path)
            crawl(tmp_path, made, ["sahifa"])
        assert gone(tmp_path) == [one.url]


@pytest.mark.parametrize("habit", ["404", "410", "home", "soft-404"])
def test_articles_that_are_all_missing_while_the_feed_is_there_are_not_gone(
    tmp_path: Path, habit: str
) -> None:
    """A host that lost its rewrite rules; once it has them again only what was deleted is gone."""
    made = Newsroom(per_outlet=4)
    with running(made):
        crawl(tmp_path, made, ["sahifa"])
        pubs = made.published("sahifa")
        for pub in pubs:
            made.habits[f"sahifa{pub.path}"] = habit
        for _ in range(3):
            make_due(tmp_path)
            crawl(tmp_path, made, ["sahifa"], RETRY_TIMES=0)
        assert gone(tmp_path) == [] and "gone" not in outcomes(tmp_path)
        made.habits.clear()
        made.delete(pubs[1].url)
        for _ in range(2):
            make_due(tmp_path)
            crawl(tmp_path, made, ["sahifa"])
        assert gone(tmp_path) == [canonical(pubs[1].url)]


def test_one_article_that_is_there_tells_that_the_others_are_gone(tmp_path: Path) -> None:
    """Nothing else is due: one that should be there is asked first, and once."""
    made = Newsroom(per_outlet=4)
    with running(made) as server:
        crawl(tmp_path, made, ["sahifa"])
        pubs = made.published("sahifa")
        for pub in pubs[1:]:
            made.delete(pub.url)
        make_due(tmp_path)
        crawl(tmp_path, made, ["sahifa"])
        with Archive(tmp_path) as kept:
            kept.db.execute("UPDATE leads SET due_at = iif(gone_seen IS NULL, '2099', '2000')")
        begin = len(server.log)
        crawl(tmp_path, made, ["sahifa"])
        asked = [line.path for line in server.log[begin:] if line.path in {p.path for p in pubs}]
    assert asked[0] == pubs[0].path and sorted(asked) == sorted(pub.path for pub in pubs)
    assert set(gone(tmp_path)) == {canonical(pub.url) for pub in pubs[1:]}


YOUNG, OLD = [3600.0, 864000.0], [0.0]
"""Ages of revisits: there is a next one, and the last is over."""


@pytest.mark.parametrize(
    ("habit", "kind", "said", "ages"),
    [
        ("human-check", "blocked", "challenge", YOUNG),
        ("consent", "blocked", "consent wall", OLD),
        ("maintenance", "deferred", "not available", YOUNG),
        ("parked", "failed", "host's own page", OLD),
        ("teasers", "rejected", "listing", YOUNG),
        ("teasers", "rejected", "listing", OLD),
        ("feed", "rejected", "RSS", OLD),
    ],
)
def test_what_comes_instead_of_an_article_is_no_revision_of_it(
    tmp_path: Path, habit: str, kind: str, said: str, ages: list[float]
) -> None:
    """It has a name; the article keeps its text, is not gone, and is looked at again."""
    made = Newsroom(per_outlet=2)
    with running(made):
        crawl(tmp_path, made, ["sahifa"], REVISIT_AGES=ages)
        before = texts(tmp_path)
        one = made.published("sahifa")[0]
        made.habits[f"sahifa{one.path}"] = habit
        for _ in range(2):
            make_due(tmp_path)
            crawl(tmp_path, made, ["sahifa"], REVISIT_AGES=ages)
            with Archive(tmp_path) as archive:
                sql = "SELECT state, outcome, reason, due_at, article_id FROM leads WHERE url = ?"
                (lead,) = archive.rows(sql, one.url)
            assert (lead["state"], lead["outcome"]) == ("due", kind)
            assert said in lead["reason"] and lead["article_id"]
            assert times.parse(lead["due_at"]) > times.now()
        assert texts(tmp_path) == before and gone(tmp_path) == []
        made.habits.clear()
        make_due(tmp_path)
        crawl(tmp_path, made, ["sahifa"], REVISIT_AGES=ages)
    ended = outcomes(tmp_path, "sahifa")
    assert ended[kind] == 2 and {"revision", "gone"}.isdisjoint(ended)
    with Archive(tmp_path) as archive:
        assert archive.rows("SELECT kind FROM events") == []
        (last,) = archive.rows("SELECT outcome FROM leads WHERE url = ?", one.url)
    assert last[0] in ("repeat", "not_modified")
    assert texts(tmp_path) == before


def test_a_host_that_is_down_makes_nothing_gone(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    with running(made):
        crawl(tmp_path, made, ["rif"])
    for _ in range(3):  # nobody listens any more
        make_due(tmp_path)
        crawl(tmp_path, made, ["rif"], RETRY_TIMES=0)
    assert gone(tmp_path) == []
    assert outcomes(tmp_path)["failed"] >= 3
    with Archive(tmp_path) as archive:
        assert not archive.rows("SELECT 1 FROM leads WHERE state = 'done'")


def test_a_clock_that_was_ahead_stops_no_poll(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=2)
    with running(made) as server:
        crawl(tmp_path, made, ["rif"])
        ahead = times.stamp(times.now() + timedelta(days=3000))
        with Archive(tmp_path) as archive:
            archive.db.execute("UPDATE listings SET polled_at = ?1, next_poll = ?1", [ahead])
        begin = len(server.log)
        crawl(tmp_path, made, ["rif"], POLL_ALL=False)
        assert [line for line in server.log[begin:] if line.path.endswith(".rss")]
