"""The body: which lines of a page are the article.

An outlet's container first, with trafilatura on that subtree; else trafilatura on the whole page.
trafilatura decides what is article; the text itself is taken from the page's own lines, so that
the author's punctuation and spacing stay as printed.
"""

import copy
from dataclasses import dataclass

import trafilatura
from lxml import html

from crawler.arabic import words
from crawler.reading.boilerplate import begins_comments, why_boilerplate
from crawler.reading.hints import Hints, as_tuple
from crawler.reading.tree import Line, lines

MIN_WORDS = 25
"""A container or a body below this is looked at twice: the next selector, or the fallback."""
MAX_SOURCE_LINE = 6
"""Words of a line that only says who wrote; the longest of the outlets' samples has five."""
MIN_CHARACTERS = 150
"""Text that must have been found before a heading of comments may end the article."""
MAX_LINK_SHARE = 0.5
"""A container with more link text than this is a listing, not an article."""


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs, where they were found, and the lines that were left out with the reason."""

    paragraphs: tuple[str, ...]
    source: str
    dropped: tuple[tuple[str, str], ...] = ()
    link_share: float = 0.0
    """How much of the text is links: a listing's is nearly all."""

    @property
    def words(self) -> int:
        """How many words the paragraphs hold."""
        return sum(len(words(text)) for text in self.paragraphs)


def find_body(tree: html.HtmlElement, hints: Hints, headline: str) -> Body:
    """The article's paragraphs; ``source`` is ``container: CSS`` or ``page``."""
    best: Body | None = None
    for selector in as_tuple(hints.body):
        for element in tree.cssselect(selector):
            body = _from_container(element, selector, hints, headline)
            if body and (best is None or body.words > best.words):
                best = body
        if best and best.words >= MIN_WORDS:
            return best
    whole = _from_page(tree, hints, headline)
    return best if best and best.words > whole.words else whole


def _from_container(
    element: html.HtmlElement, selector: str, hints: Hints, headline: str
) -> Body | None:
    """The lines of a container that are article; ``None`` if it is no article's container."""
    element = _without(element, hints)
    found = lines(element)
    total = sum(len(line.text) for line in found)
    linked = sum(len(line.text) * line.link_share for line in found)
    if not total or linked / total > MAX_LINK_SHARE:
        return None
    kept_keys, stream = _judged(element)
    kept, dropped = [], []
    for line in found:
        why = why_boilerplate(line)
        if why is None and not _is_prose(line) and not _agrees(line, kept_keys, stream):
            why = "trafilatura leaves it out"
        if why:
            dropped.append((line.text, why))
        else:
            kept.append(line.text)
    _drop_source_lines(kept, hints.names, dropped)
    return Body(_trim(kept, headline, dropped), f"container: {selector}", tuple(dropped))


def _from_page(tree: html.HtmlElement, hints: Hints, headline: str) -> Body:
    """trafilatura on the whole page, its lines looked up in the page."""
    kept_keys, stream = _judged(tree)
    kept, dropped, seen = list[str](), list[tuple[str, str]](), set[str]()
    covered, linked, total = 0, 0.0, 1
    found = lines(tree)
    for line in found:
        if begins_comments(line) and sum(len(text) for text in kept) > MIN_CHARACTERS:
            break
        if not _agrees(line, kept_keys, stream) or line.key in seen:
            continue
        seen.add(line.key)
        why = why_boilerplate(line)
        if why:
            dropped.append((line.text, why))
        else:
            kept.append(line.text)
            covered += len(line.key)
            linked += line.link_share * len(line.text)
            total += len(line.text)
    if covered < len(stream) // 2:  # the page's lines are not trafilatura's: take its own text
        kept = [text for text in _extract(tree).splitlines() if words(text)]
        linked = sum(line.link_share * len(line.text) for line in found)
        total = sum(len(line.text) for line in found) + 1
    _drop_source_lines(kept, hints.names, dropped)
    return Body(_trim(kept, headline, dropped), "page", tuple(dropped), linked / total)


def _without(element: html.HtmlElement, hints: Hints) -> html.HtmlElement:
    """The container without the parts that the outlet says are none of its text."""
    selectors = as_tuple(hints.drop)
    if not selectors:
        return element
    element = copy.deepcopy(element)
    for selector in selectors:
        for part in element.cssselect(selector):
            if part is not element and part.getparent() is not None:
                part.drop_tree()
    return element


def _extract(element: html.HtmlElement) -> str:
    """trafilatura's opinion of a tree, as text."""
    root = copy.deepcopy(element)
    root.tail = None
    if root.tag != "html":
        page = html.Element("html")
        body = html.Element("body")
        article = html.Element("article")
        article.append(root)
        body.append(article)
        page.append(body)
        root = page
    text: str | None = trafilatura.extract(
        root, include_comments=False, favor_precision=True, fast=element.tag != "html"
    )
    return text or ""


def _judged(element: html.HtmlElement) -> tuple[set[str], str]:
    """The folded lines that trafilatura keeps, and all of them as one stream of words."""
    keys = [" ".join(words(text)) for text in _extract(element).splitlines()]
    return set(filter(None, keys)), " " + " ".join(filter(None, keys)) + " "


def _agrees(line: Line, kept_keys: set[str], stream: str) -> bool:
    """Whether trafilatura keeps a line: whole, or as part of a longer one."""
    key = line.key
    return key in kept_keys or (key.count(" ") >= 4 and f" {key} " in stream)


def _is_prose(line: Line) -> bool:
    """Running text that stays although trafilatura may leave it out of a known container."""
    return line.link_share < 0.5 and line.key.count(" ") >= 3


def _drop_source_lines(
    kept: list[str], names: tuple[str, ...], dropped: list[tuple[str, str]]
) -> None:
    """Take away a short first or last line that names the outlet: ``صوت المثال: متابعة``."""
    keys = [" ".join(words(name)) for name in names]
    for place in (0, -1):
        line = words(kept[place]) if len(kept) > 1 else []
        if 0 < len(line) <= MAX_SOURCE_LINE and any(key in " ".join(line) for key in keys):
            dropped.append((kept.pop(place), "the outlet's own name"))


def _trim(kept: list[str], headline: str, dropped: list[tuple[str, str]]) -> tuple[str, ...]:
    """The lines without the headline repeated on top."""
    key = words(headline)
    while kept and key and words(kept[0]) == key:
        dropped.append((kept.pop(0), "the headline again"))
    return tuple(kept)
