"""A named container that is short or empty: a short body, or text that stands beside it.

The furniture of a page (teasers, comments, the outlet's tagline) is never the body of a page
whose body has a named place. Only what stands in a row with that place, or between the headline
and it, can be text that a template put outside.
"""

import copy
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile, islice, takewhile
from typing import TypeAlias

from lxml import etree, html

from crawler.arabic import folded_words
from crawler.markup.element_predicates import HEADINGS, UNSEEN
from crawler.markup.page_lines import Line, lines
from crawler.markup.widget_class_names import has_word, names_widget
from crawler.reading.body.body_result import MAX_LINK_SHARE
from crawler.reading.body.boilerplate_rules import (
    MIN_LONG_WORDS,
    begins_comments,
    is_related_heading,
)
from crawler.reading.fields.headline import heading_of

MAX_NEIGHBOURS = 400
"""Elements beside a container that are looked at; a page made to be slow has thousands."""
_ASIDE = frozenset(("aside", "nav", "footer", "form", "dialog"))
_ENDS = frozenset(("article", "footer"))
_SKIPPED = frozenset(("aside", "nav", "form", "dialog", "figure", "iframe", "ul", "ol", "header"))
_FURNITURE = frozenset((
    "comment", "comments", "commentlist", "respond", "reply", "replies", "disqus", "discussion",
    "forum", "reactions", "related", "similar", "sidebar", "teaser", "teasers", "card", "cards",
    "excerpt", "recent", "latest", "popular", "trending", "author", "bio", "about", "tagline",
    "slogan", "newsletter", "subscribe", "popup", "modal", "cookie", "cookies", "consent", "share",
    "sharing", "social", "tags", "breadcrumb", "breadcrumbs", "menu", "advert", "advertisement",
    "promo",
))  # fmt: skip


def is_furniture(element: html.HtmlElement) -> bool:
    """Whether an element is by its tag or its name a box beside articles: a sidebar, comments."""
    return element.tag in _ASIDE or names_widget(element) or has_word(element, _FURNITURE)


def heading_or_only_h1(tree: html.HtmlElement, headline: str) -> html.HtmlElement | None:
    """The heading that prints the headline, else the page's only ``h1``; ``None`` without one."""
    found = heading_of(tree, headline) if headline else None
    if found is None:
        first, second = (*islice(tree.iter("h1"), 2), None, None)[:2]
        found = first if second is None else None
    return found


def stands_elsewhere(element: html.HtmlElement, heading: html.HtmlElement | None) -> bool:
    """Whether an element is no place for the body: in a box beside it, or above the headline."""
    around = set(heading.iterancestors()) if heading is not None else set()
    # what holds the headline as well is no box beside it: ASP.NET has a form around all
    boxes = [*takewhile(lambda one: one not in around, (element, *element.iterancestors()))]
    if any(one.tag not in ("body", "html") and is_furniture(one) for one in boxes):
        return True
    if any(_is_card(one, heading) for one in boxes if one.tag in ("li", "article")):
        return True
    if heading is None or element in around:
        return False
    article = next(heading.iterancestors("article"), None)
    if article is not None and article in element.iterancestors():
        return False
    return _is_before(element, heading)


def with_neighbours(
    element: html.HtmlElement, heading: html.HtmlElement | None
) -> tuple[html.HtmlElement, html.HtmlElement]:
    """Copies of the text beside an element, alone and with the element, each as one ``div``."""
    before = [*dropwhile(lambda one: not _is_long(one), _before(element, heading))]
    after = [*dropwhile(lambda one: not _is_long(one), reversed(_after(element, heading)))][::-1]
    return _row([*before, *after]), _row([*before, element, *after])


_Neighbour: TypeAlias = html.HtmlElement | str
"""An element, or a text that stands in none of its own."""


def _is_card(box: html.HtmlElement, heading: html.HtmlElement | None) -> bool:
    """Whether a box shows another article: a list item, or an article under a linked headline."""
    if box.tag == "li":
        return True
    first = next(box.iter(*HEADINGS), None)
    return first is not None and first is not heading and _is_link(first)


def _row(parts: Iterable[_Neighbour]) -> html.HtmlElement:
    """A ``div`` with copies of the parts, texts as paragraphs."""
    row = html.Element("div")
    for part in parts:
        if isinstance(part, str):
            etree.SubElement(row, "p").text = part
        else:
            row.append(copy.deepcopy(part))
            row[-1].tail = None
    return row


def _branches(
    one: html.HtmlElement, other: html.HtmlElement
) -> tuple[html.HtmlElement, html.HtmlElement] | None:
    """The two children of the element that holds both; ``None`` where one holds the other."""
    above = [one, *one.iterancestors()]
    below: html.HtmlElement | None = None
    for element in (other, *other.iterancestors()):
        if element in above:
            place = above.index(element)
            return None if below is None or not place else (above[place - 1], below)
        below = element
    return None


