"""How far an outlet is covered: the days on which we looked, the gaps, the share that is held."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from storage import times
from storage.archive import Archive
from storage.completeness.crawl_gaps import Gap, gaps
from storage.completeness.shares import MonthShare, holdings
from storage.query.filters import Filters
from storage.query.health import outlets_known
from storage.query.web_page_queries import days_crawled, first_crawl

_PART_OF_A_DAY = "listing lost"
"""The gap in which other listings of the outlet were read."""


@dataclass(frozen=True, slots=True)
class OutletCoverage:
    """What is known of an outlet's coverage within the days of the filters."""

    looked: frozenset[str]
    """Days on which we looked, and not in vain."""
    gaps: Sequence[Gap]
    """Between the first crawl and the moment, those that touch the days of the filters."""
    shares: Sequence[MonthShare]
    """Of the months of which a figure is known, the oldest first: of all articles of the outlet,
    whatever language or section the filters choose."""


def coverage(
    archive: Archive, filters: Filters, at: datetime, outlets: Collection[str]
) -> Mapping[str, OutletCoverage]:
    """Outlet -> its coverage up to a moment, of ``outlets`` and of all that were crawled."""
    found = {}
    for name in sorted({*outlets_known(archive), *outlets}):
        if filters.outlets and name not in filters.outlets:
            continue
        begun = first_crawl(archive, name)
        if begun is not None and begun <= times.stamp(at):
            found[name] = _coverage(archive, name, filters, at, times.day(begun))
        elif name in outlets:  # of others nothing was known then
            found[name] = OutletCoverage(frozenset(), (), _shares(archive, name, filters, at))
    return found


def _coverage(
    archive: Archive, name: str, filters: Filters, at: datetime, begun: str
) -> OutletCoverage:
    now = times.stamp(at)
    today = times.day(now)
    first, last = str(filters.since or ""), str(filters.until or today)
    every = gaps(archive.db, name, at)
    blind = {
        day for gap in every if gap.kind != _PART_OF_A_DAY for day in _days(gap.first, gap.last)
    }
    yesterday = str(date.fromisoformat(today) - timedelta(days=1))
    looked = {*_days(begun, yesterday)} - blind
    looked |= days_crawled(archive, [name], today, today, now)
    return OutletCoverage(
        frozenset(day for day in looked if first <= day <= last),
        [gap for gap in every if gap.last >= first and gap.first <= last],
        _shares(archive, name, filters, at),
    )


def _shares(archive: Archive, name: str, filters: Filters, at: datetime) -> Sequence[MonthShare]:
    first, last = str(filters.since or "")[:7], str(filters.until or "~")[:7]
    return [
        one
        for one in holdings(archive.db, name, at).months
        if first <= one.month <= last and (one.counted or one.listed or one.estimated)
    ]


def _days(first: str, last: str) -> list[str]:
    return [*map(str, times.days(date.fromisoformat(first), date.fromisoformat(last)))]
