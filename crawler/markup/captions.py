"""Whether the lines of a block are the caption of a picture, and how sure that is."""

import re
from collections.abc import Iterator
from enum import IntEnum
from itertools import islice, takewhile

from lxml import html

from crawler.markup.element_predicates import (
    CAPTION_WORDS,
    MAX_CAPTION_CHARACTERS,
    MEDIA,
    describes_picture,
    is_short,
)
from crawler.markup.widget_class_names import has_word

MIN_REST = 2
"""Paragraphs with a long text by which a figure, or a "caption", holds the article's; rows."""
MIN_PARAGRAPH_WORDS = 12
"""Words of a paragraph that is running text."""
MAX_ROW = 20
"""Paragraphs before and behind one that are looked at."""
_OWN_CONTENT = frozenset(("table", "blockquote", "ul", "ol", "dl", "pre"))
"""What a figure may show in place of a picture: content of its own kind, no caption."""
_DRAWN = ("svg", "canvas")
_SHOWN = tuple(one for one in MEDIA if one not in _DRAWN)
_FULL_STOPS = (".", "؟", "?", "!", "…", "»", "”")
_LEGEND = re.compile(
    r"\W*(?:\w+(?:\W\w+){0,3}\s?:\s|(?:cliquez|survolez|passez|faites|click|hover|tap|haga|pulse"
    r"|pase|اضغط|انقر|مرر)\w*\s"
    r"|(?:[ée]volution|r[ée]partition|nombre|part|taux|prix|indice|variation)\s(?:d[eu]|d['’])"
    r"|(?:evoluci[óo]n|distribuci[óo]n|n[úu]mero|tasa|precios?|[íi]ndice|variaci[óo]n)\sde"
    r"|(?:evolution|distribution|number|share|rate|prices?|changes?)\s(?:of|in)\s"
    r"|(?:تطور|توزيع|عدد|نسبة|معدل|حصة|مقارنة|مؤشر)\s)",
    re.IGNORECASE,
)
"""How a legend of a drawing begins: a label and a colon, what to click, a title without a verb."""
_OWN_ROLES = frozenset(("table", "list", "grid"))


class Captions(IntEnum):
    """How sure it is that a line is a caption."""

    NONE = 0
    IN_FIGURE = 1
    BY_CLASS = 2
    BY_TAG = 3


def captions_of(element: html.HtmlElement, tag: str, around: Captions) -> Captions:
    """What the lines of a block are: captions, or what the block ``around`` it makes of them."""
    if tag == "figcaption":
        return Captions.BY_TAG
    if around > Captions.IN_FIGURE:
        return around
    if tag in _OWN_CONTENT or (tag == "figure" and _holds_article(element)):
        return Captions.NONE
    if around is Captions.IN_FIGURE and (
        _shows_rows(element, tag) or _tells_of_chart(element, tag)
    ):
        return Captions.NONE
    if element.get("class"):
        # an element with a long text is the article, whatever its class
        if has_word(element, CAPTION_WORDS) and is_short(element) and not _is_prose(element):
            return Captions.BY_CLASS
        if describes_picture(element):
            return Captions.BY_CLASS
    if tag == "figure" and _picture_in(element):
        return Captions.IN_FIGURE
    return around


def is_caption(found: Captions, text: str) -> bool:
    """Whether a text at such a place is a caption; its length tells where only a class does."""
    if found is Captions.BY_TAG:
        return True
    return found is not Captions.NONE and len(text) <= MAX_CAPTION_CHARACTERS


def _holds_article(figure: html.HtmlElement) -> bool:
    """Whether a figure holds an article's text: its end tag was forgotten, or it is a layout box.

    A gallery has as many pictures as texts, and its texts are captions.
    """
    beside = figure.findall("p")
    every = beside if len(beside) >= MIN_REST else [
        one for one in figure.iter("p") if next(one.iterancestors("figcaption"), None) is None
    ]  # fmt: skip
    texts = [len("".join(one.itertext())) for one in every]
    if len(texts) < MIN_REST or sum(texts) <= MAX_CAPTION_CHARACTERS:
        return False
    return every is beside or len([*figure.iter(*MEDIA)]) < len(texts)


def _shows_rows(part: html.HtmlElement, tag: str) -> bool:
    """Whether a part of a figure shows a list or a table of its own, in whatever elements.

    A figure in a figure is a part by itself: without a picture in it, its rows describe none.
    """
    is_listed = part.get("role") in _OWN_ROLES
    if is_listed or tag == "figure":
        return not _picture_in(part) and (is_listed or _holds_rows(part))
    return False


def _tells_of_chart(part: html.HtmlElement, tag: str) -> bool:
    """Whether a paragraph in a figure is a sentence of the text about a chart that is drawn there.

    The caption has an element of its own. Beside a photograph a sentence is what one sees on it.
    """
    if tag != "p" or part.get("class"):
        return False
    figure = next(part.iterancestors("figure"), None)
    if figure is None or not _holds_chart(figure):
        return False
    text = "".join(part.itertext()).strip()
    if len(text.split()) < MIN_PARAGRAPH_WORDS or not text.endswith(_FULL_STOPS):
        return False
    if _LEGEND.match(text) or any("background" in one.get("style", "") for one in figure.iter()):
        return False
    captions = map("".join, (one.itertext() for one in figure.iter("figcaption")))
    return any(map(str.strip, captions)) and next(figure.iter(*_SHOWN), None) is None


def _holds_chart(figure: html.HtmlElement) -> bool:
    """Whether a figure draws what has words in it; an icon has none."""
    drawn = figure.iter(*_DRAWN)
    return any(one.tag == "canvas" or next(one.iter("text"), None) is not None for one in drawn)


def _holds_rows(part: html.HtmlElement) -> bool:
    """Whether a figure holds elements of one tag in a row, each with text."""
    for box in part.iter("figure", "div", "section"):
        tags = [one.tag for one in box if one.tag != "figcaption" and "".join(one.itertext())]
        if len(tags) >= MIN_REST and len({*tags}) == 1:
            return True
    return False


def _is_prose(element: html.HtmlElement) -> bool:
    """Whether what a class calls a caption is paragraphs of a text: a «légende» is a tale, too.

    Two and more that are too long together for one caption, and no picture waits for its own
    beside them.
    """
    row = [element]
    if element.tag == "p":
        row = [*_called_so(element, preceding=True)][::-1] + row
        row += _called_so(element, preceding=False)
    alone = len(row) == 1
    texts = ["".join(one.itertext()) for one in (element.findall("p") if alone else row)]
    if sum(len(text.split()) >= MIN_PARAGRAPH_WORDS for text in texts) < MIN_REST:
        return False
    if sum(map(len, texts)) <= MAX_CAPTION_CHARACTERS or any(map(_picture_in, row)):
        return False
    ends, parent = [row[0].getprevious(), row[-1].getnext()], element.getparent()
    if parent is not None and not alone and len(row) == len(parent):
        ends += [parent.getprevious(), parent.getnext()]
    # one with words has its caption
    return not any(
        end is not None and _picture_in(end) and not "".join(end.itertext()).strip() for end in ends
    )


def _called_so(paragraph: html.HtmlElement, *, preceding: bool) -> Iterator[html.HtmlElement]:
    """The paragraphs right before or behind one that a class calls captions as well."""
    row = islice(paragraph.itersiblings(preceding=preceding), MAX_ROW)
    return takewhile(lambda one: one.tag == "p" and has_word(one, CAPTION_WORDS), row)


def _picture_in(element: html.HtmlElement) -> bool:
    return next(element.iter(*MEDIA), None) is not None
