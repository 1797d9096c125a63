"""The numbers of a report are those of ``stats``, of exports, of the web page."""

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.past.as_of import moment
from storage.query.filters import Filters
from storage.query.report.figures import Figures, figures
from storage.query.statistics import statistics
from storage.takedown.orders import suppress
from tests.making import BODY, START, archive, article
from tests.report.making import number, report, tables, timed
from tests.web.making import client
from warraq.cli import main

pytestmark = pytest.mark.slow
FILTERS = ((), ("--outlet", "two"), ("--since", "2026-11-01"), ("--article-language", "fr"))


def stats(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, object]:
    capsys.readouterr()
    assert main(["stats", "--json", "--archive", str(folder), *options]) == 0
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def now(kept: Archive) -> Figures:
    with moment(kept) as then:
        return figures(kept, Filters(), then.at)


@pytest.mark.parametrize("options", FILTERS, ids=lambda one: one[0] if one else "all")
def test_outlets_and_months_have_the_numbers_of_stats(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    folder = tmp_path / "archive"
    timed(folder)
    asked = tuple(one.replace("article-", "") for one in options)
    told = stats(folder, capsys, *asked)
    found = tables(report(folder, "--language", "en", *options))
    outlets = {row["outlet"]: row for row in found["Table: Articles per outlet"]}
    every = outlets.pop("all")
    assert number(every["articles"]) == told["total"]
    for one in told["outlets"]:  # type: ignore[attr-defined]
        row = outlets.pop(one["outlet"])
        for name in ("articles", "words", "versions"):
            assert number(row[name]) == one[name]
        dates = next(r for r in found["Table: How exactly dates are stated"]
                     if r["outlet"] == one["outlet"])  # fmt: skip
        assert number(dates["with a time"]) == one["dates"]["time"]
        changed = next(r for r in found["Table: Articles with more than one version, per outlet"]
                       if r["outlet"] == one["outlet"])  # fmt: skip
        assert number(changed["with more than one version"]) == one["revised"]
    assert outlets == {}
    months, by_outlet = Counter[str](), Counter[tuple[str, str]]()
    for group in told["groups"]:  # type: ignore[attr-defined]
        months[group["period"]] += group["articles"]
        by_outlet[group["outlet"], group["period"]] = group["articles"]
    shown = {row["month"]: number(row["articles"]) for row in found["Table: Articles per month"]}
    assert shown.pop("all") == told["total"]
    assert shown.pop("without a date") == months.pop("undated", 0)
    assert shown == months
    in_tables = {
        (name.removeprefix("Table: months of "), row["month"]): number(row["articles"])
        for name, rows in found.items() if name.startswith("Table: months of ")
        for row in rows if number(row["articles"])
    }  # fmt: skip
    assert in_tables == {key: n for key, n in by_outlet.items() if key[1] != "undated"}


def test_the_web_page_and_the_export_have_as_many(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    timed(folder)
    total = tables(report(folder, "--language", "en"))["Table: Articles per outlet"][-1]["articles"]
    path = tmp_path / "all.jsonl"
    assert main(["export", str(path), "--archive", str(folder)]) == 0
    assert len(path.read_text("utf-8").splitlines()) == number(total)
    with client(folder) as page:
        assert f"{total} articles of the Moroccan press" in page.get("/?lang=en").text


def test_days_are_those_of_stats(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    timed(folder)
    with Archive(folder) as kept:
        found = now(kept).dated
        days = {(one.outlet, one.period): one.articles
                for one in statistics(kept, Filters(), "day").groups}  # fmt: skip
    counted = {(name, day): n for name, every in found.days.items() for day, n in every.items()}
    assert counted | {(name, "undated"): n for name, n in found.undated.items()} == days


def test_lags_are_told_of_pages_with_a_time_and_apart_of_what_waited_for_us(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "archive"
    timed(folder)
    with Archive(folder) as kept:
        found = now(kept)
    lags = found.dated.lags
    four = lags["four"]
    assert (four.every.articles, four.every.before) == (4, 1)
    assert four.every.classes == [1, 1, 0, 0, 0, 1]
    assert four.every.articles == next(
        one.dates["time"] for one in found.statistics.outlets if one.outlet == "four"
    )
    # the first had been there for a month when we came
    assert (four.watched.articles, four.watched.median) == (3, 20 * 60)
    # a day without a time says nothing of hours
    assert lags["two"].every.articles == 0 and lags["two"].every.median is None


def test_a_day_without_a_crawl_is_told_apart_from_a_day_without_news(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    timed(folder)
    found = tables(report(folder, "--language", "en", "--outlet", "four",
                          "--since", "2026-11-18", "--until", "2026-11-21"))  # fmt: skip
    (row,) = found["Table: months of four"]
    assert [number(cell) for cell in list(row.values())[1:]] == [3, 2, 2, 0]
    wider = tables(report(folder, "--language", "en", "--outlet", "four",
                          "--since", "2026-11-11", "--until", "2026-11-21"))  # fmt: skip
    assert number(wider["Table: months of four"][0]["days on which we were not looking"]) == 7


def test_copies_go_from_who_was_first_to_who_was_later(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        times = ((1, "one", 0), (2, "two", 2), (3, "three", 4))
        for place, outlet, hours in times:
            at = START + timedelta(hours=hours)
            kept.keep(article(place, outlet, body=BODY, headline=f"سد {outlet}", published_at=at,
                              published_precision="minute"))  # fmt: skip
        kept.keep(article(4, "four", body="خبر آخر عن طريق لا يشبه غيره في شيء."))
        found = now(kept)
        pairs = {(one.source, one.copier): one for one in found.copying}
        assert set(pairs) == {("one", "two"), ("one", "three")}
        assert pairs["one", "two"].median_seconds == 2 * 3600
        (story,) = found.stories
        assert (story.outlet, story.articles, story.outlets) == ("one", 3, 3)
        assert sum(one.articles for one in found.copying) == (
            found.statistics.overall.roles["copy"] + found.statistics.overall.roles["partial"]
        )
        suppress(kept, 1, "court of Rabat")
        hidden = now(kept)
        assert hidden.copying == []
        assert [one.outlet for one in hidden.stories] == ["two"]
    text = report(tmp_path / "archive", "--language", "en")
    assert "Copies whose first article is not shown: 2" in text
