"""Matches over time: counts or shares, days one by one, and gaps that never look like silence."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from storage import times
from storage.archive import Archive
from tests.making import article
from tests.web.making import client, run_row

pytestmark = pytest.mark.slow

DAM = {"q": "سد", "lang": "en"}


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
        name, _, text = one.text_content().strip().partition("; ")[0].partition(": ")
        told[name] = f"blind {text}" if one.get("class") else text
    return told


def test_a_month_in_which_nobody_looked_is_shaded(page: TestClient) -> None:
    assert bars(page, outlet="one") == {
        "2026-01": "1", "2026-02": "0", "2026-03": "0",
        "2026-04": "blind we were not looking", "2026-05": "1", "2026-06": "1",
    }  # fmt: skip
    # the other outlet was crawled in April
    assert bars(page)["2026-04"] == "0"


def test_a_month_tells_on_how_many_of_its_days_nobody_looked(page: TestClient) -> None:
    """Of May an article of either outlet is kept, in March a crawl of one began."""
    of_one = [30, 27, 30, 0, 30, 29]
    for query, blind in (({}, [30, 27, 30, 29, 30, 29]), ({"outlet": "one"}, of_one),
                         ({"outlet": "two"}, [29])):  # fmt: skip
        found = html.document_fromstring(page.get("/search", params=DAM | query).text)
        told = [one.text_content().strip() for one in found.xpath("//ol[@class='bars']/li")]
        assert [int((re.findall(r"; on (\d+) days we were not looking", one) or ["0"])[0])
                for one in told] == blind  # fmt: skip
        assert all(one in told for one in found.xpath("//ol[@class='bars']//a/@title"))
    days = html.document_fromstring(page.get("/search?q=سد&month=2026-06&lang=en").text)
    assert "; on" not in days.xpath("string(//ol[@class='bars'])")


def test_no_day_to_come_is_one_on_which_nobody_looked(tmp_path: Path) -> None:
    today = times.now()
    with Archive(tmp_path / "archive", create=True) as kept:
        kept.keep(article(1, "one", headline="سد", published_at=today))
    with client(tmp_path / "archive") as asking:
        told = asking.get("/search.json", params={"q": "سد"}).json()["over_time"]
    assert [one["blind_days"] for one in told] == [times.local(today).day - 1]


def test_programs_get_silence_apart_from_what_nobody_looked_at(page: TestClient) -> None:
    told = page.get("/search.json", params={"q": "سد", "outlet": "one"}).json()
    names = ("period", "count", "kept", "looked", "blind_days")
    assert [tuple(one[name] for name in names) for one in told["over_time"]] == [
        ("2026-01", 1, 1, True, 30), ("2026-02", 0, 1, True, 27), ("2026-03", 0, 0, True, 30),
        ("2026-04", 0, 0, False, 30), ("2026-05", 1, 2, True, 30), ("2026-06", 1, 1, True, 29),
    ]  # fmt: skip
    kept = {one["period"]: one["count"] for one in told["over_time"] if one["count"]}
    assert kept == told["histogram"]
    days = page.get("/search.json", params={"q": "سد", "month": "2026-06"}).json()["over_time"]
    assert len(days) == 30 and days[9]["period"] == "2026-06-10"
    assert (days[9]["looked"], days[10]["looked"], days[10]["blind_days"]) == (True, False, 1)
    assert page.get("/search.json", params={"q": "لاشيء"}).json()["over_time"] == []


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


def test_a_month_of_an_outlet_leads_to_its_days_and_these_to_what_it_had(page: TestClient) -> None:
    found = html.document_fromstring(page.get("/outlet/one?lang=en").text)
    link = found.xpath("//ol[@class='bars']//a/@href")[-1]
    month = html.document_fromstring(page.get(link).text)
    days = month.xpath("//ol[@class='bars']/li")
    assert link.startswith("/outlet/one?") and len(days) == 30
    (day,) = month.xpath("//ol[@class='bars']//a/@href")
    path, _, place = day.partition("#")
    (own,) = html.document_fromstring(page.get(path).text).xpath(f"//section[@id='{place}']")
    assert own.xpath("string(.//h2/a/@href)").startswith("/outlet/one")
    assert len(own.xpath(".//ol/li")) == 1 and "سد رقم 6" in own.text_content()
    (back,) = month.xpath("//ul[@class='chosen']//a/@href")
    assert "month" not in back
    for none in ("month=2026-04", "month=soon", "month=2026-13"):
        told = html.document_fromstring(page.get(f"/outlet/one?lang=en&{none}").text)
        assert len(told.xpath("//ol[@class='bars']/li")) == 6
        assert "means nothing here" in told.text_content()


def test_the_volume_of_an_outlet_has_its_gaps(page: TestClient) -> None:
    found = html.document_fromstring(page.get("/outlet/one?lang=en").text)
    assert len(found.xpath("//ol[@class='bars']/li[@class='blind']")) == 1
    assert "1 gap within the last year" in found.text_content()  # since its one crawl
