"""The element tree of a page, and its visible lines in order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree, html

from crawler.arabic import folded_words
from crawler.errors import OutOfBounds, TooDeep, Unreadable
from crawler.markup.source_bounds import MAX_TAGS, refuse_out_of_bounds
from crawler.markup.tables import is_of_figures, row_of

MAX_TREE_ELEMENTS = MAX_TAGS // 2
"""A news page has 1,000 to 10,000 elements; beyond this it is an attack or an accident."""
MAX_TEXT_CHARACTERS = 1_000_000
"""Characters between the tags, a long book; each takes the reader some 50 bytes."""
MAX_DEPTH = 2_000
"""libxml2 frees and queries trees recursively; real pages stay below 256."""
MAX_FLAT = 30_000
"""A deeper page with fewer tags than this is read flat (``crawler.markup.deep_markup``)."""

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "li", "main", "nav", "ol", "option", "p", "pre", "section",
    "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
UNSEEN = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas",
    "audio", "video", "button", "input", "select", "textarea", "head", "title", "meta", "link",
    "nav", "map", "dialog",
))  # fmt: skip
_DEEP = etree.XPath("boolean(" + "/*" * 250 + ")")
"""Whether a page is deep enough to be measured exactly; asked of every page, so asked in C."""
_CAPTIONS = frozenset(("figcaption", "figure"))
_CAPTION_CLASS = re.compile(r"caption|wp-block-image", re.IGNORECASE)
_EMBED_CLASS = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|wp-block-embed"
    r"|wp-embedded-content|threads-post|telegram-post|reddit-(?:embed|card)"
)
_SKIPPED = UNSEEN | {etree.Comment, etree.PI, etree.Entity}
_INVISIBLE = dict.fromkeys([0xAD, 0xFEFF, 0x200B, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_MARKS = re.compile(r"[\xad\ufeff\u200b\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2000-\u200a\u202f\u3000]+")
_ODD_SPACE = re.compile(r"[\t\n\r\f\v\u00a0\u2000-\u200a\u202f\u3000]|  ")

# huge_tree: libxml2 would otherwise cut a page at a depth of 256
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
# one class for every element: lxml.html would ask a Python function about each one it hands out
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))


@dataclass(frozen=True)
class Line:
    """One line of a page: its text, the block element it stands in, how much of it is links."""

    text: str
    tag: str
    link_share: float
    caption: bool = False
    where: str = ""
    """class and id of the nearest blocks, for the rules about widgets"""
    embed: bool = False
    """Whether it stands in another site's post that the page shows."""

    @cached_property
    def key(self) -> str:
        """The folded words, for comparing lines."""
        return " ".join(folded_words(self.text))


def parse(text: str) -> html.HtmlElement:
    """The page as a tree; deep pages are not cut.

    Raises ``Unreadable`` where there is none, ``OutOfBounds`` and ``TooDeep`` beyond the limits.
    """
    source = text.replace("\0", "").encode("utf-8", "replace")
    refuse_out_of_bounds(source)
    try:
        root = html.document_fromstring(source, parser=_PARSER)
    except etree.ParserError as error:
        raise Unreadable(f"no HTML in the page: {error}") from error
    if len(source) > MAX_TEXT_CHARACTERS and (length := _text_length(root)) > MAX_TEXT_CHARACTERS:
        raise OutOfBounds(f"page out of bounds: {length} characters of text")
    # as many elements as "<" at the most: nearly every page is spared the exact count
    if source.count(b"<") < MAX_TREE_ELEMENTS and not _DEEP(root):
        return root
    # counted on the way down, so that a page out of all bounds is left early
    count = depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        count += event == "start"
        if count > MAX_TREE_ELEMENTS:
            raise OutOfBounds(f"page out of bounds: {count} elements")
        if deepest > MAX_DEPTH:
            raise TooDeep(f"page out of bounds: {count} elements, {deepest} deep")
    return root


def _text_length(root: html.HtmlElement) -> int:
    """The number of characters outside of scripts and styles, white space included."""
    texts = (len(one.text or "") for one in root.iter() if one.tag not in ("script", "style"))
    return sum(texts) + sum(len(one.tail or "") for one in root.iter())


