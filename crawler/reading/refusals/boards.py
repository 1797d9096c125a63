"""Boards: programmes by the hour, and tables of figures below a choice of what they show."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.page_lines import lines
from crawler.markup.visible_text import visible_text
from crawler.reading.body.body_result import Body
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.refusals.entry_addresses import MIN_SHARE
from crawler.reading.refusals.wording.notice_wording import speaks_to_readers

MIN_ROWS = 4
"""Rows of a list; fewer may be boxes of links in an article."""
MAX_BESIDE_TABLE = 40
"""Words beside the rows of a board: an article tells what they mean."""
MIN_HOURS = 6
"""Rows of a programme, each behind its hour."""
MAX_PROGRAMME_WORDS = 25
"""Words kept of a programme: what the reader takes for a brief is one row's description."""
MIN_OPTIONS = 3
_HOUR = re.compile(r"(?:[01]?\d|2[0-3])\s?[:hH.]\s?([0-5]\d)")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")


def table_with_choice(page: ParsedPage, heading: html.HtmlElement, body: Body) -> str:
    """The reason of a board: its text is a table of figures, hardly more, below a choice of them.

    Of towns, of districts: no article is written anew for each choice.
    """
    rows = [text for text in body.paragraphs if " | " in text]
    words = sum(len(folded_words(text)) for text in rows)
    if len(rows) <= MIN_ROWS or body.words - words >= MAX_BESIDE_TABLE:
        return ""
    if sum(bool(_DIGIT.search(text)) for text in rows) < MIN_SHARE * len(rows):
        return ""
    choices, tables = after(page.tree, heading, "select"), after(page.tree, heading, "table")
    found, offers = lines(page.tree), speaks_to_readers(body)
    first = next((one.block for one in found if one.text == body.paragraphs[0]), None)
    for table in tables:
        if rows[-1].split(" | ")[0] not in visible_text(table):
            continue
        order = {one: n for n, one in enumerate(page.tree.iter())}
        start = len(order) if first is None else order[first]
        for choice in choices:
            # what an article offers below its text is a widget
            told = order[choice] < start or offers
            if told and order[choice] < order[table] and _chooses(choice, heading, rows):
                return f"a table of {len(rows)} rows below a choice, and no text"
    return ""


def _chooses(choice: html.HtmlElement, heading: html.HtmlElement, rows: Sequence[str]) -> bool:
    """Whether one chooses what the headline or the rows name; else it is a widget's choice."""
    options = [visible_text(one, 80) for one in choice.iter("option")]
    options = [one for one in options if len(one) >= MIN_OPTIONS]
    if len(options) < MIN_OPTIONS:
        return False
    title, table = visible_text(heading), "\n".join(rows)
    return any(one in title for one in options) or sum(one in table for one in options) > 1


def hours_of_programme(page: ParsedPage, heading: html.HtmlElement, body: Body) -> int:
    """The number of rows of a programme of which the kept text is a description; 0: it is none."""
    if body.words >= MAX_PROGRAMME_WORDS:
        return 0
    groups = defaultdict[tuple[html.HtmlElement, str], list[html.HtmlElement]](list)
    for row in after(page.tree, heading, "li") + after(page.tree, heading, "tr"):
        groups[row.getparent(), str(row.tag)].append(row)
    for row in after(page.tree, heading, "div"):
        if 1 < len(row) <= MIN_ROWS:
            groups[row.getparent(), f"div.{row.get('class')}"].append(row)
    for rows in groups.values():
        if len(rows) < MIN_HOURS:
            continue
        opened = [_HOUR.match(visible_text(row, 40)) for row in rows]
        hours = [int(_NUMBER.match(one[0])[0]) for one in opened if one]  # type: ignore[index]
        # a night ends the next day
        falls = sum(later < sooner for sooner, later in pairwise(hours))
        if len(hours) < MIN_HOURS or len(hours) < MIN_SHARE * len(rows) or falls > 1:
            continue
        size = sum(len(folded_words(visible_text(row))) for row in rows)
        # of an article's own rows the reader keeps all
        if words_in(rows, body) == body.words and size >= 2 * body.words:
            return len(hours)
    return 0


def after(tree: html.HtmlElement, heading: html.HtmlElement, tag: str) -> list[html.HtmlElement]:
    """The elements of a tag that follow the headline, in order."""
    found, seen = list[html.HtmlElement](), False
    for element in tree.iter(str(heading.tag), tag):
        if element is heading:
            seen = True
        elif seen and element.tag == tag:
            found.append(element)
    return found


def words_in(rows: Sequence[html.HtmlElement], body: Body) -> int:
    """The words of the kept text that stand in the rows."""
    said = {line.text: len(line.key.split()) for row in rows for line in lines(row)}
    texts = " ".join(folded_words(" ".join(visible_text(row) for row in rows)))
    count = 0
    for text in body.paragraphs:
        key = " ".join(folded_words(text))
        if text in said or (key and key in texts):
            count += len(key.split())
    return count
