"""An article answers at its uid, which is the same in every archive; feeds call it so."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import html
from starlette.testclient import TestClient

from storage.archive import Archive
from storage.article_uid import also_known_as
from storage.database import writing
from storage.takedown.orders import suppress
from tests.making import archive, article
from tests.web.making import client

pytestmark = pytest.mark.slow
ADDRESS = "https://two.ma/page?id=3&تاريخ=ب"
"""Of an article without an id of its outlet's: a query and Arabic letters are part of its uid."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with archive(tmp_path) as kept:
        kept.keep(article(1), own_id="1234567")
        kept.keep(article(2, "two", url=ADDRESS))
        with writing(kept.db):
            also_known_as(kept.db, 1, "one:55", "2026-11-20T09:00:00Z", "its second number")
    return tmp_path / "archive"


@pytest.fixture
def page(folder: Path) -> Iterator[TestClient]:
    with client(folder) as asking:
        yield asking


def test_the_identifier_that_an_article_shows_leads_to_it(page: TestClient) -> None:
    for id in (1, 2):
        shown = html.document_fromstring(page.get(f"/article/{id}").text)
        (link,) = shown.xpath("//section[@id='cite']//a[starts-with(@href, '/id/')]")
        assert link.text_content() == page.get(f"/article/{id}.json").json()["uid"]
        answer = page.get(link.get("href"))
        assert answer.status_code in (302, 307)
        assert answer.headers["location"] == f"/article/{id}"


def test_a_further_identity_answers_too_and_the_language_stays(page: TestClient) -> None:
    assert page.get("/id/one:55?lang=fr").headers["location"] == "/article/1?lang=fr"


def test_entries_of_a_feed_are_called_by_their_identifiers(page: TestClient) -> None:
    feed = feedparser.parse(page.get("/search.atom", params={"q": "سد"}).content)
    assert len(feed.entries) == 2
    for entry in feed.entries:
        path = urlsplit(entry.id).path
        assert path.startswith("/id/"), entry.id
        assert page.get(path).headers["location"] == urlsplit(entry.link).path


@pytest.mark.parametrize("uid", ["one:9", "nobody:1234567", "1", "", "%00", "one:", "://", "%2F"])
def test_an_unknown_identifier_is_not_here(page: TestClient, uid: str) -> None:
    answer = page.get(f"/id/{uid}")
    assert answer.status_code == 404 and "<h1>" in answer.text


def test_no_identifier_leads_to_what_an_order_hides(folder: Path) -> None:
    with Archive(folder) as kept:
        suppress(kept, 1, "an order")
    with client(folder) as page:
        for uid in ("one:1234567", "one:55"):
            assert page.get(f"/id/{uid}").status_code == 404
        told = page.get("/search.atom", params={"q": "سد"}).text
        assert "1234567" not in told and "/id/" in told
