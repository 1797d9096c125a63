"""Saved searches: kept beside the archive, what is new of them, changed by our own pages alone."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from lxml import html
from starlette.testclient import TestClient

from storage.archive import Archive
from storage.query.query_language import MAX_CHARACTERS
from storage.saved_searches.saved_searches import FILE, MAX_QUERY, MAX_SAVED
from storage.takedown.orders import suppress
from tests.making import START, article
from tests.web.making import client, filled

pytestmark = pytest.mark.slow

EVIL = "<script>alert(1)</script>\u202e\x1b[31m"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    filled(tmp_path / "archive")
    return tmp_path / "archive"


@pytest.fixture
def page(folder: Path) -> Iterator[TestClient]:
    with client(folder) as asking:
        yield asking


def token(page: TestClient) -> str:
    found = re.search('name="token" value="([^"]+)"', page.get("/search?q=سد").text)
    assert found
    return found[1]


def save(page: TestClient, query: str, name: str = "سدود", **more: str) -> int:
    sent = {"token": token(page), "query": query, "name": name} | more
    return page.post("/saved", data=sent).status_code


def rows(page: TestClient) -> list[html.HtmlElement]:
    answer = page.get("/saved?lang=en")
    assert answer.status_code == 200
    found: list[html.HtmlElement] = html.document_fromstring(answer.text).xpath(
        "//ul[@class='saved']/li"
    )
    return found


def new(row: html.HtmlElement) -> str:
    return str(row.xpath(".//strong")[0].text_content())


def test_a_saved_search_tells_what_is_new_until_it_is_opened(
    folder: Path, page: TestClient
) -> None:
    assert save(page, "q=سد&outlet=two&lang=en&page=3") == 303
    (row,) = rows(page)
    assert "2 articles" in row.text_content() and new(row) == "0 new articles"
    with Archive(folder) as kept:
        body = "افتتح صباح اليوم سد تلي صغير بضواحي مدينة وزان."
        for number, outlet in ((91, "two"), (92, "one")):
            kept.keep(article(number, outlet, headline="سد آخر", published_at=START, body=body))
    (row,) = rows(page)
    assert new(row) == "1 new article"
    feed = feedparser.parse(page.get(row.xpath(".//a[contains(@href, '.atom')]/@href")[0]).text)
    assert len(feed.entries) == 3
    id = row.xpath(".//input[@name='id']/@value")[0]
    opened = page.post("/saved/look", data={"token": token(page), "id": id, "lang": "en"})
    assert opened.status_code == 303
    hits = html.document_fromstring(page.get(opened.headers["location"]).text)
    marked = [one.xpath("./h2")[0].text_content() for one in hits.xpath("//ol[@class='hits']/li")
              if one.xpath(".//strong[@class='new']")]  # fmt: skip
    assert marked == ["سد آخر"]
    assert new(rows(page)[0]) == "0 new articles"
    page.post("/saved/delete", data={"token": token(page), "id": id})
    assert rows(page) == []


def test_the_same_search_is_saved_once_under_its_last_name(page: TestClient) -> None:
    assert save(page, "q=سد&lang=ar", "one") == save(page, "lang=fr&q=سد&page=2", "other") == 303
    (row,) = rows(page)
    assert row.xpath(".//h2")[0].text_content() == "other"
    assert save(page, "q=سد&exact=1", "exactly") == 303
    assert len(rows(page)) == 2


@pytest.mark.parametrize(
    "query", ["", "outlet=two", "q=NEAR(", "q=سد&month=soon", "q=" + "سد+" * 900]
)
def test_what_cannot_be_asked_is_not_saved(page: TestClient, query: str) -> None:
    assert save(page, query) == 400
    assert rows(page) == []


@pytest.mark.parametrize(("fields", "headers"), [
    ({"token": ""}, {}), ({"token": "0" * 64}, {}), ({"token": "é"}, {}),
    ({}, {"sec-fetch-site": "cross-site"}), ({}, {"sec-fetch-site": "same-site"}),
    ({"name": "x" * 40_000}, {}),
])  # fmt: skip
@pytest.mark.parametrize("path", ["/saved", "/saved/look", "/saved/delete"])
def test_forms_of_other_sites_change_nothing(
    page: TestClient, path: str, fields: dict[str, str], headers: dict[str, str]
) -> None:
    save(page, "q=ماء", "before")
    sent = {"token": token(page), "query": "q=سد", "name": "x", "id": "1"} | fields
    answer = page.post(path, data=sent, headers=headers)
    assert answer.status_code == 403
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    (row,) = rows(page)
    assert row.xpath(".//h2")[0].text_content() == "before"


EVERYTHING = (
    "q=سد&since=2026-01-01&until=2026-12-31&captured_since=2026-02-01&captured_until=2026-12-30"
    "&outlet=two&outlet_kind=national&kind=full&language=ar&section=1&revised=0&gone=1&year=2026&exact=1"
    "&one_per_story=1&former=1&order=newest"
)


@pytest.mark.parametrize(("lang", "said"), [
    ("en", ["From 2026-01-01", "Until 2026-12-31", "Kept first from 2026-02-01",
            "Kept first until 2026-12-30", "outlet: الثانية", "kind: full",
            "kind of outlet: national", "language: العربية",
            "section: 1", "several versions: no", "gone: yes", "year: 2026",
            "Only this very spelling", "One hit per story", "Also in former versions",
            "Order: newest"]),
    ("fr", ["Du 2026-01-01", "titre de presse\u00a0: الثانية", "plusieurs versions\u00a0: non",
            "disparu\u00a0: oui", "Ordre\u00a0: plus récents"]),
    ("ar", ["من 2026-01-01", "المنبر: الثانية", "له نسخ عدة: لا", "بهذا الرسم وحده",
            "الترتيب: الأحدث"]),
])  # fmt: skip
def test_the_list_says_what_each_value_narrows(
    page: TestClient, lang: str, said: list[str]
) -> None:
    assert save(page, EVERYTHING) == 303
    found = html.document_fromstring(page.get(f"/saved?lang={lang}").text)
    told = found.xpath("//ul[@class='saved']//p[@class='meta']")[0].text_content()
    parts = [" ".join(one.split(" ")).strip() for one in told.split("·")]
    assert [one for one in said if one not in parts] == [], parts
    assert not {"1", "newest", "two"} & {*parts}


@pytest.mark.parametrize("letter", ["س", "x"])
def test_what_the_search_page_answers_can_be_saved_and_opened(
    page: TestClient, letter: str
) -> None:
    longest = f'سد OR "{letter * (MAX_CHARACTERS - 8)}"'
    shown = html.document_fromstring(page.get("/search", params={"q": longest}).text)
    (form,) = shown.xpath("//form[@action='/saved']")
    sent = dict(form.form_values()) | {"name": "longest"}
    assert page.post("/saved", data=sent).status_code == 303
    (row,) = rows(page)
    assert "5 articles" in row.text_content()
    id = row.xpath(".//input[@name='id']/@value")[0]
    opened = page.post("/saved/look", data={"token": token(page), "id": id, "lang": "en"})
    assert page.get(opened.headers["location"]).status_code == 200


def test_the_length_of_a_saved_search_is_that_of_its_letters(page: TestClient) -> None:
    beside = len("q=سد&section=")
    assert save(page, "q=سد&section=" + "ق" * (MAX_QUERY - beside)) == 303
    assert save(page, "q=سد&section=" + "ق" * (MAX_QUERY - beside + 1)) == 400
    assert len(rows(page)) == 1


def test_a_search_without_narrowing_is_said_to_have_none(page: TestClient) -> None:
    assert save(page, "q=سد") == 303
    (row,) = rows(page)
    assert row.xpath(".//p[@class='meta']")[0].text_content().split(" · ")[:2] == [
        "سد", "5 articles"
    ]  # fmt: skip


REFUSED = [
    ("/saved", {"token": "stale"}, 403, "page périmée"),
    ("/saved/delete", {"token": "stale"}, 403, "page périmée"),
    ("/saved", {"query": "q=سد&section=" + "x" * 40_000}, 403, "octets"),
    ("/saved", {"name": " "}, 400, "doit avoir un nom"),
    ("/saved", {"query": "q=سد&section=" + "x" * 3_000}, 400, f"dépasse {MAX_QUERY} caractères"),
    ("/saved", {"query": "q=NEAR("}, 400, "NEAR"),
    ("/saved/look", {"id": "99"}, 400, "n’est plus enregistrée"),
]


@pytest.mark.parametrize(("path", "fields", "status", "said"), REFUSED)
def test_a_refused_form_is_answered_in_its_own_language(
    page: TestClient, path: str, fields: dict[str, str], status: int, said: str
) -> None:
    sent = {"token": token(page), "lang": "fr", "query": "q=سد", "name": "x", "id": "1"} | fields
    answer = page.post(path, data=sent, headers={"accept-language": "ar"})
    assert answer.status_code == status
    found = html.document_fromstring(answer.text)
    assert found.get("lang") == "fr"
    assert said in found.xpath("//p[@class='trouble']")[0].text_content()
    for link in found.xpath("//nav//a/@href"):  # also those to the other languages
        assert page.get(link).status_code == 200, link


def test_saving_is_for_this_machine_or_behind_a_password(folder: Path) -> None:
    names = ("127.0.0.1", "press.example")
    with client(folder, hosts=names) as page:
        assert "/saved" in page.get("/search?q=سد").text
        assert 'name="token"' not in page.get("/search?q=سد").text
        assert page.post("/saved", data={"query": "q=سد", "name": "x"}).status_code == 403
    with client(folder, hosts=names, password="secret") as page:
        assert page.get("/saved").status_code == 401
        page.auth = ("reader", "secret")
        assert save(page, "q=سد") == 303


def test_the_list_has_an_end(page: TestClient) -> None:
    for number in range(MAX_SAVED):
        assert (
            save(page, f"q=سد&since=1999-01-{number % 28 + 1:02}&until=20{number:02}-12-31") == 303
        )
    assert save(page, "q=ماء") == 400
    assert len(rows(page)) == MAX_SAVED


def test_hostile_names_and_queries_stay_text(page: TestClient) -> None:
    assert save(page, f"q=سد&outlet={EVIL}&section={EVIL}", EVIL * 9) == 303
    text = page.get("/saved").text
    assert "<script" not in text and "\x1b" not in text
    (row,) = rows(page)
    assert "alert(1)" in row.xpath(".//bdi")[0].text_content()
    assert all(link.startswith("/search") for link in row.xpath(".//a/@href"))


@pytest.mark.parametrize("id", ["", "0", "99", "x", "²", "9" * 30, "-1"])
def test_a_search_that_is_not_saved_is_neither_opened_nor_deleted(
    page: TestClient, id: str
) -> None:
    save(page, "q=سد")
    assert page.post("/saved/look", data={"token": token(page), "id": id}).status_code == 400
    assert page.post("/saved/delete", data={"token": token(page), "id": id}).status_code == 303
    assert len(rows(page)) == 1


def test_an_order_is_held_to_in_the_counts(folder: Path, page: TestClient) -> None:
    save(page, "q=سد")
    with Archive(folder) as kept:
        _, id = kept.keep(article(93, "two", headline="سد آخر", published_at=START,
                                  body="افتتح اليوم سد تلي صغير بضواحي مدينة وزان."))  # fmt: skip
        assert new(rows(page)[0]) == "1 new article"
        suppress(kept, id, "court of Rabat")
    assert new(rows(page)[0]) == "0 new articles" and "5 articles" in rows(page)[0].text_content()


def test_the_archive_itself_is_only_read(folder: Path, page: TestClient) -> None:
    assert not (folder / FILE).exists()
    assert rows(page) == [] and not (folder / FILE).exists()
    save(page, "q=سد", "geheim")
    with sqlite3.connect(folder / "warraq.db") as db:
        assert "saved_searches" not in {row[0] for row in db.execute(
            "SELECT name FROM sqlite_master")}  # fmt: skip
    page.post("/saved/delete", data={"token": token(page), "id": "1"})
    assert b"geheim" not in (folder / FILE).read_bytes()


@pytest.mark.parametrize("damage", [b"no database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_broken_file_costs_the_list_and_not_the_page(
    folder: Path, page: TestClient, damage: bytes
) -> None:
    (folder / FILE).write_bytes(damage)
    answer = page.get("/saved?lang=en")
    assert answer.status_code == 503 and FILE in answer.text
    assert page.get("/search?q=سد").status_code == 200
