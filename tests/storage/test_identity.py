"""What an article is called beyond one archive: made once, unique, and answered to everywhere."""

import re
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.query.archive_without_hidden import ReadingArchive
from storage.query.history import article_number
from storage.schema.migrations_from_033 import fill_uids
from storage.takedown import orders
from tests.crawling import crawl
from tests.making import BODY, START, archive, article
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from warraq.cli import main
from warraq.outlet_loader import all_outlets

pytestmark = pytest.mark.slow


def uids(kept: Archive) -> list[str]:
    return [row[0] for row in kept.rows("SELECT uid FROM articles ORDER BY id")]


def test_the_outlets_own_id_or_the_address_and_nothing_changes_it(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1), own_id="77")
        kept.keep(article(2))
        assert uids(kept) == ["one:77", "one:https://one.ma/2.html"]
        mended = article(1, headline="عنوان آخر", fetched_at=START + timedelta(days=1))
        assert kept.keep(mended, own_id="78")[0].kind == "revision"
        kept.read_again(1, replace(mended, headline="قراءة أخرى"))
        assert uids(kept)[0] == "one:77"
        with pytest.raises(sqlite3.IntegrityError, match="made once"):
            kept.db.execute("UPDATE articles SET uid = 'one:5' WHERE id = 1")


def test_an_id_that_two_articles_have_names_the_first(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1), own_id="77")
        kept.keep(article(2), own_id="77")
        assert uids(kept) == ["one:77", "one:https://one.ma/2.html"]
        assert article_number(kept, "one:77") == 1


def test_a_text_under_a_second_id_answers_to_both(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1), own_id="77")
        same = article(1, url="https://one.ma/again.html")
        assert kept.keep(same, own_id="88")[0].kind == "alias"
        for name in ("1", "one:77", "one:88", "one:https://one.ma/again.html",
                     "one:https://www.one.ma/1.html#top", "https://one.ma/1.html"):  # fmt: skip
            assert article_number(kept, name) == 1, name
        for name in ("one:1", "two:77", "one:", "77:one", "one:https://one.ma/3.html"):
            assert article_number(kept, name) is None, name


@pytest.mark.parametrize("opened", [Archive, ReadingArchive])
def test_what_is_not_kept_is_looked_for_without_going_through_a_table(
    opened: type[Archive], tmp_path: Path
) -> None:
    with archive(tmp_path) as kept:
        for outlet in ("one", "two", "three"):
            kept.keep(article(1, outlet, body=BODY + outlet * 40), own_id="77")
        kept.keep(article(1, "two", url="https://two.ma/again.html", body=BODY + "two" * 40))
    with opened(tmp_path / "archive") as kept:
        asked = list[str]()
        kept.db.conn.set_trace_callback(asked.append)
        for name, id in (
            ("https://three.ma/1.html", 3), ("two.ma/again.html", 2), ("three:77", 3),
            ("https://one.ma/none.html", None), ("one:9", None), ("9", None), ("سد", None),
            ("one:https://one.ma/none.html", None), ("nobody:https://one.ma/1.html", None),
        ):  # fmt: skip
            assert article_number(kept, name) == id, name
        kept.db.conn.set_trace_callback(None)
        ways = [way["detail"] for sql in asked for way in kept.rows(f"EXPLAIN QUERY PLAN {sql}")]
    # what is under an order is a short list, and `known` has a row for each outlet
    gone_through = {way.split()[1] for way in ways if way.startswith("SCAN ")}
    assert gone_through <= {"known", "main.suppressions", "main.tombstones"}
    assert "known" in gone_through


@pytest.mark.parametrize(
    ("outlet", "url", "own_id"),
    [
        ("hespress", "https://www.hespress.com/some-slug-1234567.html", "1234567"),
        ("hespress", "http://hespress.com/other-slug-1234567.html?utm_source=x", "1234567"),
        ("hespress", "https://www.hespress.com/123456.html", None),
        ("telquel", "https://telquel.ma/2026/01/02/slug_1234567", "1234567"),
        ("telquel", "https://telquel.ma/2026/01/02/covid_19", None),
        ("oujdacity", "https://www.oujdacity.net/national-article-12345-ar/x", "12345-ar"),
        ("barlamane", "https://www.barlamane.com/a-slug-without-a-number/", None),
    ],
)
def test_an_outlet_says_its_own_id_by_the_group_of_its_pattern(
    outlet: str, url: str, own_id: str | None
) -> None:
    assert all_outlets()[outlet]().own_id(url) == own_id


