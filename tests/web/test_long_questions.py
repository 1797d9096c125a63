"""A question and an address have an end: what is longer is refused, by page and command alike."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from storage.query.query_language import MAX_CHARACTERS
from warraq.cli import main
from warraq.web.security import MAX_ADDRESS, MAX_ADDRESSES

pytestmark = pytest.mark.slow
LONGER = "x" * (MAX_CHARACTERS + 1)
SHAPES = ("/search", "/search.json", "/search.csv", "/search.jsonl", "/search.atom", "/compare",
          "/concordance", "/concordance.json", "/concordance.csv")  # fmt: skip


@pytest.mark.parametrize("path", SHAPES)
def test_too_long_a_question_is_refused_in_every_shape(page: TestClient, path: str) -> None:
    answer = page.get(path, params={"q": LONGER, "lang": "en"})
    assert answer.status_code == 400
    assert f"more than {MAX_CHARACTERS} characters" in answer.text
    assert page.get(path, params={"q": f'سد OR "{LONGER[:-10]}"'}).status_code == 200


@pytest.mark.parametrize(("lang", "said"), [
    ("ar", "سؤال يزيد على \u2068{most}\u2069 حرف"), ("fr", "question de plus de {most} caractères"),
])  # fmt: skip
def test_it_is_refused_in_the_language_of_the_page_and_stays_to_be_mended(
    page: TestClient, lang: str, said: str
) -> None:
    answer = page.get("/search", params={"q": LONGER, "lang": lang})
    found = html.document_fromstring(answer.text)
    told = found.xpath("//p[@class='trouble']")[0].text_content()
    assert said.format(most=MAX_CHARACTERS) in told and LONGER not in told
    assert found.xpath("//input[@name='q']/@value") == [LONGER]


@pytest.mark.parametrize("command", ["search", "concordance", "stats"])
def test_the_command_refuses_it_alike(
    folder: Path, capsys: pytest.CaptureFixture[Any], command: str
) -> None:
    for shape in ([], ["--json"]):
        assert main([command, LONGER, *shape, "--archive", str(folder)]) == 2
        told = capsys.readouterr()
        assert told.out == "" and f"more than {MAX_CHARACTERS} characters" in told.err
        assert LONGER not in told.err


@pytest.mark.parametrize("path", [
    "/search?q={long}", "/search.json?q=سد&odd={long}", "/concordance?q=سد&section={long}",
    "/?{long}=1", "/id/{long}", "/day/{long}", "/tables/articles?column=id&value={long}",
    "/saved?{long}", "/article/1?q={long}",
])  # fmt: skip
@pytest.mark.parametrize(("lang", "said"), [
    ("ar", "عنوان يزيد على"), ("fr", "adresse de plus de"), ("en", "an address of more than"),
])  # fmt: skip
def test_too_long_an_address_is_refused_in_words(
    page: TestClient, path: str, lang: str, said: str
) -> None:
    address = path.format(long="x" * MAX_ADDRESS)
    answer = page.get(address, headers={"accept-language": lang})
    assert answer.status_code == 414
    assert said in (answer.json()["error"] if ".json" in path else answer.text)
    assert len(answer.content) < 200 and "content-security-policy" in answer.headers


def test_two_questions_are_compared_that_are_searched_each(page: TestClient) -> None:
    questions = [f'سد OR "{letter * (MAX_CHARACTERS - 8)}"' for letter in "سش"]
    for one in questions:
        assert page.get("/search", params={"q": one}).status_code == 200
    answer = page.get("/compare", params={"q": questions, "outlet": "one", "lang": "en"})
    assert answer.status_code == 200
    found = html.document_fromstring(answer.text)
    headings = [one.text_content() for one in found.xpath("//section[@class='over-time']/h3/a")]
    assert headings == questions
    for link in found.xpath("//a/@href[starts-with(., '/compare') or starts-with(., '/search')]"):
        assert len(link) <= MAX_ADDRESSES.get(urlsplit(link).path, MAX_ADDRESS)
    longer = page.get("/compare", params={"q": "س" * (MAX_ADDRESSES["/compare"] // 6)})
    assert longer.status_code == 414


def test_sql_may_be_longer_than_other_addresses(page: TestClient) -> None:
    sql = f"SELECT length('{'x' * MAX_ADDRESS}') AS n"
    assert page.get("/sql.json", params={"q": sql}).json()["rows"] == [[MAX_ADDRESS]]
    assert page.get("/sql", params={"q": "x" * 65_000}).status_code == 414
