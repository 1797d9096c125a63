"""The calendars of a former year: its days, the links of years, what is no year of the archive."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from storage import times
from storage.archive import Archive
from storage.takedown.orders import erase, suppress
from tests.making import article
from tests.web.making import client, run_row

pytestmark = pytest.mark.slow

BOTH = ("/", "/outlet/one")
LATEST = {"ar": "الأشهر الاثنا عشر الأخيرة", "fr": "les douze derniers mois",
          "en": "the last twelve months"}  # fmt: skip
YEARS = {"ar": "السنوات", "fr": "Années", "en": "Years"}


def at(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Articles of 1, 2020, 2024, 9999, crawls of 2022, 2024; of 2019, 2018 hidden ones alone."""
    folder = tmp_path_factory.mktemp("years") / "archive"
    printed = (
        at(2024, 3, 5), at(2024, 3, 5), at(2024, 12, 31), at(2020, 2, 29), at(1, 1, 1),
        at(9999, 12, 31), at(2019, 5, 5), at(2018, 5, 5),
        at(2023, 12, 31, 23, 30),  # the first day of 2024 in Casablanca
        None,
    )  # fmt: skip
    with Archive(folder, create=True) as kept:
        ids = [
            kept.keep(article(number, "one", published_at=when, fetched_at=at(2024, 6, 10),
                              headline=f"خبر {number}", body=f"نص الخبر رقم {number} وحده."))[1]
            for number, when in enumerate(printed, 1)
        ]  # fmt: skip
        suppress(kept, ids[6], "court of Rabat")
        erase(kept, ids[7], "court of Rabat")
        kept.keep(article(90, "two", published_at=at(2017, 1, 1), headline="ثان", body="نص ثان."))
        for when in (at(2022, 7, 1), at(2024, 3, 4), at(2024, 4, 1)):
            run_row(kept, "one", when)
    with client(folder) as asking:
        yield asking


def tree(page: TestClient, path: str, **query: str) -> Any:
    answer = page.get(path, params={"lang": "en"} | query)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def cells(found: Any, first: date) -> dict[date, Any]:
    """Day -> its cell, of a calendar whose first column begins on a Monday."""
    assert first.weekday() == 0
    rows = found.xpath("//table[contains(@class, 'calendar')]/tbody/tr")
    assert len(rows) == 7 and len({len(row.xpath("td")) for row in rows}) == 1
    return {
        first + timedelta(days=7 * week + weekday): cell
        for weekday, row in enumerate(rows) for week, cell in enumerate(row.xpath("td"))
        if (date.max - first).days >= 7 * week + weekday
    }  # fmt: skip


def is_day(cell: Any) -> bool:
    return "class" in cell.attrib


def years(found: Any) -> list[str]:
    return [one.text_content() for one in found.xpath("//nav[@aria-label='Years']/a")]


def shown(found: Any) -> str:
    """What the links of years mark as that which is shown."""
    (current,) = found.xpath("//nav[@aria-label='Years']/a[@aria-current]")
    return str(current.text_content())


@pytest.mark.parametrize("path", BOTH)
def test_a_day_of_a_former_year_has_its_count_and_leads_to_its_page(
    page: TestClient, path: str
) -> None:
    days = cells(tree(page, path, year="2024"), date(2024, 1, 1))
    told = {day: cell.xpath("string(a/@title)") for day, cell in days.items() if len(cell)}
    assert told == {
        date(2024, 1, 1): "2024-01-01: 1", date(2024, 3, 5): "2024-03-05: 2",
        date(2024, 6, 10): "2024-06-10: 1", date(2024, 12, 31): "2024-12-31: 1",
    }  # fmt: skip
    (link,) = days[date(2024, 3, 5)].xpath("a/@href")
    assert link == "/day/2024-03-05?lang=en"
    assert "2 articles" in tree(page, link).text_content()


