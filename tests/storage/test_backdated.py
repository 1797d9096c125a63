"""A version that comes in later than it was fetched has its place in time, and no number moves."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from lxml import html

from storage.archive import Archive
from storage.copies.prepared_article import prepare
from storage.database import writing
from storage.importing.backdated import keep_former
from storage.query.history import article_history, related_rows, versions
from storage.query.variants.former_versions import FormerSearch
from storage.query.web_page_queries import front_lists
from storage.verify.verify import verify
from tests.making import START, archive, article
from tests.web.making import client
from warraq.cli import main

pytestmark = pytest.mark.slow


def at(day: int) -> datetime:
    return START + timedelta(days=day)


def backdated(kept: Archive, headline: str, day: int) -> str | None:
    reading = article(1, headline=headline, fetched_at=at(day))
    with writing(kept.db):
        return keep_former(kept, prepare(reading), None)


@pytest.fixture
def kept(tmp_path: Path) -> Archive:
    """Crawled on days 10 and 20; then what others had kept on days 5, 15 and 1 comes in."""
    kept = archive(tmp_path)
    kept.keep(article(1, headline="العاشر", fetched_at=at(10)))
    kept.keep(article(1, headline="العشرون", fetched_at=at(20)))
    for headline, day in (("الخامس", 5), ("الخامس عشر", 15), ("الأول", 1)):
        assert backdated(kept, headline, day) == "revision"
    return kept


def test_numbers_stay_and_order_is_that_of_time(kept: Archive) -> None:
    with kept:
        told = [(one.number, one.headline) for one in versions(kept, 1)]
        assert told == [
            (5, "الأول"), (3, "الخامس"), (1, "العاشر"), (4, "الخامس عشر"), (2, "العشرون")
        ]  # fmt: skip
        until = [one.until and one.until[:10] for one in versions(kept, 1)]
        assert until == ["2026-11-25", "2026-11-30", "2026-12-05", "2026-12-10", None]
        row = kept.row("SELECT revision, versions, headline, first_seen FROM articles")
        assert row is not None and tuple(row) == (2, 5, "العشرون", "2026-11-21T09:00:00Z")
        assert [one["number"] for one in related_rows(kept, 1)["former"]] == [5, 3, 1, 4]
        life = [one.version for one in article_history(kept, 1) if one.version]
        assert life == [5, 3, 1, 4, 2]
        assert verify(kept, None).sound


def test_the_next_version_gets_the_next_free_number(kept: Archive) -> None:
    with kept:
        kept.keep(article(1, headline="الأخير", fetched_at=at(30)))
        assert [one.number for one in versions(kept, 1)] == [5, 3, 1, 4, 2, 6]
        assert backdated(kept, "بين الأخيرين", 25) == "revision"
        assert [one.number for one in versions(kept, 1)] == [5, 3, 1, 4, 2, 7, 6]
        assert verify(kept, None).sound


def test_what_is_known_already_gets_no_number(kept: Archive) -> None:
    with kept:
        for headline, day in (("العاشر", 11), ("العاشر", 9), ("الأول", 0)):
            assert backdated(kept, headline, day) == "repeat"
        assert backdated(kept, "العشرون", 12) == "revision"  # it came, went and came back
        assert backdated(kept, "العشرون", 21) is None  # newer than the kept one
        assert [one.number for one in versions(kept, 1)] == [5, 3, 1, 6, 4, 2]


def test_an_article_with_one_number_and_two_versions_was_revised(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline="العاشر", fetched_at=at(10)))
        kept.keep(article(2, headline="وحيد", fetched_at=at(10)))
        backdated(kept, "الأول", 1)
        assert [row["id"] for row in kept.rows("SELECT id FROM revised")] == [1]
        (listed,) = front_lists(kept, "2026-01-01", 9)["revised"]
        assert (listed["id"], listed["revision"], listed["versions"]) == (1, 1, 2)


def test_diff_goes_along_in_time(kept: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    kept.close()
    asked = ["--json", "--archive", str(kept.folder)]
    for named, pair in (((), (4, 2)), (("5",), (5, 3)), (("1",), (1, 4)), (("3", "5"), (3, 5))):
        assert main(["diff", "1", *named, *asked]) == 0
        said = json.loads(capsys.readouterr().out)
        assert (said["former"], said["later"]) == pair
    assert main(["diff", "1", "2", *asked]) == 1
    assert main(["diff", "1", "6", *asked]) == 2
    assert "it has 1 to 5" in capsys.readouterr().err


def test_search_finds_the_former_version_that_was_the_latest_to_say_so(kept: Archive) -> None:
    with kept:
        kept.keep(article(1, headline="غيره", fetched_at=at(40)))
        backdated(kept, "العشرون ثانية", 30)
        backdated(kept, "العشرون قبلها", 2)
        found = FormerSearch(kept, "العشرون")
        (hit,) = found.hits()
        assert hit.version == 7 and "ثانية" in hit.headline
        marked = [number for number, _, _ in found.marked_versions(1)]
        assert marked == [7, 2, 8]


def test_the_page_compares_neighbours_in_time(kept: Archive) -> None:
    kept.close()
    with client(kept.folder) as page:
        shown = page.get("/article/1/versions?lang=en").text
        assert shown.index("<h3>4 ·") < shown.index("<h3>2 ·")
        shown = page.get("/article/1/versions?to=3&lang=en").text
        assert shown.index("<h3>5 ·") < shown.index("<h3>3 ·")
        shown = page.get("/article/1/versions?from=5&lang=en").text
        assert shown.index("<h3>5 ·") < shown.index("<h3>3 ·")
        assert page.get("/article/1?lang=en").status_code == 200


@pytest.mark.parametrize("path", ["/search", "/concordance"])
def test_what_is_found_in_a_former_version_leads_to_the_next_in_time(
    kept: Archive, path: str
) -> None:
    backdated(kept, "السابع عشر", 17)
    kept.close()
    with client(kept.folder) as page:
        # the highest number has none behind it, number 4 one of another time
        for word, former, later in (("الأول", 5, 3), ("السابع", 6, 2), ('"الخامس عشر"', 4, 6)):
            found = page.get(path, params={"q": word, "former": "1", "lang": "en"})
            tree = html.document_fromstring(found.text)
            (link,) = tree.xpath("//main//a[contains(@href, '/versions?')]/@href")
            answer = page.get(link)
            assert answer.status_code == 200, link
            assert answer.text.index(f"<h3>{former} ·") < answer.text.index(f"<h3>{later} ·")
