"""Of every facet all values are reached by a click, or the page says where they end."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.making import START, archive, article
from tests.web.making import client

pytestmark = pytest.mark.slow
MANY = 45
DAM = {"q": "سد", "lang": "en"}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An archive of as many outlets and sections as articles, over more than a year."""
    with archive(tmp_path_factory.mktemp("facets")) as kept:
        for number in range(1, MANY + 1):
            kept.keep(article(
                number, f"outlet{number:02}", section=f"section{number:02}",
                published_at=START - timedelta(days=31 * (number % 14)),
            ))  # fmt: skip
    with client(kept.folder) as asking:
        yield asking


def values_linked(found: html.HtmlElement, facet: str) -> list[str]:
    links = [parse_qs(urlsplit(link).query) for link in found.xpath("//aside//li/a/@href")]
    return [link[facet][0] for link in links if facet in link]


def test_every_outlet_and_month_is_a_click_away(page: TestClient) -> None:
    found = html.document_fromstring(page.get("/search", params=DAM).text)
    assert sorted(values_linked(found, "outlet")) == [f"outlet{n:02}" for n in range(1, MANY + 1)]
    assert len(values_linked(found, "month")) == 14
    folded = [one.text_content() for one in found.xpath("//aside//details/summary")]
    assert folded == ["more: 33", "more: 2", "more: 28"]  # outlets, months, sections
    told = page.get("/search.json", params=DAM).json()["facets"]
    assert len(told["outlet"]) == MANY
    # the comparison counts by outlet, too
    found = html.document_fromstring(page.get("/compare", params=DAM).text)
    assert f"outlet{MANY}" in found.text_content()


def test_where_sections_end_is_said(page: TestClient) -> None:
    found = html.document_fromstring(page.get("/search", params=DAM).text)
    assert len(values_linked(found, "section")) == 40
    (said,) = found.xpath("//aside//section[h2 = 'section']//p")
    assert said.text_content().startswith("The 40 most frequent")
    narrowed = html.document_fromstring(page.get("/search", params=DAM | {"year": "2026"}).text)
    assert 12 < len(values_linked(narrowed, "section")) < 40
    assert not narrowed.xpath("//aside//p")
    assert len(page.get("/search.json", params=DAM).json()["facets"]["section"]) == 40
