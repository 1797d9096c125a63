"""Which listing named which article, and whether that look read it whole."""

from datetime import timedelta
from pathlib import Path

import pytest

from crawler.items import Lead, PollResult
from storage.archive import Archive
from storage.completeness.listing_sightings_recording import Looks
from storage.database import writing
from storage.frontier.frontier import Frontier, Patience
from storage.takedown.orders import erase
from tests.crawling import crawl
from tests.making import START, archive, article
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running

HOUR = timedelta(hours=1)
KINDS = {"feed": "Feed", "api": "WordPressAPI", "asked": "WordPressPresence"}


def address(number: int) -> str:
    return f"https://one.ma/{number}.html"


def take_in(kept: Archive, looks: Looks, listing: str, *numbers: int, hours: int = 0) -> None:
    """A page of a listing names articles."""
    frontier, at = Frontier(kept, "one", Patience([], 0, 0)), START + hours * HOUR
    with writing(kept.db):
        for number in numbers:
            frontier.add(Lead("one", address(number), listing), address(number), at)
        looks.named(listing, [address(number) for number in numbers], at, page=1)


def polled(listing: str, **more: object) -> PollResult:
    return PollResult("one", listing, 1, **more)  # type: ignore[arg-type]


def seen(kept: Archive) -> dict[tuple[str, str], tuple[int, int, bool]]:
    """Listing and address -> hours after the start of its first and last naming, and if by a whole
    look."""
    begin = int(START.timestamp())
    return {
        (row["listing"], row["url"].rpartition("/")[2]): (
            (row["first_seen"] - begin) // 3600, (row["last_seen"] - begin) // 3600,
            row["whole_since"] is not None,
        )
        for row in kept.rows(
            "SELECT k.listing, l.url, s.* FROM sightings s JOIN known_listings k"
            " ON k.id = s.listing_id JOIN leads l ON l.id = s.lead_id"
        )
    }  # fmt: skip


def looked(kept: Archive) -> dict[str, int]:
    """How looks ended, all listings and days together."""
    names = ("whole", "unchanged", "stopped", "cut", "failed", "blocked")
    row = kept.row(f"SELECT {', '.join(f'sum({name})' for name in names)} FROM looks")
    assert row is not None
    return {name: number for name, number in zip(names, row, strict=True) if number}


