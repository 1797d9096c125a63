"""The body: which lines of a page are the article.

An outlet's container first, with trafilatura's opinion where the rules leave a doubt; else
trafilatura on the whole page. trafilatura decides what is article; the text itself is taken from
the page's own lines, so that the author's punctuation and spacing stay as printed.
"""

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import trafilatura
from lxml import html

from crawler.arabic import words
from crawler.reading.boilerplate import begins_comments, is_related_heading, why_boilerplate
from crawler.reading.hints import Hints, as_tuple, select
from crawler.reading.tables import SEPARATOR
from crawler.reading.trace import SILENT, Trace
from crawler.reading.tree import Line, lines

MIN_WORDS = 25
"""A container or a body below this is looked at twice: the next selector, or the fallback."""
MAX_LINK_SHARE = 0.5
"""A container with more link text than this is a listing, not an article."""
MAX_SOURCE_LINE = 6
"""Words of a line that only says who wrote; the longest of the outlets' samples has five."""
MIN_CHARACTERS = 150
"""Text that must have been found before a heading of comments may end the article."""
ENOUGH = 60
"""With fewer words from trafilatura's fast way its thorough one reads (twice the time)."""


@dataclass(frozen=True)
class Body:
    """Paragraphs, where they were found, and the lines that were left out with the reason."""

    paragraphs: tuple[str, ...]
    source: str
    dropped: tuple[tuple[str, str], ...] = ()
    link_share: float = 0.0
    """How much of the text is links: a listing's is nearly all."""

    @cached_property
    def words(self) -> int:
        """How many words the paragraphs hold."""
        return sum(len(words(text)) for text in self.paragraphs)

    @property
    def captions(self) -> tuple[str, ...]:
        """The captions among the lines left out."""
        return tuple(dict.fromkeys(text for text, why in self.dropped if why == "caption"))


def find_body(tree: html.HtmlElement, hints: Hints, headline: str, trace: Trace = SILENT) -> Body:
    """The article's paragraphs; ``source`` is ``container: CSS`` or ``page``."""
    best = listing = None
    for selector in as_tuple(hints.body):
        found = select(tree, selector)
        if not found:
            trace.note("container", f"{selector}: nothing on the page matches")
        for element in found:
            body = _from_container(element, selector, hints, headline)
            if trace.wanted:
                trace.note("container", _verdict(selector, body))
            if body.link_share > MAX_LINK_SHARE:
                listing = body
            elif best is None or body.words > best.words:
                best = body
        if best and best.words >= MIN_WORDS:
            return _chosen(best, trace)
    whole = _from_page(tree, hints, headline)
    trace.note("container", f"whole page: {whole.words} words by trafilatura")
    if listing and not whole.words and not best:
        return _chosen(listing, trace)
    return _chosen(best if best and best.words > whole.words else whole, trace)


def _verdict(selector: str, body: Body) -> str:
    """One candidate in words."""
    what = f"{selector}: {body.words} words, {body.link_share:.0%} of its text are links"
    if body.link_share > MAX_LINK_SHARE:
        return what + "; a listing, not taken"
    return what + ("; short, the next one is tried" if body.words < MIN_WORDS else "")


def _chosen(body: Body, trace: Trace) -> Body:
    trace.note("container", f"chosen: {body.source}, {len(body.paragraphs)} paragraphs")
    for text, why in body.dropped if trace.wanted else ():
        trace.note("left out", f"{why}: {text[:100]}")
    return body


def _from_container(element: html.HtmlElement, selector: str, hints: Hints, headline: str) -> Body:
    """The lines of a container that are article."""
    element = _without(element, hints)
    found = lines(element)
    total = sum(len(line.text) for line in found)
    share = sum(len(line.text) * line.link_share for line in found) / (total or 1)
    if share > MAX_LINK_SHARE:
        return Body((), f"container: {selector}", (), share)
    judged = _Judged(element)
    kept, dropped = [], []
    for line, why in _by_rules(found, hints):
        if why is None and not _is_prose(line) and not judged.keeps(line):
            why = "trafilatura leaves it out"
        if why:
            dropped.append((line.text, why))
        else:
            kept.append(line.text)
    _drop_source_line(kept, hints.names, dropped)
    return Body(_trim(kept, headline, dropped), f"container: {selector}", tuple(dropped), share)


