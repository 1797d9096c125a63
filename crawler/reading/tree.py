"""From text to tree to lines: one parse, and the lines as a reader sees them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree, html

from crawler.arabic import words
from crawler.errors import OutOfBounds, Unreadable
from crawler.reading.tables import is_of_figures, row_of

MAX_ELEMENTS = 100_000
"""A news page has 1,000 to 10,000 elements; beyond this it is an attack or an accident."""
MAX_DEPTH = 2_000
"""libxml2 frees and queries trees recursively; real pages stay below 256."""
MAX_FLAT = 50_000
"""A deeper page with fewer tags than this is read flat (``crawler.reading.rescue``)."""

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "button",
        "input",
        "select",
        "textarea",
        "head",
        "title",
        "meta",
        "link",
        "nav",
        "map",
        "dialog",
    ]
)
_DEEP = etree.XPath("boolean(" + "/*" * 250 + ")")
"""Whether a page is deep enough to be measured exactly; asked of every page, so asked in C."""
CAPTIONS = frozenset(("figcaption", "figure"))
_CAPTION_CLASS = re.compile(r"caption|wp-block-image", re.IGNORECASE)
_INVISIBLE = dict.fromkeys([0xAD, 0xFEFF, 0x200B, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2000-\u200a\u202f\u3000]+")


@dataclass(frozen=True)
class Line:
    """One line of a page: its text, the block element it stands in, how much of it is links."""

    text: str
    tag: str
    link_share: float
    caption: bool = False
    where: str = ""
    """class and id of the nearest blocks, for the rules about widgets"""

    @cached_property
    def key(self) -> str:
        """The folded words, for comparing lines."""
        return " ".join(words(self.text))


def parse(text: str) -> html.HtmlElement:
    """The page as a tree; deep pages are not cut. Raises ``Unreadable`` beyond the limits."""
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    source = text.replace("\0", "").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(source, parser=parser)
    except etree.ParserError as error:
        raise Unreadable(f"no HTML in the page: {error}") from error
    if source.count(b"<") < MAX_ELEMENTS and not _DEEP(root):
        return root
    count = depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        count += event == "start"
        if count > MAX_ELEMENTS or deepest > MAX_DEPTH:
            raise OutOfBounds(f"page out of bounds: {count} elements, {deepest} deep")
    return root


def clean(text: str) -> str:
    """One line of text: runs of white space become one space, invisible marks go.

    ZWNJ, ZWJ, LRM and RLM stay (they belong to spelling); harakat and tatweel stay.
    """
    return _SPACE.sub(" ", text.translate(_INVISIBLE)).strip(" \u200e\u200f")


class _Lines:
    """The open line while a tree is walked."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0
        self.links = 0
        self.captions = 0
        self.blocks: list[tuple[str, str]] = []
        self.rows = 0
        """How many tables of figures are open: they hold no other table, so one at most"""
        self.cells: list[str] | None = None
        """The cells of the open row; ``None`` outside of one"""

    def add(self, text: str | None) -> None:
        """Take text into the open line."""
        if text:
            self.parts.append(text)
            if self.links:
                self.linked += len(text.strip())

    def close(self) -> Iterator[Line]:
        """End the open line, if it says anything; inside a row it goes on."""
        if self.cells is not None:
            self.parts.append(" ")
            return
        yield from self._end(clean("".join(self.parts)))

    def close_cell(self) -> None:
        """End a cell of the open row."""
        if self.cells is not None:
            self.cells.append(clean("".join(self.parts)))
            self.parts = []

    def close_row(self) -> Iterator[Line]:
        """End the open row."""
        cells, self.cells = self.cells or [], None
        yield from self._end(row_of([*cells, clean("".join(self.parts))]))

    def _end(self, text: str) -> Iterator[Line]:
        linked, self.parts, self.linked = self.linked, [], 0
        if text:
            tag = self.blocks[-1][0] if self.blocks else "body"
            where = " ".join(name for _, name in self.blocks[-4:] if name)
            yield Line(text, tag, min(1.0, linked / len(text)), self.captions > 0, where)


def lines(root: html.HtmlElement) -> list[Line]:
    """The visible lines under an element, in order; ``<br>`` and blocks end a line."""
    return list(_walk(root))


def _walk(root: html.HtmlElement) -> Iterator[Line]:
    state = _Lines()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if element is not root and (not tag or tag in UNSEEN or _hidden(element)):
                walker.skip_subtree()
                continue
            if tag in BLOCKS:
                yield from state.close()
                state.rows += tag == "table" and is_of_figures(element)
                if tag == "tr" and state.rows:
                    state.cells = []
                state.blocks.append((tag, f"{element.get('class', '')} {element.get('id', '')}"))
                state.captions += _is_caption(tag, element)
            elif tag == "br":
                yield from state.close()
            state.links += tag == "a"
            state.add(element.text)
            continue
        skipped = element is not root and (not tag or tag in UNSEEN or _hidden(element))
        if not skipped:
            state.links -= tag == "a"
            if tag in BLOCKS:
                if tag in ("td", "th"):
                    state.close_cell()
                yield from state.close_row() if tag == "tr" and state.rows else state.close()
                state.rows -= tag == "table" and state.rows > 0
                state.blocks.pop()
                state.captions -= _is_caption(tag, element)
        if element is not root:
            state.add(element.tail)
    yield from state.close()


def _is_caption(tag: str, element: html.HtmlElement) -> bool:
    return tag in CAPTIONS or bool(_CAPTION_CLASS.search(element.get("class", "")))


def _hidden(element: html.HtmlElement) -> bool:
    """Whether the page itself says that this is not shown."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()
