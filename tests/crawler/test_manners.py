"""Manners, proved from the newsroom's access log."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, Request, Response
from scrapy.utils.test import get_crawler

from crawler.errors import TryLater
from crawler.http.opt_outs import opt_outs
from crawler.http.public_hosts_middleware import PublicOnly
from crawler.http.redirect_middlewares import MetaRefresh
from crawler.http.response_to_page import MAX_RETRY_SECONDS, refuse_status
from crawler.settings import VERSION
from storage.archive import Archive
from tests.crawling import crawl, make_due, outcomes, texts
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.waiting import LIMIT

slow = pytest.mark.slow


@slow
def test_a_robots_txt_in_trouble_closes_the_door_for_now(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    made.habits["rif/robots.txt"] = "503"
    with running(made) as served:
        crawl(tmp_path, made, ["rif"], RETRY_TIMES=0)
        assert {line.path for line in served.requests("rif")} == {"/robots.txt"}
        assert texts(tmp_path) == set()
        with Archive(tmp_path) as archive:
            assert "robots.txt answers 503" in archive.rows("SELECT trouble FROM runs")[0][0]
        made.habits.clear()
        crawl(tmp_path, made, ["rif"])
    assert len(texts(tmp_path)) == 3


@slow
@pytest.mark.parametrize("habit", ["404", "403", "410"])
def test_no_robots_txt_is_no_prohibition(tmp_path: Path, habit: str) -> None:
    made = Newsroom(per_outlet=3)
    made.habits["rif/robots.txt"] = habit
    with running(made):
        crawl(tmp_path, made, ["rif"])
    assert len(texts(tmp_path)) == 3


@slow
def test_a_host_is_asked_one_thing_at_a_time_without_a_delay_too(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=6)
    made.slowness = 0.05
    made.habits |= {f"sahifa{pub.path}": "slow" for pub in made.published("sahifa")}
    with running(made) as served:
        crawl(tmp_path, made, ["sahifa"])
    assert len(texts(tmp_path)) == len(made.published("sahifa"))
    assert served.most_at_once[made.outlets["sahifa"].host] == 1


@slow
def test_robots_txt_is_remembered_between_crawls(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    made.robots["jarida"] = "User-agent: *\nDisallow: /rss.xml\n"
    with running(made) as served:
        crawl(tmp_path, made, ["jarida"])
        crawl(tmp_path, made, ["jarida"])
        assert len(served.requests("jarida", "robots.txt")) == 1
        assert served.requests("jarida", "rss.xml") == []
        crawl(tmp_path, made, ["jarida"], ROBOTS_MAX_AGE=0)
        assert len(served.requests("jarida", "robots.txt")) == 2


@slow
def test_the_longest_rule_decides_and_our_own_group_comes_first(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=4)
    made.robots["sahifa"] = (
        "User-agent: *\nDisallow: /\n\n"
        "User-agent: Warraq\nDisallow: /wp-json/\nDisallow: /5152\nAllow: /515208.html\n"
    )
    with running(made) as served:
        crawl(tmp_path, made, ["sahifa"])
        asked = {line.path for line in served.requests("sahifa")}
    kept = {url.rpartition("/")[2] for _, url, _, _ in texts(tmp_path)}
    published = {pub.path.lstrip("/") for pub in made.published("sahifa")}
    closed = {path for path in published if path.startswith("5152")} - {"515208.html"}
    assert "515208.html" in kept and closed and kept == published - closed
    assert not [path for path in asked if "wp-json" in path or path.lstrip("/") in closed]
    assert outcomes(tmp_path)["refused"] == len(closed)


@slow
def test_crawl_delay_is_the_least_between_two_requests(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3, crawl_delay=0.4)
    with running(made) as served:
        crawl(tmp_path, made, ["wataniya"])
        times = [line.time for line in served.requests("wataniya")]
    gaps = [(later - sooner).total_seconds() for sooner, later in pairwise(times[1:])]
    assert len(gaps) > 4 and min(gaps) >= 0.35  # the server notes a request a little late


@slow
def test_the_user_agent_says_who_we_are(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=1)
    with running(made) as served:
        crawl(tmp_path, made, ["arc"])
        agents = {line.user_agent for line in served.log}
    assert agents == {f"Warraq/{VERSION} (+https://github.com/warraq/warraq)"}


@slow
def test_a_redirect_into_a_private_network_is_not_followed(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    moved = made.published("sahifa")[0]
    made.habits[f"sahifa{moved.path}"] = "elsewhere"
    with running(made) as served:
        made.elsewhere = served.url("minbar")
        crawl(tmp_path, made, ["sahifa"], ALLOW_PRIVATE=["127.0.0.2/32"])
        assert served.requests("minbar") == []
        assert served.requests("sahifa", moved.path)
    with Archive(tmp_path) as archive:
        (ended,) = archive.rows("SELECT kind, reason FROM outcomes WHERE url = ?", moved.url)
    assert (ended["kind"], "private network" in ended["reason"]) == ("refused", True), ended[1]
    assert len(texts(tmp_path)) == len(made.published("sahifa")) - 1


@slow
def test_redirects_are_followed_and_seen_through(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=6)
    home, loop, away, moved, *_ = made.published("wataniya")
    with running(made) as served:
        made.elsewhere = made.published("arc")[0].url
        for pub, habit in ((home, "home"), (loop, "loop"), (away, "elsewhere")):
            made.habits[f"wataniya{pub.path}"] = habit
        crawl(tmp_path, made, ["wataniya"], RETRY_TIMES=0)
        urls = {"home": home.url, "loop": loop.url, "away": away.url}
        with Archive(tmp_path) as archive:
            ended = {row["url"]: row for row in archive.rows("SELECT * FROM outcomes")}
            archive.db.execute(
                "UPDATE leads SET address = rtrim(address, '/'), etag = NULL,"
                " last_modified = NULL, due_at = '2000', state = 'due' WHERE url = ?",
                [moved.url],
            )
        crawl(tmp_path, made, ["wataniya"])
        assert served.requests("wataniya", moved.path.rstrip("/"))[0].status == 301
    kinds = {name: ended[url]["kind"] for name, url in urls.items()}
    assert kinds == {"home": "gone", "loop": "failed", "away": "refused"}
    assert "another site" in ended[urls["away"]]["reason"]
    with Archive(tmp_path) as archive:
        (last,) = archive.rows(
            "SELECT kind FROM outcomes WHERE url LIKE ? ORDER BY id DESC LIMIT 1",
            f"%{moved.path.rstrip('/')}%",
        )
    assert last["kind"] == "repeat"


@slow
def test_a_host_has_a_budget_and_the_rest_comes_later(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=8)
    with running(made) as served:
        crawl(tmp_path, made, ["akhbar"], HOST_BUDGET=6)
        assert len(served.requests("akhbar")) == 6  # robots.txt among them
        with Archive(tmp_path) as archive:
            archive.db.execute("UPDATE leads SET due_at = '2000-01-01T00:00:00Z'")
        crawl(tmp_path, made, ["akhbar"])
    assert len(texts(tmp_path)) == len(made.published("akhbar"))


@slow
def test_a_host_that_asks_for_patience_everywhere_gets_it(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=24)
    made.retry_after = 31_536_000
    pages = made.published("sahifa")
    for pub in pages:
        made.habits[f"sahifa{pub.path}"] = "429"
    with running(made) as served:
        crawl(tmp_path, made, ["sahifa"])
        asked = [line for line in served.requests("sahifa") if line.status == 429]
        assert len(pages) > 10 and len(asked) == 5
        with Archive(tmp_path) as archive:
            assert "the rest waits" in archive.rows("SELECT trouble FROM runs")[0][0]
            soonest = archive.rows("SELECT until FROM outlet_rests")[0][0]
        crawl(tmp_path, made, ["sahifa"])
        assert len([line for line in served.requests("sahifa") if line.status == 429]) == 5
    assert datetime.fromisoformat(soonest) > datetime.now(UTC) + timedelta(days=6)


OPTING_OUT = {
    "noindex-header": "noindex",
    "noindex-meta": "noindex",
    "tdm-header": "tdm-reservation",
}


@slow
def test_opt_outs_are_recorded_and_honoured_where_the_operator_says_so(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=5)
    pages = made.published("sahifa")
    with running(made):
        wanted = {}
        for pub, (habit, signal) in zip(pages, OPTING_OUT.items(), strict=False):
            made.habits[f"sahifa{pub.path}"] = habit
            wanted[pub.url] = signal
        crawl(tmp_path / "all", made, ["sahifa"])
        crawl(tmp_path / "some", made, ["sahifa"], HONOUR_OPT_OUTS=["noindex"])
    with Archive(tmp_path / "all") as archive:
        assert dict(archive.rows("SELECT url, opt_outs FROM opted_out")) == wanted
    assert len(texts(tmp_path / "all")) == len(pages)
    honoured = {url for url, signal in wanted.items() if signal == "noindex"}
    kept = {url for _, url, _, _ in texts(tmp_path / "some")}
    assert kept == {pub.url for pub in pages} - honoured
    with Archive(tmp_path / "some") as archive:
        raw = {row[0] for row in archive.rows("SELECT url FROM captures")}
        refused = archive.rows("SELECT url, reason FROM outcomes WHERE kind = 'refused'")
    assert {row["url"] for row in refused} == honoured and not raw & honoured
    assert all("asks not to be kept: noindex" in row["reason"] for row in refused)


@slow
def test_what_an_error_page_asks_is_not_asked_for_the_article(tmp_path: Path) -> None:
    """WordPress says noindex on each 404, a firewall on each ban: what they are is told."""
    made, asked = Newsroom(per_outlet=4), {"HONOUR_OPT_OUTS": ["noindex"], "RETRY_TIMES": 0}
    deleted, banned, busy, asking = made.published("sahifa")[:4]
    with running(made):
        crawl(tmp_path, made, ["sahifa"], **asked)
        for pub, habit in (
            (deleted, "404-noindex"), (banned, "403-noindex"), (busy, "503-noindex"),
            (asking, "noindex-meta"),
        ):  # fmt: skip
            made.habits[f"sahifa{pub.path}"] = habit
            if pub is asking:
                made.edit(pub.url, None, ["فقرة أولى من النص الجديد لهذا الخبر بعد تعديله."] * 5)
        for _ in range(2):
            make_due(tmp_path)
            crawl(tmp_path, made, ["sahifa"], **asked)
    with Archive(tmp_path) as archive:
        ended = dict(archive.rows("SELECT url, outcome FROM leads WHERE attempts > 0"))
        gone = [row["url"] for row in archive.rows("SELECT url FROM gone")]
    assert ended == {
        deleted.url: "gone", banned.url: "blocked", busy.url: "deferred", asking.url: "refused",
    }  # fmt: skip
    assert gone == [deleted.url]


@slow
def test_validators_are_sent_and_now_and_then_left_out(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    with running(made) as served:
        for _ in range(8):
            crawl(tmp_path, made, ["sahifa"])
        polls = served.requests("sahifa", "feed/")
        make_due(tmp_path)
        crawl(tmp_path, made, ["sahifa"])
        again = [line for line in served.requests("sahifa") if line.path.endswith(".html")]
    conditional = [bool(line.if_none_match) for line in polls]
    assert conditional == [False, True, True, True, True, True, False, True]
    assert [line.status for line in polls] == [304 if sent else 200 for sent in conditional]
    assert not [line for line in polls if (line.if_none_match or "").startswith("W/")]
    number = len(made.published("sahifa"))
    assert [line.status for line in again] == [200] * number + [304] * number


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ([("X-Robots-Tag", "noindex, nofollow")], b"", ("noindex",)),
        ([("X-Robots-Tag", "otherbot: noindex")], b"", ()),
        ([("X-Robots-Tag", "warraq: noindex, noarchive")], b"", ("noarchive", "noindex")),
        ([("X-Robots-Tag", "unavailable_after: 25 Jun 2030")], b"", ()),
        ([("tdm-reservation", "1"), ("tdm-policy", "x")], b"", ("tdm-reservation",)),
        ([("tdm-reservation", "0")], b"", ()),
        ([], b"<meta name='ROBOTS' content='NOINDEX,FOLLOW'>", ("noindex",)),
        ([], b'<meta content="1" name=tdm-reservation />', ("tdm-reservation",)),
        ([], b'<meta name="googlebot" content="noindex">', ()),
        ([], b'<meta name="robots" content="max-image-preview:large, index">', ()),
        ([], b'<p>a &lt;meta name="robots"&gt;</p>', ()),
    ],
)
def test_what_a_page_asks_of_machines(
    headers: list[tuple[str, str]], body: bytes, expected: tuple[str, ...]
) -> None:
    assert opt_outs(headers, body) == expected


REFRESH = '<html><head>{}<meta http-equiv="{}" content="0; url=/other.html"></head><body>ا</body>'


@pytest.mark.parametrize(
    ("page", "encoding", "leads_on"),
    [
        (REFRESH.format("", "refresh"), "utf-8", True),
        (REFRESH.format("", "REFRESH"), "windows-1256", True),
        (REFRESH.format("ء" * 3_900, "Refresh"), "utf-8", True),
        (REFRESH.format("", "refresh"), "utf-16", True),
        (REFRESH.format("", "refresh"), "utf-16-be", True),
        (REFRESH.format("", "content-language"), "utf-8", False),
        (REFRESH.format(" " * 4_100, "refresh"), "utf-8", False),  # as Scrapy has it
        ("<html><p>refresh", "utf-8", False),
    ],
)
def test_a_page_may_lead_on_in_any_encoding(page: str, encoding: str, leads_on: bool) -> None:
    middleware = MetaRefresh.from_crawler(get_crawler())
    request = Request("http://one.ma/1.html")
    body = page.encode(encoding)
    response = HtmlResponse(request.url, body=body, encoding=encoding, request=request)
    found = middleware.process_response(request, response)
    assert found.url.startswith("http://one.ma/other.html") is leads_on


def test_a_slow_name_server_holds_up_no_other_request() -> None:
    answered = threading.Event()

    class SlowNames:
        def refuse(self, host: str) -> bool:
            return not answered.wait(LIMIT)

    async def ask() -> None:
        asked = asyncio.create_task(PublicOnly(SlowNames()).process_request(Request("http://a.ma")))
        await asyncio.sleep(0)
        answered.set()  # only a loop that is free comes here before the name is known
        await asked

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        ("120", 120, 120),
        (" 7 ", 7, 7),
        ("in an hour", 3000, 3600),
        ("Thu, 01 Jan 2015 00:00:00 GMT", 0, 0),
        ("9" * 40, MAX_RETRY_SECONDS, MAX_RETRY_SECONDS),
        ("Fri, 31 Dec 9999 23:59:59 GMT", MAX_RETRY_SECONDS, MAX_RETRY_SECONDS),
        ("²", None, None),
        ("soon", None, None),
        ("-5", None, None),
        ("", None, None),
    ],
)
def test_what_retry_after_asks_for(value: str, least: float | None, most: float | None) -> None:
    if value == "in an hour":  # from now, not from when the tests were collected
        value = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    response = Response("https://a.ma/", status=429, headers={"Retry-After": value.encode()})
    with pytest.raises(TryLater) as raised:
        refuse_status(response)
    asked = raised.value.retry_after
    if least is None or most is None:
        assert asked is None
    else:
        assert asked is not None and least <= asked <= most
