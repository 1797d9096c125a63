"""Every address of the page answers, for people and for programs, whatever is asked."""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from lxml import html
from starlette.testclient import TestClient

from storage.archive import Archive
from tests.making import START, article
from tests.web.asking import DAM, shown_ids, tree
from tests.web.making import ARABIC, GONE, RAW, REVISED, client, filled

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("path", [
    "/", "/search", "/search?q=سد", "/search?q=سد&order=oldest&exact=1", "/concordance?q=سد",
    "/search.json?q=سد", "/search.csv?q=سد", "/search.atom?q=سد", "/concordance.csv?q=سد",
    "/concordance.json?q=سد", "/compare", "/compare?q=سد&q=barrage", f"/article/{RAW}",
    f"/article/{RAW}.json",
    f"/article/{RAW}/raw", f"/article/{RAW}/raw/page?version=1", f"/article/{REVISED}/versions",
    f"/article/{RAW}/versions", f"/article/{RAW}/cite.bib", f"/article/{RAW}/cite.ris",
    f"/article/{RAW}/cite.json", "/outlet/one", "/day/2026-11-20", "/day/1999-01-01",
    "/static/warraq.css", "/search?q=غيرموجودبتاتا",
    "/search?q=سد&page=999999", "/search?q=سد&since=0001-01-01&until=9999-12-31",
    "/search?q=سد&outlet=nobody", "/search?q=سد&gone=0", "/concordance?q=سد&sort=nonsense",
])  # fmt: skip
def test_every_route_answers(page: TestClient, path: str) -> None:
    assert page.get(path).status_code == 200


@pytest.mark.parametrize("path", [
    "/nothing", "/article/999", "/article/999/versions", "/article/999/raw",
    "/article/99999999999999999999", f"/article/{'9' * 5000}", f"/article/{GONE}/raw",
    f"/article/{RAW}/versions?from=7&to=8", f"/article/{RAW}/raw?version=9", "/outlet/nobody",
    "/day/yesterday", "/day/2026-13-01", "/day/0000-12-31", "/article/x",
    "/static/nothing.css",
])  # fmt: skip
def test_what_is_not_there_is_a_page_that_says_so(page: TestClient, path: str) -> None:
    assert "Not here" in tree(page, path, 404, lang="en").xpath("//h1")[0].text_content()


def test_no_browser_has_to_ask_for_an_icon_that_is_not_there(page: TestClient) -> None:
    for path, status in (("/", 200), ("/nothing", 404)):
        (icon,) = tree(page, path, status).xpath("//link[@rel='icon']/@href")
        assert page.get(icon).headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize("path", [
    "/article/999.json", "/article/999/raw/page", f"/article/{RAW}/raw/page?version=9",
    "/article/999/cite.bib", f"/article/{RAW}/cite.doc", f"/article/{GONE}/raw/page?version=1",
])  # fmt: skip
def test_what_is_not_there_for_programs(page: TestClient, path: str) -> None:
    assert page.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/article/999.json", "/article/999/cite.json", "/tables/nothing.json", "/nothing.json"]
)
def test_what_is_not_there_is_json_where_json_is_asked_for(page: TestClient, path: str) -> None:
    answer = page.get(path, params={"lang": "fr"})
    assert answer.status_code == 404 and answer.headers["content-type"] == "application/json"
    assert set(answer.json()) == {"error"} and answer.json()["error"]


@pytest.mark.parametrize("query", [
    {"q": '"سد'}, {"q": "NEAR("}, {"q": "AND"}, {"q": "سد", "since": "gestern"},
    {"q": "سد", "month": "soon"}, {"q": "سد", "year": "2026-99"}, {"q": "سد", "year": "²"},
    {"q": "-سد"}, {"q": "سد", "month": "2026-13"}, {"q": "سد", "until": "2026-02-30"},
    {"q": "سد", "captured_since": "now"}, {"q": "سد", "captured_until": "2026"},
    {"q": "سد", "kind": "newspaper"},
])  # fmt: skip
@pytest.mark.parametrize("path", ["/search", "/concordance", "/search.json", "/search.csv",
                                  "/search.atom", "/concordance.csv",
                                  "/concordance.json"])  # fmt: skip
def test_a_bad_query_is_told_in_words(page: TestClient, path: str, query: dict[str, str]) -> None:
    answer = page.get(path, params=query)
    assert answer.status_code == 400
    if path in ("/search", "/concordance"):
        told = html.document_fromstring(answer.text).xpath("//*[@role='alert']")[0].text_content()
    elif path.endswith(".json"):
        told = answer.json()["error"]
    else:
        assert answer.headers["content-type"].startswith("text/plain")
        told = answer.text
    assert len(told.split()) > 2


@pytest.mark.parametrize("path", ["/search.json", "/search.csv", "/search.atom", "/concordance",
                                  "/concordance.csv", "/concordance.json"])  # fmt: skip
def test_an_empty_query_is_no_fault_of_the_server(page: TestClient, path: str) -> None:
    assert page.get(path).status_code == 400
    assert page.get(path, params={"q": "  "}).status_code == 400


