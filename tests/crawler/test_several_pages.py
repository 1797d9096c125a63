"""An article of several pages is one article, with the text of all of them in their order."""

import json
import os
import signal
import threading
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import Request, Response

from crawler.http.response_to_page import ARRIVED, page_of
from crawler.run.supervised_crawl import Crawl
from storage.archive import Archive
from storage.verify.verify import verify
from tests.crawling import make_due, outcomes
from tests.paged_site import Site, crawl, overrides, page, running, text, wordpress_links
from tests.waiting import LIMIT, until
from warraq.cli import main
from warraq.reader_factory import make_reader

pytestmark = pytest.mark.slow


def articles(folder: Path) -> list[dict[str, Any]]:
    with Archive(folder) as archive:
        rows = [dict(row) for row in archive.rows("SELECT * FROM articles ORDER BY url")]
    return [row | {"sources": json.loads(row["sources"])} for row in rows]


def parts_said(row: dict[str, Any]) -> list[int]:
    """Which parts' paragraphs the body has, in its order."""
    return [int(line.split("الجزء ")[1][:2]) for line in row["body"].splitlines()][::3]


def sound(folder: Path, site: Site) -> list[str]:
    with Archive(folder) as archive:
        report = verify(archive, partial(make_reader, overrides(folder, site)), 1)
    return [f"{one.kind} {one.what} {one.detail}" for one in report.findings]


def test_all_pages_are_one_article_and_each_raw_page_has_its_pointer(tmp_path: Path) -> None:
    with running() as site:
        site.split("long-read", 3)
        site.listed.append("/short-read/")
        site.answers["/short-read/"] = page(text(9))
        crawl(tmp_path, site)
        long, short = articles(tmp_path)
        assert parts_said(long) == [1, 2, 3] and "2 3" not in long["body"]
        assert (long["partial"], long["url"]) == (0, f"{site.home}/long-read/")
        assert json.loads(long["pages"]) == [f"{site.home}/long-read/{n}/" for n in (2, 3)]
        assert (short["pages"], short["partial"]) == ("[]", 0)
        with Archive(tmp_path) as archive:
            raw = archive.rows("SELECT * FROM raw_pages")
        assert sorted((one["article_id"], one["page"]) for one in raw) == sorted(
            [(long["id"], 1), (long["id"], 2), (long["id"], 3), (short["id"], 1)]
        )
        assert len({(one["file"], one["offset"]) for one in raw}) == 4
        assert sound(tmp_path, site) == []
        assert site.log.count("/short-read/") == 1


def test_a_page_that_changed_is_a_revision_and_an_unchanged_article_is_not(tmp_path: Path) -> None:
    """No page of it is asked for conditionally: one that has not changed is needed all the same."""
    with running() as site:
        site.split("long-read", 2)
        crawl(tmp_path, site)
        make_due(tmp_path)
        crawl(tmp_path, site)
        assert outcomes(tmp_path) == {"new": 1, "repeat": 1}
        site.answers["/long-read/2/"] = page(
            text(2, "الساقية") + wordpress_links("long-read", 2, 2)
        )
        make_due(tmp_path)
        crawl(tmp_path, site)
        assert outcomes(tmp_path)["revision"] == 1
        assert not [path for path in site.conditional if path.startswith("/long-read/")]
        with Archive(tmp_path) as archive:
            said = [row[0] for row in archive.rows("SELECT body FROM versions ORDER BY number")]
            raw = archive.rows("SELECT number, page FROM raw_pages ORDER BY 1, 2")
        assert ["الساقية" in one for one in said] == [False, True]
        assert [tuple(one) for one in raw] == [(1, 1), (1, 2), (2, 1), (2, 2)]
        assert sound(tmp_path, site) == []


def test_an_article_whose_first_page_alone_was_kept_becomes_whole(tmp_path: Path) -> None:
    """As an older Warraq kept it: read again it is partial, and no 304 of page 1 leaves it so."""
    with running() as site:
        site.split("long-read", 3)
        whole = site.answers["/long-read/"]
        site.answers["/long-read/"] = page(text(1))
        crawl(tmp_path, site)
        with Archive(tmp_path) as archive:
            archive.db.execute("UPDATE articles SET partial = 1, pages = '[\"x\"]'")
            tag = archive.rows("SELECT etag FROM leads")[0][0]
        site.answers["/long-read/"] = (200, {"Content-Type": "text/html", "ETag": tag}, str(whole))
        make_due(tmp_path)
        crawl(tmp_path, site)
        (one,) = articles(tmp_path)
        assert parts_said(one) == [1, 2, 3] and not one["partial"]


LOST = {
    "404": (404, {}, "<h1>404</h1>"),
    "500": (500, {}, "x"),
    "cut": (200, {}, "cut"),
    "first": (302, {"Location": "/long-read/"}, ""),
    "other": (302, {"Location": "/short-read/"}, ""),
    "picture": (200, {"Content-Type": "image/png"}, "x"),
    "large": (200, {"Content-Type": "text/html"}, "<p>x" * 300_000),
    "login": page("<form><input type='password'></form>"),
}


