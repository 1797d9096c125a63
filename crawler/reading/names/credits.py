"""Credits: who wrote, took the pictures and translated, each behind the word for the work.

Magazines give each a box, a row or an item: ``Texte``, ``Photos``, ``Traduit de l'arabe par``, the
name in an element of its own. Only who wrote is the author.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.visible_text import visible_text
from crawler.reading.names.byline_names import authors_in, why_no_byline
from crawler.reading.names.byline_words import OTHER_WORK
from crawler.reading.names.given_names import is_full_name

MAX_ROLE_CHARACTERS = 40
"""Characters of what names a work: ``Traduit de l'anglais (Irlande) par``."""
MAX_CREDIT_CHARACTERS = 120
MAX_BLOCK_CHARACTERS = 300
"""Characters of all credits of a text; what is longer holds other things as well."""
MAX_NAME_WORDS = 4
"""Words of a name that is told by its credit alone."""
_WRITING = re.compile(
    r"(?P<text>textes?|words|text|(?:ال)?نصوص|(?:ال)?نص|(?:ال)?كتابة)"
    r"(?:\s*(?:et|and|&|\+|و)\s*(?:ال)?(?:photos?|photographies?|images?|vidéos?|illustrations?|صور|تصوير))?"
    r"(?:\s+(?:de|par|by))?(?P<colon>\s*[:：])?(?:\s+|$)"
    r"|(?:récit|story|reporting|reportage|enquête|rédaction)(?:\s*[:：])?(?:\s+|$)",
    re.IGNORECASE,
)
"""Words for the writing, as a credit of its own names it."""
_CAPITALS = re.compile(
    r"[A-ZÀ-Ý][\w'’.-]*(?:\s+(?:[A-ZÀ-Ý][\w'’.-]*|de|du|el|al|ben|bin|ait|ould))+"
)
_MARKS = " \t\r\n\xa0:：|/•·–—-،,"


def writers(element: html.HtmlElement, first: str, own: frozenset[str]) -> str:
    """Who wrote, where an element is a credit of the writing or the word for it; else empty.

    ``first``: its first text. A text of two words behind such a word may be a heading: it is a
    name where it looks like one, or where others are credited beside it.
    """
    # asked of every element above the text, so what costs least is asked first
    if len(first) > MAX_CREDIT_CHARACTERS or not (begins := _WRITING.match(first.lstrip())):
        return ""
    text = visible_text(element, MAX_CREDIT_CHARACTERS + 1)
    role = _WRITING.match(text)
    if role is None or len(text) > MAX_CREDIT_CHARACTERS:
        return ""
    said = text[role.end() :].strip(_MARKS) or _text_behind(element)
    if other := OTHER_WORK.search(said):
        said = said[: other.start()].strip(_MARKS)
    if not said or why_no_byline(said, own) is not None:
        return ""
    names = authors_in(said, own)
    colon = bool(begins["text"] and (role["colon"] or ":" in (element.tail or "")))
    told = all(
        is_full_name(name)
        or (_may_be_name(name) and (_stands_among_credits(element) or (colon and name.isascii())))
        for name in names
    )
    return "، ".join(names) if told else ""


def is_of_other_work(element: html.HtmlElement) -> bool:
    """Whether the word for another work stands right before an element: ``Photos :``, ``ترجمة``.

    A link there leads to a section of pictures.
    """
    label = _text_before(element)
    return bool(label) and OTHER_WORK.match(label) is not None and not _WRITING.match(label)


def _may_be_name(text: str) -> bool:
    words = len(folded_words(text))
    latin = text[:1] < "\u0250"
    return 1 < words <= MAX_NAME_WORDS and (not latin or _CAPITALS.fullmatch(text) is not None)


def _stands_among_credits(element: html.HtmlElement) -> bool:
    """Whether another work is named in the same line, or in the boxes around."""
    for above in (element, *islice(element.iterancestors(), 2)):
        text = visible_text(above, MAX_BLOCK_CHARACTERS)
        if len(text) < MAX_BLOCK_CHARACTERS and OTHER_WORK.search(text):
            return True
    return False


def _text_behind(element: html.HtmlElement) -> str:
    """The text right behind an element that says a word alone, in its row or its box."""
    word = visible_text(element)
    for above in (element, *islice(element.iterancestors(), 1)):
        if visible_text(above, MAX_CREDIT_CHARACTERS) != word:
            break
        behind = islice(above.itersiblings(), 2)
        for said in (
            above.tail or "",
            *(visible_text(one, MAX_CREDIT_CHARACTERS) for one in behind),
        ):
            if said.strip(_MARKS):
                return said.strip(_MARKS)
    return ""


def _text_before(element: html.HtmlElement) -> str:
    """The short text right before an element, in its row or its box; empty behind a link."""
    for above in (element, *islice(element.iterancestors(), 2)):
        parent = above.getparent()
        for said in (*_before(above), (parent.text or "") if parent is not None else ""):
            if said.strip(_MARKS):
                return said.strip() if len(said) <= MAX_ROLE_CHARACTERS else ""
    return ""


def _before(element: html.HtmlElement) -> Iterator[str]:
    """The texts before an element in its row, the nearest first, up to a link."""
    for beside in islice(element.itersiblings(preceding=True), 2):
        yield beside.tail or ""
        if not isinstance(beside.tag, str):
            continue
        if beside.tag == "a" or next(beside.iter("a"), None) is not None:
            yield "\u2026"  # no word for a work
        yield visible_text(beside, MAX_ROLE_CHARACTERS + 1)
