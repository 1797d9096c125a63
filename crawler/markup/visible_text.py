"""Text without markup, as one line: of an element, and of a value of JSON-LD or meta."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree, html

from crawler.markup.invalid_character_removal import sound, sound_references
from crawler.markup.page_lines import clean
from crawler.markup.widget_class_names import words_of

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
    """The same of a heading, without the words of a button, a drawing or a badge in it."""
    if not len(element) or not any(map(_may_be_no_word, element.iterdescendants())):
        return visible_text(element, min_characters)
    texts = [*_marked_texts(element)]
    first, last = 0, len(texts)
    # a badge stands at one end: what goes on behind it is a word of the headline
    while first < last and texts[first][1] in ("badge", "blank"):
        first += 1
    while last > first and texts[last - 1][1]:
        last -= 1
    bare = clean(" ".join(text for text, _ in texts[first:last]))
    whole = clean(" ".join(text for text, _ in texts))
    return bare if len(bare.split()) >= MIN_WORDS_BESIDE_BADGE else whole


MIN_WORDS_BESIDE_BADGE = 3
"""Words of a headline that are left without its badge; else a label is all of it."""
MAX_BADGE_WORDS = 3
MIN_LETTERS_OF_BADGE = 4
"""Letters of a raised word; of ``1ère`` and ``XXIème`` fewer are raised."""
_BADGES = frozenset((
    "badge", "badges", "label", "labels", "featured", "sticker", "stickers", "ribbon", "pill",
    "flag", "chip", "sr", "visually", "reader",
))  # fmt: skip
"""Words of classes of what a theme hangs on a headline, or says to screen readers alone."""
_COUNTERS = frozenset(("count", "counter", "counts", "views", "comments", "hits"))
_COUNTED = re.compile(
    r"[(\[]?\d[\d.,\s]*[kK]?\s*(?:commentaires?|comments?|vues?|views?|lectures?|min(?:utes)?"
    r"|تعليقات?|تعليق(?:ات)?|مشاهد(?:ة|ات)|قراءة)?[)\]]?"
)


def _may_be_no_word(element: html.HtmlElement) -> bool:
    """Whether an element in a heading may be something else than words of it."""
    return element.tag in _NO_TEXT or element.tag == "sup" or _is_called_badge(element) != ""


def _is_called_badge(element: html.HtmlElement) -> str:
    names = element.get("class")
    return _called(names) if names else ""


@lru_cache(maxsize=2_048)  # an outlet's pages share their classes
def _called(names: str) -> str:
    """Whether classes call an element a ``badge`` or a ``counter``; empty where they do not."""
    words = {word for name in names.split() for word in words_of(name)}
    return "badge" if words & _BADGES else "counter" if words & _COUNTERS else ""


def _kind(element: html.HtmlElement) -> str:
    """What an element in a heading is: ``badge``, ``counter``; empty for words of it."""
    called = _is_called_badge(element)
    if not called and element.tag != "sup":
        return ""
    text = visible_text(element)
    if called == "counter":
        return called if _COUNTED.fullmatch(text) else ""
    if called:
        return called if len(text.split()) <= MAX_BADGE_WORDS else ""
    word = len(text) >= MIN_LETTERS_OF_BADGE and text.replace(" ", "").isalpha()
    return "badge" if word and len(text.split()) <= MAX_BADGE_WORDS else ""


def _marked_texts(element: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """The texts of an element but those of controls, each with what it is besides a word."""
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, one in walker:
        if event == "start":
            if one.tag in _NO_TEXT:
                walker.skip_subtree()
            elif one is not element and (kind := _kind(one)):
                walker.skip_subtree()
                yield visible_text(one), kind
            elif one.text:
                yield one.text, "" if one.text.strip() else "blank"
        elif one is not element and one.tail:
            yield one.tail, "" if one.tail.strip() else "blank"
