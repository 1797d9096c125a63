"""Where a block stands on its page: in a box beside the article, in a body that its markup names.

Each element is asked once, however many lines stand in it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from lxml import html

from crawler.arabic import word_count
from crawler.markup.bounded_html_parsing import query
from crawler.markup.page_lines import Line, lines
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import has_word
from crawler.reading.body.boxes.page_parts import is_frame
from crawler.reading.body.boxes.sentences import is_running_text
from crawler.reading.body.short_container import stands_elsewhere

_BESIDE = frozenset(("aside", "footer", "nav", "form", "dialog"))
_ROLES = frozenset(("navigation", "complementary", "contentinfo", "search", "dialog",
                    "alertdialog", "banner"))  # fmt: skip
_READERS = frozenset(("comment", "comments", "commentlist", "disqus"))
_INNER = frozenset(("ul", "ol", "li", "blockquote", "table", "tbody", "tr", "dl", "dd", "dt", "pre",
                    "figure", "details"))  # fmt: skip
"""Elements that belong to the text around them: a list is no box of its own."""
_QUOTES = frozenset(("pullquote", "exergue", "blockquote"))
"""Names of a sentence of the article set in large type beside it, as in print; also cut in two."""
_BODY_NAMES = frozenset(
    ("articlebody", "article-body", "entry-content", "post-content", "article-content",
     "story-body", "post-body", "article-text", "td-post-content", "news-content", "article__body",
     "article__content", "entry__content", "single-content", "post__content", "story-content",
     "et_pb_post_content", "elementor-widget-theme-post-content", "wp-block-post-content",
     "tdb_single_content", "brxe-post-content", "fl-module-fl-post-content")
)  # fmt: skip
"""What markup itself calls the body of an article, in small letters."""


_GRID = re.compile(
    r"(?:^|\s)(?:elementor-col-(?P<hundredths>\d{2,3})"
    r"|(?:[a-z]+[-_:])?(?:col(?:-(?:xs|sm|md|lg|xl|xxl|span))?-|td-pb-span)(?P<twelfths>\d{1,2})"
    r"|(?:et_pb_column_|uk-width-(?:\w+-)?|(?:[a-z]+:)?w-)(?P<parts>\d)[_/-](?P<of>\d{1,2})(?:@\w)?)"
    r"(?=\s|$)"
)
"""Columns of Bootstrap, UIkit, Tailwind, tagDiv, Divi, WPBakery and Elementor by their widths."""
MAX_SIDE_WIDTH = 0.45
"""The share of its row that a column beside an article takes at the most."""
MIN_MAIN_WIDTH = 0.5
MIN_OTHERS = 3
"""Linked headlines in a cell that shows other articles."""
_WIDTH = re.compile(r"\s*(?P<number>[0-9]{1,4})(?:px)?\s*(?P<percent>%?)\s*")


_MARKED = query("descendant::*[@id]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands below the page's root."""

    beside: html.HtmlElement | None
    """The outermost box around it that is no article: a sidebar, a footer, a form"""
    body: html.HtmlElement | None
    """The outermost element around it that its markup calls the body of an article"""
    home: html.HtmlElement | None
    """The element that holds it as a paragraph, lists and quotes left aside"""


class Places:
    """The places of a page's blocks."""

    def __init__(self, root: html.HtmlElement, found: Sequence[Line]) -> None:
        """Know the page's lines; nothing is asked yet."""
        self._root, self._found = root, found
        self._known: dict[html.HtmlElement, Place] = {root: Place(None, None, root)}

    def of(self, block: html.HtmlElement | None) -> Place:
        """Where a block stands; asked of each element once."""
        path = list[html.HtmlElement]()
        above = block
        while above is not None and above not in self._known:
            path.append(above)
            above = above.getparent()
        known = self._known[above if above is not None else self._root]
        for element in reversed(path):
            beside = known.beside if known.beside is not None else self._beside(element)
            body = known.body
            if body is None and beside is None and is_called_body(element):
                body = element
            parent = element.getparent()
            # a list, a quote, a table belongs to what holds it
            inner = parent is None or parent.tag in _INNER or _is_pull_quote(parent)
            home = known.home if inner else parent
            known = self._known[element] = Place(beside, body, home)
        return known

    def _beside(self, element: html.HtmlElement) -> html.HtmlElement | None:
        """The element itself where it is a box beside the article by tag, role, type or class."""
        kind = element.get("itemtype", "")
        named = (
            element.tag in _BESIDE
            or element.get("role") in _ROLES
            or kind.endswith(("/Comment", "/UserComments", "/WPSideBar", "/WPFooter"))
            # a class alone makes no box of a paragraph
            or (element.tag != "p" and has_word(element, _READERS))
        )
        named = named or self._is_narrow_column(element)
        # what holds the page's heading holds the article
        if not named or next(element.iter("h1"), None) is not None or _is_pull_quote(element):
            return None
        return None if element.tag == "form" and is_frame(element, self._found) else element

    def _is_narrow_column(self, element: html.HtmlElement) -> bool:
        """Whether an element is the narrower column beside one with the page's heading and text."""
        row, is_cell = element.getparent(), element.tag == "td"
        width = _cell_width(element) if is_cell else grid_width(element)
        if width is None or width > MAX_SIDE_WIDTH or row is None:
            return False
        if is_cell and not self._shows_others(element):
            return False
        width_of = _cell_width if is_cell else grid_width
        main = next(
            (one for one in row
             if one is not element and (width_of(one) or 0) >= MIN_MAIN_WIDTH
             and (is_cell or next(one.iter("h1"), None) is not None)), None,
        )  # fmt: skip
        return main is not None and self._prose_in(main) >= self._prose_in(element)

    def _shows_others(self, cell: html.HtmlElement) -> bool:
        """Whether a cell of an old layout, which has no ``h1``, shows other articles."""
        if next(self._root.iter("h1"), None) is not None:
            return False
        headlines = (one for one in cell.iter("a") if word_count(visible_text(one)) > 3)
        return len([*islice(headlines, MIN_OTHERS)]) == MIN_OTHERS

    def _prose_in(self, element: html.HtmlElement) -> int:
        """The characters of running text in an element."""
        return sum(
            len(line.text) for line in self._found
            if is_running_text(line) and line.block is not None
            and element in line.block.iterancestors()
        )  # fmt: skip


