"""Bars: months side by side, and names below one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warraq.report.drawing import Drawing, isolated, left_to_right, sections
from warraq.report.scales import ticks
from warraq.web.wording.translation import Language

WIDTH = 680.0
"""Of all charts, in pixels: a page of A4 has room for it."""
NAMES = 150.0
"""Room for names before bars."""
ROW = 22.0
ROWS = 32
"""Rows of one drawing; what has more goes on in another, so that paper can break between them."""
MAX_MONTHS = 240
"""Months side by side: more would be thinner than two pixels."""
_NAME_CHARACTERS = 24


@dataclass(frozen=True, slots=True)
class Row:
    """A name and its number."""

    name: str
    value: float
    said: str
    """The number as it is written behind the bar."""


def month_bars(
    counts: Mapping[str, int], months: Sequence[str], blind: frozenset[str], title: str,
    description: str, language: Language, height: float = 150.0,
) -> Drawing:  # fmt: skip
    """A bar for each month; ``blind``: those in which nobody looked, crossed out."""
    drawing = Drawing(WIDTH, height + 24, title, description, language)
    scale = ticks(max((counts.get(month, 0) for month in months), default=0))
    room = WIDTH - 56
    for tick in scale:
        y = 8 + (height - 8) * (1 - tick / scale[-1])
        drawing.line(50, y, WIDTH, y, "grid")
        drawing.text(46, y + 4, language.number(tick), "end", "soft")
    each = min(28.0, room / max(1, len(months)))
    for place, month in enumerate(months):
        x, number = 52 + place * each, counts.get(month, 0)
        size = (height - 8) * number / scale[-1]
        if number:
            drawing.rect(x, height - size, max(each - 1, 1), size, "bar")
        elif month in blind:
            drawing.rect(x, height - 7, max(each - 1, 1), 7, "blind")
            drawing.line(x, height, x + max(each - 1, 1), height - 7, "cross")
    _month_names(drawing, months, each, height + 17)
    return drawing


def _month_names(drawing: Drawing, months: Sequence[str], each: float, y: float) -> None:
    """As many names below the bars as have room there, Januaries first where they are many."""
    step = max(1, round(64 / each))
    if step > 6:
        step = -(-step // 12) * 12
        places = [place for place, month in enumerate(months) if month.endswith("-01")]
        places = places[:: max(1, step // 12)]
    else:
        places = [*range(0, len(months), step)]
    for place in places or [0]:
        if months:
            drawing.text(52 + place * each, y, left_to_right(months[place]), "start", "soft")


def name_bars(
    rows: Sequence[Row], title: str, description: str, language: Language, most: float | None = None
) -> list[Drawing]:
    """A bar for each name, with its number behind it, on one scale in all drawings."""
    most = most or max((row.value for row in rows), default=0) or 1
    found = []
    for part in sections(rows, ROWS):
        some = rows[part]
        drawing = Drawing(WIDTH, ROW * len(some) + 4, title, description, language)
        room = WIDTH - NAMES - 100
        for place, row in enumerate(some):
            y = ROW * place + 2
            drawing.text(0, y + 15, isolated(row.name, _NAME_CHARACTERS))
            size = room * row.value / most
            drawing.rect(NAMES, y + 3, max(size, 1 if row.value else 0), ROW - 7, "bar")
            drawing.text(NAMES + size + 6, y + 15, row.said, "start", "soft")
        found.append(drawing)
    return found
