"""Ranges below one another: how long articles are, how late they were captured, shares held."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from warraq.report.bars import NAMES, ROW, ROWS, WIDTH
from warraq.report.drawing import Drawing, isolated, sections
from warraq.web.wording.translation import Language

_NAME_CHARACTERS = 24
_TOP = 22.0


@dataclass(frozen=True, slots=True)
class Range:
    """A name and its range: low, middle, high; a second one beside it is drawn hollow."""

    name: str
    values: tuple[float, float, float] | None
    beside: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale: the places of its values (0 to 1), and the marks on it with their words."""

    place: Callable[[float], float]
    marks: Sequence[tuple[float, str]]


def ranges(
    rows: Sequence[Range], axis: Axis, title: str, description: str, language: Language
) -> list[Drawing]:
    """A line from low to high with a dot at the middle for each name, on one scale."""
    found = []
    for part in sections(rows, ROWS):
        some = rows[part]
        drawing = Drawing(WIDTH, _TOP + ROW * len(some) + 4, title, description, language)
        for value, words in axis.marks:
            x = _x(axis, value)
            drawing.line(x, _TOP, x, drawing.height, "grid")
            drawing.text(x, 14, words, "middle", "soft")
        for place, row in enumerate(some):
            y = _TOP + ROW * place + ROW / 2
            drawing.text(0, y + 5, isolated(row.name, _NAME_CHARACTERS))
            two = row.values is not None and row.beside is not None
            if row.beside:
                _range(drawing, axis, row.beside, y + (4 if two else 0), "hollow")
            if row.values:
                _range(drawing, axis, row.values, y - (4 if two else 0), "full")
        found.append(drawing)
    return found


def _range(
    drawing: Drawing, axis: Axis, values: tuple[float, float, float], y: float, kind: str
) -> None:
    low, middle, high = (_x(axis, value) for value in values)
    drawing.line(low, y, high, y, f"range {kind}")
    for end in (low, high):
        drawing.line(end, y - 3, end, y + 3, f"range {kind}")
    drawing.dot(middle, y, 3.5, f"dot {kind}")


def _x(axis: Axis, value: float) -> float:
    return NAMES + 20 + (WIDTH - NAMES - 60) * axis.place(value)
