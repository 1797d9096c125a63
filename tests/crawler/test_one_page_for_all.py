"""A domain that lapsed answers every address with one page: nothing of it is taken for an edit."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.query.health import health, last_run
from tests.crawler.test_own_hosts import an_outlet, answer, ended, leads_to
from tests.crawler.test_raw_headers import crawl, feed, page
from tests.crawling import make_due
from tests.wired.server import ByteServer

pytestmark = pytest.mark.slow
MANY = range(1, 16)


def article(headline: str, *lines: str) -> bytes:
    """A page that reads as an article."""
    said = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f'<title>{headline}</title><meta property="og:type" content="article">'
        f"<article><h1>{headline}</h1>{said}</article>"
    ).encode()


PROMISE = (
    "العب الآن واربح الجوائز الكبرى كل يوم مع فريق يقدم لك أكبر المكافآت",
    "العروض الحصرية لجميع اللاعبين الجدد تبدأ من أول إيداع وتستمر طوال الأسبوع",
    "سجل حسابك خلال دقيقة واحدة واحصل على لفات مجانية ومكافأة ترحيب مضاعفة",
)
FOREIGN = {
    "for sale, in words that nobody listed": article(
        "This name can be yours",
        "This premium domain is available for purchase. Contact the owner to make an offer today.",
        "Buy now for 2,499 USD or start a lease to own plan with 12 monthly payments.",
    ),
    "for sale, in the words of all": article(
        "This domain is for sale", "This domain is for sale. Make an offer."
    ),
    "a script": b'<html><head><script>location.href="/lander"</script></head></html>',
    "links": b"<h1>wired</h1>" + b"".join(b'<a href="/s?q=%d">Cheap</a>' % n for n in range(20)),
    "a casino": article("أفضل كازينو على الانترنت", *PROMISE),
}


class Everywhere(dict[str, bytes]):
    """One page at every path, with a line of its own at each time where ``varies``."""

    def __init__(self, body: bytes, *, varies: bool = False) -> None:
        super().__init__()
        self.body, self.varies, self.times = body, varies, itertools.count()

    def get(self, path: str, default: bytes | None = None) -> bytes | None:
        varied = b"<p>visit %d of " % next(self.times) + path.encode() if self.varies else b""
        return answer(self.body + varied)


class Leading(dict[str, bytes]):
    """Every address leads to one, where a page stands."""

    def __init__(self, to: str) -> None:
        super().__init__()
        self.to = to

    def get(self, path: str, default: bytes | None = None) -> bytes | None:
        return answer(FOREIGN["a casino"]) if path == self.to else leads_to(self.to)


@contextmanager
def outlet_with_articles(folder: Path, **settings: object) -> Iterator[ByteServer]:
    """An outlet of which all articles, or as many as the settings allow, are kept."""
    with an_outlet() as server:
        yield published(folder, server, settings)


def published(folder: Path, server: ByteServer, settings: dict[str, object]) -> ByteServer:
    server.answers |= {f"/{n}.html": answer(page(n)) for n in MANY}
    server.answers["/feed"] = answer(feed(server.address, MANY), "application/rss+xml")
    crawl(folder, server, settings=settings)
    return server


def look_again(folder: Path, server: ByteServer) -> None:
    make_due(folder)
    with Archive(folder) as archive:
        archive.db.execute("DELETE FROM outlet_rests")
    server.asked.clear()
    crawl(folder, server, settings={"ROBOTS_MAX_AGE": 0, "GONE_GAP": 0})


def state(folder: Path) -> tuple[str, str]:
    """The outlet's health, and its last run in words."""
    with Archive(folder) as archive:
        run = last_run(archive, "wired")
        assert run is not None
        return health(archive, "wired", datetime.now(UTC)).state, run.in_words()


def edited(folder: Path) -> int:
    """Articles of which another version of the outlet's is kept, or that are gone."""
    with Archive(folder) as archive:
        sql = (
            "SELECT count(*) FROM articles WHERE gone_at IS NOT NULL"
            " OR id IN (SELECT article_id FROM revisions WHERE cause = 'outlet')"
        )
        return int(archive.rows(sql)[0][0])


def kept(folder: Path) -> int:
    with Archive(folder) as archive:
        return int(archive.rows("SELECT count(*) FROM articles")[0][0])


