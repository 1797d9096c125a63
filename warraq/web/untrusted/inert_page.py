"""A raw page without what acts: what may be shown of it in a frame."""

from typing import cast

from lxml import html
from lxml.etree import Comment, ParserError, ProcessingInstruction

_DROPPED = ("script", "style", "noscript", "template", "iframe")
"""Elements of a raw page that do or ask something, and hold no prose."""
_UNWRAPPED = ("base", "link", "meta", "form", "object", "embed", "applet", "frame", "frameset",
              "portal", "svg", "math")  # fmt: skip
"""Others that do: what stands in them stays. Whole pages stand in one form."""
_KEPT = frozenset(("id", "class", "lang", "dir", "title", "alt", "colspan", "rowspan", "datetime"))
"""Attributes that say something and do nothing; no list of those that do is ever complete."""


def inert(text: str) -> str:
    """A page without what acts: scripts, frames, forms, handlers, addresses that are fetched."""
    try:
        tree = html.document_fromstring(text.encode("utf-8", "ignore"),
                                        parser=html.HTMLParser(encoding="utf-8"))  # fmt: skip
    except ParserError:  # nothing is in it
        return "<!doctype html>\n"
    for element in [*tree.iter(*_DROPPED, Comment, ProcessingInstruction)]:
        if element.getparent() is not None:
            cast("html.HtmlElement", element).drop_tree()
    for element in [*tree.iter(*_UNWRAPPED)]:
        if element.getparent() is not None:
            cast("html.HtmlElement", element).drop_tag()
    for element in tree.iter():
        link = element.get("href") if element.tag == "a" else None
        for name in [*element.attrib]:
            if name not in _KEPT:
                del element.attrib[name]
        if link is not None:
            # seen and copied, but not followed out of the archive
            element.set("title", link)
    return "<!doctype html>\n" + str(html.tostring(tree, encoding="unicode"))