def test_a_listing_has_one_row_for_an_article_however_often_it_names_it(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        looks = Looks(kept, "one", KINDS)
        for hours in (0, 5, 9):
            looks.open("feed")
            take_in(kept, looks, "feed", 1, 2, hours=hours)
            looks.read(polled("feed"), START + hours * HOUR)
        take_in(kept, looks, "api", 2, hours=9)  # a backfill's page: no look is under way
        take_in(kept, looks, "asked", 1, hours=9)
        assert seen(kept) == {
            ("feed", "1.html"): (0, 9, True), ("feed", "2.html"): (0, 9, True),
            ("api", "2.html"): (9, 9, False),
        }  # fmt: skip
        assert looked(kept) == {"whole": 3}


@pytest.mark.parametrize(
    ("ending", "whole"),
    [("whole", True), ("cut", False), ("stopped", False), ("failed", False), ("blocked", False)],
)
def test_only_a_look_at_all_its_pages_is_whole(tmp_path: Path, ending: str, whole: bool) -> None:
    with archive(tmp_path) as kept:
        looks = Looks(kept, "one", KINDS)
        looks.open("api")
        take_in(kept, looks, "api", 1)
        looks.open("api")
        if ending == "stopped":
            looks.stopped("api")
        looks.read(polled("api"), START)
        assert not looked(kept)  # its second page is still to come
        take_in(kept, looks, "api", 2)
        if ending in ("failed", "blocked"):
            error = "blocked: a challenge" if ending == "blocked" else "failed: no answer"
            looks.failed(polled("api", error=error, continuation=True), START)
        else:
            looks.read(polled("api", cut="it breaks off" if ending == "cut" else ""), START)
        assert looked(kept) == {ending: 1}
        assert {one[2] for one in seen(kept).values()} == {whole}


def test_a_section_page_is_looked_at_by_its_first_page(tmp_path: Path) -> None:
    """Its further pages are opened for what is unknown: others decide whether it names them."""
    with archive(tmp_path) as kept:
        looks = Looks(kept, "one", KINDS)
        looks.open("section")
        take_in(kept, looks, "section", 1)
        looks.open("section")
        looks.read(polled("section"), START)
        with writing(kept.db):
            Frontier(kept, "one", Patience([], 0, 0)).add(
                Lead("one", address(2), "section"), address(2), START
            )
            looks.named("section", [address(2)], START, page=2)
        looks.stopped("section")
        looks.read(polled("section", continuation=True), START)
        assert {url: one[2] for (_, url), one in seen(kept).items()} == {
            "1.html": True, "2.html": False,
        }  # fmt: skip


def test_unchanged_counts_as_looked_at_where_it_was_read_whole_before(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        looks = Looks(kept, "one", KINDS)
        for hours, cut in ((0, "it breaks off"), (1, ""), (2, "")):
            looks.open("feed")
            looks.read(polled("feed", cut=cut, modified=hours != 1), START + hours * HOUR)
        looks.open("feed")
        looks.read(polled("feed", modified=False), START + 3 * HOUR)
        looks.open("feed")
        looks.broken_off(START + 4 * HOUR)
        row = kept.row("SELECT hours FROM looks")
        first = START.hour + 1  # Casablanca's clock
        assert row is not None and row[0] == 1 << first + 2 | 1 << first + 3
        assert looked(kept) == {"cut": 2, "whole": 1, "unchanged": 2}


def test_an_erased_article_leaves_no_sighting_and_gets_none(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        looks = Looks(kept, "one", KINDS)
        take_in(kept, looks, "feed", 1, 2)
        _, id = kept.keep(article(1))
        kept.db.execute("UPDATE leads SET article_id = ? WHERE url = ?", [id, address(1)])
        erase(kept, id, "a judge")
        take_in(kept, looks, "feed", 1, 2, hours=1)
        assert {url for _, url in seen(kept)} == {"2.html"}


def test_two_addresses_of_one_article_are_seen_as_one(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        looks, frontier = Looks(kept, "one", KINDS), Frontier(kept, "one", Patience([], 0, 0))
        take_in(kept, looks, "feed", 1)
        take_in(kept, looks, "api", 2, hours=1)
        assert frontier.moved(Lead("one", address(1), "api"), address(1), address(2), START)
        assert set(seen(kept)) == {("feed", "2.html"), ("api", "2.html")}


@pytest.mark.slow
def test_a_crawl_notes_what_each_listing_named(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=6)
    with running(made):
        crawl(tmp_path, made, ["wataniya"])
        made.habits["wataniya/feed/"] = "500"
        crawl(tmp_path, made, ["wataniya"], RETRY_TIMES=0)
    with Archive(tmp_path) as kept:
        rows = kept.rows(
            "SELECT k.kind, sum(s.whole_since IS NOT NULL) AS whole, count(*) AS named"
            " FROM sightings s JOIN known_listings k ON k.id = s.listing_id"
            " JOIN leads l ON l.id = s.lead_id WHERE l.article_id IS NOT NULL GROUP BY 1"
        )
        named = {row["kind"]: (row["whole"], row["named"]) for row in rows}
        failed = kept.rows("SELECT DISTINCT k.kind FROM looks JOIN known_listings k"
                           " ON k.id = listing_id WHERE failed > 0")  # fmt: skip
    assert {kind: named[kind] for kind in ("Feed", "SitemapIndex", "WordPressAPI")} == {
        "Feed": (6, 6), "SitemapIndex": (6, 6), "WordPressAPI": (6, 6),
    }  # fmt: skip
    assert [row["kind"] for row in failed] == ["Feed"]
