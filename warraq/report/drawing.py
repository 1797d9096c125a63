"""``Drawing``: an SVG that is read from the side from which its language is read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup, escape

from warraq.web.page_rendering import shown
from warraq.web.wording.translation import ISOLATE, POP, Language

Anchor = Literal["start", "middle", "end"]
LTR = "\u2066"
"""Unicode's mark before what goes from left to right (LRI), until ``POP``."""


@dataclass(slots=True)
class Drawing:
    """Shapes and texts; places are counted from the side where reading begins, and from above.

    Texts are texts: the browser shapes their letters and orders them.
    """

    width: float
    height: float
    title: str
    description: str
    language: Language
    shapes: list[str] = field(default_factory=list)

    @property
    def mirrored(self) -> bool:
        """Whether it begins at the right."""
        return self.language.direction == "rtl"

    def x(self, x: float) -> float:
        """A place, counted from the left."""
        return self.width - x if self.mirrored else x

    def rect(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """A rectangle that begins at a place."""
        left = self.x(x) - (width if self.mirrored else 0)
        self.shapes.append(
            f'<rect x="{number(left)}" y="{number(y)}" width="{number(width)}"'
            f' height="{number(height)}" class="{kind}"/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """A line between two places."""
        self.shapes.append(
            f'<path d="M{number(self.x(x1))} {number(y1)}L{number(self.x(x2))} {number(y2)}"'
            f' class="{kind}"/>'
        )

    def dot(self, x: float, y: float, radius: float, kind: str) -> None:
        """A circle around a place."""
        self.shapes.append(
            f'<circle cx="{number(self.x(x))}" cy="{number(y)}" r="{number(radius)}"'
            f' class="{kind}"/>'
        )

    @contextmanager
    def cells(self, x: float, y: float, size: float) -> Iterator[None]:
        """Within it paths are counted in cells from a place, from where reading begins."""
        across = -size if self.mirrored else size
        self.shapes.append(
            f'<g transform="matrix({number(across)} 0 0 {number(size)}'
            f' {number(self.x(x))} {number(y)})">'
        )
        yield
        self.shapes.append("</g>")

    def path(self, parts: str, kind: str) -> None:
        """A path as it is written: its places are counted from the left."""
        self.shapes.append(f'<path d="{parts}" class="{kind}"/>')

    def text(
        self, x: float, y: float, words: object, anchor: Anchor = "start", kind: str = ""
    ) -> None:
        """Words at a place: from it on, around it, or up to it, in the language's direction."""
        attributes = f' text-anchor="{anchor}"' if anchor != "start" else ""
        attributes += f' class="{kind}"' if kind else ""
        said = escape(shown(words))
        self.shapes.append(
            f'<text x="{number(self.x(x))}" y="{number(y)}"{attributes}>{said}</text>'
        )

    def markup(self, id: str) -> Markup:
        """The SVG; ``id`` is the page's own name for it."""
        title, description = escape(shown(self.title)), escape(shown(self.description))
        return Markup(  # every part of it is escaped or a number of ours
            f'<svg viewBox="0 0 {number(self.width)} {number(self.height)}"'
            f' width="{number(self.width)}" height="{number(self.height)}"'
            f' direction="{self.language.direction}" role="img"'
            f' aria-labelledby="{id}-t" aria-describedby="{id}-d">'
            f'<title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>'
            f"{''.join(self.shapes)}</svg>"
        )


def number(value: float) -> str:
    """A number as an SVG has it: as short as a tenth of a pixel allows, the same everywhere."""
    said = f"{value:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said


def isolated(name: object, most: int = 0) -> str:
    """A name that keeps a direction of its own, cut where it has more characters than ``most``."""
    told = shown(name)
    cut = f"{told[: most - 1]}…" if most and len(told) > most else told
    return f"{ISOLATE}{cut}{POP}"


def left_to_right(words: object) -> str:
    """Digits and signs that go from left to right, whatever stands around them."""
    return f"{LTR}{words}{POP}"


def sections(rows: Sequence[object], most: int) -> list[slice]:
    """Rows in parts of about one length that a page of paper has room for."""
    parts = max(1, -(-len(rows) // most))
    size = -(-len(rows) // parts) or 1
    return [slice(at, at + size) for at in range(0, len(rows), size)]