def test_a_former_home_has_ids_of_its_own() -> None:
    spider = all_outlets()["hespress"]
    moved = type("Moved", (spider,), {"former_homes": ("https://old.ma/",), "name": "moved"})()
    assert moved.own_id("https://old.ma/slug-1234567.html") is None


def test_old_archives_get_theirs_by_what_the_frontier_noted(tmp_path: Path) -> None:
    def lead(kept: Archive, number: int, of: int | None, *names: str) -> None:
        url = f"https://one.ma/{number}.html"
        kept.db.execute(
            "INSERT INTO leads (outlet, url, address, found_in, due_at, first_seen, last_seen,"
            " article_id) VALUES ('one', ?1, ?1, '', '', '', '', ?2)", [url, of],
        )  # fmt: skip
        for name in names:
            kept.db.execute("INSERT OR IGNORE INTO names VALUES ('one', ?, ?)", [name, url])

    with archive(tmp_path) as kept:
        for number in range(1, 9):
            body = f"{BODY}\n{number * 'كلمة '}{number}"
            kept.keep(article(number, body=body, headline=f"عنوان {number}"))
        kept.db.execute("DROP TRIGGER articles_uid_stays")
        kept.db.execute("UPDATE articles SET uid = NULL")
        lead(kept, 1, 1, "id 11", "post 5", "at https://one.ma/x.html")
        lead(kept, 2, 2, "post 22")  # the number of its database stands in no address
        lead(kept, 3, 3, "id m.one.ma 33")  # of another host
        lead(kept, 40, 4, "id 44")  # the lead that led to it
        lead(kept, 50, 5, "id 55")
        lead(kept, 51, 5, "id 56")  # which of the two, nobody can know
        lead(kept, 6, 6, "id 66")
        lead(kept, 61, 7, "id 66")  # noted for article 6 before
        assert fill_uids(kept.db, 0) == 8 and fill_uids(kept.db, 8) is None
        assert uids(kept) == [
            "one:11", "one:https://one.ma/2.html", "one:https://one.ma/3.html", "one:44",
            "one:https://one.ma/5.html", "one:66", "one:https://one.ma/7.html",
            "one:https://one.ma/8.html",
        ]  # fmt: skip
        # an id that is learned later leads there all the same
        lead(kept, 8, 8, "id 88")
        assert article_number(kept, "one:88") == 8
        assert uids(kept)[7] == "one:https://one.ma/8.html"


def test_every_command_takes_it_and_show_tells_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1), own_id="77")
        kept.keep(article(1, headline="عنوان آخر", fetched_at=START + timedelta(days=1)))
    there = ["--archive", str(tmp_path / "archive")]
    for command in ("show", "history", "diff"):
        assert main([command, "one:77", *there]) == 0, command
    assert "uid: one:77" in capsys.readouterr().out
    assert main(["show", "one:77", "--json", *there]) == 0
    assert '"uid": "one:77"' in capsys.readouterr().out
    order = ["--reason", "a judge", *there]
    assert main(["suppress", "one:77", *order]) == 0
    assert "article 1 is hidden" in capsys.readouterr().out
    assert main(["show", "one:77", *there]) == 1
    assert main(["erase", "one:77", *order]) == 0
    assert main(["erase", "one:78", *order]) == 1
    assert "no article one:78" in capsys.readouterr().err
    assert main(["show", "one:78", *there]) == 1
    assert "no article one:78" in capsys.readouterr().err


def test_erasing_treats_it_as_the_address_which_stays_to_be_refused(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1), own_id="77")
        kept.keep(article(1, url="https://one.ma/again.html"), own_id="88")
        orders.erase(kept, 1, "a judge")
        assert uids(kept) == ["one:77"]
        assert [tuple(row) for row in kept.rows("SELECT uid, article_id FROM uid_aliases")] == [
            ("one:88", 1)
        ]


def test_a_crawl_calls_articles_by_the_ids_of_their_addresses(tmp_path: Path) -> None:
    """Of a family with numbers, of one with letters, and of one whose addresses have none."""
    made = Newsroom(per_outlet=3)
    with running(made):
        crawl(tmp_path, made, ["sahifa", "arc", "minbar"])
    with Archive(tmp_path) as kept:
        rows = kept.rows("SELECT outlet, url, uid FROM articles")
    assert {row["outlet"] for row in rows} == {"sahifa", "arc", "minbar"}
    for row in rows:
        own = {"sahifa": r"/(\d+)\.html$", "arc": r"-([A-Z2-7]{26})/?$"}.get(row["outlet"])
        found = re.search(own, row["url"]) if own else None
        assert row["uid"] == f"{row['outlet']}:{found[1] if found else row['url']}"
