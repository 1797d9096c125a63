"""Entries of a live post: boxes in a row behind the text, alike, each with an hour and a sentence.

Two or three of them are shorter than what trafilatura takes for text, and the post's lead is the
only paragraph around.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from lxml import html

from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import holds_main
from crawler.reading.body.multiple_containers import kind_of_box

MIN_ENTRIES = 3
_HOUR = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])\s?(?:[:hH]|س)\s?[0-5]\d(?!\d)")
MAX_HOUR_CHARACTERS = 400
"""Characters at the beginning of an entry in which its hour stands."""


def live_entries(
    lead: html.HtmlElement, numbered: Iterable[tuple[int, html.HtmlElement]]
) -> list[int]:
    """The numbers of the lines that are entries of the live post which ``lead`` is a paragraph of.

    ``numbered``: the number and the box of each sentence behind it.
    """
    around = frozenset(lead.iterancestors())
    rows: dict[html.HtmlElement, dict[int, html.HtmlElement]] = defaultdict(dict)
    for number, box in numbered:
        # the entry itself is the outermost box of its like in the row
        entry = box
        for _ in range(3):
            row = entry.getparent()
            if row is None or row in around:
                break
            above = row.getparent()
            if above is not None and above in around and above.tag != "body" and holds_main(above):
                rows[row][number] = entry
                break
            entry = row
    for found in rows.values():
        entries = set(found.values())
        if (
            len(entries) >= MIN_ENTRIES
            and len({kind_of_box(entry) for entry in entries}) == 1
            and all(_HOUR.search(visible_text(entry, MAX_HOUR_CHARACTERS)) for entry in entries)
        ):
            return sorted(found)
    return []
