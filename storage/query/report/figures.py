"""All figures of a report, of one moment of the archive."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from storage import times
from storage.archive import Archive
from storage.query.filters import Filters
from storage.query.health import outlets_known
from storage.query.overview import days_crawled, days_looked, first_crawl
from storage.query.report.changes import Changes, changes
from storage.query.report.copying import Copying, RepeatedStory, copying, repeated_stories
from storage.query.report.dated import Dated, dated
from storage.query.statistics import Statistics, statistics

Told = Callable[[int, int], None]
"""Told how many steps of how many are done."""
STEPS = 6
MOST_REPEATED = 25
"""Stories that are listed, those with most articles first."""
_LAST = (
    "SELECT max(started_at), max(ended_at) FROM runs",
    "SELECT max(first_seen) FROM articles",
    "SELECT max(at) FROM events",
    "SELECT max(at) FROM suppressions",
    "SELECT max(at) FROM tombstones",
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a report tells; all of it of the articles that its filters let through."""

    at: str
    """The moment of the archive (UTC): its last entry. Nothing of a report goes by the clock."""
    filters: Filters
    statistics: Statistics
    """By year, so that there are few groups; outlets and all articles are what they always are."""
    dated: Dated
    looked: Mapping[str, frozenset[str]]
    """Outlet -> the days on which it was crawled or something of it asked for."""
    changes: Mapping[str, Changes]
    copying: Sequence[Copying]
    stories: Sequence[RepeatedStory]

    @property
    def articles(self) -> int:
        """How many articles it is about."""
        return self.statistics.overall.articles


def figures(archive: Archive, filters: Filters, told: Told = lambda _done, _all: None) -> Figures:
    """The figures of the articles that the filters let through, hidden ones in none of them."""
    with _one_moment(archive):
        told(0, STEPS)
        at = _last_entry(archive)
        numbers = statistics(archive, filters, by="year")
        told(1, STEPS)
        days = dated(archive, filters)
        told(2, STEPS)
        looked = _looked(archive, filters, at, days)
        told(3, STEPS)
        changed = changes(archive, filters)
        told(4, STEPS)
        copied = copying(archive, filters)
        told(5, STEPS)
        stories = repeated_stories(archive, filters, MOST_REPEATED)
        told(STEPS, STEPS)
    return Figures(at, filters, numbers, days, looked, changed, copied, stories)


@contextmanager
def _one_moment(archive: Archive) -> Iterator[None]:
    """One transaction: what is written meanwhile is not seen."""
    connection = archive.db.conn
    begun = not connection.in_transaction
    if begun:
        connection.execute("BEGIN")
    try:
        yield
    finally:
        if begun:
            connection.rollback()


def _last_entry(archive: Archive) -> str:
    """The latest time that anything was written with."""
    found = [value for sql in _LAST for value in archive.rows(sql)[0] if value]
    return max(found, default="1970-01-01T00:00:00Z")


def _looked(
    archive: Archive, filters: Filters, at: str, days: Dated
) -> Mapping[str, frozenset[str]]:
    """The days of the filters, up to the moment, on which each outlet was looked at."""
    first, last = str(filters.since or ""), str(filters.until or times.day(at))
    found = {}
    for name in sorted({*outlets_known(archive), *days.days}):
        if filters.outlets and name not in filters.outlets:
            continue
        begun = first_crawl(archive, name)
        if begun is None:
            found[name] = frozenset[str]()
            continue
        crawled = days_crawled(archive, [name], max(first, begun[:10]), last)
        asked = days_looked(archive, name)
        found[name] = frozenset(day for day in crawled | asked if first <= day <= last)
    return found