def grid_width(element: html.HtmlElement) -> float | None:
    """The share of its row that a column's class gives it on a wide screen; else ``None``."""
    names = element.get("class")
    return _grid_width(names) if names else None


@lru_cache(maxsize=8_192)
def _grid_width(names: str) -> float | None:
    width = None
    for found in _GRID.finditer(names):
        if found["hundredths"]:
            share = int(found["hundredths"]) / 100
        elif found["twelfths"]:
            share = int(found["twelfths"]) / 12
        else:
            share = int(found["parts"]) / (int(found["of"]) or 1)
        # the last one is the widest screen's; on a phone all take the whole row
        width = share if share < 1 or width is None else width
    return width


def _cell_width(cell: html.HtmlElement) -> float | None:
    """The share of its row that the ``width`` of a cell gives it; ``None`` where it says none."""
    said = _WIDTH.fullmatch(cell.get("width", "")) if cell.tag == "td" else None
    row = cell.getparent()
    if said is None or row is None:
        return None
    if said["percent"]:
        return int(said["number"]) / 100
    others = (_WIDTH.fullmatch(one.get("width", "")) for one in row.iterfind("td"))
    total = sum(int(one["number"]) for one in others if one and not one["percent"])
    return int(said["number"]) / total if total else None


def is_called_body(element: html.HtmlElement) -> bool:
    """Whether markup itself calls an element the body of an article."""
    names = element.get("class")
    if names and _name_body(names):
        return True
    return "articleBody" in element.get("itemprop", "")


@lru_cache(maxsize=8_192)  # an outlet's pages share their classes
def _name_body(names: str) -> bool:
    return not _BODY_NAMES.isdisjoint(names.lower().split())


def _is_pull_quote(element: html.HtmlElement) -> bool:
    """Whether an element shows a sentence of the article in large type, and leads nowhere."""
    named = has_word(element, _QUOTES) or "pull-quote" in element.get("class", "")
    return named and next(element.iter("a"), None) is None


class Footnotes:
    """The notes to some paragraphs: each links back to the mark in the text that leads to it."""

    def __init__(self, blocks: Iterable[html.HtmlElement | None]) -> None:
        """Know the ids that stand in the paragraphs, which few have."""
        self._marks = {
            f"#{one.get('id')}": one
            for block in blocks
            if block is not None
            for one in _MARKED(block)
        }

    def hold(self, line: Line) -> bool:
        """Whether a line is one of the notes."""
        if not self._marks or line.block is None:
            return False
        back = (self._marks.get(link.get("href", "")) for link in line.block.iter("a"))
        return any(one is not None and line.block not in one.iterancestors() for one in back)


def declared_article(
    root: html.HtmlElement, heading: html.HtmlElement | None
) -> html.HtmlElement | None:
    """The smallest element with the heading and the page's only body that is called so below it.

    ``None`` where markup names no body or several, or one without a sentence.
    """
    called = filter(is_called_body, root.iter("div", "section", "article", "td"))
    body = next(called, None)  # in the order of the page: none of the others is around it
    if heading is None or body is None or stands_elsewhere(body, heading):
        return None
    parts = frozenset(body.iter())
    if any(one not in parts for one in called) or not any(map(is_running_text, lines(body))):
        return None
    around = {heading, *heading.iterancestors()}
    return next((one for one in (body, *body.iterancestors()) if one in around), None)
