"""Text without markup, as one line: of an element, and of a value of JSON-LD or meta."""

import re
from collections.abc import Iterator

from lxml import etree, html

from crawler.markup.characters import sound, sound_references
from crawler.markup.page_lines import clean

_TAGS = re.compile(r"<[^>]{1,200}>")
_NO_TEXT = ("button", "svg", "script", "style", "template", "select", "textarea")
"""Elements whose text is none of what they stand in: a heading may hold a button to share it."""


def plain_text(value: str) -> str:
    """An untrusted value as one line of text without markup."""
    value = value[:20_000]
    if "<" in value or "&" in value:
        value = sound(sound_references(value))
        value = str(html.fromstring(f"<p>{value}</p>").xpath("string()"))
        value = _TAGS.sub("", value)  # what was escaped has become a tag only now
    return clean(value[:2_000])


def visible_text(element: html.HtmlElement, min_characters: int | None = None) -> str:
    """The text of an element as one line; of a longer one at least ``min_characters`` of it.

    Elements that hold one another would each be read to the end without it.
    """
    if not len(element):
        return clean(element.text or "")
    if min_characters is None:
        return clean(" ".join(element.itertext()))
    parts = list[str]()
    for text in element.itertext():
        parts.append(text)
        min_characters -= len(text.strip())
        if min_characters <= 0:
            break
    return clean(" ".join(parts))


def heading_text(element: html.HtmlElement, min_characters: int) -> str:
    """The same of a heading, without the words of a button or a drawing that stands in it."""
    if not len(element) or next(element.iterdescendants(*_NO_TEXT), None) is None:
        return visible_text(element, min_characters)
    return clean(" ".join(_without_controls(element)))


def _without_controls(element: html.HtmlElement) -> Iterator[str]:
    """The texts of an element but those of the buttons, drawings and scripts in it."""
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, one in walker:
        if event == "start":
            if one.tag in _NO_TEXT:
                walker.skip_subtree()
            elif one.text:
                yield one.text
        elif one is not element and one.tail:
            yield one.tail
