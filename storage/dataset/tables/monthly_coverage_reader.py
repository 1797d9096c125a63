"""The three figures of each outlet and month, as ``tables/coverage`` of a data set has them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class MonthlyCompleteness:
    """How much of a month of an outlet the archive holds; each figure may be ``None``.

    They are called as the columns of the table; ``estimated_kept`` is of ``estimated_days`` days.
    """

    outlet: str
    period: str
    """The month, ``2026-11``."""
    kept: int
    counted_kept: int | None = None
    counted_total: int | None = None
    counted_share: float | None = None
    """``None`` beside the two: more is kept than was stated."""
    listed_total: int | None = None
    listed_share: float | None = None
    estimated_days: int | None = None
    estimated_kept: int | None = None
    estimated_total: float | None = None
    estimated_low: float | None = None
    estimated_high: float | None = None
    """``None`` beside a ``estimated_low``: the interval has no upper end."""
    estimated_share: float | None = None
    estimated_at_most: bool | None = None
    estimated_share_odds_2: float | None = None
    estimated_share_odds_5: float | None = None


def monthly_completeness(folder: Path) -> tuple[MonthlyCompleteness, ...]:
    """The months of a data set's folder that have a figure, by outlet and month."""
    import pyarrow.parquet as pq  # commands that only ask load this module, and no large library

    names = [one.name for one in fields(MonthlyCompleteness)]
    file = folder / "tables" / "coverage.parquet"
    rows = pq.read_table(file, columns=names, filters=[("unit", "=", "month")]).to_pylist()
    found = (MonthlyCompleteness(**row) for row in rows if _has_figure(row))
    return tuple(sorted(found, key=lambda one: (one.outlet, one.period)))


def _has_figure(row: Mapping[str, Any]) -> bool:
    return any(row[f"{name}_total"] is not None for name in ("counted", "listed", "estimated"))
