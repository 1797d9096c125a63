"""Who copies whom: outlets on a circle with arrows between them, and the same as a matrix."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.query.report.copying import Copying
from warraq.report.drawing import Drawing, isolated, number
from warraq.web.wording.translation import Language

MOST_OUTLETS = 20
"""Outlets on the circle and in the matrix: those with most copies, of them or by them."""
MOST_ARROWS = 60
"""More would be a ball of wool; the table has all pairs."""
THICK = 12
"""Copies that make the thickest arrow, where no pair has more."""
_SIZE = 620.0
_HEIGHT = 460.0
_RADIUS = 190.0
_NAME_CHARACTERS = 18
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The outlets of the drawing, and the copies of each pair of them: source, copier."""

    outlets: Sequence[str]
    copies: Mapping[tuple[str, str], int]

    def level(self, source: str, copier: str) -> int:
        """The shade of a cell, 0 to 4."""
        count = self.copies.get((source, copier), 0)
        most = max(self.copies.values(), default=1)
        return 0 if not count else 1 + min(3, 4 * count // (most + 1))


def matrix(pairs: Sequence[Copying], names: Mapping[str, str]) -> Matrix:
    """The outlets with most copies, by their names, and what passed between them."""
    busy = Counter[str]()
    for pair in pairs:
        if pair.source != pair.copier:
            busy[pair.source] += pair.articles
            busy[pair.copier] += pair.articles
    most = sorted(busy, key=lambda one: (-busy[one], one))[:MOST_OUTLETS]
    outlets = sorted(most, key=lambda one: (names.get(one, one), one))
    there = {*outlets}
    return Matrix(
        outlets,
        {(one.source, one.copier): one.articles for one in pairs
         if one.source in there and one.copier in there},
    )  # fmt: skip


def arrows_of(found: Matrix) -> Sequence[tuple[str, str, int]]:
    """The pairs that have an arrow, the most copies first; nobody has one to himself."""
    others = [(*pair, count) for pair, count in found.copies.items() if pair[0] != pair[1]]
    return sorted(others, key=lambda one: (-one[2], one[:2]))[:MOST_ARROWS]


def network(
    found: Matrix, names: Mapping[str, str], title: str, description: str, language: Language
) -> Drawing:
    """Outlets on a circle in the order of their names; arrows go from who had a text first."""
    drawing = Drawing(_SIZE, _HEIGHT, title, description, language)
    places = _places(found.outlets)
    arrows = arrows_of(found)
    most = max((count for *_, count in arrows), default=1)
    for source, copier, count in reversed(arrows):  # the strongest above the others
        _arrow(drawing, places[source], places[copier], count / max(most, THICK))
    for outlet in found.outlets:
        x, y = places[outlet]
        drawing.dot(drawing.x(x), y, 6, "node")
        _name(drawing, names.get(outlet, outlet), x, y)
    return drawing


def _places(outlets: Sequence[str]) -> Mapping[str, Place]:
    """Places counted from the left, the first one above, the next one to the right of it."""
    turn = 2 * math.pi / max(1, len(outlets))
    return {
        outlet: (
            _SIZE / 2 + _RADIUS * math.sin(turn * at),
            _HEIGHT / 2 - _RADIUS * math.cos(turn * at),
        )
        for at, outlet in enumerate(outlets)
    }


def _arrow(drawing: Drawing, start: Place, end: Place, strength: float) -> None:
    """A bow from one outlet to another; the way back has a bow of its own."""
    (x1, y1), (x2, y2) = start, end
    across, down = x2 - x1, y2 - y1
    length = math.hypot(across, down)
    # beside the straight line, to its right, and towards the middle of the circle
    bend_x = (x1 + x2) / 2 - down * 0.14 + (_SIZE / 2 - (x1 + x2) / 2) * 0.25
    bend_y = (y1 + y2) / 2 + across * 0.14 + (_HEIGHT / 2 - (y1 + y2) / 2) * 0.25
    first = _towards((x1, y1), (bend_x, bend_y), 8)
    width = 0.8 + 4.2 * strength
    head = 5 + 2 * width
    tip = _towards((x2, y2), (bend_x, bend_y), 8)
    base = _towards(tip, (bend_x, bend_y), min(head, length / 2))
    kind = f"arrow a{1 + min(3, int(4 * strength * 0.999))}"
    drawing.path(f"M{_at(first)}Q{number(bend_x)} {number(bend_y)} {_at(base)}", kind)
    side = head * 0.45
    angle = math.atan2(tip[1] - base[1], tip[0] - base[0]) + math.pi / 2
    one = base[0] + side * math.cos(angle), base[1] + side * math.sin(angle)
    other = base[0] - side * math.cos(angle), base[1] - side * math.sin(angle)
    drawing.path(f"M{_at(tip)}L{_at(one)}L{_at(other)}z", f"{kind} head")


def _towards(start: Place, end: Place, way: float) -> Place:
    """The place that lies so many pixels on the way from one to another."""
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    part = way / length
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _at(place: Place) -> str:
    return f"{number(place[0])} {number(place[1])}"


def _name(drawing: Drawing, name: str, x: float, y: float) -> None:
    """The name outside of the circle, away from it."""
    right = x > _SIZE / 2 + 1
    middle = abs(x - _SIZE / 2) <= 1
    away_x, away_y = x - _SIZE / 2, y - _HEIGHT / 2
    put_x = x + away_x / _RADIUS * 12
    put_y = y + away_y / _RADIUS * (16 if middle else 12) + 5
    # what begins at its place lies to the right of it; in Arabic, what ends there does
    anchor = "middle" if middle else "start" if right != drawing.mirrored else "end"
    drawing.text(drawing.x(put_x), put_y, isolated(name, _NAME_CHARACTERS), anchor)  # type: ignore[arg-type]
