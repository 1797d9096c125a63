"""Rows of entries: adverts, vacancies, videos, quotes, each with an address of its own.

An article may hold such rows, and has lists of others beside it. So a page is taken for a list
only where nothing on it says who wrote it and when, where the rows follow upon at most a few
sentences, and where something else says it, too: the site's software, the page's own address
beside those of the entries, rows of figures.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.element_predicates import is_hidden
from crawler.markup.page_lines import Line, lines
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import has_word
from crawler.reading.body.body_result import Body
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.refusals.boards import (
    MAX_BESIDE_TABLE,
    MIN_ROWS,
    after,
    hours_of_programme,
    table_with_choice,
    words_in,
)
from crawler.reading.refusals.entry_addresses import (
    MIN_SHARE,
    is_address_of_list,
    stand_in_its_folder,
)
from crawler.reading.refusals.page_kind import is_platforms_list
from crawler.reading.refusals.wording.notice_wording import speaks_to_readers

MIN_ROW_WORDS = 3
"""Words of a row beside its link: a list of other articles' headlines has none."""
MAX_INTRODUCTION = 60
"""Words above such rows; a longer text is an article."""
MIN_FIGURES = 2
"""Cells with a figure in a row of quotes, of results, of a forecast."""
MAX_LABEL_WORDS = 4
"""Words of a line that announces other articles; an introduction has more."""
_BESIDE = frozenset(("nav", "aside", "header", "footer", "dialog"))
_LABELS = ("h2", "h3", "h4", "h5", "h6", "strong", "b", "th")
_OTHERS = frozenset(
    ("comment", "comments", "commentlist", "reply", "replies", "avis", "related", "similar",
     "recommended", "sidebar", "popular", "latest", "recent")
)  # fmt: skip
"""Boxes of readers' words and of other articles."""
_DIGIT = re.compile(r"\d")


def entries_instead(page: ParsedPage, heading: html.HtmlElement | None, body: Body) -> str:
    """The reason why an undated, unsigned page is a list of entries; empty: it may be an article.

    That it is undated and unsigned was found out before.
    """
    if heading is None:
        heading = next(page.tree.iter("h1"), None)
    if heading is None:
        return ""
    found, offers = lines(page.tree), speaks_to_readers(body)
    if hours := hours_of_programme(page, heading, body):
        return f"{hours} rows behind hours that follow one another"
    if controlled := table_with_choice(page, heading, body):
        return controlled
    for rows in _rows_of_links(page, heading):
        inside = words_in(rows, body)
        beside = body.words - inside
        told = [row for row in rows if _has_words_of_its_own(row)]
        if len(told) < MIN_SHARE * len(rows) or not _follow_the_text(rows, found, heading, body):
            continue
        size = sum(len(folded_words(visible_text(row))) for row in rows)
        if beside >= min(MAX_INTRODUCTION, size):
            continue
        # a list of ten is told in sentences, which the reader keeps
        if 2 * inside > size and rows[0].tag != "tr":
            continue
        said = f"{len(rows)} entries below {beside} words"
        if is_platforms_list(page):
            return f"{said}, and its software calls it a list"
        headed = all(next(row.iter("h2"), None) is not None for row in rows)
        # a brief has an address like that, too, and its like below it
        if offers and is_address_of_list(page, rows, headed=headed):
            return f"{said}, and its address is that of a list of them"
        board = offers and beside < MAX_BESIDE_TABLE and inside > beside and _have_figures(rows)
        if board and stand_in_its_folder(page, rows):
            return f"{said}, rows of figures with a page each beside this one"
    return ""


def _rows_of_links(page: ParsedPage, heading: html.HtmlElement) -> list[list[html.HtmlElement]]:
    """Groups of boxes below the headline that hold the link to one page of the site each."""
    site = urlsplit(page.url).hostname
    around = {*heading.iterancestors()}
    links = dict[str, list[html.HtmlElement]]()
    for link in after(page.tree, heading, "a"):
        address = page.absolute(link.get("href", "#").split("#")[0] or page.url)
        if address is None or address == page.url or urlsplit(address).hostname != site:
            continue
        boxes = [one for one in (link, *link.iterancestors()) if one not in around]
        others = any(one.tag in _BESIDE or has_word(one, _OTHERS) for one in boxes)
        if not others and not is_hidden(link):
            links.setdefault(address, []).append(link)
    held = defaultdict[html.HtmlElement, set[str]](set)
    for address, places in links.items():
        for link in places:
            for one in (link, *link.iterancestors()):
                held[one].add(address)
    groups = defaultdict[tuple[html.HtmlElement, str], list[html.HtmlElement]](list)
    for places in links.values():
        row = places[0]
        for box in places[0].iterancestors():
            if len(held[box]) > 1 or box in around:
                break
            row = box
        parent = row.getparent()
        if parent is not None:
            groups[parent, str(row.tag)].append(row)
    return [rows for rows in groups.values() if len(rows) >= MIN_ROWS]


def _has_words_of_its_own(row: html.HtmlElement) -> bool:
    """Whether a row says more than the headline or the name that it links."""
    link = row if row.tag == "a" else next(row.iter("a"), row)
    label = next((one for one in row.iter(*_LABELS) if visible_text(one)), None)
    label = link if label is None else label
    words = len(visible_text(row).split()) - len(visible_text(label).split())
    # a picture of an article's own opens its page, or itself
    return words >= MIN_ROW_WORDS and visible_text(link) != ""


def _follow_the_text(
    rows: Sequence[html.HtmlElement], found: Sequence[Line], heading: html.HtmlElement, body: Body
) -> bool:
    """Whether nothing stands between the kept text and the rows: a label announces others' links.

    A table's own head is none.
    """
    inside = {rows[0], *rows[0].iterdescendants()}
    at = next((n for n, line in enumerate(found) if line.block in inside), 0)
    kept, title = set(body.paragraphs), " ".join(folded_words(visible_text(heading)))
    table = next(rows[0].iterancestors("table"), None)
    for line in reversed(found[:at]):
        if table is not None and line.block is not None and table in _path(line.block):
            continue
        if line.key == title:
            return True
        label = line.text.endswith((":", "：")) or len(line.key.split()) <= MAX_LABEL_WORDS
        return line.text in kept and line.tag not in _LABELS and not label
    return False


def _path(element: html.HtmlElement) -> list[html.HtmlElement]:
    return [element, *element.iterancestors()]


def _have_figures(rows: Sequence[html.HtmlElement]) -> bool:
    """Whether the rows are a table's, with figures in several cells each."""
    figures = [
        sum(bool(_DIGIT.search(visible_text(one))) for one in row.iter("td")) for row in rows
    ]
    return sum(count >= MIN_FIGURES for count in figures) >= MIN_SHARE * len(rows)
