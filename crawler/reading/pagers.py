"""Rows of page links: whose they are, and how they leave a page with the labels around them."""

from itertools import islice

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.tables import is_calendar
from crawler.markup.visible_text import visible_text
from crawler.reading.parsed_page import ParsedPage

MAX_PAGER_CHARACTERS = 300
"""Characters of a row of page links with its labels."""
MAX_ANCESTORS, MAX_FRAMES = 100, 8
"""Elements around a link that are looked at, for their classes and for their text."""
MIN_TEXT_CHARACTERS = 200
"""Characters from which on what stands around a row of page links is text, not their frame."""
_ELSEWHERE = frozenset((
    "comments", "comment-list", "commentlist", "comments-area", "comment-navigation", "respond",
    "comments-pagination", "comment-pagination", "related", "related-posts", "sidebar", "widget",
    "widget-area",
))  # fmt: skip
"""Classes and ids, whole ones, of what has pages of its own beside an article."""
LABELS = frozenset(folded_words(
    "صفحة الصفحة صفحات الصفحات التالي التالية السابق السابقة الأولى الأخيرة الموالية"
    " الموالي المقبلة من إلى على"
    " page pages next previous prev first last suivant suivante précédent précédente première"
    " dernière of de sur siguiente anterior página páginas"
))  # fmt: skip


class Surroundings:
    """What stands around the page links of one page."""

    def __init__(self, tree: html.HtmlElement) -> None:
        """Know what holds the headline: a page that *has* a sidebar is none."""
        heading = next(tree.iter("h1"), None)
        self.holding = frozenset(() if heading is None else heading.iterancestors())
        self.lists = dict[html.HtmlElement, bool]()
        """Element -> whether it is a list of links; the links of one row share it."""
        self.calendars = dict[html.HtmlElement, bool]()

    def are_elsewhere(self, element: html.HtmlElement) -> bool:
        """Whether a link turns the pages of comments or of a list of other articles."""
        if element.tag == "link":
            return False
        frame = None
        for depth, above in enumerate(islice(element.iterancestors(), MAX_ANCESTORS)):
            if above in self.holding:
                break
            marks = f"{above.get('class', '')} {above.get('id', '')}".lower().split()
            if above.tag == "aside" or not _ELSEWHERE.isdisjoint(marks):
                return True
            if above.tag == "table" and self._is_calendar(above):
                return True
            if frame is None and depth < MAX_FRAMES and _is_longer(above, MIN_TEXT_CHARACTERS):
                frame = above
        return frame is not None and self._is_list(frame)

    def _is_calendar(self, table: html.HtmlElement) -> bool:
        """Whether a table is a calendar, whose numbers are days."""
        if table not in self.calendars:
            # tables within tables: the innermost is asked first, few are more
            self.calendars[table] = len(self.calendars) < MAX_FRAMES and is_calendar(table)
        return self.calendars[table]

    def _is_list(self, frame: html.HtmlElement) -> bool:
        if frame not in self.lists:
            if len(self.lists) == MAX_FRAMES:  # rows of links everywhere
                return True
            self.lists[frame] = 2 * sum(map(_length, frame.iter("a"))) > _length(frame)
        return self.lists[frame]


def _is_longer(element: html.HtmlElement, characters: int) -> bool:
    return len(visible_text(element, characters + 1)) > characters


def _length(element: html.HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def drop_links(page: ParsedPage, elements: list[html.HtmlElement]) -> None:
    """Take page links out of the tree, with the frame and the labels around them."""
    for element in elements:
        if page.tree not in element.iterancestors():  # it left with another one's frame
            continue
        frame = element
        while (above := frame.getparent()) is not None and _is_frame(above):
            frame = above
        if frame is element and not _only_labels(visible_text(element, MAX_PAGER_CHARACTERS)):
            continue  # a title: the rules for lines judge it
        page.trace.note("left out", f"page links: {visible_text(frame, 100)[:100]}")
        frame.drop_tree()


def _is_frame(element: html.HtmlElement) -> bool:
    text = visible_text(element, MAX_PAGER_CHARACTERS + 1)
    return element.tag not in ("body", "html") and _only_labels(text)


def _only_labels(text: str) -> bool:
    """Whether a text is nothing but page numbers and their labels."""
    words = folded_words(text)
    return 0 < len(text) <= MAX_PAGER_CHARACTERS and all(
        word.isdecimal() or word in LABELS for word in words
    )
