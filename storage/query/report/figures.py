"""All figures of a report, of one moment of the archive."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.archive import Archive
from storage.query.filters import Filters
from storage.query.report.changes import Changes, changes
from storage.query.report.copying import Copying, RepeatedStory, copying, repeated_stories
from storage.query.report.coverage import OutletCoverage, coverage
from storage.query.report.publication_days_and_lags import Dated, dated
from storage.query.statistics import Statistics, statistics

Told = Callable[[int, int], None]
"""Told how many steps of how many are done."""
STEPS = 6
MOST_REPEATED = 25
"""Stories that are listed, those with most articles first."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a report tells; all of it of the articles that its filters let through."""

    at: datetime
    """The moment of the archive. Nothing of a report goes by the clock."""
    filters: Filters
    statistics: Statistics
    """By year, so that there are few groups; outlets and all articles are what they always are."""
    dated: Dated
    coverage: Mapping[str, OutletCoverage]
    """Of each outlet that has an article or was crawled."""
    changes: Mapping[str, Changes]
    copying: Sequence[Copying]
    stories: Sequence[RepeatedStory]

    @property
    def articles(self) -> int:
        """How many articles it is about."""
        return self.statistics.overall.articles


def figures(
    archive: Archive, filters: Filters, at: datetime, told: Told = lambda _done, _all: None
) -> Figures:
    """The figures of the articles that the filters let through, hidden ones in none of them.

    To be asked within ``moment``, whose ``at`` it is.
    """
    told(0, STEPS)
    numbers = statistics(archive, filters, by="year")
    told(1, STEPS)
    days = dated(archive, filters)
    told(2, STEPS)
    covered = coverage(archive, filters, at, days.days)
    told(3, STEPS)
    changed = changes(archive, filters)
    told(4, STEPS)
    copied = copying(archive, filters)
    told(5, STEPS)
    stories = repeated_stories(archive, filters, MOST_REPEATED)
    told(STEPS, STEPS)
    return Figures(at, filters, numbers, days, covered, changed, copied, stories)
