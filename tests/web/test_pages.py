"""Every page of the web application over a real archive, as HTML, JSON, CSV and Atom."""

import csv
import io
import json
import re
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import feedparser
import pytest
from lxml import html
from starlette.testclient import TestClient

from storage.archive import Archive
from storage.query.in_memory_columns import FACETS
from tests.making import START, article
from tests.web.making import (
    ARABIC,
    COPY,
    FRENCH_ONE,
    GONE,
    NAMES,
    RAW,
    REVISED,
    UNDATED,
    client,
    filled,
)
from warraq.cli import main
from warraq.web import overview_pages
from warraq.web.citations import Citation

pytestmark = pytest.mark.slow

DAM = {"q": "سد"}


def tree(page: TestClient, path: str, status: int = 200, /, **query: object) -> html.HtmlElement:
    if query:
        path += ("&" if "?" in path else "?") + urlencode(query, doseq=True)
    answer = page.get(path)
    assert answer.status_code == status, (path, answer.text[:300])
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html.document_fromstring(answer.text)


def shown_ids(found: html.HtmlElement) -> list[int]:
    links = found.xpath("//ol[@class='hits']//h2/a/@href")
    return [int(re.findall(r"/article/(\d+)", link)[0]) for link in links]


def total_of(page: TestClient, link: str) -> int:
    parts = urlsplit(link)
    query = parse_qs(parts.query)
    return int(page.get("/search.json", params=query).json()["total"])


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


@pytest.mark.parametrize("path", [
    "/article/999.json", "/article/999/raw/page", f"/article/{RAW}/raw/page?version=9",
    "/article/999/cite.bib", f"/article/{RAW}/cite.doc", f"/article/{GONE}/raw/page?version=1",
])  # fmt: skip
def test_what_is_not_there_for_programs(page: TestClient, path: str) -> None:
    assert page.get(path).status_code == 404


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


def test_a_facet_narrows_to_the_number_that_stands_beside_it(page: TestClient) -> None:
    found = tree(page, "/search", **DAM)
    assert set(shown_ids(found)) == set(ARABIC)
    links = found.xpath("//aside//ul[@class='facet']/li")
    assert len(links) >= 8
    names = set()
    for one in links:
        (link,) = one.xpath("./a/@href")
        number = int(one.xpath("./span")[0].text_content())
        assert total_of(page, link) == number, link
        names |= set(parse_qs(urlsplit(link).query)) - {"q"}
        narrowed = html.document_fromstring(page.get(link).text)
        (undo,) = narrowed.xpath("//ul[@class='chosen']//a/@href")
        assert total_of(page, undo) == len(ARABIC)
    assert names == {*FACETS}


def test_a_facet_of_stories_narrows_to_the_number_that_stands_beside_it(page: TestClient) -> None:
    found = tree(page, "/search", **DAM, one_per_story="1")
    assert len(shown_ids(found)) == len(ARABIC) - 1
    links = found.xpath("//aside//ul[@class='facet']/li | //ol[@class='bars']/li[a]")
    assert len(links) >= 12
    for one in links:
        (link,) = one.xpath("./a/@href")
        number = one.xpath("./span | ./a/@title")[0]
        number = number.text_content() if hasattr(number, "text_content") else number
        number = re.sub("^.*: |;.*", "", number)  # of a bar: its time, and its days unseen
        assert total_of(page, link) == int(number), link


@pytest.mark.parametrize(("query", "code", "said"), [
    (DAM | {"outlet": "nobody"}, "unknown", "no article has nobody"),
    (DAM | {"section": "رياضة", "former": "1"}, "unknown", "no article has رياضة"),
    (DAM | {"outlet_kind": "comics"}, "unknown", "no article has comics"),
    (DAM | {"outlet": "three", "gone": "1"}, "narrowed", "5 without the narrowing"),
    ({"q": "سد مستحيلة"}, "nowhere", "مستحيلة is in no article"),
    ({"q": "barrage or سد"}, "as a word", "did you mean OR?"),
    ({"q": "barrage شفشاون"}, "apart", "none has them as asked"),
])  # fmt: skip
def test_nothing_is_0_without_a_word_of_why(
    page: TestClient, query: dict[str, str], code: str, said: str
) -> None:
    found = tree(page, "/search", lang="en", **query)
    notes = " ".join(found.xpath("//ul[@class='notes']")[0].text_content().split())
    assert said in notes.replace("\u2068", "").replace("\u2069", "")
    lines = tree(page, "/concordance", lang="en", **query).xpath("//ul[@class='notes']")
    assert said in lines[0].text_content().replace("\u2068", "").replace("\u2069", "")
    told = page.get("/search.json", params=query).json()
    assert told["total"] == 0 and code in {note["code"] for note in told["notes"]}
    assert page.get("/search.json", params=DAM).json()["notes"] == []