def clean(text: str) -> str:
    """One line of text: runs of white space become one space, invisible marks go.

    ZWNJ, ZWJ, LRM and RLM stay (they belong to spelling); harakat and tatweel stay.
    """
    # searched for first: most texts have none, and translating touches every character
    if _MARKS.search(text):
        text = text.translate(_INVISIBLE)
    if _ODD_SPACE.search(text):
        text = _SPACE.sub(" ", text)
    return text.strip(" \u200e\u200f")


def query(path: str) -> Callable[[html.HtmlElement], Any]:
    """An XPath query, compiled once: it gives elements, a string or a boolean, as the path asks."""
    return etree.XPath(path)


def lines(root: html.HtmlElement) -> list[Line]:
    """The visible lines under an element, in order; ``<br>`` and blocks end a line."""
    state = _Lines()
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped = None
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if element is not root and (tag in _SKIPPED or _hidden(element)):
                skipped = element
                walker.skip_subtree()
            else:
                state.enter(element, tag)
            continue
        if element is skipped:
            skipped = None
        else:
            state.leave(tag)
        if element is not root:  # its tail stands behind it, outside of what was asked for
            state.add(element.tail)
    state.close()
    return state.found


@dataclass(slots=True)
class _Block:
    """One of the blocks around the open line."""

    tag: str
    where: str
    caption: bool
    embed: bool


class _Lines:
    """The open line while a tree is walked, and those that have ended."""

    def __init__(self) -> None:
        self.found: list[Line] = []
        self.parts: list[str] = []
        self.linked = 0
        self.links = 0
        self.captions = 0
        self.embeds = 0
        self.preformatted = 0
        self.blocks: list[_Block] = []
        self.rows = 0
        """How many tables of figures are open: they hold no other table, so one at most"""
        self.cells: list[str] | None = None
        """The cells of the open row; ``None`` outside of one"""

    def enter(self, element: html.HtmlElement, tag: str) -> None:
        """Begin an element, and a line where it is a block; take its first text."""
        if tag in BLOCKS:
            self.close()
            self.rows += tag == "table" and is_of_figures(element)
            if tag == "tr" and self.rows:
                self.cells = []
            name = element.get("class") or ""
            caption = tag in _CAPTIONS or bool(name and _CAPTION_CLASS.search(name))
            embed = bool(name and _EMBED_CLASS.search(name))
            self.blocks.append(_Block(tag, f"{name} {element.get('id', '')}", caption, embed))
            self.captions += caption
            self.embeds += embed
            self.preformatted += tag == "pre"
        elif tag == "br":
            self.close()
        elif tag == "a":
            self.links += 1
        self.add(element.text)

    def leave(self, tag: str) -> None:
        """End an element, and its line where it is a block."""
        if tag == "a":
            self.links -= 1
        elif tag in BLOCKS:
            if tag in ("td", "th") and self.cells is not None:
                self.cells.append(clean("".join(self.parts)))
                self.parts = []
            if tag == "tr" and self.rows:
                self._close_row()
            else:
                self.close()
            self.rows -= tag == "table" and self.rows > 0
            block = self.blocks.pop()
            self.captions -= block.caption
            self.embeds -= block.embed
            self.preformatted -= tag == "pre"

    def add(self, text: str | None) -> None:
        """Append text to the open line; in ``<pre>`` a line break ends the line."""
        if not text:
            return
        if self.preformatted and "\n" in text:
            *ended, text = text.split("\n")
            for line in ended:
                self.parts.append(line)
                self.close()
        self.parts.append(text)
        if self.links:
            self.linked += len(text.strip())

    def close(self) -> None:
        """End the open line, if it says anything; inside a row it goes on."""
        if self.cells is not None:
            self.parts.append(" ")
        elif self.parts:
            self._end(clean("".join(self.parts)))

    def _close_row(self) -> None:
        cells, self.cells = self.cells or [], None
        self._end(row_of([*cells, clean("".join(self.parts))]))

    def _end(self, text: str) -> None:
        if text:
            tag = self.blocks[-1].tag if self.blocks else "body"
            where = " ".join(block.where for block in self.blocks[-4:] if block.where)
            # at most 1: links were counted with the spaces that ``clean`` took
            share = min(1.0, self.linked / len(text))
            self.found.append(Line(text, tag, share, self.captions > 0, where, self.embeds > 0))
        self.parts, self.linked = [], 0


def _hidden(element: html.HtmlElement) -> bool:
    """Whether an attribute or a style of its own hides the element."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style is None:
        return False
    style = style.replace(" ", "").lower()
    return "display:none" in style or "filter:blur(" in style  # the latter veils what is paid for
