"""The element tree of a page, within bounds."""

from collections.abc import Callable
from typing import Any

from lxml import etree, html

from crawler.errors import OutOfBounds, TooDeep, Unreadable
from crawler.markup.invalid_character_removal import sound_source
from crawler.markup.tag_and_attribute_limits import MAX_TAGS, refuse_out_of_bounds

MAX_TREE_ELEMENTS = MAX_TAGS // 2
"""A news page has 1,000 to 10,000 elements; beyond this it is an attack or an accident."""
MAX_TEXT_CHARACTERS = 1_000_000
"""Characters between the tags, a long book; each takes the reader some 50 bytes."""
MAX_DEPTH = 2_000
"""libxml2 frees and queries trees recursively; real pages stay below 256."""
MAX_ATTRIBUTE_CHARACTERS = 1_000_000
"""A longer attribute is left out: whoever copies the tree would copy it each time, trafilatura
four times."""
MAX_FLAT = 30_000
"""A deeper page with fewer tags than this is read flat (``crawler.markup.deep_markup``)."""

_DEEP = etree.XPath("boolean(" + "/*" * 250 + ")")
"""Whether a page is deep enough to be measured exactly; asked of every page, so asked in C."""
_WITH_LONG_ATTRIBUTES: Callable[..., Any] = etree.XPath(
    f"//@*[string-length(.) > {MAX_ATTRIBUTE_CHARACTERS}]/.."
)
# huge_tree: libxml2 would otherwise cut a page at a depth of 256; ids are never asked for by
# XPath's ``id()``, and to keep a table of them takes up to half of the parsing
_PARSER = etree.HTMLParser(
    encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
)
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
    if len(source) > MAX_ATTRIBUTE_CHARACTERS:
        for element in _WITH_LONG_ATTRIBUTES(root):
            for name, value in element.items():
                if len(value) > MAX_ATTRIBUTE_CHARACTERS:
                    del element.attrib[name]
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


def query(path: str) -> Callable[[html.HtmlElement], Any]:
    """An XPath query, compiled once: it gives elements, a string or a boolean, as the path asks."""
    return etree.XPath(path)
