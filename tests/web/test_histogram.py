"""Matches over time: counts or shares, days one by one, and gaps that never look like silence."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from lxml import html
from starlette.testclient import TestClient

from storage.archive import Archive
from tests.making import article
from tests.web.making import client, run_row

pytestmark = pytest.mark.slow


def at(month: int, day: int = 10) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Dams in January, May and June; other news in February; a crawl in March; April is unknown."""
    folder = tmp_path_factory.mktemp("histogram") / "archive"
    told = [(1, "one", "سد", 1), (2, "one", "سد", 5), (3, "one", "خبر", 2), (4, "one", "خبر", 5),
            (5, "two", "خبر", 5), (6, "one", "سد", 6), (7, "two", "سد", 6)]  # fmt: skip
    with Archive(folder, create=True) as kept:
        for number, outlet, word, month in told:
            body = f"نص آخر عن {word} في المدينة رقم {number}."
            headline = f"{word} رقم {number}"
            kept.keep(article(number, outlet, headline=headline, published_at=at(month), body=body))
        run_row(kept, "one", at(3))
        run_row(kept, "two", at(4))
    with client(folder) as asking:
        yield asking


def bars(page: TestClient, **query: str) -> dict[str, str]:
    """Each bar's time -> what it tells, ``blind`` where nobody looked."""
    answer = page.get("/search", params={"q": "سد", "lang": "en"} | query)
    found = html.document_fromstring(answer.text).xpath("//ol[@class='bars']/li")
    told = dict[str, str]()
    for one in found:
        name, _, text = one.text_content().strip().partition(": ")
        told[name] = f"blind {text}" if one.get("class") else text
    return told


def test_a_month_in_which_nobody_looked_is_shaded(page: TestClient) -> None:
    assert bars(page, outlet="one") == {
        "2026-01": "1", "2026-02": "0", "2026-03": "0",
        "2026-04": "blind we were not looking", "2026-05": "1", "2026-06": "1",
    }  # fmt: skip
    # the other outlet was crawled in April
    assert bars(page)["2026-04"] == "0"


def test_shares_are_of_all_that_was_kept_then(page: TestClient) -> None:
    shares = bars(page, bars="shares")
    assert shares["2026-05"] == "1 / 3 (33.3%)" and shares["2026-06"] == "2 / 2 (100.0%)"
    assert bars(page, bars="shares", outlet="one")["2026-05"] == "1 / 2 (50.0%)"


def test_within_a_month_each_day_is_a_bar_that_narrows(page: TestClient) -> None:
    days = bars(page, month="2026-06")
    assert len(days) == 30 and days["2026-06-10"] == "2"
    assert days["2026-06-11"] == "blind we were not looking"
    text = page.get("/search", params={"q": "سد", "month": "2026-06", "lang": "en"}).text
    (link,) = re.findall(r'<a href="([^"]+)" title="2026-06-10', text)
    assert "since=2026-06-10" in link and "until=2026-06-10" in link
    narrowed = html.document_fromstring(page.get(html.fromstring(f"<a>{link}</a>").text).text)
    assert len(narrowed.xpath("//ol[@class='hits']/li")) == 2


def test_two_questions_stand_on_one_scale(page: TestClient) -> None:
    found = html.document_fromstring(page.get("/compare?q=سد&q=خبر&lang=en").text)
    one, other = found.xpath("//ol[@class='bars']")
    assert len(one.xpath("./li")) == len(other.xpath("./li")) == 6
    heights = [[bar.get("class") for bar in each.xpath(".//span[contains(@class, 'bar ')]")]
               for each in (one, other)]  # fmt: skip
    assert heights == [["bar h5", "bar h5", "bar h10"], ["bar h5", "bar h10"]]


def test_the_volume_of_an_outlet_has_its_gaps(page: TestClient) -> None:
    found = html.document_fromstring(page.get("/outlet/one?lang=en").text)
    assert len(found.xpath("//ol[@class='bars']/li[@class='blind']")) == 1
    assert "1 gap within the last year" in found.text_content()  # since its one crawl
