"""The page of a search: facets, notes, former versions, bars, concordance."""

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

from storage.query.in_memory_columns import FACETS
from tests.web.asking import DAM, shown_ids, total_of, tree
from tests.web.making import ARABIC, COPY, GONE, RAW, REVISED
from warraq.cli import main

pytestmark = pytest.mark.slow


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


@pytest.mark.parametrize(("lang", "called"), [
    ("en", "kind of outlet"), ("fr", "type de titre"), ("ar", "نوع المنبر"),
])  # fmt: skip
def test_facets_are_called_by_words(page: TestClient, lang: str, called: str) -> None:
    found = tree(page, "/search", **DAM | {"lang": lang, "outlet_kind": "national"})
    headings = [one.text_content() for one in found.xpath("//aside/section/h2")]
    assert called in headings and not any("_" in one for one in headings)
    (chosen,) = found.xpath("//ul[@class='chosen']/li")
    assert chosen.text_content().startswith(called)


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
    (DAM | {"outlet_kind": "comics"}, "unknown", "kind of outlet: no article has comics"),
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


def test_a_saved_search_tells_of_what_is_new_whatever_page_it_was_saved_on(
    page: TestClient,
) -> None:
    first, later = (
        feedparser.parse(page.get("/search.atom", params=DAM | more).content)
        for more in ({}, {"page": "3", "order": "oldest"})
    )
    assert [one.id for one in first.entries] == [one.id for one in later.entries] != []


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
