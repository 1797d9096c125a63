"""The pages of a day and of an outlet."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from storage.archive import Archive
from tests.making import article
from tests.web.asking import tree
from tests.web.making import COPY, FRENCH_ONE, NAMES, RAW, UNDATED, client
from warraq.web import overview_pages

pytestmark = pytest.mark.slow


def test_a_day_has_what_all_outlets_had_and_leads_to_its_neighbours(page: TestClient) -> None:
    found = tree(page, "/day/2026-11-20")
    there = {int(link.split("/")[2].split("?")[0])
             for link in found.xpath("//ol//a[starts-with(@href, '/article/')]/@href")}  # fmt: skip
    assert there == {RAW, COPY, FRENCH_ONE, UNDATED}
    assert found.xpath("//a[@rel='prev']/@href") == ["/day/2026-11-19"]
    assert found.xpath("//a[@rel='next']/@href") == ["/day/2026-11-21"]
    told = tree(page, "/day/2026-11-20", lang="en")
    assert "counted when first seen: 2" in told.xpath("string(//*[contains(@class, 'undated')])")
    assert told.text_content().count("undated, first seen 2026-11-20") == 2


def test_a_day_leaves_no_article_out_however_many_there_are(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview_pages, "ON_A_PAGE", 3)
    there = list[str]()
    for number in ("1", "2"):
        found = tree(page, f"/day/2026-11-20?page={number}", lang="en")
        there += found.xpath("//ol//a[starts-with(@href, '/article/')]/@href")
        assert f"Page {number} of 2" in " ".join(found.text_content().split())
    assert len(there) == len(set(there)) == 4
    assert tree(page, "/day/2026-11-20?page=9", lang="en").xpath("//ol//a")


def test_an_outlet_has_its_volume_authors_and_health(page: TestClient) -> None:
    found = tree(page, "/outlet/two", lang="en")
    assert NAMES["two"] in found.xpath("//h1")[0].text_content()
    assert "2 articles" in found.xpath("//p[@class='count']")[0].text_content()
    assert "national · " in found.xpath("//p[@class='count']")[0].text_content()
    assert "وطني" in tree(page, "/outlet/two", lang="ar").xpath("//p[@class='count']")[0].text
    assert "سعاد بنعلي" in found.text_content() and "جهات" in found.text_content()
    for table in ("//details/table", "//table[@class='shares']"):  # volume, and how much is held
        months = found.xpath(f"{table}/tbody/tr/th[@scope='row']")
        assert [row.text_content() for row in months] == ["2026-11", "2026-10"]


def test_an_outlet_that_was_imported_and_never_crawled_has_its_page(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive", create=True) as kept:
        kept.keep(article(1, "imported"))
    with client(tmp_path / "archive") as page:
        assert tree(page, f"/article/{1}").xpath("//a[starts-with(@href, '/outlet/imported')]")
        assert "1 article" in tree(page, "/outlet/imported", lang="en").text_content()
        assert tree(page, "/", lang="en").xpath(
            "//table//a[starts-with(@href, '/outlet/imported')]"
        )


def test_a_day_without_anything_says_whether_anybody_looked(page: TestClient) -> None:
    assert "we were not looking" in tree(page, "/day/2026-08-01", lang="en").text_content()