@pytest.mark.parametrize("query", [
    DAM, DAM | {"outlet": "two"}, DAM | {"year": "2026", "revised": "1"}, DAM | {"gone": "1"},
    DAM | {"order": "oldest"}, DAM | {"order": "newest", "exact": "1"}, DAM | {"month": "2026-11"},
    DAM | {"since": "2026-10-01", "until": "2026-10-31"}, {"q": "barrage OR سد"},
    DAM | {"section": "جهات", "language": "ar"}, {"q": "سد -جديد"}, DAM | {"outlet": "nobody"},
    DAM | {"page": "2"}, DAM | {"captured_since": "2026-11-01"}, DAM | {"outlet_kind": "national"},
    DAM | {"kind": ["brief", "full"], "outlet": ["one", "two"]}, DAM | {"kind": "wire"},
    DAM | {"captured_until": "2026-11-01"}, DAM | {"one_per_story": "1"},
    DAM | {"former": "1"}, {"q": "300", "former": "1", "outlet": "two"},
    DAM | {"one_per_story": "1", "order": "newest"}, DAM | {"one_per_story": "1", "outlet": "two"},
    DAM | {"one_per_story": "1", "order": "newest", "former": "1"}, DAM | {"order": "newest"},
])  # fmt: skip
def test_one_query_is_one_total_in_every_shape(page: TestClient, query: dict[str, str]) -> None:
    found = tree(page, "/search", lang="en", **query)
    told = page.get("/search.json", params=query).json()
    lines = page.get("/search.csv", params=query)
    feed = page.get("/search.atom", params=query)
    rows = list(csv.DictReader(io.StringIO(lines.text)))
    entries = feedparser.parse(feed.content)
    assert not entries.bozo
    number = int(re.findall(r"\d+", found.xpath("//*[@class='count']/strong")[0].text_content())[0])
    assert number == told["total"] == len(rows) == int(lines.headers["x-total-count"])
    assert number == len(entries.entries) == int(entries.feed.opensearch_totalresults)
    if query.get("page") != "2":
        assert shown_ids(found) == [hit["id"] for hit in told["hits"]]
        assert [int(row["id"]) for row in rows] == [hit["id"] for hit in told["hits"]]
        texts = page.get("/search.jsonl", params=query).text.splitlines()
        assert [json.loads(one)["id"] for one in texts] == [hit["id"] for hit in told["hits"]]
    with_links = {f"http://127.0.0.1/article/{row['id']}" for row in rows}
    assert {one.link for one in entries.entries} == with_links
    assert sum(told["histogram"].values()) == number


def test_a_permalink_gives_the_same_again_in_each_language(page: TestClient) -> None:
    query = DAM | {"order": "oldest", "outlet": "two", "since": "2026-01-01", "exact": "1"}
    found = tree(page, "/search", **query)
    for link in found.xpath("//nav[@class='languages']/a/@href"):
        assert {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()
                if name != "lang"} == query  # fmt: skip
        assert shown_ids(html.document_fromstring(page.get(link).text)) == shown_ids(found)
    for link in found.xpath("//p[@class='count']/a/@href"):
        assert parse_qs(urlsplit(link).query) == {name: [value] for name, value in query.items()}
    form = found.xpath("//form")[0]
    sent = {name: value for name, value in form.form_values() if name != "lang"}
    assert {name: value for name, value in sent.items() if value} == query


def test_the_language_switch_sets_language_and_direction(page: TestClient) -> None:
    for lang, direction in (("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")):
        for path in ("/", "/search?q=سد", f"/article/{RAW}", "/nothing"):
            root = tree(page, path, 404 if path == "/nothing" else 200, lang=lang)
            assert (root.get("lang"), root.get("dir")) == (lang, direction)
            inner = root.xpath("//main//a[starts-with(@href, '/')]/@href")
            assert all(f"lang={lang}" in link for link in inner if not re.search(
                r"\.(json|csv|atom|bib|ris)", link))  # fmt: skip
    asked = page.get("/", headers={"accept-language": "de, fr;q=0.8, en;q=0.5"})
    assert html.document_fromstring(asked.text).get("lang") == "fr"
    assert html.document_fromstring(page.get("/").text).get("lang") == "ar"
    assert tree(page, "/", lang="xx").get("lang") == "ar"


def test_an_empty_archive_has_pages(tmp_path: Path) -> None:
    Archive(tmp_path / "archive", create=True).close()
    with client(tmp_path / "archive") as page:
        for path in ("/", "/search?q=سد", "/search.json?q=سد", "/search.csv?q=سد", "/compare?q=سد",
                     "/search.atom?q=سد", "/concordance?q=سد", "/day/2026-11-20"):  # fmt: skip
            assert page.get(path).status_code == 200, path


def test_what_is_written_meanwhile_is_found_at_once(tmp_path: Path) -> None:
    filled(tmp_path / "archive")
    with client(tmp_path / "archive") as page, Archive(tmp_path / "archive") as kept:
        before = page.get("/search.json", params=DAM).json()
        body = "افتتح صباح اليوم سد تلي صغير بضواحي مدينة وزان."
        _, id = kept.keep(article(99, "two", headline="سد آخر", published_at=START, body=body))
        after = page.get("/search.json", params=DAM).json()
        assert after["total"] == before["total"] + 1 and after["of"] == before["of"] + 1
        assert id in [hit["id"] for hit in after["hits"]]
        assert page.get(f"/article/{id}").status_code == 200


def test_all_hits_with_their_texts_are_one_object_a_line(page: TestClient) -> None:
    answer = page.get("/search.jsonl", params=DAM)
    told = [json.loads(line) for line in answer.text.splitlines()]
    assert sorted(one["id"] for one in told) == list(ARABIC)
    assert len(told) == int(answer.headers["x-total-count"])
    assert all("سد" in one["body"] + one["headline"] for one in told)
