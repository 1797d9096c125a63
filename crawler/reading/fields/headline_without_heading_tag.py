"""The headline of a page without a heading: by its class, or by the size of its type."""

import re

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import has_word
from crawler.reading.parsed_page import ParsedPage

_CALLED = frozenset(("title", "titre", "headline", "titr", "onwan"))
MAX_CALLED_CHARACTERS = 200
MIN_HEADLINE_WORDS = 4
"""Words of such a text: what is shorter names the site or a section."""
_FONT_SIZES = (0, 0, 0, 0, 18, 24, 32, 48)
"""Pixels of ``<font size=4>`` to 7, as browsers draw them; up to 3 it is the text's own."""
_STYLED_SIZE = re.compile(
    r"font-size\s*:\s*(\d{1,3}(?:\.\d{1,3})?)\s*(px|pt|em|rem)", re.IGNORECASE
)


def unnamed_headline(page: ParsedPage) -> str:
    """The one text that a class or an id calls a title, or that is set in the largest type.

    An empty string where none is, or where several are.
    """
    called = {
        visible_text(one, MAX_CALLED_CHARACTERS + 1)
        for one in page.tree.iter("td", "div", "p", "span")
        if has_word(one, _CALLED) and next(one.iter("a"), None) is None
        and next(one.iterancestors("a"), None) is None
    }  # fmt: skip
    long = [one for one in called if len(folded_words(one)) >= MIN_HEADLINE_WORDS]
    if not long:
        return _in_largest_type(page)
    return long[0] if len(long) == 1 and len(long[0]) <= MAX_CALLED_CHARACTERS else ""


def _in_largest_type(page: ParsedPage) -> str:
    """The one unlinked text that old templates set in larger type than all others; else empty."""
    sizes: dict[int, set[str]] = {}
    for element in page.tree.iter("font", "span", "p", "td", "div", "b"):
        size = _type_size(element)
        text = visible_text(element, MAX_CALLED_CHARACTERS + 1) if size else ""
        if len(text) > MAX_CALLED_CHARACTERS or len(folded_words(text)) < MIN_HEADLINE_WORDS:
            continue
        inside_link = next(element.iterancestors("a"), None) is not None
        if not inside_link and next(element.iter("a"), None) is None:
            sizes.setdefault(size, set()).add(text)
    largest = sizes[max(sizes)] if sizes else set()
    return largest.pop() if len(largest) == 1 else ""


def _type_size(element: html.HtmlElement) -> int:
    """The size of type that an element asks for, in pixels; 0 for that of the text, or smaller."""
    size = (element.get("size") or "").strip() if element.tag == "font" else ""
    if size.lstrip("+").isdecimal():
        step = int(size.lstrip("+")[:2]) + (3 if size.startswith("+") else 0)
        return _FONT_SIZES[min(step, len(_FONT_SIZES) - 1)]
    found = _STYLED_SIZE.search(element.get("style") or "")
    if found is None:
        return 0
    pixels = round(float(found[1]) * {"pt": 4 / 3, "em": 16, "rem": 16}.get(found[2].lower(), 1))
    return pixels if pixels >= _FONT_SIZES[4] else 0
