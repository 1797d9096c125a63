"""Scales of charts: round steps for counts, times for lags, and how both are said."""

import math
from collections.abc import Sequence

from warraq.web.wording.translation import Language

DURATIONS = (
    (86_400, "{n} day", "{n} days"), (3_600, "{n} hour", "{n} hours"),
    (60, "{n} minute", "{n} minutes"), (1, "{n} second", "{n} seconds"),
)  # fmt: skip
"""Seconds of a unit, and what one and many of it are called; the longest first."""
LAG_TICKS = (60, 600, 3_600, 21_600, 86_400, 604_800, 2_592_000, 31_536_000)
"""Seconds at which the axis of lags has a line: a minute to a year."""


def duration(seconds: float | None, language: Language) -> str:
    """``35 minutes``, in the longest unit of which there are two, or whole ones; empty: unknown."""
    if seconds is None:
        return ""
    whole = round(seconds)
    unit, one, many = next(
        names for names in DURATIONS
        if whole >= 2 * names[0] or whole == names[0] or names[0] == 1
    )  # fmt: skip
    return language.counted(round(whole / unit), one, many)


def along_time(seconds: float) -> float:
    """The place of a lag on a scale of powers, 0 to 1; what is outside stands at an end."""
    low, high = math.log(LAG_TICKS[0]), math.log(LAG_TICKS[-1])
    return min(1.0, max(0.0, (math.log(max(seconds, 1)) - low) / (high - low)))


def ticks(most: float) -> Sequence[float]:
    """Round numbers from 0 up to a little above the largest, four or five of them."""
    if most <= 0:
        return (0, 1)
    step = 10 ** math.floor(math.log10(most))
    size = next(step * part for part in (0.1, 0.2, 0.25, 0.5, 1, 2) if most / (step * part) <= 5)
    size = max(size, 1) if most >= 1 else size
    return [size * n for n in range(math.ceil(most / size) + 1)]
