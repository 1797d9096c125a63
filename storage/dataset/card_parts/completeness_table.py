"""The part of a data set's card on how much of what was published the archive holds."""

from collections.abc import Sequence

from storage.dataset.card_parts.markdown import as_code, printed, table_lines
from storage.dataset.tables.monthly_coverage_reader import MonthlyCompleteness

_ROWS = 200
"""Rows of the card; of more, the latest months that fit."""
_NOTE = (
    "Of all articles of an outlet in a month, whether they are in this set or not. Three figures"
    " that say three things and are never mixed. *Counted*: kept of what a listing states as its"
    " own total. *Listed*: kept of all that is kept or that any listing named, an upper bound."
    " *Estimated*: by capture-recapture, for the days on which all lists were looked at, with its"
    " 95 % interval of the total; in brackets what the share of two lists would be with odds ratios"
    " of 2 and 5."
)
_WHERE = (
    "`tables/coverage.parquet` has all of it in the rows of `unit = 'month'`, with what each figure"
    " rests on, and `warraq stats --coverage` prints it for the archive."
)


def completeness_section(figures: Sequence[MonthlyCompleteness]) -> list[str]:
    """The section, in Markdown."""
    head = ["", "### The share that is held, by outlet and month", ""]
    if not figures:
        return [*head, "No listing states a total, and no look at a listing is written down: there"
                f" is no figure for any month. {_WHERE}"]  # fmt: skip
    shown = _latest(figures)
    lines = table_lines(
        ("outlet", "month", "kept", "counted", "listed", "estimated"),
        [(as_code(one.outlet), one.period, printed(one.kept), _counted(one), _listed(one),
          _estimated(one)) for one in shown],
    )  # fmt: skip
    older = len(figures) - len(shown)
    left = [f"{printed(older)} rows of earlier months are in the table alone.", ""] if older else []
    return [*head, _NOTE, "", *lines, "", *left, _WHERE]


def _latest(figures: Sequence[MonthlyCompleteness]) -> list[MonthlyCompleteness]:
    """Those of the latest months that fit, at least of one month."""
    months, rows = set[str](), 0
    for month in sorted({one.period for one in figures}, reverse=True):
        rows += sum(one.period == month for one in figures)
        if months and rows > _ROWS:
            break
        months.add(month)
    return [one for one in figures if one.period in months]


def _counted(one: MonthlyCompleteness) -> str:
    if one.counted_total is None or one.counted_kept is None:
        return ""
    of = f"{printed(one.counted_kept)} of {printed(one.counted_total)}"
    return of if one.counted_share is None else f"{of}: {_percent(one.counted_share)}"


def _listed(one: MonthlyCompleteness) -> str:
    if one.listed_total is None or one.listed_share is None:
        return ""
    of = f"{printed(one.kept)} of {printed(one.listed_total)}"
    return f"{of}: at most {_percent(one.listed_share)}"


def _estimated(one: MonthlyCompleteness) -> str:
    """The estimate in words; without one empty, since the table says why."""
    share, total = one.estimated_share, one.estimated_total
    if share is None or total is None or one.estimated_kept is None:
        return ""
    days = one.estimated_days
    of = f"{printed(one.estimated_kept)} of {total:,.{0 if total >= 100 else 1}f}, {days} days"
    said = f"{of}: {'at most ' if one.estimated_at_most else ''}{_percent(share)}"
    odds = [other for other in (one.estimated_share_odds_2, one.estimated_share_odds_5) if other]
    if odds:
        said += f" ({', '.join(map(_percent, odds))})"
    if one.estimated_low is None:
        return said
    high = "…" if one.estimated_high is None else f"{one.estimated_high:,.0f}"
    return f"{said}; {one.estimated_low:,.0f}–{high} in all"


def _percent(share: float) -> str:
    """A share that is not all is never written as 100 %."""
    return f"{min(share, 0.999) if share < 1 else 1:.1%}"