def _is_before(one: html.HtmlElement, other: html.HtmlElement) -> bool:
    """Whether an element ends before another one begins."""
    branches = _branches(one, other)
    if branches is None:
        return False
    holder = branches[0].getparent()
    return bool(holder.index(branches[0]) < holder.index(branches[1]))


def _before(element: html.HtmlElement, heading: html.HtmlElement | None) -> list[_Neighbour]:
    """What may be text between the headline and an element; empty where none stands before it."""
    branches = _branches(element, heading) if heading is not None else None
    if heading is None or branches is None or not _is_before(heading, element):
        return []
    mine, its = branches
    row, one = list[_Neighbour](), heading
    while one is not its:
        row += _siblings(one.tail, one.itersiblings())
        one = one.getparent()
    row += _siblings(its.tail, its.itersiblings(), mine)
    path = [element, *element.iterancestors()]
    for inner in reversed(path[: path.index(mine)]):
        parent = inner.getparent()
        row += _siblings(parent.text, parent, inner)
    return [one for one in row[:MAX_NEIGHBOURS] if _may_be_text(one)]


def _after(element: html.HtmlElement, heading: html.HtmlElement | None) -> list[_Neighbour]:
    """What may be text in a row behind an element, until a heading of something else comes."""
    row = list[_Neighbour]()
    for one in islice(_behind(element, heading), MAX_NEIGHBOURS):
        if _ends_text(one, begun=bool(row)):
            break
        if _may_be_text(one):
            row.append(one)
    return row


def _behind(element: html.HtmlElement, heading: html.HtmlElement | None) -> Iterator[_Neighbour]:
    """The neighbours behind an element, and behind those around it, within its article."""
    branches = _branches(element, heading) if heading is not None else None
    own = next(element.iterancestors("article"), None)
    tops = {own, branches[0].getparent() if branches else None} - {None}
    one = element
    while True:
        yield from _siblings(one.tail, one.itersiblings())
        one = one.getparent()
        # without article and headline nothing says how far it reaches
        if one is None or not tops or one in tops or one.tag in ("main", "body"):
            return


def _siblings(
    said: str | None, elements: Iterable[html.HtmlElement], end: html.HtmlElement | None = None
) -> list[_Neighbour]:
    """A text and the elements that follow it with their tails, before ``end``."""
    row = list[_Neighbour]()
    if said and said.strip():
        row.append(said)
    for one in islice(elements, MAX_NEIGHBOURS):
        if one is end:
            break
        if isinstance(one.tag, str):
            row.append(one)
        if one.tail and one.tail.strip():
            row.append(one.tail)
    return row


def _ends_text(one: _Neighbour, *, begun: bool) -> bool:
    """Whether something else begins: another article, comments, a heading where no text was."""
    if isinstance(one, str):
        return False
    if one.tag in _ENDS:
        return True
    found = lines(one)
    if any(begins_comments(line) or is_related_heading(line) for line in found[:3]):
        return True
    return one.tag in HEADINGS and (not begun or _is_linked(found))


def _may_be_text(one: _Neighbour) -> bool:
    """Whether a neighbour may hold sentences of the article."""
    if isinstance(one, str):
        return True
    if one.tag in _SKIPPED or one.tag in _ENDS or one.tag in UNSEEN:
        return False
    if is_furniture(one) or any(map(is_furniture, _wrapped(one))):
        return False
    found = lines(one)
    return not _is_linked(found) and not _leads_elsewhere(one, found)


def _wrapped(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The only child of an element, and its only child: a wrapper has no name of its own."""
    while len(element) == 1 and isinstance(element[0].tag, str):
        element = element[0]
        yield element


def _is_long(one: _Neighbour) -> bool:
    """Whether a neighbour holds a paragraph that is text for sure."""
    if isinstance(one, str):
        return len(folded_words(one)) >= MIN_LONG_WORDS
    return any(line.key.count(" ") + 1 >= MIN_LONG_WORDS for line in lines(one))


def _is_linked(found: Sequence[Line]) -> bool:
    total = sum(len(line.text) for line in found)
    return sum(len(line.text) * line.link_share for line in found) > MAX_LINK_SHARE * total


def _leads_elsewhere(element: html.HtmlElement, found: Sequence[Line]) -> bool:
    """Whether a linked headline stands in an element, or at its start: it shows other articles."""
    if any(line.link_share > 0.8 and line.key.count(" ") >= 3 for line in found[:2]):
        return True
    return any(_is_link(heading) for heading in element.iter(*HEADINGS))


def _is_link(heading: html.HtmlElement) -> bool:
    if next(heading.iter("a"), None) is not None:
        return True
    return next(heading.iterancestors("a"), None) is not None
