"""``Hints``: CSS selectors of an outlet's layout, its names and its learned boilerplate lines."""

from dataclasses import dataclass

from crawler.markup.css_selectors import Selectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """CSS selectors for an outlet's pages, all optional; its names, for headlines and datelines."""

    body: Selectors = ()
    headline: Selectors = ()
    byline: Selectors = ()
    published: Selectors = ()
    section: Selectors = ()
    tags: Selectors = ()
    drop: Selectors = ()
    names: tuple[str, ...] = ()
    learned: frozenset[str] = frozenset()
    """Folded lines that the archive saw repeat across the outlet's pages."""