def test_one_of_two_chosen_values_is_taken_out_alone(page: TestClient) -> None:
    query = DAM | {"outlet": ["one", "two"], "page": "1"}
    found = tree(page, "/search", **query)
    left = [parse_qs(urlsplit(link).query)["outlet"]
            for link in found.xpath("//ul[@class='chosen']//a/@href")]  # fmt: skip
    assert left == [["two"], ["one"]]


def test_shares_of_a_story_are_written_as_the_language_writes_them(page: TestClient) -> None:
    for path in (f"/article/{COPY}", f"/article/{RAW}/story/{COPY}"):
        french = tree(page, path, lang="fr").xpath("string(//main)")
        assert re.search(r"\d,\d\u202f%", french) and not re.search(r"\d%", french), path
        assert re.search(r"\d\.\d%", tree(page, path, lang="en").xpath("string(//main)")), path


def test_what_was_added_to_the_words_is_shown_on_every_page_of_a_search(page: TestClient) -> None:
    also = page.get("/search.json", params=DAM).json()["also_searched"]
    told = {(word, "، ".join(forms)) for word, forms in also.items()}
    assert told
    for path in ("/search", "/concordance", "/compare"):
        found = tree(page, path, **DAM)
        (shown,) = found.xpath("//details[@class='also']")
        words, forms = ([one.text_content() for one in shown.xpath(f".//{tag}")]
                        for tag in ("dt", "dd"))  # fmt: skip
        assert {*zip(words, forms, strict=True)} == told, path
        (only,) = shown.xpath(".//a/@href")
        exact = html.document_fromstring(page.get(only).text)
        assert not exact.xpath("//details[@class='also']"), path


def test_each_question_that_is_compared_has_its_own_notes(page: TestClient) -> None:
    found = tree(page, "/compare", lang="en", q=["سد", "مستحيلة", "barrage or سد"])
    told = [" ".join(one.text_content().split()) for one in found.xpath("//ul[@class='notes']")]
    assert len(told) == 2
    assert "مستحيلة is in no article" in told[0] and "did you mean OR?" in told[1]
    assert len(found.xpath("//details[@class='also']")) == 2
    (more,) = tree(page, "/compare", lang="en", q=["سد", "باقليم"], exact="1").xpath(
        "//ul[@class='notes']/li"
    )
    assert "in other spellings" in more.text_content()


def test_a_comparison_is_narrowed_as_its_searches_are(page: TestClient) -> None:
    narrowing = {"outlet": ["one", "two"], "since": "2026-10-01", "until": "2026-11-30"}
    found = tree(page, "/compare", lang="en", q=["سد", "barrage"], **narrowing)
    totals = [one.text_content() for one in found.xpath("//h3/span")]
    assert totals == ["3 articles", "0 articles"]
    searches = found.xpath("//h3/a/@href | //ol[@class='bars']//a/@href | //td/a/@href")
    for link in searches:
        asked = parse_qs(urlsplit(link).query)
        assert {*asked["outlet"]} <= {"one", "two"} and asked["since"] == ["2026-10-01"], link
    assert total_of(page, searches[0]) == 3
    _, over_outlets = found.xpath("//table")
    rows = {row.xpath("./th")[0].text_content(): row.xpath("./td")[-1].text_content()
            for row in over_outlets.xpath("./tbody/tr")}  # fmt: skip
    assert rows == {NAMES["one"]: "1", NAMES["two"]: "2"}, "all that was kept there and then"
    form = dict(found.xpath("//form")[0].form_values())
    assert form["since"] == "2026-10-01" and form["until"] == "2026-11-30"
    assert found.xpath("//form//input[@name='outlet']/@value") == ["one", "two"]
    assert len(found.xpath("//ul[@class='chosen']/li")) == 2
    assert tree(page, "/compare", 400, lang="en", q="سد", since="soon").xpath("//*[@role='alert']")


