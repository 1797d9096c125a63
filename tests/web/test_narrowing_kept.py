"""What narrows a search stays in its form and is seen, also where the question is refused."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.web.asking import DAM, shown_ids, tree
from tests.web.making import GONE, client, filled

NARROWED = {
    "outlet": "two", "month": "2026-11", "since": "2026-11-01", "captured_until": "2026-12-01",
    "order": "oldest", "former": "1",
}  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("narrowing") / "archive"
    filled(folder)
    with client(folder) as asking:
        yield asking


def sent(found: html.HtmlElement) -> dict[str, str]:
    """What the form of a page would send again, without what is empty."""
    form = found.xpath("//form[@role='search']")[0]
    return {name: value for name, value in form.form_values() if value}


@pytest.mark.parametrize("wrong", [
    {"q": "NEAR("}, {"q": ""}, {"q": "سد", "until": "2026-11-41"}, {"q": "سد", "year": "26"},
])  # fmt: skip
def test_a_refused_question_is_mended_without_narrowing_it_anew(
    page: TestClient, wrong: dict[str, str]
) -> None:
    found = tree(page, "/search", 400, lang="en", **NARROWED, **wrong)
    assert found.xpath("string(//p[@class='trouble'])")
    asked = {"q": wrong["q"]} if wrong["q"] else {}
    assert sent(found) == {"lang": "en"} | NARROWED | asked
    chosen = found.xpath("//ul[@class='chosen']//a")
    assert [one.text_content() for one in chosen] == ["outlet: الثانية ×", "month: 2026-11 ×"]


@pytest.mark.parametrize("narrowed", [{"outlet": "two"}, {"since": "2026-11-01"}])
def test_narrowing_without_words_is_told_that_words_are_needed(
    page: TestClient, narrowed: dict[str, str]
) -> None:
    said = tree(page, "/search", 400, lang="en", **narrowed).xpath("//p[@class='trouble']")
    assert "no word to search for" in said[0].text_content()
    assert not tree(page, "/search", lang="en", order="newest").xpath("//p[@class='trouble']")


@pytest.mark.parametrize(("typed", "meant"), [
    ({"since": "٢٠٢٦-٠٨-٠١", "until": " ۲۰۲۶-۱۰-۰۱ "},
     {"since": "2026-08-01", "until": "2026-10-01"}),
    ({"month": "٢٠٢٦-٠٩"}, {"month": "2026-09"}),
    ({"captured_since": "٢٠٢٦-٠١-٠١", "year": "٢٠٢٦"},
     {"captured_since": "2026-01-01", "year": "2026"}),
])  # fmt: skip
def test_days_months_and_years_are_typed_in_digits_of_any_script(
    page: TestClient, typed: dict[str, str], meant: dict[str, str]
) -> None:
    found = tree(page, "/search", **DAM, **typed)
    assert GONE in shown_ids(found)
    assert shown_ids(found) == shown_ids(tree(page, "/search", **DAM, **meant))
    assert sent(found).items() >= meant.items()
    for link in found.xpath("//ul[@class='chosen']//a/@href"):
        assert not {"month", "year"} & set(parse_qs(urlsplit(link).query))


def test_addresses_of_days_and_calendars_are_typed_in_digits_of_any_script(
    page: TestClient,
) -> None:
    for typed, meant in (
        ("/day/٢٠٢٦-١١-٢٠", "/day/2026-11-20"), ("/?year=٢٠٢٦", "/?year=2026"),
        ("/outlet/two?month=٢٠٢٦-١١", "/outlet/two?month=2026-11"),
    ):  # fmt: skip
        found, same = tree(page, typed), tree(page, meant)
        assert not found.xpath("//ul[@class='notes']")
        for part in ("//h1", "//h2", "//main//table"):
            said = [[one.text_content() for one in each.xpath(part)] for each in (found, same)]
            assert said[0] == said[1]


def test_a_month_of_which_an_outlet_has_nothing_is_passed_over_aloud(page: TestClient) -> None:
    notes = tree(page, "/outlet/two?month=1999-01&lang=en").xpath("//ul[@class='notes']")
    assert "month=1999-01 means nothing here" in notes[0].text_content()
    assert not tree(page, "/outlet/two?month=2026-11").xpath("//ul[@class='notes']")


def test_a_value_chosen_twice_is_one_choice(page: TestClient) -> None:
    found = tree(page, "/search?q=سد&outlet=two&outlet=two")
    assert len(found.xpath("//ul[@class='chosen']//a")) == 1


def test_of_two_sections_that_differ_in_their_digits_one_is_taken_out(page: TestClient) -> None:
    asked = {"q": "سد", "section": ["قناة 2", "قناة ٢"], "month": "٢٠٢٦-٠٩"}
    links = tree(page, "/search", **asked).xpath("//ul[@class='chosen']//a/@href")
    left = [parse_qs(urlsplit(link).query).get("section", []) for link in links]
    assert sorted(left, key=len) == [["قناة ٢"], ["قناة 2"], ["قناة 2", "قناة ٢"]]
    assert [link for link in links if "month" not in link]
