"""An outlet that has moved to another site is one condition, not a refusal for each article."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.query.health import health, last_run
from tests.crawler.test_own_hosts import an_outlet, answer, ended, leads_to, nobody_connects
from tests.crawler.test_raw_headers import crawl, feed, page
from tests.crawling import make_due
from tests.wired.server import ByteServer

pytestmark = pytest.mark.slow


def state(folder: Path) -> str:
    with Archive(folder) as archive:
        return health(archive, "wired", datetime.now(UTC)).state


def due(folder: Path) -> int:
    with Archive(folder) as archive:
        return len(archive.rows("SELECT * FROM leads WHERE state = 'due'"))


class Moved(dict[str, bytes]):
    """Every path leads to the same path of another site, except those given."""

    def __init__(self, to: str, *kept: str, answers: dict[str, bytes]) -> None:
        super().__init__({path: answers[path] for path in kept if path in answers})
        self.to = to

    def get(self, path: str, default: bytes | None = None) -> bytes | None:
        return self[path] if path in self else leads_to(f"{self.to}{path}")


def move(server: ByteServer, to: str, *kept: str) -> None:
    server.answers = Moved(to, *kept, answers=server.answers)
    server.asked.clear()


@pytest.mark.parametrize("kept", [[], ["/robots.txt"], ["/robots.txt", "/feed"]])
def test_a_moved_outlet_is_one_condition(tmp_path: Path, kept: list[str]) -> None:
    with nobody_connects() as new, an_outlet() as server:
        server.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow:", "text/plain")
        many = range(1, 30)
        server.answers |= {f"/{n}.html": answer(page(n)) for n in many}
        server.answers["/feed"] = answer(feed(server.address, many), "application/rss+xml")
        crawl(tmp_path, server)
        assert state(tmp_path) == "well"
        make_due(tmp_path)
        move(server, new, *kept)
        said = crawl(tmp_path, server, settings={"ROBOTS_MAX_AGE": 0, "LOG_LEVEL": "WARNING"})
        asked = len(server.asked)
    assert asked < 10
    where = new.removeprefix("http://")
    assert said.stderr.count(f"has moved to {where}") == 1
    ends, trouble = ended(tmp_path)
    assert {kind for kind, _ in ends.values()} == {"new"} and due(tmp_path) == len(many)
    assert f"moved to {where}" in trouble and state(tmp_path) == "moved"
    assert "`home`" in trouble and "`former_homes`" in trouble, "what to write where"
    with Archive(tmp_path) as archive:
        run = last_run(archive, "wired")
    assert run and run.moved_to == where and f"moved to {where}" in run.in_words()


def test_an_outlet_that_had_moved_before_its_first_crawl(tmp_path: Path) -> None:
    with nobody_connects() as new, an_outlet() as server:
        move(server, new)
        crawl(tmp_path, server)
    assert state(tmp_path) == "moved" and not ended(tmp_path)[0]


def test_an_outlet_that_came_back_is_crawled_on(tmp_path: Path) -> None:
    with nobody_connects() as new, an_outlet() as server:
        here = server.answers
        crawl(tmp_path, server)
        make_due(tmp_path)
        move(server, new)
        crawl(tmp_path, server)
        assert state(tmp_path) == "moved"
        make_due(tmp_path)
        server.answers = here
        crawl(tmp_path, server)
    assert state(tmp_path) == "well"


def test_articles_that_lead_away_from_an_outlet_at_home_are_refused(tmp_path: Path) -> None:
    with nobody_connects() as other, an_outlet() as server:
        move(server, other, "/", "/feed")
        server.answers["/robots.txt"] = answer(b"", "text/plain")
        crawl(tmp_path, server)
    ends, _ = ended(tmp_path)
    assert [kind for kind, _ in ends.values()] == ["refused"] * 3
    assert state(tmp_path) != "moved"


def test_a_home_page_that_leads_away_is_no_move_while_articles_answer(tmp_path: Path) -> None:
    with nobody_connects() as other, an_outlet() as server:
        server.answers["/"] = leads_to(other)
        server.answers["/2.html"] = leads_to(other)
        crawl(tmp_path, server)
    ends, _ = ended(tmp_path)
    assert sorted(kind for kind, _ in ends.values()) == ["new", "new", "refused"]
    assert state(tmp_path) != "moved"


def test_a_feed_that_leads_away_is_no_move(tmp_path: Path) -> None:
    with nobody_connects() as other, an_outlet() as server:
        server.answers["/feed"] = leads_to(f"{other}/feed")
        crawl(tmp_path, server)
    assert state(tmp_path) == "unreachable" and "leads to another site" in ended(tmp_path)[1]


def test_rules_that_lead_away_leave_leads_due(tmp_path: Path) -> None:
    with nobody_connects() as other, an_outlet() as server:
        crawl(tmp_path, server)
        make_due(tmp_path)
        server.answers["/robots.txt"] = leads_to(f"{other}/robots.txt")
        server.asked.clear()
        crawl(tmp_path, server, settings={"ROBOTS_MAX_AGE": 0})
        assert set(server.asked) <= {"/robots.txt", "/"}
    assert due(tmp_path) == 3 and state(tmp_path) != "moved"
