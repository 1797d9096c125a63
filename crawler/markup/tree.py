"""The element tree of a page, and its visible lines in order."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from itertools import islice
from typing import Any

from lxml import etree, html

from crawler.arabic import folded_words
from crawler.errors import OutOfBounds, TooDeep, Unreadable
from crawler.markup.characters import REMOVED, UNWANTED, sound_source
from crawler.markup.class_names import has_word
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
_MEDIA = ("img", "picture", "video", "audio", "iframe", "svg", "object", "embed", "amp-img")
_OWN_CONTENT = frozenset(("table", "blockquote", "ul", "ol", "dl", "pre"))
"""What a figure may show in place of a picture: content of its own kind, no caption."""
_CAPTION_WORDS = frozenset(("caption", "captions", "imagecaption", "legende", "legend"))
MAX_CAPTION_CHARACTERS = 300
"""A longer text is no caption for its class or its figure alone; in ``figcaption`` it is."""
MAX_LINK_CHARACTERS = 600
"""A longer "link" is a tag that nobody closed; a card (headline, excerpt, date) stays below it."""
_LAID_OUT = re.compile(r"display:(?:inline-)?(?:block|flex|grid|table|list-item)")
_BLOCK_CLASSES = frozenset(("d-block", "d-flex", "display-block"))
_EMBED_CLASS = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|wp-block-embed"
    r"|wp-embedded-content|threads-post|telegram-post|reddit-(?:embed|card)"
)
_EMBED_ATTRIBUTES = frozenset(
    ("data-embed", "data-tweet-id", "data-tweet", "data-instgrm-permalink", "data-embed-type")
)
_SKIPPED = UNSEEN | {etree.Comment, etree.PI, etree.Entity}
_JOINERS = r"\u034f\u061c\u180b-\u180f\u200c-\u200f\ufe00-\ufe0f"
"""Joiners, directions, variants: they belong to the letter or sign beside them, if there is one."""
_MARKS = re.compile(f"[{_JOINERS}{UNWANTED}]")
_LONE = re.compile(rf"(?<!\S)[{_JOINERS}\U000e0000-\U000e01ff]+(?!\S)")
_SPACE = re.compile(r"\s+")
# as \s has it, but a class of its own is looked up faster
_ODD_SPACE = re.compile(
    r"[\t-\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|  "
)

# huge_tree: libxml2 would otherwise cut a page at a depth of 256
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
# one class for every element: lxml.html would ask a Python function about each one it hands out
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))


_HEAD_TAGS = frozenset(
    (
        "title",
        "meta",
        "link",
        "script",
        "style",
        "base",
        "noscript",
        "template",
        "object",
        "bgsound",
    )
)


@dataclass(frozen=True)
class Line:
    """One line of a page: its text, the block element it stands in, how much of it is links."""

    text: str
    tag: str
    link_share: float
    caption: bool = False
    embed: bool = False
    """Whether it stands in another site's post that the page shows."""
    block: html.HtmlElement | None = field(default=None, compare=False, repr=False)
    """The element of ``tag``; ``None`` where the line is not taken from a tree."""

    @cached_property
    def key(self) -> str:
        """The folded words, for comparing lines."""
        return " ".join(folded_words(self.text))


def parse(text: str, encoded: bytes = b"") -> html.HtmlElement:
    """The page as a tree; deep pages are not cut. ``encoded``: its text in UTF-8, if at hand.

    Raises ``Unreadable`` where there is none, ``OutOfBounds`` and ``TooDeep`` beyond the limits.
    """
    source = sound_source(text, encoded)
    tags = refuse_out_of_bounds(source)
    try:
        root = html.document_fromstring(source, parser=_PARSER)
    except etree.ParserError as error:
        raise Unreadable(f"no HTML in the page: {error}") from error
    _leave_head(root)
    if len(source) > MAX_TEXT_CHARACTERS and (length := _text_length(root)) > MAX_TEXT_CHARACTERS:
        raise OutOfBounds(f"page out of bounds: {length} characters of text")
    # as many elements as "<" at the most: nearly every page is spared the exact count
    if tags < MAX_TREE_ELEMENTS and not _DEEP(root):
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


def _leave_head(root: html.HtmlElement) -> None:
    """Move what is no head's out of it: libxml2 closes it at a ``div``, not at ``main`` or ``nav``.

    HTML allows to leave out ``</head>`` and ``<body>``, and minifiers do.
    """
    head = root.find("head")
    if head is None:
        return
    first = next((child for child in head if child.tag not in _HEAD_TAGS), None)
    if first is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    for number, child in enumerate([first, *first.itersiblings()]):
        body.insert(number, child)


def _text_length(root: html.HtmlElement) -> int:
    """The number of characters outside of scripts and styles, white space included."""
    texts = (len(one.text or "") for one in root.iter() if one.tag not in ("script", "style"))
    return sum(texts) + sum(len(one.tail or "") for one in root.iter())