@pytest.mark.parametrize("how", LOST)
def test_a_missing_page_makes_the_article_partial(tmp_path: Path, how: str) -> None:
    with running() as site:
        site.split("long-read", 3)
        site.answers["/short-read/"] = page(text(9))
        site.answers["/long-read/2/"] = LOST[how]
        crawl(tmp_path, site, DOWNLOAD_MAXSIZE=1_000_000)
        (one,) = articles(tmp_path)
        assert one["partial"] == 1 and one["sources"]["partial"].startswith("page 2: ")
        assert parts_said(one) == [1, 3]
        with Archive(tmp_path) as archive:
            raw = archive.rows("SELECT page FROM raw_pages ORDER BY page")
            (missing,) = archive.rows("SELECT number, missing FROM article_pages"
                                      " WHERE capture_id IS NULL")  # fmt: skip
        assert [row[0] for row in raw] == [1, 3] and missing["number"] == 2 and missing["missing"]
        assert sound(tmp_path, site) == []


def test_a_page_that_robots_txt_forbids_is_not_asked_for(tmp_path: Path) -> None:
    """The last page got no response: the article ends there all the same."""
    with running() as site:
        site.split("long-read", 2)
        site.answers["/robots.txt"] = (200, {}, "User-agent: *\nDisallow: /long-read/2/\n")
        crawl(tmp_path, site)
        (one,) = articles(tmp_path)
        assert one["sources"]["partial"] == "page 2: robots.txt does not allow it"
        assert "/long-read/2/" not in site.log
        assert sound(tmp_path, site) == []


def test_a_page_that_fails_for_now_takes_no_text_away(tmp_path: Path) -> None:
    """It is waited for; one that is gone for good leaves a partial version behind it."""
    with running() as site:
        site.split("long-read", 2)
        crawl(tmp_path, site)
        second = site.answers["/long-read/2/"]
        site.answers["/long-read/2/"] = (503, {}, "x")
        make_due(tmp_path)
        crawl(tmp_path, site)
        assert outcomes(tmp_path) == {"new": 1, "deferred": 1}
        (one,) = articles(tmp_path)
        assert (one["partial"], one["revision"], parts_said(one)) == (0, 1, [1, 2])
        site.answers["/long-read/2/"] = second
        make_due(tmp_path)
        crawl(tmp_path, site)
        site.answers["/long-read/2/"] = (404, {}, "x")
        make_due(tmp_path)
        crawl(tmp_path, site)
        (one,) = articles(tmp_path)
        assert (one["partial"], one["revision"], parts_said(one)) == (1, 2, [1])


@pytest.mark.parametrize("first", ["/long-read/2/", "/long-read/"])
def test_a_listed_page_leads_to_its_article(tmp_path: Path, first: str) -> None:
    """Whichever comes first in the feed: there is one article, and its page is no lead again."""
    with running() as site:
        site.split("long-read", 2)
        site.listed = [first]
        crawl(tmp_path, site)
        site.listed = ["/long-read/2/", "/long-read/"]
        begin = len(site.log)
        crawl(tmp_path, site)
        (one,) = articles(tmp_path)
        assert (one["url"], parts_said(one)) == (f"{site.home}/long-read/", [1, 2])
        assert not [path for path in site.log[begin:] if path.startswith("/long-read/")]
        with Archive(tmp_path) as archive:
            waiting = archive.rows("SELECT url FROM leads WHERE state = 'due'")
        assert [row[0] for row in waiting] == [one["url"]]


def test_the_next_page_alone_is_named_and_the_walk_has_an_end(tmp_path: Path) -> None:
    """``rel=next`` of each page names the following one; the last one leads back, a far one never
    ends."""
    with running() as site:
        for slug, last in (("round", 3), ("endless", 100)):
            site.listed.append(f"/{slug}/?id=7")
            for number in range(1, last + 1):
                path = f"/{slug}/?id=7" + (f"&page={number}" if number > 1 else "")
                further = f"/{slug}/?id=7" + (f"&page={number + 1}" if number < last else "")
                head = f"<link rel='next' href='{further.replace('&', '&amp;')}'>"
                site.answers[path] = page(text(number, slug), head)
        crawl(tmp_path, site)
        found = {one["url"].split("/")[3]: one for one in articles(tmp_path)}
        assert parts_said(found["round"]) == [1, 2, 3] and not found["round"]["partial"]
        assert parts_said(found["endless"]) == list(range(1, 31))
        assert found["endless"]["sources"]["partial"] == "it has more than 30 pages"
        assert len([path for path in site.log if path.startswith("/endless/")]) == 30


def test_pages_that_repeat_the_text_add_nothing(tmp_path: Path) -> None:
    """All in one page, or a server that turns no pages: one look at the second is enough."""
    with running() as site:
        site.split("view-all", 5)
        for number in range(2, 6):
            site.answers[f"/view-all/{number}/"] = site.answers["/view-all/"]
        crawl(tmp_path, site)
        (one,) = articles(tmp_path)
        assert (one["pages"], one["partial"], parts_said(one)) == ("[]", 0, [1])
        assert "/view-all/3/" not in site.log
        assert sound(tmp_path, site) == []