@pytest.mark.parametrize("path", BOTH)
def test_a_blind_day_of_a_former_year_is_shaded_and_one_without_articles_is_not(
    page: TestClient, path: str
) -> None:
    days = cells(tree(page, path, year="2024"), date(2024, 1, 1))
    kinds = {day: cell.get("class") for day, cell in days.items() if is_day(cell)}
    assert kinds[date(2024, 3, 4)] == kinds[date(2024, 4, 1)] == "l0"  # looked, and nothing
    kept = [date(2024, 1, 1), date(2024, 3, 5), date(2024, 6, 10), date(2024, 12, 31)]
    assert not any("blind" in kinds[day] for day in kept)
    blind = [day for day, kind in kinds.items() if kind == "l0 blind"]
    assert len(kinds) == 366 and len(blind) == 366 - len(kept) - 2


@pytest.mark.parametrize(("year", "first"), [
    (2022, date(2021, 12, 27)), (2020, date(2019, 12, 30)), (1, date(1, 1, 1)),
    (9999, date(9998, 12, 28)),
])  # fmt: skip
@pytest.mark.parametrize("path", BOTH)
def test_a_calendar_has_the_days_of_its_year_and_no_others(
    page: TestClient, path: str, year: int, first: date
) -> None:
    found = tree(page, path, year=f"{year:04}")
    days = cells(found, first)
    assert [day for day, cell in days.items() if is_day(cell) != (day.year == year)] == []
    assert {date(year, 1, 1), date(year, 12, 31)} <= {*days}
    assert shown(found) == f"{year:04}"
    for link in found.xpath("//table[contains(@class, 'calendar')]//a/@href"):
        assert page.get(link).status_code == 200, link


def test_the_year_that_goes_on_ends_today(tmp_path: Path) -> None:
    now = times.now()
    with Archive(tmp_path / "archive", create=True) as kept:
        run_row(kept, "one", now)
    with client(tmp_path / "archive") as asking:
        found = tree(asking, "/", year=str(times.today().year))
    begins = date(times.today().year, 1, 1)
    days = cells(found, begins - timedelta(days=begins.weekday()))
    told = sorted(day for day, cell in days.items() if is_day(cell))
    assert (told[0], told[-1]) == (begins, times.today())
    assert days[times.today()].get("class") == "l0"


def test_what_is_dated_later_in_the_year_that_goes_on_is_shown(tmp_path: Path) -> None:
    last = date(times.today().year, 12, 31)
    with Archive(tmp_path / "archive", create=True) as kept:
        kept.keep(article(1, "one", published_at=at(last.year, 12, 31)))
    with client(tmp_path / "archive") as asking:
        found = tree(asking, "/outlet/one", year=str(last.year))
    (link,) = found.xpath("//table[contains(@class, 'calendar')]//a/@title")
    assert link == f"{last}: 1"


@pytest.mark.parametrize(("path", "more"), [("/", ["2017"]), ("/outlet/one", [])])
def test_years_with_articles_or_crawls_are_linked_the_newest_first(
    page: TestClient, path: str, more: list[str]
) -> None:
    """That of a hidden article alone is none of them: 2019, 2018; 2023 ended in Casablanca."""
    found = tree(page, path)
    assert years(found) == [LATEST["en"], "9999", "2024", "2022", "2020", *more, "0001"]
    assert shown(found) == LATEST["en"]
    for link in found.xpath("//nav[@aria-label='Years']/a/@href"):
        answer = page.get(link)
        assert answer.status_code == 200 and "means nothing here" not in answer.text


def test_an_outlets_years_are_its_own(page: TestClient) -> None:
    assert years(tree(page, "/outlet/two")) == [LATEST["en"], "2017"]
    assert "means nothing here" in tree(page, "/outlet/two", year="2024").text_content()