def clean(text: str) -> str:
    """One line of text: runs of white space become one space, controls and invisible marks go.

    ZWNJ, ZWJ, LRM, RLM and ALM stay beside a letter (they belong to spelling), not between spaces;
    harakat and tatweel stay.
    """
    # searched for first: most texts have none, and translating touches every character
    if _MARKS.search(text):
        text = _LONE.sub(" ", text.translate(REMOVED))
    if _ODD_SPACE.search(text):
        text = _SPACE.sub(" ", text)
    return text.strip(" \u200e\u200f\u061c")


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
            state.leave(element, tag)
        if element is not root:  # its tail stands behind it, outside of what was asked for
            state.add(element.tail)
    state.close()
    return state.found


class _Captions(IntEnum):
    """How sure it is that a line is a caption."""

    NONE = 0
    IN_FIGURE = 1
    BY_CLASS = 2
    BY_TAG = 3


@dataclass(slots=True)
class _Block:
    """One of the blocks around the open line."""

    tag: str
    element: html.HtmlElement
    caption: _Captions
    embed: bool


class _Lines:
    """The open line while a tree is walked, and those that have ended."""

    def __init__(self) -> None:
        self.found: list[Line] = []
        self.parts: list[str] = []
        self.linked = 0
        self.links: list[bool] = []
        self.linking = 0
        """How many of the open links lead elsewhere"""
        self.embeds = 0
        self.preformatted = 0
        self.blocks: list[_Block] = []
        self.laid_out: list[html.HtmlElement] = []
        """Open elements that a style of their own makes blocks"""
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
            embed = bool(name and _EMBED_CLASS.search(name)) or _is_embed(element)
            self.blocks.append(_Block(tag, element, self._caption(element, tag, name), embed))
            self.embeds += embed
            self.preformatted += tag == "pre"
        elif tag == "br":
            self.close()
        else:
            if tag == "a":
                self.links.append(_leads_elsewhere(element))
                self.linking += self.links[-1]
            if element.attrib and _is_laid_out(element):
                self.close()
                self.laid_out.append(element)
        self.add(element.text)

    def _caption(self, element: html.HtmlElement, tag: str, name: str) -> _Captions:
        """What the lines of a block are: captions, or what the block around it makes of them."""
        around = self.blocks[-1].caption if self.blocks else _Captions.NONE
        if tag == "figcaption":
            return _Captions.BY_TAG
        if around > _Captions.IN_FIGURE:
            return around
        if tag in _OWN_CONTENT:
            return _Captions.NONE
        # an element with a long text is the article, whatever its class
        if name and has_word(element, _CAPTION_WORDS) and _is_short(element):
            return _Captions.BY_CLASS
        if tag == "figure" and next(element.iter(*_MEDIA), None) is not None:
            return _Captions.IN_FIGURE
        return around

    def leave(self, element: html.HtmlElement, tag: str) -> None:
        """End an element, and its line where it is a block."""
        if tag == "a":
            self.linking -= self.links.pop()
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
            self.embeds -= block.embed
            self.preformatted -= tag == "pre"
            return
        if self.laid_out and self.laid_out[-1] is element:
            self.close()
            self.laid_out.pop()

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
        if self.linking:
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
            block = self.blocks[-1] if self.blocks else None
            # at most 1: links were counted with the spaces that ``clean`` took
            share = min(1.0, self.linked / len(text))
            self.found.append(
                Line(
                    text,
                    block.tag if block else "body",
                    share,
                    block is not None and _is_caption(block.caption, text),
                    self.embeds > 0,
                    block.element if block else None,
                )
            )
        self.parts, self.linked = [], 0


def _is_caption(found: _Captions, text: str) -> bool:
    """Whether a text at such a place is a caption; its length tells where only a class does."""
    if found is _Captions.BY_TAG:
        return True
    return found is not _Captions.NONE and len(text) <= MAX_CAPTION_CHARACTERS


def _is_embed(element: html.HtmlElement) -> bool:
    """Whether an attribute of its own says that a short part shows another site's post."""
    names = element.attrib.keys()
    return any(name in _EMBED_ATTRIBUTES for name in names) and _is_short(element)


def _is_short(element: html.HtmlElement) -> bool:
    return len("".join(element.itertext())) <= 3 * MAX_CAPTION_CHARACTERS


def _leads_elsewhere(link: html.HtmlElement) -> bool:
    """Whether an ``a`` is a link: not an anchor, and not one that was never closed."""
    if "href" not in link.attrib:
        return False
    if not len(link):
        return True
    # a card has one excerpt; an open tag swallows whole paragraphs
    if len("".join(link.itertext())) > MAX_LINK_CHARACTERS:
        return next(link.iterdescendants("p", "div", "h2", "h3", "section", "li"), None) is None
    long = (one for one in link.iterdescendants("p") if len("".join(one.itertext())) > 60)
    return len([*islice(long, 2)]) < 2


def _is_laid_out(element: html.HtmlElement) -> bool:
    """Whether a style or a class of its own makes an inline element a block."""
    attributes = element.attrib
    if "style" in attributes and "display" in attributes["style"]:
        return bool(_LAID_OUT.search(attributes["style"].replace(" ", "").lower()))
    return "class" in attributes and not _BLOCK_CLASSES.isdisjoint(attributes["class"].split())


def _hidden(element: html.HtmlElement) -> bool:
    """Whether an attribute or a style of its own hides the element."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style is None:
        return False
    style = style.replace(" ", "").lower()
    return "display:none" in style or "filter:blur(" in style  # the latter veils what is paid for