def test_questions_that_are_too_many_to_compare_are_named(page: TestClient) -> None:
    asked = ["سد", "barrage", "الماء", "وزير", "خبراء", "ترميم"]
    found = tree(page, "/compare", lang="en", q=asked)
    assert len(found.xpath("//h3")) == 4
    (told,) = found.xpath("//*[@role='alert']")
    assert "At most 4" in told.text_content() and "خبراء، ترميم" in told.text_content()
    assert not tree(page, "/compare", lang="en", q=asked[:4]).xpath("//*[@role='alert']")


def test_a_former_version_is_found_and_leads_to_what_changed(page: TestClient) -> None:
    assert page.get("/search.json", params={"q": "300"}).json()["total"] == 0
    told = page.get("/search.json", params={"q": "300", "former": "1"}).json()
    assert [(hit["id"], hit["version"]) for hit in told["hits"]] == [(REVISED, 1)]
    assert told["facets"]["outlet"] == [{"value": "two", "count": 1}] and told["former"] is True
    found = tree(page, "/search", lang="en", q="300", former="1")
    (link,) = found.xpath("//ol[@class='hits']//a[contains(., 'In version 1, until')]/@href")
    assert "300" in tree(page, link).xpath("//del")[0].text_content()
    assert found.xpath("//mark")[0].text_content() == "300"
    lines = tree(page, "/concordance", lang="en", q="300", former="1")
    (where,) = lines.xpath("//td[@class='where']/a")
    assert "version 1" in where.text_content() and "/versions?" in where.get("href")
    assert page.get("/search", params={"q": "قسم:جهات", "former": "1"}).status_code == 400


