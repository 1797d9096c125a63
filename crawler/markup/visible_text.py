"""Text as a reader sees it: of an element, and of a value that may carry markup."""

import re

from lxml import html

from crawler.markup.tree import clean

_TAGS = re.compile(r"<[^>]{1,200}>")


def plain_text(value: str) -> str:
    """An untrusted value as one line of text without markup."""
    value = value[:20_000]
    if "<" in value or "&" in value:
        value = str(html.fromstring(f"<p>{value}</p>").xpath("string()"))
        value = _TAGS.sub("", value)
    return clean(value[:2_000])


def visible_text(element: html.HtmlElement, most: int | None = None) -> str:
    """The text of an element as one line; of a longer one than ``most`` at least that much.

    Elements that hold one another would each be read to the end without it.
    """
    if not len(element):
        return clean(element.text or "")
    if most is None:
        return clean(" ".join(element.itertext()))
    parts = list[str]()
    for text in element.itertext():
        parts.append(text)
        most -= len(text.strip())
        if most <= 0:
            break
    return clean(" ".join(parts))
