"""The page that compares questions over time and outlets."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from tests.web.asking import total_of, tree
from tests.web.making import NAMES

pytestmark = pytest.mark.slow


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


def test_two_questions_are_compared_over_time_and_outlets(page: TestClient) -> None:
    found = tree(page, "/compare?q=سد&q=barrage")
    over_time, over_outlets = found.xpath("//table")
    cells = [" ".join(row.text_content().split()) for row in over_time.xpath(".//tbody/tr")]
    assert any(re.match(r"2026-10 ?1 100\.0% ?0 0\.0% ?1", line) for line in cells), cells
    assert len(over_outlets.xpath(".//tbody/tr")) == 3
    assert page.get("/compare", params={"q": "NEAR("}).status_code == 400