def test_what_was_only_said_formerly_is_taken_home_with_its_version(
    folder: Path, page: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """One hit says so formerly, the other now; the command's CSV tells them apart, too."""
    query = {"q": "300 OR خمسين", "former": "1", "order": "oldest"}
    assert main(["search", query["q"], "--former", "--order", "oldest", "--csv",
                 "--archive", str(folder)]) == 0  # fmt: skip
    said = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    rows = list(csv.DictReader(io.StringIO(page.get("/search.csv", params=query).text)))
    assert [row["version"] for row in rows] == ["", "1"] and "300" in rows[1]["snippet"]
    assert rows == [{name: one[name] for name in rows[0]} for one in said]
    now, formerly = map(json.loads, page.get("/search.jsonl", params=query).text.splitlines())
    assert (now["id"], now["version"], now["replaced_at"]) == (GONE, None, None)
    assert now["version_headline"] is now["version_body"] is None
    assert (formerly["id"], formerly["version"]) == (REVISED, 1)
    assert formerly["replaced_at"] == rows[1]["replaced_at"]
    assert "300" in formerly["version_body"] and "300" not in formerly["body"]
    assert formerly["version_headline"] == formerly["headline"]
    of_present = page.get("/search.jsonl", params=DAM).text.splitlines()
    assert "version_body" not in json.loads(of_present[0])


def test_a_hit_tells_how_many_articles_of_its_story_stand_behind_it(page: TestClient) -> None:
    for order, first in (("oldest", RAW), ("newest", COPY), ("best", None)):
        query = DAM | {"one_per_story": "1", "order": order}
        told = page.get("/search.json", params=query).json()
        others = {hit["id"]: hit["others"] for hit in told["hits"]}
        assert sorted(others.values()) == [0] * (told["total"] - 1) + [1]
        (of_story,) = (id for id, number in others.items() if number)
        assert of_story in ((first,) if first else (RAW, COPY))
        found = tree(page, "/search", lang="en", **query)
        (link,) = found.xpath("//ol[@class='hits']//a[contains(., '1 more article')]/@href")
        article_page = tree(page, link.partition("#")[0])
        assert article_page.xpath(f"//*[@id='{link.partition('#')[2]}']")
        rows = list(csv.DictReader(io.StringIO(page.get("/search.csv", params=query).text)))
        assert {int(row["id"]): int(row["others"]) for row in rows} == others
    every = page.get("/search.json", params=DAM).json()
    assert {hit["others"] for hit in every["hits"]} == {None} and every["total"] == len(ARABIC)


def test_a_bar_of_the_histogram_narrows_and_stays_in_the_form(page: TestClient) -> None:
    found = tree(page, "/search", **DAM)
    bars = found.xpath("//ol[@class='bars']//a")
    assert [bar.get("title").partition(";")[0] for bar in bars] == [
        "2026-09: 1",
        "2026-10: 1",
        "2026-11: 3",
    ]
    narrowed = html.document_fromstring(page.get(bars[1].get("href")).text)
    assert shown_ids(narrowed) == [REVISED]
    assert narrowed.xpath("//form//input[@name='month']/@value") == ["2026-10"]


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


def test_a_saved_search_tells_of_what_is_new_whatever_page_it_was_saved_on(
    page: TestClient,
) -> None:
    first, later = (
        feedparser.parse(page.get("/search.atom", params=DAM | more).content)
        for more in ({}, {"page": "3", "order": "oldest"})
    )
    assert [one.id for one in first.entries] == [one.id for one in later.entries] != []


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


def test_versions_stand_side_by_side_with_the_changed_words_marked(page: TestClient) -> None:
    link = tree(page, f"/article/{REVISED}").xpath("//a[contains(@href, '/versions')]/@href")[0]
    found = html.document_fromstring(page.get(link).text)
    former, later = found.xpath("//div[@class='versions']/div")
    assert [one.text_content() for one in former.xpath(".//del")] == ["300"]
    assert [one.text_content() for one in later.xpath(".//ins")] == ["350"]
    words = [side.xpath("./p")[0].text_content() for side in (former, later)]
    assert words[0].replace("300", "350") == words[1]
    assert words[1] == page.get(f"/article/{REVISED}.json").json()["body"]
    same = tree(page, f"/article/{REVISED}/versions", **{"from": "2", "to": "2"})
    assert not same.xpath("//ins|//del")


def test_an_article_tells_its_life_story_and_proof(page: TestClient) -> None:
    first = tree(page, f"/article/{RAW}")
    assert first.xpath(f"//table//a[starts-with(@href, '/article/{COPY}')]")
    assert first.xpath("//code[contains(text(), 'sha1:') or contains(text(), 'sha256:')]")
    assert first.xpath("//div[@class='body']/p[@dir='auto']")
    gone = tree(page, f"/article/{GONE}", lang="en")
    assert gone.xpath("//p[@class='notice']") and "gone" in gone.text_content()
    french = tree(page, f"/article/{FRENCH_ONE}")
    assert french.xpath("//h1")[0].get("lang") == "fr"
    assert page.get(f"/article/{FRENCH_ONE}.json").json()["headline"] == "Un barrage à Taounate"
    raw = tree(page, f"/article/{RAW}/raw")
    (frame,) = raw.xpath("//iframe")
    assert "sandbox" in frame.attrib and frame.get("sandbox") == ""
    assert "سد جديد رقم 1" in page.get(frame.get("src")).text


def test_citations_are_what_reference_managers_read(page: TestClient) -> None:
    bibtex = page.get(f"/article/{REVISED}/cite.bib").text
    entry = re.fullmatch(r"@article\{([\w-]+),\n(.*)\n\}\n", bibtex, re.DOTALL)
    assert entry and re.fullmatch(r"two-[0-9a-f]{12}", entry[1]), "by its uid, with an address"
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", entry[2], re.MULTILINE))
    assert fields["title"] == "تدشين سد بإقليم شفشاون" and fields["author"] == "سعاد بنعلي"
    assert fields["journal"] == NAMES["two"] and fields["date"] == "2026-10-11"
    assert fields["year"] == "2026"

    ris = page.get(f"/article/{REVISED}/cite.ris").text.split("\r\n")
    assert ris[0] == "TY  - NEWS" and ris[-2:] == ["ER  - ", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in ris[:-1])
    assert "PY  - 2026" in ris
    assert "DA  - 2026/10/11" in ris and "UR  - https://two.ma/11.html" in ris

    (item,) = json.loads(page.get(f"/article/{REVISED}/cite.json").text)
    assert item["type"] == "article-newspaper" and item["title"] == fields["title"]
    assert item["issued"] == {"date-parts": [[2026, 10, 11]]}
    for told in (fields["note"], item["note"], *ris):
        if told.startswith(("N1", "Warraq")):
            assert "two:https://two.ma/11.html" in told
    undated = page.get(f"/article/{UNDATED}/cite.json").json()[0]
    assert "issued" not in undated
    assert "year" not in page.get(f"/article/{UNDATED}/cite.bib").text
    assert "PY" not in page.get(f"/article/{UNDATED}/cite.ris").text
    shown = tree(page, f"/article/{REVISED}").xpath("//p[@class='cite']")
    assert [one.get("lang") for one in shown] == ["ar", "fr"]
    assert all("https://two.ma/11.html" in one.text_content() for one in shown)


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


def test_an_empty_archive_has_pages(tmp_path: Path) -> None:
    Archive(tmp_path / "archive", create=True).close()
    with client(tmp_path / "archive") as page:
        for path in ("/", "/search?q=سد", "/search.json?q=سد", "/search.csv?q=سد", "/compare?q=سد",
                     "/search.atom?q=سد", "/concordance?q=سد", "/day/2026-11-20"):  # fmt: skip
            assert page.get(path).status_code == 200, path


@pytest.mark.parametrize("sort", ["time", "left", "right", "found", "outlet"])
@pytest.mark.parametrize("exact", [False, True])
def test_the_concordance_is_that_of_the_command(
    folder: Path, page: TestClient, capsys: pytest.CaptureFixture[str], sort: str, exact: bool
) -> None:
    asked = ["concordance", "سد", "--sort", sort, "--csv", "--archive", str(folder)]
    assert main(asked + ["--exact"] * exact) == 0
    said = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    query = DAM | {"sort": sort} | ({"exact": "1"} if exact else {})
    answer = page.get("/concordance.csv", params=query)
    assert list(csv.DictReader(io.StringIO(answer.text))) == said
    rows = tree(page, "/concordance", **query).xpath("//table[@class='concordance']/tbody/tr")
    assert [[cell.text_content() for cell in row.xpath("./td")[:3]] for row in rows] == [
        [one["left"], one["found"], one["right"]] for one in said
    ]


def test_the_concordance_of_a_narrowed_search_is_narrowed(page: TestClient) -> None:
    query = DAM | {"outlet": "two", "month": "2026-10"}
    link = tree(page, "/search", **query).xpath("//a[starts-with(@href, '/concordance?')]/@href")[0]
    narrowed = html.document_fromstring(page.get(link).text)
    rows = narrowed.xpath("//table[@class='concordance']/tbody/tr")
    assert rows and all(
        row.xpath(f".//a[starts-with(@href, '/article/{REVISED}?')]") for row in rows
    )
    lines = csv.DictReader(io.StringIO(page.get("/concordance.csv", params=query).text))
    assert {line["id"] for line in lines} == {str(REVISED)}


def test_two_questions_are_compared_over_time_and_outlets(page: TestClient) -> None:
    found = tree(page, "/compare?q=سد&q=barrage")
    over_time, over_outlets = found.xpath("//table")
    cells = [" ".join(row.text_content().split()) for row in over_time.xpath(".//tbody/tr")]
    assert any(re.match(r"2026-10 ?1 100\.0% ?0 0\.0% ?1", line) for line in cells), cells
    assert len(over_outlets.xpath(".//tbody/tr")) == 3
    assert page.get("/compare", params={"q": "NEAR("}).status_code == 400


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


def test_the_timeline_speaks_the_language_of_the_page(page: TestClient) -> None:
    found = tree(page, f"/article/{REVISED}", lang="ar").xpath("//ol[@class='life']/li")
    (changed,) = [one for one in found if "النسخة" in one.text_content()]
    assert "+1" in changed.text_content() and "−1" in changed.text_content()
    assert changed.xpath(".//a/@href")[0].startswith(f"/article/{REVISED}/versions?to=2")
    other = tree(page, f"/article/{COPY}", lang="ar").xpath("//ol[@class='life']/li")
    for one in (*found, *other):
        assert not re.search("[a-z]{3}", one.text_content()), one.text_content()


def test_the_texts_of_a_story_stand_beside_each_other(page: TestClient) -> None:
    link = tree(page, f"/article/{COPY}").xpath(
        "//section[@id='story']//a[contains(@href, '/story/')]"
    )
    found = tree(page, link[0].get("href"), lang="en")
    former, later = found.xpath("//div[@class='versions']/article")
    assert former.xpath(".//h2/a/@href")[0].startswith(f"/article/{RAW}")
    assert not former.xpath(".//ins") and not later.xpath(".//del")
    assert later.xpath(".//ins")[0].text_content().strip() == "تابعوا صفحتنا."
    for path in (f"/article/{RAW}/story/{RAW}", f"/article/{RAW}/story/{GONE}",
                 f"/article/{GONE}/story/{RAW}", f"/article/{RAW}/story/99"):  # fmt: skip
        assert page.get(path).status_code == 404


def test_all_hits_with_their_texts_are_one_object_a_line(page: TestClient) -> None:
    answer = page.get("/search.jsonl", params=DAM)
    told = [json.loads(line) for line in answer.text.splitlines()]
    assert sorted(one["id"] for one in told) == list(ARABIC)
    assert len(told) == int(answer.headers["x-total-count"])
    assert all("سد" in one["body"] + one["headline"] for one in told)


def test_the_printed_command_gives_the_digest(folder: Path, page: TestClient) -> None:
    command = tree(page, f"/article/{RAW}").xpath("//pre")[0].text_content().splitlines()[0]
    digest = page.get(f"/article/{RAW}.json").json()["raw"][0]["payload_digest"]
    said = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, check=True)
    assert said.stdout.decode().strip() == digest


