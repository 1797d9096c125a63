"""CSS selectors: checked, compiled once per process, and what they match."""

import functools
import re
from typing import cast

from cssselect import HTMLTranslator, SelectorError
from lxml import html
from lxml.cssselect import CSSSelector

Selectors = str | tuple[str, ...]
"""One CSS selector, or several for several eras of a layout; the first that matches serves."""


_CLASS = re.compile(r"\.([\w-]+)")
_PLAIN = re.compile(r"[\w\s.#>-]+")
"""Names, classes, ids, and what stands within what: nothing is negated, nothing a choice."""


def as_tuple(selectors: Selectors) -> tuple[str, ...]:
    """One selector or several, as a tuple."""
    return (selectors,) if isinstance(selectors, str) else selectors


def check_selectors(selectors: Selectors) -> None:
    """Raise ``SyntaxError`` for a selector that is none."""
    for selector in as_tuple(selectors):
        try:
            HTMLTranslator().css_to_xpath(selector)
        except SelectorError as error:
            raise SyntaxError(f"{selector!r} is no CSS selector: {error}") from error


def select(root: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """The elements that a CSS selector matches; each is compiled once per process."""
    return cast(list[html.HtmlElement], _compiled(selector)(root))


@functools.lru_cache(maxsize=2_000)
def classes_named(selector: str) -> tuple[str, ...]:
    """The classes without any of which a selector matches nothing; none where that is not plain."""
    return tuple(_CLASS.findall(selector)) if _PLAIN.fullmatch(selector) else ()


@functools.lru_cache(maxsize=2_000)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")
