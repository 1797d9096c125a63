"""Body extraction: the lines of a page that are the article, and those left out with the reason.

An outlet's container first, with trafilatura asked about short lines; else trafilatura on the
whole page. trafilatura decides what is article; the text itself is taken from
the page's own lines, so that the author's punctuation and spacing stay as printed.
"""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.selectors import as_tuple, select
from crawler.markup.tables import SEPARATOR
from crawler.markup.tree import Line, lines
from crawler.reading.body.boilerplate import (
    begins_comments,
    between_paragraphs,
    boilerplate_reason,
    is_related_heading,
)
from crawler.reading.body.multiple_containers import (
    MAX_MATCHES,
    MIN_PIECE_WORDS,
    is_teaser,
    of_this_article,
    repeats,
    stand_together,
)
from crawler.reading.body.repeated_headline import HEADINGS, says_headline
from crawler.reading.body.trafilatura_filter import TrafilaturaFilter
from crawler.reading.body.trim import trim
from crawler.reading.hints import Hints
from crawler.reading.trace import SILENT, Trace

MIN_BODY_WORDS = 25
"""A container or a body below this is looked at twice: the next selector, or the fallback."""
MAX_LINK_SHARE = 0.5
"""A container with more link text than this is a listing, not an article."""
MIN_CHARACTERS_ABOVE_COMMENTS = 150
"""Text that must have been found before a heading of comments may end the article."""


@dataclass(frozen=True)
class Body:
    """Paragraphs, where they were found, and the lines that were left out with the reason."""

    paragraphs: tuple[str, ...]
    source: str
    dropped: tuple[tuple[str, str], ...] = ()
    link_share: float = 0.0
    """The share of characters that are links, 0 to 1: of a listing nearly all."""
    words: int = 0
    """The number of folded words in the paragraphs."""
    headlines: int = 0
    """Stretches of linked headlines between the paragraphs: many in a listing with excerpts."""

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
        own = of_this_article(tree, found, headline)
        if len(own) < len(found):
            trace.note("container", f"{selector}: {len(found)} match, {len(own)} of this article")
        # below another headline only where the page's own elements give no text
        for elements in (own, [one for one in found[:MAX_MATCHES] if one not in own]):
            bodies = list[tuple[html.HtmlElement, Body]]()
            for element in elements:
                body = _from_container(element, selector, hints, headline)
                if trace.wanted:
                    trace.note("container", _verdict(selector, body))
                if body.link_share > MAX_LINK_SHARE:
                    listing = body
                else:
                    bodies.append((element, body))
            if bodies:
                body = _joined(bodies, trace)
                best = body if best is None or body.words > best.words else best
            if best and best.words >= MIN_BODY_WORDS:
                break
        if best and best.words >= MIN_BODY_WORDS:
            return _chosen(best, trace)
    whole = _from_page(tree, hints, headline)
    trace.note("container", f"whole page: {whole.words} words by trafilatura")
    # with nothing else to show, the listing: the gate then names the page by its links
    if listing and not whole.words and not best:
        return _chosen(listing, trace)
    return _chosen(best if best and best.words > whole.words else whole, trace)


def _joined(bodies: list[tuple[html.HtmlElement, Body]], trace: Trace) -> Body:
    """The longest of several bodies, with those that are pieces of the same article."""
    main, longest = max(bodies, key=lambda one: one[1].words)
    said, pieces = set(longest.paragraphs), list[Body]()
    for element, body in bodies:
        if element is main:
            pieces.append(body)
        elif _is_piece(element, main, body) and not repeats(body.paragraphs, said):
            pieces.append(body)
            said.update(body.paragraphs)
    if len(pieces) == 1:
        return longest
    trace.note("container", f"{longest.source}: {len(pieces)} pieces of one article")
    return Body(
        tuple(text for body in pieces for text in body.paragraphs),
        longest.source,
        tuple(one for body in pieces for one in body.dropped),
        max(body.link_share for body in pieces),
        sum(body.words for body in pieces),
        sum(body.headlines for body in pieces),
    )


def _is_piece(element: html.HtmlElement, main: html.HtmlElement, body: Body) -> bool:
    """Whether an element goes on with the article of another one."""
    if body.words < MIN_PIECE_WORDS or not stand_together(main, element):
        return False
    return not is_teaser(lines(element))


def _verdict(selector: str, body: Body) -> str:
    """One candidate as a note of the trace."""
    what = f"{selector}: {body.words} words, {body.link_share:.0%} of its text are links"
    if body.link_share > MAX_LINK_SHARE:
        return what + "; a listing, not taken"
    return what + ("; short, the next one is tried" if body.words < MIN_BODY_WORDS else "")


def _chosen(body: Body, trace: Trace) -> Body:
    trace.note("container", f"chosen: {body.source}, {len(body.paragraphs)} paragraphs")
    for text, why in body.dropped if trace.wanted else ():
        trace.note("left out", f"{why}: {text[:100]}")
    return body


