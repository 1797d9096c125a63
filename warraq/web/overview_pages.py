"""Overviews: of the archive, of an outlet, of a day."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from starlette.requests import Request
from starlette.responses import Response

from storage import times
from storage.archive import Archive
from storage.completeness.crawl_gaps import gaps
from storage.completeness.shares import holdings
from storage.query.health import health, outlets_known, standing
from storage.query.in_memory_columns import ArticleColumns
from storage.query.matching.article_ids import Ints
from storage.query.matching.bulk_column_loading import EPOCH_DAY
from storage.query.web_page_queries import (
    authors,
    days_crawled,
    days_looked,
    first_crawl,
    front_lists,
    number_revised,
    outlet_list,
    summaries,
    years_crawled,
)
from storage.takedown.hidden_names import without_hidden
from warraq.coverage_calendar import DayCell, weeks_of
from warraq.digits import western
from warraq.web.histogram import Histogram, days_of
from warraq.web.page_rendering import Pages
from warraq.web.search_request import page_number
from warraq.web.untrusted.ignored_parameters import MONTH

MOST = 10
"""Rows of each list on the front page."""
ON_A_PAGE = 500
"""Articles of a day on one page."""
MONTHS = 6
"""Months before this one of which an outlet's page tells how much is held: of an outlet with 500
articles a day that takes a second."""
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Articles per day: the weeks that are shown, and the years that can be."""

    year: str
    """``2024``; empty: the last twelve months."""
    years: tuple[str, ...]
    """Those with articles, or in which somebody looked; the newest first."""
    first: date
    last: date
    weeks: list[list[DayCell | None]]
    """Each day with its count; days on which we did not look say so; ``None``: no day of it."""
    undated: int
    """Articles without a date: they are counted when they were seen first."""

    @classmethod
    def of(
        cls, archive: Archive, columns: ArticleColumns, ids: Ints, outlets: Sequence[str],
        today: date, year: str, looked: AbstractSet[str] = frozenset(),
    ) -> "Calendar":  # fmt: skip
        """The days of some articles, of a year where it holds anything, else of the last twelve
        months.

        ``outlets``: those whose crawls looked, also one to which nothing was due and that asked for
        no article; ``looked``: days on which somebody looked beside these.
        """
        counts = dict(columns.histogram(ids, by="day"))
        # of the days, which are counted already: not of all articles once more
        years = {day[:4] for day in (*counts, *looked)} | years_crawled(archive, outlets)
        year = year if year in years else ""
        first, last = _span(int(year), counts, today) if year else (first_shown(today), today)
        seen = looked | days_crawled(archive, outlets, str(first), str(last))
        return cls(
            year, tuple(sorted(years, reverse=True)), first, last,
            weeks_of(counts, seen, first, last), columns.number_undated(ids, first, last),
        )  # fmt: skip