def test_rereading_gives_the_same_article_from_all_raw_pages(tmp_path: Path) -> None:
    from storage.query.filters import Filters
    from storage.rereading.reread import Rereading

    with running() as site:
        site.split("long-read", 3)
        site.answers["/long-read/3/"] = (404, {}, "x")
        crawl(tmp_path, site)
        before = articles(tmp_path)
        with Archive(tmp_path) as archive:
            archive.db.execute("UPDATE articles SET body = 'x', pages = '[]', partial = 0")
            make = partial(make_reader, overrides(tmp_path, site))
            assert [one.result for one in Rereading(archive, make, Filters())] == ["changed"]
        changing = ("reader", "read_with", "revision", "versions", "recorded_at", "text_hash",
                    "fingerprint", "words")  # fmt: skip
        assert [{k: v for k, v in one.items() if k not in changing} for one in before] == [
            {k: v for k, v in one.items() if k not in changing} for one in articles(tmp_path)
        ]


def test_reading_an_address_reads_all_pages_and_a_saved_page_says_what_it_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "warraq.toml").write_text("allow_private = true\ndelay = 0\n", "utf-8")
    there = ["--json", "--archive", str(tmp_path / "none"), "--config", f"{tmp_path}/warraq.toml"]
    with running() as site:
        site.split("long-read", 3)
        site.answers["/long-read/3/"] = (404, {}, "x")
        address = f"{site.home}/long-read/"
        assert main(["read", address, *there]) == 0
        found = json.loads(capsys.readouterr().out)
        saved = tmp_path / "page.html"
        saved.write_text(str(site.answers["/long-read/"]), "utf-8")
        assert main(["read", str(saved), "--url", address, *there]) == 0
        alone = json.loads(capsys.readouterr().out)
    assert parts_said(found) == [1, 2] and found["partial"]
    assert found["sources"]["partial"] == f"page 3: {address}3/ answers 404"
    assert parts_said(alone) == [1] and alone["sources"]["partial"] == "pages 2 to 3: not fetched"


def test_neighbouring_articles_and_pages_of_comments_are_no_pages(tmp_path: Path) -> None:
    with running() as site:
        links = """<nav class='post-navigation'><a rel='prev' href='/older-one/'>السابق</a>
            <a rel='next' href='/long-read-2/'>التالي</a></nav>
            <nav class='comment-navigation'><a href='/long-read/comment-page-2/'>2</a></nav>
            <div id='comments'><a href='?page=2'>2</a></div>"""
        site.listed = ["/long-read/"]
        site.answers["/long-read/"] = page(
            text(1), "<link rel='next' href='/long-read-2/'>", below=links
        )
        crawl(tmp_path, site)
        (one,) = articles(tmp_path)
        assert (one["pages"], one["partial"], parts_said(one)) == ("[]", 0, [1])
        assert {path for path in site.log if path.startswith("/long-read")} == {"/long-read/"}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_crawl_that_dies_between_two_pages_half_keeps_nothing(
    tmp_path: Path, number: signal.Signals
) -> None:
    """The pages fetched so far stay raw, the lead stays due, and it is nobody's fault."""
    with running() as site:
        site.split("long-read", 3)
        site.held["/long-read/2/"] = threading.Event()
        first = Crawl("mawsim", overrides(tmp_path, site))
        until("page 2 is asked for", lambda: "/long-read/2/" in site.log)
        assert first.process.pid
        os.kill(first.process.pid, number)
        if number == signal.SIGKILL:
            first.process.join(LIMIT)
        site.held.pop("/long-read/2/").set()
        first.process.join(LIMIT)
        with Archive(tmp_path) as archive:
            assert archive.rows("SELECT 1 FROM articles") == []
            assert archive.rows("SELECT 1 FROM article_pages") == []
            (lead,) = archive.rows("SELECT state, attempts, outcome FROM leads")
            assert tuple(lead) == ("due", 0, None)
            assert archive.rows("SELECT 1 FROM captures WHERE url LIKE '%/long-read/'")
        crawl(tmp_path, site)
        (one,) = articles(tmp_path)
        assert parts_said(one) == [1, 2, 3] and not one["partial"]
        with Archive(tmp_path) as archive:
            assert archive.rows("SELECT crashes FROM leads")[0][0] == 0
        assert sound(tmp_path, site) == []


def test_an_article_was_fetched_when_its_answer_was_kept() -> None:
    """Not when it is read: reading the kept answer again must not give it another time."""
    at = datetime(2026, 11, 29, 13, 33, 24, tzinfo=UTC)
    request = Request("https://x.ma/1", meta={ARRIVED: at})
    response = Response("https://x.ma/1", request=request)
    assert page_of("x", response).fetched_at == at
