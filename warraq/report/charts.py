"""``Charts``: the drawings of a report, each with a name of its own within the page."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from markupsafe import Markup

from storage.completeness.shares import MonthShare
from storage.query.report.publication_days_and_lags import Lag, OutletLags
from storage.query.statistics import Figures
from warraq.report.bars import Row, month_bars, name_bars
from warraq.report.calendars import legend, year_calendar
from warraq.report.drawing import Drawing, left_to_right
from warraq.report.held_share_by_month_chart import share_chart
from warraq.report.network import network
from warraq.report.range_chart import Axis, Range, ranges
from warraq.report.scales import LAG_TICKS, along_time, duration, ticks
from warraq.report.template_context import OutletYears, Overview

_SMALL = 70.0
"""The height of an outlet's bars, in pixels."""


class Charts:
    """Draws what an overview knows; titles and descriptions come translated from the template."""

    def __init__(self, overview: Overview) -> None:
        """Nothing is drawn yet."""
        self.overview, self.language = overview, overview.language
        self._numbers = count(1)

    def months(self, title: str, description: str) -> Markup:
        """Articles per month of all outlets."""
        every = self.overview
        return self._page(month_bars(
            every.months, every.drawn_months, every.blind, title, description, self.language
        ))  # fmt: skip

    def outlet_months(self, outlet: OutletYears, title: str, description: str) -> Markup:
        """Articles per month of one outlet, on the time of all."""
        counts = {one.month: one.articles for one in outlet.months}
        looked = {day[:7] for day in outlet.looked}
        drawn = self.overview.drawn_months
        blind = frozenset(drawn) - looked - {*counts}
        return self._page(
            month_bars(counts, drawn, blind, title, description, self.language, _SMALL)
        )

    def totals(self, title: str, description: str) -> Markup:
        """Articles per outlet."""
        say = self.language.number
        return self._bars([
            Row(self.overview.name(str(one.outlet)), one.articles, say(one.articles))
            for one in self.overview.by_number
        ], title, description)  # fmt: skip

    def calendar(self, outlet: OutletYears, year: tuple[date, date], title: str,
                 description: str) -> Markup:  # fmt: skip
        """A year of one outlet."""
        most = max(outlet.counts.values(), default=1)
        frame = self.overview.frame(year[0].year)
        return self._page(year_calendar(
            outlet.counts, outlet.looked, year, frame, most, title, description, self.language
        ))  # fmt: skip

    def calendar_legend(self, *words: str) -> Markup:
        """What the marks of calendars mean: not looking, nothing, few to many."""
        unseen, nothing, kept = words
        return self._page(legend(self.language, (unseen, nothing, kept)))

    def lags(self, title: str, description: str) -> Markup:
        """From publication to capture, per outlet; all articles hollow beside the watched ones."""
        axis = Axis(along_time, [(one, duration(one, self.language)) for one in LAG_TICKS])
        rows = [
            Range(self.overview.name(name), _ends(one.watched), _ends(one.every))
            for name, one in self.lag_rows
        ]
        return self._pages(ranges(rows, axis, title, description, self.language))

    @property
    def lag_rows(self) -> Sequence[tuple[str, OutletLags]]:
        """The outlets that have an article with a time, those with most articles first."""
        lags = self.overview.figures.dated.lags
        names = (str(one.outlet) for one in self.overview.by_number)
        return [(name, lags[name]) for name in names if lags[name].every.articles]

    def lengths(self, title: str, description: str) -> Markup:
        """Words of an article, per outlet: a quarter, half, three quarters."""
        rows = [
            Range(self.overview.name(str(one.outlet)), _quartiles(one))
            for one in self.overview.by_number
        ]
        scale = ticks(max((row.values[2] for row in rows if row.values), default=1))
        axis = Axis(
            lambda words: words / scale[-1], [(one, self.language.number(one)) for one in scale]
        )
        return self._pages(ranges(rows, axis, title, description, self.language))

    def parts(self, counts: Sequence[tuple[str, int]], total: int, title: str,
              description: str) -> Markup:  # fmt: skip
        """Named parts of a whole."""
        say = self.language.number
        return self._bars([
            Row(name, number, f"{say(number)} ({self.language.percent(number / total)})")
            for name, number in counts
        ], title, description)  # fmt: skip

    def shares(self, name: str, title: str, description: str) -> Markup:
        """The share of each outlet's articles that are ``revised`` or ``gone``."""
        rows, say = [], self.language.number
        for one in self.overview.by_number:
            number = getattr(one, name)
            counts = left_to_right(f"{say(number)} / {say(one.articles)}")
            told = f"{self.language.percent(number / one.articles)} ({counts})"
            rows.append(Row(self.overview.name(str(one.outlet)), number / one.articles, told))
        scale = ticks(max((row.value for row in rows), default=0))
        return self._pages(name_bars(rows, title, description, self.language, scale[-1]))

    def held(self, months: Sequence[MonthShare], title: str, description: str) -> Markup:
        """The share of an outlet's months that is held."""
        return self._page(share_chart(months, title, description, self.language))

    def network(self, title: str, description: str) -> Markup:
        """Who copies whom."""
        every = self.overview
        return self._page(network(every.matrix, every.names, title, description, self.language))

    def _bars(self, rows: Sequence[Row], title: str, description: str) -> Markup:
        return self._pages(name_bars(rows, title, description, self.language))

    def _pages(self, drawings: Sequence[Drawing]) -> Markup:
        return Markup("").join(self._page(one) for one in drawings)

    def _page(self, drawing: Drawing) -> Markup:
        return drawing.markup(f"c{next(self._numbers)}")


def _ends(lag: Lag) -> tuple[float, float, float] | None:
    if lag.p10 is None or lag.median is None or lag.p90 is None:
        return None
    return lag.p10, lag.median, lag.p90


def _quartiles(one: Figures) -> tuple[float, float, float] | None:
    if one.words_q1 is None or one.words_median is None or one.words_q3 is None:
        return None
    return one.words_q1, one.words_median, one.words_q3