def _from_page(tree: html.HtmlElement, hints: Hints, headline: str) -> Body:
    """trafilatura on the whole page, its lines looked up in the page."""
    judged = _Judged(tree)
    found = lines(tree)
    mine = [number for number, line in enumerate(found) if judged.keeps(line)]
    span = range(mine[0], mine[-1] + 1) if mine else range(0)
    kept, dropped, seen = list[str](), list[tuple[str, str]](), set[str]()
    covered, linked, total = 0, 0.0, 1
    for number, (line, why) in enumerate(_by_rules(found, hints)):
        if begins_comments(line) and sum(len(text) for text in kept) > MIN_CHARACTERS:
            break
        if why == "caption" and number in span:
            dropped.append((line.text, why))
        if line.key in seen or not judged.keeps(line):
            continue
        seen.add(line.key)
        if why:
            dropped.append((line.text, why))
        else:
            kept.append(line.text)
            covered += len(line.key)
            linked += line.link_share * len(line.text)
            total += len(line.text)
    if (
        not kept or covered < len(judged.stream) // 2
    ):  # the page's lines are not trafilatura's: take its own
        kept = [text for text in judged.text.splitlines() if words(text)]
        linked = sum(line.link_share * len(line.text) for line in found)
        total = sum(len(line.text) for line in found) + 1
    _drop_source_line(kept, hints.names, dropped)
    return Body(_trim(kept, headline, dropped), "page", tuple(dropped), linked / total)


def _by_rules(found: Sequence[Line], hints: Hints) -> Iterable[tuple[Line, str | None]]:
    """Each line with the rule that leaves it out, if one does."""
    below_heading = False
    names = [" ".join(words(name)) for name in hints.names]
    for line in found:
        why = why_boilerplate(line, names)
        if why is None and line.key in hints.learned:
            why = "repeats across the outlet's pages"
        if why is None and below_heading and line.link_share > 0.8:
            why = "below a heading of related articles"
        if line.key and line.link_share <= 0.8:
            below_heading = is_related_heading(line)
        elif is_related_heading(line):
            below_heading = True
        yield line, why


def _without(element: html.HtmlElement, hints: Hints) -> html.HtmlElement:
    """The container without the parts that the outlet says are none of its text."""
    found = [part for css in as_tuple(hints.drop) for part in select(element, css)]
    if not found:
        return element
    element = copy.deepcopy(element)
    for selector in as_tuple(hints.drop):
        for part in select(element, selector):
            if part is not element and part.getparent() is not None:
                part.drop_tree()
    return element


class _Judged:
    """trafilatura's opinion of a tree; asked for when the first line is in doubt."""

    def __init__(self, element: html.HtmlElement) -> None:
        self.element = element

    @cached_property
    def text(self) -> str:
        """What trafilatura takes, as text."""
        root = copy.deepcopy(self.element)
        root.tail = None
        if root.tag != "html":
            page, body, article = (html.Element(tag) for tag in ("html", "body", "article"))
            article.append(root)
            body.append(article)
            page.append(body)
            root = page
        text = _extract(root, fast=True)
        if self.element.tag == "html" and len(words(text)) < ENOUGH:
            text = _extract(copy.deepcopy(self.element), fast=False)
        return text

    @cached_property
    def keys(self) -> frozenset[str]:
        """Its lines, folded."""
        keys = (" ".join(words(text)) for text in self.text.splitlines())
        return frozenset(filter(None, keys))

    @cached_property
    def stream(self) -> str:
        """All its words, as one line."""
        return " " + " ".join(words(self.text)) + " "

    def keeps(self, line: Line) -> bool:
        """Whether trafilatura keeps a line: whole, or as part of a longer one."""
        key = line.key
        return key in self.keys or (key.count(" ") >= 4 and f" {key} " in self.stream)


def _extract(root: html.HtmlElement, *, fast: bool) -> str:
    text: str | None = trafilatura.extract(
        root, include_comments=False, favor_precision=True, fast=fast
    )
    return text or ""


def _is_prose(line: Line) -> bool:
    """Running text that stays although trafilatura may leave it out of a known container."""
    if line.link_share >= 0.5:
        return False
    return line.key.count(" ") >= 3 or (line.tag == "tr" and SEPARATOR in line.text)


def _drop_source_line(
    kept: list[str], names: tuple[str, ...], dropped: list[tuple[str, str]]
) -> None:
    """Take away a short last line that names the outlet; a first one is the dateline."""
    line = " ".join(words(kept[-1])) if len(kept) > 1 else ""
    if line.count(" ") < MAX_SOURCE_LINE and any(" ".join(words(name)) in line for name in names):
        dropped.append((kept.pop(), "the outlet's own name"))


def _trim(kept: list[str], headline: str, dropped: list[tuple[str, str]]) -> tuple[str, ...]:
    """The lines without the headline repeated on top."""
    key = words(headline)
    while kept and key and words(kept[0]) == key:
        dropped.append((kept.pop(0), "the headline again"))
    return tuple(kept)
