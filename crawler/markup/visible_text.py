"""Text without markup, as one line: of an element, and of a value of JSON-LD or meta."""

import re

from lxml import html

from crawler.markup.characters import sound, sound_references
from crawler.markup.page_lines import clean

_TAGS = re.compile(r"<[^>]{1,200}>")


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
