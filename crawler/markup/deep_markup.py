"""Pages nested too deep for libxml2, read with BeautifulSoup as a flat tree of lines.

libxml2 walks trees recursively, so a template that never closes its tags would bring it down.
What such a page says in lines and in its head can be read all the same; its containers cannot.
"""

from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from lxml import etree, html

from crawler.markup.element_predicates import BLOCKS, UNSEEN
from crawler.markup.invalid_character_removal import sound, sound_references

_HEAD = frozenset(("title", "meta", "link"))


@dataclass(frozen=True, slots=True)
class _Around:
    """The block that a text stands in, and whether a link inside of that is around it."""

    block: Tag
    linked: bool = False


def flat_tree(text: str) -> html.HtmlElement:
    """A shallow tree with the page's head and one element per line of its text."""
    root = html.Element("html")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    line: html.HtmlElement | None = None
    block: Tag | None = None
    soup = BeautifulSoup(sound_references(text), "html.parser")
    # of each element, told once: to look through all that is around a text would be quadratic
    around = {id(soup): _Around(soup)}
    for node in soup.descendants:
        if isinstance(node, Tag):
            around[id(node)] = _within(node, around[id(node.parent)])
            if node.name in _HEAD or node.name == "script" and "ld+json" in str(node.get("type")):
                _copy(node, head)
            elif node.name == "br":
                line = None
        elif type(node) is NavigableString and node.strip():
            place = around[id(node.parent)]
            if place.block.name in UNSEEN or place.block.name == "script":
                continue
            if line is None or place.block is not block:
                block = place.block
                line = etree.SubElement(body, _line_tag(block), _named(block))
            _add(line, str(node), linked=place.linked)
    return root


def _within(tag: Tag, outer: _Around) -> _Around:
    """The surroundings of a text in an element, which has some itself."""
    if tag.name in BLOCKS or tag.name in UNSEEN or tag.name == "script":
        return _Around(tag)
    return _Around(outer.block, outer.linked or tag.name == "a")


def _line_tag(block: Tag) -> str:
    return block.name if block.name in ("h1", "h2", "h3", "li", "figcaption", "footer") else "p"


def _named(tag: Tag) -> dict[str, str]:
    """The class and id of an element; rules and dates look at them."""
    return {name: _text(tag.get(name)) for name in ("class", "id") if tag.get(name)}


def _copy(tag: Tag, parent: html.HtmlElement) -> None:
    made = etree.SubElement(parent, tag.name)
    for name, value in tag.attrs.items():
        # lxml refuses names that are none
        if name.replace("-", "").replace(":", "").isalnum() and ":" not in name:
            made.set(name, _text(value))
    made.text = _text(tag.get_text())


def _add(line: html.HtmlElement, text: str, *, linked: bool) -> None:
    text = _text(text)
    if linked:
        etree.SubElement(line, "a").text = text
    elif len(line):
        line[-1].tail = (line[-1].tail or "") + text
    else:
        line.text = (line.text or "") + text


def _text(value: object) -> str:
    """A value that lxml takes: no control characters."""
    joined = " ".join(value) if isinstance(value, list) else str(value or "")
    return sound(joined)
