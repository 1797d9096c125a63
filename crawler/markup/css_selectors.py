"""CSS selectors: checked, compiled once per process, and what they match."""

import functools
import re
from typing import cast

from cssselect import HTMLTranslator, SelectorError
from lxml import etree, html
from lxml.cssselect import CSSSelector

_PLAIN = re.compile(r"(?P<tag>[A-Za-z][A-Za-z0-9]*)(?P<classes>(?:\.[A-Za-z_][A-Za-z0-9_-]*)+)")
"""A selector of a tag and its classes, as most outlets' are."""
Selectors = str | tuple[str, ...]
"""One CSS selector, or several for several eras of a layout; the first that matches serves."""


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
def _compiled(selector: str) -> etree.XPath:
    plain = _PLAIN.fullmatch(selector)
    if plain is None:
        return CSSSelector(selector, translator="html")
    # along the attributes, as few elements have one: half of what cssselect's query takes
    asked = " and ".join(
        f"contains(., '{name}') and contains(concat(' ', normalize-space(.), ' '), ' {name} ')"
        for name in plain["classes"][1:].split(".")
    )
    return etree.XPath(f"descendant-or-self::{plain['tag'].lower()}/@class[{asked}]/..")