def test_an_author_and_a_section_lead_to_what_they_wrote(page: TestClient) -> None:
    found = tree(page, "/outlet/two")
    links = found.xpath("//ul[@class='facet']//a[starts-with(@href, '/search')]/@href")
    assert len(links) == 2
    for link in links:
        assert shown_ids(html.document_fromstring(page.get(link).text)) == [REVISED]


def test_citations_write_their_days_in_words(page: TestClient) -> None:
    arabic, french = tree(page, f"/article/{REVISED}").xpath("//p[@class='cite']")
    assert "11 أكتوبر 2026" in arabic.text_content()
    assert "11 octobre 2026" in french.text_content()


def test_a_day_without_anything_says_whether_anybody_looked(page: TestClient) -> None:
    assert "we were not looking" in tree(page, "/day/2026-08-01", lang="en").text_content()


def test_a_page_says_where_not_all_hits_are_ranked(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "are ranked" not in page.get("/search?q=سد&lang=en").text
    monkeypatch.setattr("storage.query.matching.best_first.RANKED", 2)
    said = tree(page, "/search?q=سد&lang=en")
    assert "The newest 2 of these are ranked" in said.text_content()
    assert sorted(shown_ids(said)) == sorted(ARABIC)
    assert page.get("/search.json?q=سد").json()["ranked"] == 2
    assert "are ranked" not in page.get("/search?q=سد&lang=en&order=newest").text


def test_days_the_wrong_way_round_are_refused_with_a_sentence(page: TestClient) -> None:
    for path in ("/search", "/concordance", "/search.json"):
        answer = page.get(f"{path}?q=سد&since=2026-02-01&until=2026-01-01&lang=en")
        assert answer.status_code == 400 and "no day is between" in answer.text
    assert "Page 2 of" not in page.get("/search?q=شفشاون&page=2&lang=en").text


def test_a_citation_calls_an_article_what_every_archive_calls_it() -> None:
    row = {
        "uid": "chouftv:press/1234", "headline": "س", "byline": None, "published_at": None,
        "url": "https://chouftv.ma/press/1234.html", "fetched_at": "2026-11-20T09:00:00Z",
        "text_hash": "sha256:x",
    }  # fmt: skip
    own = Citation.of(row, "شوف تيفي")
    for told in (own.arabic(), own.french(), own.bibtex(), own.ris(), own.csl()):
        assert "chouftv:press/1234" in told, told
    assert own.key == "chouftv-press-1234" and "{chouftv-press-1234," in own.bibtex()
    by_address = Citation.of(row | {"uid": f"chouftv:{row['url']}"}, "شوف تيفي")
    assert by_address.arabic().count("https://chouftv.ma/") == 1, "the address is not said twice"
    moved = Citation.of(row | {"uid": "chouftv:https://chouftv.ma/old.html"}, "شوف تيفي")
    assert "chouftv:https://chouftv.ma/old.html" in moved.french()
