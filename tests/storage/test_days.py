"""The day in Casablanca has one home: every table, count and name of a file goes by it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.timezone import CASABLANCA
from storage import times
from storage.archive import Archive
from storage.completeness.shares import shares
from storage.dataset.tally import Tally
from storage.query.filters import Filters
from storage.query.statistics import statistics
from storage.schema.logical_clock import written
from tests.making import archive, article

EDGES = (
    datetime(1900, 5, 5, 0, 15, tzinfo=UTC), datetime(1900, 5, 5, 0, 45, tzinfo=UTC),
    datetime(1913, 10, 26, 0, 20, tzinfo=UTC), datetime(1967, 6, 3, 23, 10, tzinfo=UTC),
    datetime(2026, 2, 14, 23, 59, 59, tzinfo=UTC),  # the clock goes back: Ramadan
    datetime(2026, 2, 20, 23, 30, tzinfo=UTC), datetime(2026, 3, 22, 23, 30, tzinfo=UTC),
    datetime(2026, 11, 30, 22, 59, 59, tzinfo=UTC), datetime(2026, 11, 30, 23, tzinfo=UTC),
    datetime(2087, 12, 31, 23, 30, tzinfo=UTC),
)  # fmt: skip


@pytest.mark.parametrize("at", EDGES, ids=str)
def test_a_day_is_that_of_the_zone(at: datetime) -> None:
    assert times.day(times.stamp(at)) == at.astimezone(CASABLANCA).date().isoformat()


def test_no_hour_of_a_century_is_put_into_another_day() -> None:
    at, end = datetime(1914, 1, 1, tzinfo=UTC), datetime(2088, 1, 1, tzinfo=UTC)
    while at < end:
        day = at.astimezone(CASABLANCA).date().isoformat()
        assert times.day(times.stamp(at)) == times.day(times.stamp(at)[:13]) == day, at
        at += timedelta(hours=1) if at.hour in (0, 22, 23) else timedelta(hours=22 - at.hour)


@pytest.mark.parametrize(
    ("at", "there"), [("0001-01-01T00:00:00Z", "00:00"), ("0001-01-01T00:45:00Z", "00:14")]
)
def test_what_lies_before_the_calendar_there_is_its_first_day(at: str, there: str) -> None:
    assert times.day(at) == "0001-01-01"
    assert times.there(at) == f"0001-01-01 {there}", "a year has four digits"
    assert written(times.parse(at)).startswith("0001-01-01T00:")


def test_counts_by_day_are_one_whatever_the_year(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for number, at in enumerate((*EDGES, datetime(1, 1, 1, tzinfo=UTC), None)):
            kept.keep(article(number, published_at=at, headline=f"خبر {number}", body=f"نص {at}"))
        groups = statistics(kept, Filters(), "day").groups
        told = {one.period: one.articles for one in groups}
        months = {one.month: one.kept for one in shares(kept.db, ["one"])}
        assert days_of_a_data_set(kept) == told
    by_month = {day[:7]: sum(n for one, n in told.items() if one[:7] == day[:7]) for day in told}
    assert {month: by_month[month] for month in months} == months
    assert len(months) == len(by_month) - 1, "all but the undated ones"


def days_of_a_data_set(kept: Archive) -> dict[str, int]:
    tally = Tally()
    for (at,) in kept.db.execute("SELECT published_at FROM articles"):
        tally.add("one", at, None, None, 1, None)
    return {day or "undated": number for (_, day), number in tally.held.items()}
