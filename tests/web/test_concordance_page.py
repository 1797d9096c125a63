"""The concordance on the page: all of it by pages, its number, and a bound on what it may cost."""

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.web.making import ARABIC
from warraq.cli import main
from warraq.web import concordance_pages

pytestmark = pytest.mark.slow

SHOWN = ("left", "found", "right")


@pytest.fixture
def every(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """What the command finds of سد, in order of time."""
    assert main(["concordance", "سد", "--json", "--archive", str(folder)]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["occurrences"]
    assert len(found) > 6
    return found


def lines(answer: str) -> list[tuple[str, ...]]:
    rows = html.document_fromstring(answer).xpath("//table[@class='concordance']/tbody/tr")
    return [tuple(cell.text_content() for cell in row.xpath("./td")[:3]) for row in rows]


def count(answer: str) -> str:
    return html.document_fromstring(answer).xpath("string(//p[@class='count'])").strip()


@pytest.mark.parametrize("sort", ["time", "left"])
def test_pages_that_follow_one_another_have_every_occurrence_once(
    page: TestClient, every: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setattr(concordance_pages, "ON_A_PAGE", 3)
    link, found, pages = f"/concordance?q=سد&lang=en&sort={sort}", list[tuple[str, ...]](), 0
    while link:
        answer = page.get(link).text
        assert count(answer).startswith(f"{len(every)} occurrences in {len(ARABIC)} articles")
        found, pages = found + lines(answer), pages + 1
        link = html.document_fromstring(answer).xpath("string(//a[@rel='next']/@href)")
    assert pages == -(-len(every) // 3)
    assert sorted(found) == sorted(tuple(one[name] for name in SHOWN) for one in every)
    rows = csv.DictReader(io.StringIO(page.get(f"/concordance.csv?q=سد&sort={sort}").text))
    assert found == [tuple(row[name] for name in SHOWN) for row in rows]
    late = page.get("/concordance?q=سد&lang=en&page=99").text
    assert lines(late) == lines(page.get(f"/concordance?q=سد&page={pages}").text)
    assert "there is no page 99" in late


def test_a_search_and_its_concordance_are_turned_apart(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warraq.web.search_results.PER_PAGE", 2)
    monkeypatch.setattr(concordance_pages, "ON_A_PAGE", 3)
    for begin, end in (("search", "concordance"), ("concordance", "search"),
                       ("concordance", "concordance.csv")):  # fmt: skip
        found = html.document_fromstring(page.get(f"/{begin}?q=سد&page=2").text)
        links = found.xpath(f"//p[@class='count']/a[starts-with(@href, '/{end}?')]/@href")
        assert links and "page=" not in links[0]
    sorts = found.xpath("//nav[@class='sorts']/a/@href")
    assert sorts and not [link for link in sorts if "page=" in link]


def test_programs_get_what_the_command_gives(
    folder: Path, page: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["concordance", "سد", "--sort", "right", "--outlet", "two", "--exact", "--json"]
    assert main([*asked, "--archive", str(folder)]) == 0
    said = json.loads(capsys.readouterr().out)
    query = {"q": "سد", "sort": "right", "outlet": "two", "exact": "1", "page": "x"}
    told = page.get("/concordance.json", params=query).json()
    (note,) = told.pop("notes")
    assert note["code"] == "passed over" and note["instead"] == "page"
    assert said.pop("notes") == []
    assert told["filters"] == {"outlet": ["two"]} and told["exact"] is True
    assert (told["page"], told["pages"], told["at_least"]) == (1, 1, None)
    assert told["as_of"].endswith("Z")
    for one in (told, said):
        del one["as_of"]
    assert said.items() <= told.items() and said["total"] > 1
    link = html.document_fromstring(page.get("/concordance?q=سد&outlet=two&page=9").text).xpath(
        "//p[@class='count']/a[starts-with(@href, '/concordance.json?')]/@href"
    )
    assert page.get(link[0]).json()["filters"] == {"outlet": ["two"]}


def test_no_more_texts_are_read_than_a_page_may_cost(
    page: TestClient, every: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concordance_pages, "READ", 3)
    monkeypatch.setattr(concordance_pages, "ON_A_PAGE", 2)
    oldest = list(dict.fromkeys(one["id"] for one in every))[:3]
    there = [tuple(one[name] for name in SHOWN) for one in every if one["id"] in oldest]
    assert 2 < len(there) < len(every)
    first = page.get("/concordance?q=سد&lang=en").text
    assert count(first).startswith(f"at least 3 occurrences in {len(ARABIC)} articles")
    assert "the oldest 3 of these articles" in first
    found, number = lines(first), 1
    while 'rel="next"' in page.get(f"/concordance?q=سد&page={number}").text:
        number += 1
        found += lines(page.get(f"/concordance?q=سد&page={number}").text)
    assert found == there
    told = page.get(f"/concordance.json?q=سد&page={number}").json()
    assert (told["total"], told["at_least"], told["pages"]) == (None, len(there), None)
    # by time a line follows the other, and no text waits for the next
    rows = list(csv.DictReader(io.StringIO(page.get("/concordance.csv?q=سد").text)))
    assert len(rows) == len(every)


def test_what_is_too_much_to_sort_is_told_with_what_to_do(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_left = "/concordance{}?q=سد&sort=left&lang=en"
    monkeypatch.setattr(concordance_pages, "READ", 3)
    answer = page.get(by_left.format(""))
    said = html.document_fromstring(answer.text).xpath("string(//*[@role='alert'])")
    assert answer.status_code == 200 and "narrow the search to 3" in said
    assert lines(answer.text) == lines(page.get("/concordance?q=سد").text)
    found = html.document_fromstring(answer.text)
    (order,) = found.xpath("//nav[@class='sorts']/a[@aria-current]/@href")
    assert "sort=time" in order
    for shape in (".csv", ".json"):
        refused = page.get(by_left.format(shape))
        assert refused.status_code == 400 and "narrow the search to 3" in refused.text
    narrowed = page.get(by_left.format("") + "&outlet=two")
    assert 'role="alert"' not in narrowed.text
