"""A list right behind the box of the text: editors put a programme or results below its field."""

from collections.abc import Callable, Sequence

from lxml import html

from crawler.markup.page_lines import Line
from crawler.markup.widget_class_names import has_word, names_widget

MAX_LEVELS = 3
"""Levels between the last line and what stands in a row with the list."""
MIN_ITEMS, MIN_ITEM_WORDS = 2, 3
NO_LISTS = frozenset((
    "tags", "tag", "meta", "info", "infos", "details", "stats", "menu", "nav", "tools", "actions",
    "categories", "options", "steps", "ticker", "tabs",
))  # fmt: skip
"""What themes call lists that are no text."""


def list_behind(found: Sequence[Line], last: int, is_free: Callable[[int], bool]) -> range:
    """The numbers of the list's lines behind the last one of the text; an empty range without one.

    A list with links, of labels, or called anything that a page has beside its article is none.
    ``is_free``: whether a line stands in no box, widget or card.
    """
    element = found[last].block
    for _ in range(MAX_LEVELS):
        if element is None or element.tag == "body":
            break
        behind = element.getnext()
        if behind is not None:
            return _items_of(behind, found, last + 1, is_free)
        element = element.getparent()
    return range(0)


def _items_of(
    element: html.HtmlElement, found: Sequence[Line], first: int, is_free: Callable[[int], bool]
) -> range:
    numbers = range(first, first + len(element))
    if element.tag not in ("ul", "ol") or len(numbers) < MIN_ITEMS or numbers.stop > len(found):
        return range(0)
    pairs = zip(found[numbers.start : numbers.stop], element, strict=True)
    said = all(
        line.block is item and not line.link_share and line.key.count(" ") >= MIN_ITEM_WORDS - 1
        for line, item in pairs
    )
    if not said or names_widget(element) or has_word(element, NO_LISTS):
        return range(0)
    return numbers if all(map(is_free, numbers)) else range(0)