class OverviewPages:
    """The answers about the archive, its outlets and its days."""

    def __init__(self, pages: Pages, homes: Mapping[str, str], kinds: Mapping[str, str]) -> None:
        """Know the archive; of outlets ``homes``, their front pages, and their ``kinds``."""
        self.pages, self.homes, self.kinds = pages, homes, kinds

    def front(self, request: Request) -> Response:
        """A calendar of days, outlets with their health, the latest, revised, copied, gone."""
        archive, columns = self.pages.readers.archive, self.pages.readers.fresh_columns()
        now = datetime.now(UTC)
        every = np.flatnonzero(columns.shown)
        week = (now - _WEEK).strftime("%Y-%m-%dT%H:%M:%SZ")
        outlets, numbers = _outlets(archive, columns), columns.numbers_of_outlets
        calendar = Calendar.of(archive, columns, every, outlets, times.today(), _year(request))
        return self.pages.answer(request, "front.html", {
            "total": columns.total, "calendar": calendar,
            "outlets": [(standing(archive, name, now), numbers.get(name, 0)) for name in outlets],
            "lists": front_lists(archive, week, MOST),
        }, held={"year": lambda value: western(value) in calendar.years})  # fmt: skip

    def outlet(self, request: Request) -> Response:
        """What an outlet is, its calendar with gaps, its volume, sections, authors, health."""
        name = request.path_params["name"]
        archive, columns = self.pages.readers.archive, self.pages.readers.fresh_columns()
        if name not in _outlets(archive, columns):
            return self.pages.missing(request, f"/outlet/{name}")
        now, month = datetime.now(UTC), western(request.query_params.get("month", ""))
        own = columns.narrowed(np.flatnonzero(columns.shown), "outlet", name)
        today = times.today()
        calendar = Calendar.of(archive, columns, own, [name], today, _year(request),
                               days_looked(archive, name))  # fmt: skip
        known = health(archive, name, now)
        said = (without_hidden(archive, name, one) for one in (known.trouble, known.cut))
        return self.pages.answer(request, "outlet.html", {
            "name": name, "health": known, "log": [*filter(None, said)], "total": len(own),
            "facets": columns.facets(own), "authors": authors(archive, name, 2 * MOST),
            "times": _volume(archive, columns, own, name, month),
            "since": first_crawl(archive, name), "calendar": calendar,
            "gaps": [one for one in gaps(archive.db, name)
                     if one.last >= str(calendar.first) and one.first <= str(calendar.last)],
            "shares": holdings(archive.db, name, since=_months_ago(today)).months[::-1],
            "home": self.homes.get(name, ""), "kind": self.kinds.get(name, ""),
            "gone": outlet_list(archive, "gone", name, MOST),
            "revised": outlet_list(archive, "revised", name, MOST),
            "number_revised": number_revised(archive, name),
        }, held={
            "year": lambda value: western(value) in calendar.years,
            "month": lambda value: western(value) in dict(columns.histogram(own)),
        })  # fmt: skip

    def day(self, request: Request) -> Response:
        """What all outlets had on one day."""
        try:
            day = date.fromisoformat(western(request.path_params["day"]))
        except ValueError:
            return self.pages.missing(request, f"/day/{request.path_params['day']}")
        archive, columns = self.pages.readers.archive, self.pages.readers.fresh_columns()
        number = day.toordinal() - EPOCH_DAY
        ids = np.flatnonzero(columns.shown & (columns.day == number))
        pages = max(1, -(-len(ids) // ON_A_PAGE))
        shown = min(page_number(request.query_params.get("page")), pages)
        newest = columns.newest(ids, ON_A_PAGE, (shown - 1) * ON_A_PAGE)
        rows = summaries(archive, map(int, newest))
        by_outlet: dict[str, list[Any]] = {}
        for row in rows:
            by_outlet.setdefault(row["outlet"], []).append(row)
        return self.pages.answer(request, "day.html", {
            "day": day, "before": day - _DAY if day > date.min else None,
            "after": day + _DAY if day < date.max else None,
            "looked": day.isoformat() in days_crawled(
                archive, _outlets(archive, columns), str(day), str(day)
            ),
            "total": len(ids), "outlets": by_outlet, "page": shown, "pages": pages,
            "undated": columns.number_undated(ids, day),
        })  # fmt: skip


def _volume(archive: Any, columns: ArticleColumns, own: Ints, outlet: str, month: str) -> Histogram:
    """An outlet's articles over time: all by months, those of one month by days."""
    if MONTH.fullmatch(month) and len(of_it := columns.narrowed(own, "month", month)):
        return Histogram.over(archive, columns, of_it, unit="day", outlets=[outlet],
                              span=days_of(month))  # fmt: skip
    return Histogram.over(archive, columns, own, outlets=[outlet])


def _outlets(archive: Any, columns: ArticleColumns) -> list[str]:
    """The outlets that were crawled, and those whose articles were imported only."""
    return sorted({*outlets_known(archive), *columns.outlets})


def _months_ago(today: date) -> str:
    """The month that lies ``MONTHS`` back: ``2026-05``."""
    year, month = divmod(today.year * 12 + today.month - 1 - MONTHS, 12)
    return f"{year}-{month + 1:02}"


def _year(request: Request) -> str:
    """The year whose calendar is asked for; empty: none."""
    return western(request.query_params.get("year", ""))


def first_shown(today: date) -> date:
    """The first day of a calendar that ends today: a Monday, a year ago."""
    return today - timedelta(days=today.weekday() + 52 * 7)


def _span(year: int, counts: Mapping[str, int], today: date) -> tuple[date, date]:
    """The first and the last day of a year; that which goes on ends today, or with what is kept."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if year != today.year:
        return first, last
    newest = max((day for day in counts if str(today) < day <= str(last)), default=str(today))
    return first, date.fromisoformat(newest)