@pytest.mark.parametrize(
    ("name", "varies"), [*((name, False) for name in FOREIGN), ("a casino", True)]
)
def test_a_lapsed_domain_is_one_condition(tmp_path: Path, name: str, varies: bool) -> None:
    with outlet_with_articles(tmp_path) as server:
        own = server.answers
        server.answers = Everywhere(FOREIGN[name], varies=varies)
        for _ in range(2):
            look_again(tmp_path, server)
            health, said = state(tmp_path)
            assert health == "parked" and "one page that is not its own" in said
            assert len(server.asked) < 12 and edited(tmp_path) == 0
        server.answers = own
        look_again(tmp_path, server)
        assert state(tmp_path)[0] == "well" and edited(tmp_path) == 0
        assert kept(tmp_path) == len(MANY)


@pytest.mark.parametrize(("to", "told"), [("/lander", "parked"), ("/", "unreachable")])
def test_a_page_that_all_addresses_lead_to_is_no_article(
    tmp_path: Path, to: str, told: str
) -> None:
    with outlet_with_articles(tmp_path) as server:
        own = server.answers
        server.answers = Leading(to)
        for _ in range(2):
            look_again(tmp_path, server)
            assert state(tmp_path)[0] == told
            assert edited(tmp_path) == 0 and kept(tmp_path) == len(MANY)
        server.answers = own
        look_again(tmp_path, server)
        assert state(tmp_path)[0] == "well" and kept(tmp_path) == len(MANY)


def test_an_article_that_leads_to_another_one_is_believed(tmp_path: Path) -> None:
    """Two reports were made one: the others are where they were."""
    with outlet_with_articles(tmp_path) as server:
        server.answers["/3.html"] = leads_to("/5.html")
        look_again(tmp_path, server)
        assert state(tmp_path)[0] == "well" and edited(tmp_path) == 0
        assert kept(tmp_path) == len(MANY)


def test_what_was_not_fetched_before_is_not_begun_with_it(tmp_path: Path) -> None:
    """Addresses that waited show the page of the domain's new owner: it is no article of theirs."""
    with outlet_with_articles(tmp_path, MAX_PAGES=5) as server:
        assert kept(tmp_path) == 5
        own = server.answers
        server.answers = Everywhere(FOREIGN["a casino"])
        look_again(tmp_path, server)
        assert kept(tmp_path) == 5 and edited(tmp_path) == 0 and state(tmp_path)[0] == "parked"
        server.answers = own
        look_again(tmp_path, server)
        assert kept(tmp_path) == len(MANY)


@pytest.mark.parametrize("numbers", [[3], [3, 5], [15, 14]])
def test_an_outlet_that_rewrites_articles_is_believed(tmp_path: Path, numbers: list[int]) -> None:
    """All of their text, with one notice even, while others stay as they are."""
    with outlet_with_articles(tmp_path) as server:
        for number in numbers:
            server.answers[f"/{number}.html"] = answer(FOREIGN["a casino"])
        look_again(tmp_path, server)
        assert edited(tmp_path) == len(numbers) and state(tmp_path)[0] == "well"
        assert ended(tmp_path)[0]["/7.html"][0] == "repeat"


def test_an_outlet_that_gives_every_address_another_text_is_believed(tmp_path: Path) -> None:
    """After a relaunch that numbers its articles anew, say: it knows one from another."""
    with outlet_with_articles(tmp_path) as server:
        words = [line.split() for line in PROMISE]
        for number in MANY:
            other = [" ".join(f"{word}{chr(0x627 + number)}" for word in line) for line in words]
            server.answers[f"/{number}.html"] = answer(article(other[0][:40], *other))
        look_again(tmp_path, server)
        assert edited(tmp_path) == len(MANY) and state(tmp_path)[0] == "well"


def test_an_only_article_that_is_rewritten_is_believed(tmp_path: Path) -> None:
    with an_outlet() as server:
        server.answers["/feed"] = answer(feed(server.address, range(1, 2)), "application/rss+xml")
        crawl(tmp_path, server)
        server.answers["/1.html"] = answer(FOREIGN["a casino"])
        look_again(tmp_path, server)
    assert edited(tmp_path) == 1


def test_another_text_waits_where_no_other_article_can_be_seen(tmp_path: Path) -> None:
    with outlet_with_articles(tmp_path) as server:
        for number in MANY:
            broken = b"HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n"
            server.answers[f"/{number}.html"] = broken
        server.answers["/3.html"] = answer(FOREIGN["a casino"])
        look_again(tmp_path, server)
        assert edited(tmp_path) == 0
        for number in MANY:
            server.answers[f"/{number}.html"] = answer(page(number))
        server.answers["/3.html"] = answer(FOREIGN["a casino"])
        look_again(tmp_path, server)
        assert edited(tmp_path) == 1
