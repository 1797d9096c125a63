"""What the template of a report asks: names, spans of time, tables, and charts in its language."""

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from crawler.timezone import CASABLANCA
from storage.completeness.crawl_gaps import Gap
from storage.completeness.shares import MonthShare
from storage.query.report.figures import Figures
from storage.query.statistics import Figures as Numbers
from warraq.coverage_calendar import months_between
from warraq.report.bars import MAX_MONTHS
from warraq.report.network import Matrix, matrix
from warraq.web.wording.translation import Language

MAX_YEARS = 12
"""Years of an outlet that are drawn day by day, the latest; its table has all months."""


@dataclass(frozen=True, slots=True)
class OutletMonth:
    """A month of an outlet: its articles, and its days by what is known of them."""

    month: str
    articles: int
    kept: int
    """Days of which something was kept."""
    nothing: int
    """Days on which somebody looked, and of which nothing was kept."""
    unseen: int
    """Days of which nothing was kept, and on which nobody looked."""


@dataclass(frozen=True, slots=True)
class OutletYears:
    """An outlet in time."""

    name: str
    counts: Counter[str]
    looked: frozenset[str]
    first: date
    last: date
    gaps: Sequence[Gap]
    months: Sequence[OutletMonth]

    @property
    def years(self) -> Sequence[tuple[date, date]]:
        """The first and last day of each year in which anything is known, the latest first."""
        known = {int(day[:4]) for day in (*self.counts, *self.looked)}
        return [
            (max(self.first, date(year, 1, 1)), min(self.last, date(year, 12, 31)))
            for year in sorted(known, reverse=True)
            if self.first.year <= year <= self.last.year
        ][:MAX_YEARS]


@dataclass(frozen=True)
class Overview:
    """The figures of a report as its tables and charts have them."""

    figures: Figures
    names: Mapping[str, str]
    language: Language

    def name(self, outlet: str) -> str:
        """An outlet's name for people."""
        return self.names.get(outlet, outlet)

    @cached_property
    def moment(self) -> date:
        """The day in Casablanca of the archive's last entry."""
        return self.figures.at.astimezone(CASABLANCA).date()

    @cached_property
    def numbers(self) -> Mapping[str, Numbers]:
        """Outlet -> its figures, of those that have an article."""
        return {str(one.outlet): one for one in self.figures.statistics.outlets}

    @cached_property
    def by_number(self) -> Sequence[Numbers]:
        """The figures of the outlets, those with most articles first."""
        every = self.figures.statistics.outlets
        return sorted(every, key=lambda one: (-one.articles, one.outlet or ""))

    @cached_property
    def months(self) -> Mapping[str, int]:
        """Articles of each month, all outlets together, without the undated ones."""
        found = Counter[str]()
        for days in self.figures.dated.days.values():
            for day, count in days.items():
                found[day[:7]] += count
        return found

    @cached_property
    def undated(self) -> int:
        """The number of articles without a date."""
        return self.figures.dated.undated.total()

    @cached_property
    def drawn_months(self) -> Sequence[str]:
        """The months that stand side by side: none behind the moment, and not too many."""
        last = str(self.moment)[:7]
        known = [month for month in self.months if month <= last]
        looked = self._months_looked
        known += [month for month in looked if month <= last]
        return months_between(min(known), max(known))[-MAX_MONTHS:] if known else []

    @cached_property
    def outside(self) -> int:
        """Articles of months that are not drawn."""
        drawn = {*self.drawn_months}
        return sum(count for month, count in self.months.items() if month not in drawn)

    @cached_property
    def blind(self) -> frozenset[str]:
        """Months of which nothing was kept and in which nobody looked."""
        return frozenset(self.drawn_months) - self._months_looked - {*self.months}

    @cached_property
    def _months_looked(self) -> frozenset[str]:
        every = self.figures.coverage.values()
        return frozenset(day[:7] for one in every for day in one.looked)

    @cached_property
    def shares(self) -> Sequence[tuple[str, Sequence[MonthShare]]]:
        """The outlets of which a share is known, by their names."""
        every = ((one.name, self.figures.coverage[one.name].shares) for one in self.outlets)
        return [(name, months) for name, months in every if months]

    @cached_property
    def outlets(self) -> Sequence[OutletYears]:
        """All outlets that have an article or were crawled, by their names."""
        every = sorted(
            {*self.figures.coverage, *self.figures.dated.days},
            key=lambda one: (self.name(one), one),
        )
        return [found for name in every if (found := self._in_time(name)) is not None]

    def _in_time(self, name: str) -> OutletYears | None:
        counts = self.figures.dated.days.get(name, Counter[str]())
        covered = self.figures.coverage.get(name)
        looked = covered.looked if covered else frozenset[str]()
        known = [day for day in (*counts, *looked) if day <= str(self.moment)]
        if not known:
            return None
        asked = self.figures.filters
        first = asked.since or date.fromisoformat(min(known))
        last = min(asked.until or self.moment, self.moment)
        first = min(first, last)
        return OutletYears(
            name, counts, looked, first, last, covered.gaps if covered else (),
            _months(counts, looked, first, last),
        )  # fmt: skip

    def frame(self, year: int) -> tuple[date, date]:
        """The days of a year that calendars have room for: those of all outlets."""
        first = min(one.first for one in self.outlets)
        last = max(one.last for one in self.outlets)
        return max(first, date(year, 1, 1)), min(last, date(year, 12, 31))

    @cached_property
    def matrix(self) -> Matrix:
        """Who copies whom, among those who do it most."""
        return matrix(self.figures.copying, self.names)

    @cached_property
    def sourceless(self) -> int:
        """Copies whose first article is not shown, so that nobody is their source."""
        roles = self.figures.statistics.overall.roles
        shown = sum(pair.articles for pair in self.figures.copying)
        return roles["copy"] + roles["partial"] - shown


def _months(
    counts: Mapping[str, int], looked: frozenset[str], first: date, last: date
) -> Sequence[OutletMonth]:
    """The months of which anything is known, also behind the end; the latest first."""
    articles, kept = Counter[str](), Counter[str]()
    for day, count in counts.items():
        articles[day[:7]] += count
        kept[day[:7]] += 1
    nothing = Counter(day[:7] for day in looked if day not in counts)
    return [
        OutletMonth(
            month, articles[month], kept[month], nothing[month],
            max(0, _days_within(month, first, last) - kept[month] - nothing[month]),
        )
        for month in sorted({*articles, *nothing}, reverse=True)
    ]  # fmt: skip


def _days_within(month: str, first: date, last: date) -> int:
    """How many days of a month lie between two days."""
    year, number = map(int, month.split("-"))
    begin = max(first, date(year, number, 1))
    end = min(last, date(year, number, monthrange(year, number)[1]))
    return max(0, (end - begin).days + 1)