@pytest.mark.parametrize(
    "year", ["2019", "2018", "2021", "2023", "soon", "1", "20240", "²", "٢٠٢٣"]
)
@pytest.mark.parametrize("path", BOTH)
def test_a_year_without_anything_is_told_and_the_last_months_are_shown(
    page: TestClient, path: str, year: str
) -> None:
    found = tree(page, path, year=year)
    told = found.xpath("string(//ul[@class='notes'])").strip()
    assert told == f"year={year} means nothing here and was passed over"
    assert shown(found) == LATEST["en"]
    today = times.today()
    days = cells(found, today - timedelta(days=today.weekday() + 52 * 7))
    assert len([cell for cell in days.values() if is_day(cell)]) == 52 * 7 + today.weekday() + 1
    for lang, said in (("ar", "لا معنى له هنا"), ("fr", "ne veut rien dire ici")):
        assert said in tree(page, path, year=year, lang=lang).xpath("string(//ul[@class='notes'])")


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("path", BOTH)
def test_the_links_of_years_are_named_and_keep_the_language(
    page: TestClient, path: str, lang: str
) -> None:
    found = tree(page, path, year="2022", lang=lang)
    (links,) = found.xpath(f"//nav[@aria-label='{YEARS[lang]}']")
    every = {one.text_content(): one for one in links.xpath("a")}
    assert every[LATEST[lang]].get("href") == f"{path}?lang={lang}"
    assert every["2024"].get("href") == f"{path}?lang={lang}&year=2024"
    assert [name for name, one in every.items() if one.get("aria-current")] == ["2022"]
    switch = found.xpath("//nav[@class='languages']/a/@href")
    assert switch == [f"{path}?year=2022&lang={code}" for code in ("ar", "fr", "en")]


@pytest.mark.parametrize("path", BOTH)
def test_undated_articles_are_told_where_they_were_first_seen(page: TestClient, path: str) -> None:
    said = "//p[contains(@class, 'undated')]"
    (told,) = tree(page, path, year="2024").xpath(said)
    assert told.text_content() == "without a date, counted when first seen: 1"
    assert tree(page, path, year="2022").xpath(said) == []
    assert tree(page, path, year="2020").xpath(said) == [], "it was seen later"


def test_an_outlet_has_the_gaps_of_the_year(page: TestClient) -> None:
    found = tree(page, "/outlet/one", year="2024")
    (told,) = found.xpath("//details[summary[contains(., 'gap')]]")
    assert told.xpath("string(summary)") == "2024: 3 gaps within the year"
    days = [one.text_content() for one in told.xpath(".//li/bdi[1]")]
    assert days[1:] == ["2024-03-05 – 2024-03-31", "2022-07-02 – 2024-03-03"]
    said = "string(//summary[contains(., 'gap')])"
    before = tree(page, "/outlet/one", year="2022").xpath(said)
    assert before == "2022: 1 gap within the year"
    assert tree(page, "/outlet/one", year="2020").xpath(said) == ""
    assert tree(page, "/outlet/one").xpath(said) == "1 gap within the last year"


@pytest.mark.parametrize("path", [f"{path}?year={year}" for path in BOTH
                                  for year in ("2024", "0001", "9999", "soon")])  # fmt: skip
def test_a_permalink_of_a_year_answers_head_as_get(page: TestClient, path: str) -> None:
    head, get = page.head(path), page.get(path)
    assert head.status_code == get.status_code == 200
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.headers["content-length"] == get.headers["content-length"] and not head.content


def test_a_year_of_crawls_costs_no_query_per_day_or_year(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()
    rows = Archive.rows

    def counting(self: Archive, sql: str, *values: Any) -> Any:
        asked.append(sql)
        return rows(self, sql, *values)

    monkeypatch.setattr(Archive, "rows", counting)
    numbers = set[int]()
    for year in ("2024", "9999", "0001", ""):
        asked.clear()
        tree(page, "/", year=year)
        numbers.add(len(asked))
    assert len(numbers) == 1, "as many for a year as for the last twelve months"
