"""Lists of other articles below a heading that announces them, however short their headlines are.

Two words of a link may be a headline, or a place that a guide describes: only the heading tells.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from lxml import html

from crawler.markup.page_lines import Line

_OF_BOOKS = re.compile(r"\W*[àa] (?:lire|voir)\W*$", re.IGNORECASE)
"""What heads articles, and books to read."""
MAX_HEADING_CHARACTERS = 60
MIN_ENTRIES = 2
MAX_LEVELS = 4
"""Levels of elements between an entry and its linked headline."""
MAX_LINES_OF_LIST = 60


def entries_below_headings(
    found: Sequence[Line], announces: Callable[[Line], bool]
) -> dict[html.HtmlElement, list[Line]]:
    """The entries of such lists, alike and in a row, with their lines; each begins with a link.

    ``announces``: whether a line is such a heading.
    """
    entries: dict[html.HtmlElement, list[Line]] = {}
    for number, line in enumerate(found[:-1]):
        first = found[number + 1]
        # asked of every line, so what costs least is asked first
        if first.link_share <= 0.8 or line.link_share or len(line.text) >= MAX_HEADING_CHARACTERS:
            continue
        if first.block is None or _OF_BOOKS.match(line.text):
            continue
        if announces(line) and (row := _row_of(first.block)):
            held = _lines_in(row, islice(found, number + 1, number + 1 + MAX_LINES_OF_LIST))
            said = {entry: inside for entry, inside in held.items() if inside}
            linked = all(inside[0].link_share > 0.8 for inside in said.values())
            if (
                linked
                and _lead_to_one_host(inside[0] for inside in said.values())
                and len(said) >= MIN_ENTRIES
            ):
                entries |= said
    return entries


def _lead_to_one_host(headlines: Iterable[Line]) -> bool:
    """Whether linked lines name no two hosts: the hotels and shops of a guide have one each."""
    blocks = (line.block for line in headlines if line.block is not None)
    links = (next(block.iter("a"), None) for block in blocks)
    found = {urlsplit(one.get("href") or "").netloc for one in links if one is not None}
    return len(found - {""}) <= 1


def _row_of(block: html.HtmlElement) -> list[html.HtmlElement]:
    """The elements of one class in a row, of which the first holds a block; empty without a row."""
    for element in (block, *islice(block.iterancestors(), MAX_LEVELS)):
        parent = element.getparent()
        if parent is None or element.tag in ("body", "main", "article"):
            break
        name = element.get("class")
        if not name and element.tag != "li":
            continue
        alike = [one for one in parent if one.tag == element.tag and one.get("class") == name]
        if len(alike) >= MIN_ENTRIES and alike[0] is element:
            return alike
    return []


def _lines_in(
    row: Sequence[html.HtmlElement], found: Iterator[Line]
) -> dict[html.HtmlElement, list[Line]]:
    """The lines that stand in each element of a row."""
    held: dict[html.HtmlElement, list[Line]] = {one: [] for one in row}
    for line in found:
        around = () if line.block is None else (line.block, *line.block.iterancestors())
        entry = next((one for one in islice(around, MAX_LEVELS + 1) if one in held), None)
        if entry is None:
            break
        held[entry].append(line)
    return held
