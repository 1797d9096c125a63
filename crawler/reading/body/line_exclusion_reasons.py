"""The rules for the lines of one tree: general ones, the outlet's names, its learned lines."""

from collections.abc import Iterator, Sequence

from crawler.arabic import folded_words
from crawler.markup.page_lines import Line
from crawler.reading.body.boilerplate_rules import boilerplate_reason, is_related_heading
from crawler.reading.body.boxes.page_parts import Widgets
from crawler.reading.extraction_hints import Hints

CALLS = frozenset(f"the site's words, {kind}" for kind in ("newsletter", "share", "paywall"))
"""Reasons of lines that call to sign up or to follow."""


class LineRules:
    """The reasons that leave lines of one tree out."""

    def __init__(self, hints: Hints, widgets: Widgets) -> None:
        """Fold the outlet's names; ``widgets``: of the tree whose lines are asked about."""
        self._learned = hints.learned
        self._names = [" ".join(folded_words(name)) for name in hints.names]
        self._widgets = widgets

    def reason(self, line: Line, *, related: bool, inside: bool) -> str | None:
        """The reason that leaves a line out; ``None`` where it may stay."""
        if line.embed:
            return "an embedded post"
        if why := boilerplate_reason(line, self._names, inside=inside):
            return why
        if self._widgets.holds(line):
            return "inside a widget"
        if line.link_share and _leads_to_sign_up(line):
            return "the site's words, newsletter"
        if line.key in self._learned:
            return "repeats across the outlet's pages"
        return "below a heading of related articles" if related else None


def _leads_to_sign_up(line: Line) -> bool:
    """Whether a line links to the form by which Ghost's readers sign up."""
    links = () if line.block is None else line.block.iterdescendants("a")
    return any((link.get("href") or "").startswith("#/portal") for link in links)


def below_headings(found: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether it is a link below a heading of related articles."""
    below = False
    for line in found:
        linked = line.link_share > 0.8
        yield line, below and linked
        if is_related_heading(line):
            below = True
        elif not linked and line.key:
            below = False
