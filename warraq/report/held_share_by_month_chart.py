"""The share that is held of an outlet's months: counted, listed, estimated, side by side."""

from collections.abc import Sequence

from storage.completeness.shares import MonthShare
from warraq.report.bars import WIDTH
from warraq.report.drawing import Drawing, left_to_right
from warraq.web.wording.translation import Language

MOST_MONTHS = 60
"""The latest months that are drawn; the table has all."""
_HEIGHT = 130.0
_TOP = 10.0


def share_chart(
    months: Sequence[MonthShare], title: str, description: str, language: Language
) -> Drawing:
    """Three marks for each month, of three shapes, on a scale of percent."""
    some = months[-MOST_MONTHS:]
    drawing = Drawing(WIDTH, _HEIGHT + 24, title, description, language)
    for percent in (0, 25, 50, 75, 100):
        y = _y(percent / 100)
        drawing.line(50, y, WIDTH, y, "grid")
        drawing.text(46, y + 4, language.percent(percent / 100, 0), "end", "soft")
    each = min(60.0, (WIDTH - 60) / max(1, len(some)))
    step = max(1, round(64 / each))
    for place, one in enumerate(some):
        x = 56 + place * each
        _month(drawing, one, x + each / 2, min(12.0, each / 4))
        if place % step == 0:
            drawing.text(x, _HEIGHT + 17, left_to_right(one.month), "start", "soft")
    return drawing


def _month(drawing: Drawing, one: MonthShare, x: float, apart: float) -> None:
    if one.counted and one.counted.share is not None:
        y = _y(one.counted.share)
        drawing.rect(x - apart - 3.5, y - 3.5, 7, 7, "share counted")
    if one.listed_share is not None:
        y = _y(one.listed_share)
        drawing.line(x - 5, y, x + 5, y, "share listed")
    share = one.estimated_share
    if one.estimated is None or share is None:
        return
    found, x, y = one.estimated.estimate, x + apart, _y(share)
    ends = [end for end in (found.low, found.high) if end]
    if len(ends) == 2:
        low, high = (_y(min(1.0, one.estimated.kept / end)) for end in ends)
        drawing.line(x, low, x, high, "share interval")
    if found.at_most:  # the truth may lie anywhere below
        drawing.line(x - 4, y, x + 4, y, "share estimated")
        drawing.line(x - 4, y, x, y + 6, "share estimated")
        drawing.line(x + 4, y, x, y + 6, "share estimated")
    else:
        drawing.dot(x, y, 3.5, "share point")


def _y(share: float) -> float:
    return _TOP + (_HEIGHT - _TOP) * (1 - share)
