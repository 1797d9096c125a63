"""``warraq stats --coverage``: how much of what was published is held, and when nobody looked."""

from collections.abc import Mapping, Sequence
from typing import Any

import typer

from storage.archive import Archive
from storage.completeness.coverage_and_gap_rows import COVERAGE, GAPS, coverage_rows, gap_rows
from storage.completeness.crawl_gaps import KINDS, Gap, gaps
from storage.completeness.estimate_reservations import NO_ESTIMATE
from storage.completeness.shares import MonthShare, outlets_held, shares
from storage.query.filters import Filters
from storage.query.statistics import PERIODS
from warraq.commands.query.common_options import asked
from warraq.commands.query.csv_output import print_csv
from warraq.terminal import FOUND_NOTHING, err, out, plain, print_json, table

UNITS = PERIODS[:2]
_NO_END = "9999-12-31"
_MEANING = """
counted: kept of what a listing states as its own total (an API, a complete sitemap).
listed: kept of all that is kept or that any listing named: an upper bound, for what no listing
  names is in neither number.
estimated: kept of what there was by capture-recapture, from which lists named what on the days on
  which all of them were looked at; other days are gaps and in none of its numbers. "At most": of
  two lists nobody knows whether they miss the same articles; behind it what it would be with odds
  ratios of 2 and 5.
Sightings are recorded since this archive met them: of earlier months nothing is claimed."""


def print_coverage(
    opened: Archive, chosen: Filters, told: Mapping[str, Any], by: str, *, only_gaps: bool,
    as_json: bool, as_csv: bool,
) -> None:  # fmt: skip
    """Print the three figures and the gaps. Raises ``typer.BadParameter`` for filters it has not.

    ``told``: the filters as they were asked. Raises ``typer.Exit`` where the archive holds
    nothing of them.
    """
    if chosen.language or chosen.section:
        raise typer.BadParameter("--coverage is of outlets and days: no --language, no --section")
    if by not in UNITS:
        raise typer.BadParameter(f"--coverage --by {by}: one of {', '.join(UNITS)}")
    outlets = list(chosen.outlets) or outlets_held(opened.db)
    if as_csv:
        rows = _print_csv(opened, outlets, chosen, by, only_gaps)
        if not rows and not _months(opened, outlets, chosen):
            _say_nothing()
        return
    months = _months(opened, outlets, chosen)
    found = [
        gap
        for outlet in outlets
        for gap in gaps(opened.db, outlet)
        if _within(gap.first, gap.last, chosen)
    ]
    if as_json:
        print_json(
            asked(None)
            | {"filters": told}
            | ({} if only_gaps else {"months": [one.as_row() for one in months]})
            | {"gaps": [_gap(one) for one in found]}
        )
    else:
        _print(months, found, only_gaps)
    if not months and not found:
        _say_nothing()


def _months(opened: Archive, outlets: Sequence[str], chosen: Filters) -> list[MonthShare]:
    return [one for one in shares(opened.db, outlets) if _within(one.month, one.month, chosen)]


def _say_nothing() -> None:
    err.print("no article and no gap")
    raise typer.Exit(FOUND_NOTHING)


def _within(first: str, last: str, chosen: Filters) -> bool:
    """Whether days, or a month, touch the days that are asked for."""
    since, until = str(chosen.since or ""), str(chosen.until or _NO_END)
    return last >= since[: len(last)] and first <= until[: len(first)]


def _print_csv(
    opened: Archive, outlets: Sequence[str], chosen: Filters, by: str, only_gaps: bool
) -> int:
    """Print the rows; how many."""
    names = [name for name, _, _ in (GAPS if only_gaps else COVERAGE)]
    rows = (
        gap_rows(opened.db, outlets=outlets)
        if only_gaps
        else coverage_rows(opened.db, outlets=outlets)
    )
    every = (dict(zip(names, row, strict=True)) for row in rows)
    found = [
        row for row in every
        if (only_gaps and _within(str(row["first"]), str(row["last"]), chosen))
        or row.get("unit") == "undated"
        or (row.get("unit") == by and _within(str(row["period"]), str(row["period"]), chosen))
    ]  # fmt: skip
    print_csv(names, found)
    return len(found)


def _gap(one: Gap) -> dict[str, Any]:
    return {
        "outlet": one.outlet, "first": one.first, "last": one.last, "days": one.days,
        "kind": one.kind, "detail": one.detail or None,
    }  # fmt: skip


def _print(months: Sequence[MonthShare], found: Sequence[Gap], only_gaps: bool) -> None:
    if not only_gaps:
        head = ("outlet", "month", "kept", "counted", "listed", "estimated")
        out.print(table(head, (
            (one.outlet, one.month, one.kept, _counted(one), _listed(one), _estimated(one))
            for one in months
        )))  # fmt: skip
        out.print(plain(_MEANING))
    if found:
        out.print(table(
            ("outlet", "gap", "from", "until", "days", ""),
            ((one.outlet, one.kind, one.first, one.last, one.days, one.detail) for one in found),
        ))  # fmt: skip
    else:
        out.print(plain(f"no gap: {', '.join(KINDS)}"))


def _counted(one: MonthShare) -> str:
    if one.counted is None:
        return "no total"
    of = f"{one.counted.kept} of {one.counted.total}"
    return f"{of}: {_percent(one.counted.share)}" if one.counted.share is not None else of


def _listed(one: MonthShare) -> str:
    if one.listed is None or one.listed_share is None:
        return "not named"
    return f"{one.kept} of {one.listed.total}: at most {_percent(one.listed_share)}"


def _estimated(one: MonthShare) -> str:
    """The estimate in words: as a count where few are missed, at most where only two lists tell."""
    if one.estimated is None:
        return "no day on which all lists were looked at"
    found, days = one.estimated.estimate, f"{one.estimated.days} days"
    if found.no_estimate or found.total is None or found.missed is None:
        return f"none, {days}: {NO_ESTIMATE[found.no_estimate or 'no model']}"
    of = f"{one.estimated.kept} of {found.total:.{0 if found.total >= 100 else 1}f}"
    words = f"{of}, {days}: {'at most ' * found.at_most}{_percent(one.estimated_share)}"
    if found.odds:
        other = (_percent(one.estimated.kept / total) for total in found.odds.values())
        words += f" ({', '.join(other)})"
    if found.low is not None:
        upper = f"{found.high:.0f}" if found.high is not None else "…"
        words += f"; {found.low:.0f}–{upper} in all"
    return words


def _percent(share: float | None) -> str:
    """A share that is not all is never written as 100 %."""
    if share is None:
        return ""
    return f"{min(share, 0.999) if share < 1 else 1:.1%}"