def _from_container(element: html.HtmlElement, selector: str, hints: Hints, headline: str) -> Body:
    """The lines of a container that are article."""
    element = _without_dropped(element, hints)
    found = lines(element)
    source = f"container: {selector}"
    total = sum(len(line.text) for line in found)
    share = sum(len(line.text) * line.link_share for line in found) / (total or 1)
    if share > MAX_LINK_SHARE:
        return Body((), source, (), share)
    judged, rules = TrafilaturaFilter(element), _Rules(hints)
    kept, dropped = list[Line](), list[tuple[str, str]]()
    between = between_paragraphs(enumerate(found))
    for number, (line, related) in enumerate(_below_headings(found)):
        why = rules.reason(line, related=related, inside=number in between)
        if why is None and not _is_prose(line) and not judged.keeps(line):
            why = "trafilatura leaves it out"
        if why:
            dropped.append((line.text, why))
        else:
            kept.append(line)
    return _body(found, kept, dropped, source, share, hints, headline, element)


def _from_page(tree: html.HtmlElement, hints: Hints, headline: str) -> Body:
    """trafilatura on the whole page, its lines looked up in the page."""
    judged, rules = TrafilaturaFilter(tree), _Rules(hints)
    found = lines(tree)
    taken = [judged.keeps(line) for line in found]
    first = taken.index(True) if True in taken else len(found)
    last = len(found) - taken[::-1].index(True) if True in taken else 0
    kept, dropped, seen = list[Line](), list[tuple[str, str]](), set[str]()
    long = covered = 0
    linked, total = 0.0, 1  # 1, so that a page without text has a share too
    between = between_paragraphs(one for one in enumerate(found) if taken[one[0]])
    for number, (line, related) in enumerate(_below_headings(found)):
        inside = number in between
        # a link "3 comments" above the text is no end of it
        if long > MIN_CHARACTERS_ABOVE_COMMENTS and begins_comments(line, inside=inside):
            break
        if line.caption and first <= number < last:
            dropped.append((line.text, "caption"))
        if taken[number] and line.tag in HEADINGS and says_headline(line, headline):
            # not seen: the first paragraph may say the same words
            dropped.append((line.text, "the headline again"))
            covered += len(line.key)
            continue
        if not taken[number] or line.key in seen:
            continue
        seen.add(line.key)
        if why := rules.reason(line, related=related, inside=inside):
            dropped.append((line.text, why))
            continue
        kept.append(line)
        long += len(line.text)
        covered += len(line.key)
        linked += line.link_share * len(line.text)
        total += len(line.text)
    if not kept or covered < len(judged.stream) // 2:
        # trafilatura joined or cut lines so that most are not found again: its own text then
        tags = {line.key: line.tag for line in sorted(found, key=lambda one: one.tag == "p")}
        kept = [Line(text, "p", 0.0) for text in judged.text.splitlines()]
        kept = [replace(line, tag=tags.get(line.key, "p")) for line in kept if line.key]
        linked = sum(line.link_share * len(line.text) for line in found)
        total = sum(len(line.text) for line in found) + 1
    return _body(found, kept, dropped, "page", linked / total, hints, headline, tree)


def _body(
    found: list[Line], kept: list[Line], dropped: list[tuple[str, str]], source: str,
    share: float, hints: Hints, headline: str, root: html.HtmlElement,
) -> Body:  # fmt: skip
    """The body of the lines that stay, after its ends are trimmed."""
    trim(kept, hints.names, headline, dropped, root)
    texts = tuple(line.text for line in kept)
    count = sum(line.key.count(" ") + 1 for line in kept if line.key)
    return Body(texts, source, tuple(dropped), share, count, _headlines_between(found, kept))


def _headlines_between(found: list[Line], kept: list[Line]) -> int:
    """The number of stretches of links of four words and more between two lines that stay."""
    staying = {id(line) for line in kept}
    stretches, linked = 0, False
    for line in found:
        if id(line) in staying:
            stretches += linked
            linked = False
        elif line.link_share > MAX_LINK_SHARE and line.text.count(" ") >= 3:
            linked = True
    return stretches


def _below_headings(found: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether it is a link below a heading of related articles."""
    below = False
    for line in found:
        linked = line.link_share > 0.8
        yield line, below and linked
        if is_related_heading(line):
            below = True
        elif not linked and line.key:
            below = False


class _Rules:
    """The rules for one outlet's lines: its names and learned lines beside the general ones."""

    def __init__(self, hints: Hints) -> None:
        self.learned = hints.learned
        self.names = [" ".join(folded_words(name)) for name in hints.names]

    def reason(self, line: Line, *, related: bool, inside: bool) -> str | None:
        """The reason that leaves a line out; ``None`` where it may stay."""
        if line.embed:
            return "an embedded post"
        if why := boilerplate_reason(line, self.names, inside=inside):
            return why
        if line.key in self.learned:
            return "repeats across the outlet's pages"
        return "below a heading of related articles" if related else None


def _without_dropped(element: html.HtmlElement, hints: Hints) -> html.HtmlElement:
    """The container without the parts that the outlet says are none of its text."""
    found = [part for css in as_tuple(hints.drop) for part in select(element, css)]
    if not found:
        return element
    element = copy.deepcopy(element)  # other containers and the gate still read the page as it is
    for selector in as_tuple(hints.drop):
        for part in select(element, selector):
            # one part may hold another: the inner one has left the tree with it
            if part is not element and part.getparent() is not None:
                part.drop_tree()
    return element


def _is_prose(line: Line) -> bool:
    """Running text that stays although trafilatura may leave it out of a known container."""
    if line.link_share >= 0.5:
        return False
    # four words and more, or a row of figures, which may have fewer
    return line.key.count(" ") >= 3 or (line.tag == "tr" and SEPARATOR in line.text)
