"""Body extraction: the lines of a page that are the article, and those left out with the reason.

An outlet's container first, with trafilatura asked about short lines; else trafilatura on the
whole page. trafilatura decides what is article; the text itself is taken from
the page's own lines, so that the author's punctuation and spacing stay as printed.
"""

import copy
from collections.abc import Sequence
from dataclasses import replace

from lxml import html

from crawler.markup.css_selectors import as_tuple, select
from crawler.markup.page_lines import Line, lines
from crawler.markup.tables import SEPARATOR
from crawler.reading.body.body_result import MAX_LINK_SHARE, Body, body_of, link_share
from crawler.reading.body.body_without_container import body_of_page
from crawler.reading.body.boilerplate_rules import (
    between_paragraphs,
    is_linked_sentence,
    is_related_heading,
)
from crawler.reading.body.boxes.announced_list import plain_announced_lists
from crawler.reading.body.boxes.cards import Cards
from crawler.reading.body.boxes.figure_rows import is_row_of_figure
from crawler.reading.body.boxes.labelled_advertisements import ADVERTISES, without_advertisements
from crawler.reading.body.boxes.page_parts import (
    INVITES,
    Widgets,
    without_invitations,
)
from crawler.reading.body.boxes.sentences import is_linked_headline
from crawler.reading.body.embedded_state import text_in_scripts
from crawler.reading.body.line_exclusion_reasons import CALLS, LineRules, below_headings
from crawler.reading.body.multiple_containers import (
    MAX_MATCHES,
    MIN_PIECE_WORDS,
    is_teaser,
    of_this_article,
    repeats,
    stand_together,
)
from crawler.reading.body.short_container import (
    heading_or_only_h1,
    stands_elsewhere,
    with_neighbours,
)
from crawler.reading.body.trafilatura_line_filter import TrafilaturaLineFilter
from crawler.reading.extraction_hints import Hints
from crawler.reading.trace import SILENT, Trace

MIN_BODY_WORDS = 25
"""A container or a body below this is looked at twice: the next selector, or the fallback."""
IN_CARD = "below the linked headline of another article"
"""The reason of excerpts within the container."""
MIN_BRIEF_WORDS = 8
"""Flash news of one sentence (عاجل) has 8 words and more in the outlets' feeds."""


def find_body(tree: html.HtmlElement, hints: Hints, headline: str, trace: Trace = SILENT) -> Body:
    """The article's paragraphs; ``source`` is ``container: CSS`` or ``page``."""
    best = listing = None
    named = list[tuple[html.HtmlElement, str]]()
    for selector in as_tuple(hints.body):
        found = select(tree, selector)
        if not found:
            trace.note("container", f"{selector}: nothing on the page matches")
        own = of_this_article(tree, found, headline)
        if len(own) < len(found):
            trace.note("container", f"{selector}: {len(found)} match, {len(own)} of this article")
        named += [(element, selector) for element in own]
        # below another headline only where the page's own elements give no text
        others = [one for one in found[:MAX_MATCHES] if one not in own]
        for elements in (own, others):
            if elements is others and own and best and best.words >= MIN_BRIEF_WORDS:
                break  # a brief stays one, however long the article below it is
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
    short = _short(tree, named, best or listing, hints, headline, trace) if named else None
    if short and short.words >= MIN_BRIEF_WORDS:
        return _chosen(short, trace)
    whole = short
    if whole is None:
        whole = body_of_page(tree, hints, headline)
        trace.note("container", f"whole page: {whole.words} words by trafilatura")
    if max(whole.words, best.words if best else 0) < MIN_BODY_WORDS:
        drawn = _from_scripts(tree, hints, headline)
        if drawn.words:
            trace.note("container", f"{drawn.words} words in {drawn.source}: scripts draw the page")
            return _chosen(drawn, trace)
    # with nothing else to show, the listing: the gate then names the page by its links
    if listing and not whole.words and not best:
        return _chosen(listing, trace)
    return _chosen(best if best and best.words > whole.words else whole, trace)


def _short(
    tree: html.HtmlElement, named: Sequence[tuple[html.HtmlElement, str]], body: Body | None,
    hints: Hints, headline: str, trace: Trace,
) -> Body | None:  # fmt: skip
    """The body of a page whose named container is short: its own words, or those beside it.

    ``None`` where every element that the selectors match stands where no body does.
    """
    heading = heading_or_only_h1(tree, headline)
    places = [(one, css) for one, css in named if not stands_elsewhere(one, heading)]
    if not places:
        trace.note("container", "matched in a side box or above the headline: no body there")
        return None
    for element, selector in places[:MAX_MATCHES]:
        alone, whole = with_neighbours(element, heading)
        beside = _from_container(alone, selector, hints, headline)
        if beside.words >= MIN_BODY_WORDS:
            trace.note("container", f"{selector}: short; {beside.words} words stand beside it")
            found = _from_container(whole, selector, hints, headline)
            return replace(found, source="page")
    trace.note("container", "short, and no text stands beside it: the page around is not read")
    return body


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
    return what + ("; short, looked at again" if body.words < MIN_BODY_WORDS else "")


def _chosen(body: Body, trace: Trace) -> Body:
    trace.note("container", f"chosen: {body.source}, {len(body.paragraphs)} paragraphs")
    for text, why in body.dropped if trace.wanted else ():
        trace.note("left out", f"{why}: {text[:100]}")
    return body


def _from_container(element: html.HtmlElement, selector: str, hints: Hints, headline: str) -> Body:
    """The lines of a container that are article."""
    element = _without_dropped(element, hints)
    found = plain_announced_lists(lines(element))
    source = f"container: {selector}"
    judged, rules = TrafilaturaLineFilter(element, found), LineRules(hints, Widgets(element, found))
    kept, dropped, called = list[Line](), list[tuple[str, str]](), list[Line]()
    between = between_paragraphs(enumerate(found))
    for number, (line, related) in enumerate(below_headings(found)):
        why = rules.reason(line, related=related, inside=number in between)
        if why is None and not (
            _is_prose(line)
            or (number in between and (_is_item(line) or _stands_between(found, number)))
            or is_row_of_figure(line)
            or judged.keeps(line)  # last: it costs as much as all fields
        ):
            why = "trafilatura leaves it out"
        if why:
            dropped.append((line.text, why))
            called += [line] if why in CALLS else []
        else:
            kept.append(line)
    dropped += [(one.text, INVITES) for one in without_invitations(element, found, kept, called)]
    dropped += [(one.text, ADVERTISES) for one in without_advertisements(element, found, kept)]
    dropped += [(one.text, IN_CARD) for one in _without_cards(found, kept, headline)]
    share = link_share(kept)
    # measured on what stays: links that the rules took away say nothing of the article
    if share > MAX_LINK_SHARE or (not kept and link_share(found) > MAX_LINK_SHARE):
        return Body((), source, (), share if kept else link_share(found))
    return body_of(found, kept, dropped, source, hints, headline, element, share=share)


def _without_cards(found: Sequence[Line], kept: list[Line], headline: str) -> list[Line]:
    """Take the excerpts below other articles' headlines out of ``kept``; those are returned."""
    if not any(line.tag != "p" and is_linked_headline(line) for line in found):
        return []
    cards = Cards(found, headline, is_related_heading)
    held = [line for line in kept if cards.hold(line, headed=True)]
    # a good share of the text is the article, whatever heads it
    if 4 * sum(len(line.text) for line in held) > sum(len(line.text) for line in kept):
        return []
    leaving = set(map(id, held))
    kept[:] = [line for line in kept if id(line) not in leaving]
    return held


def _from_scripts(tree: html.HtmlElement, hints: Hints, headline: str) -> Body:
    """The article of a page that is drawn by scripts; without words where there is none."""
    found, source = text_in_scripts(tree)
    rules = LineRules(hints, Widgets(tree, found))
    kept, dropped = list[Line](), list[tuple[str, str]]()
    for line, related in below_headings(found):
        if why := rules.reason(line, related=related, inside=True):
            dropped.append((line.text, why))
        else:
            kept.append(line)
    return body_of(found, kept, dropped, source, hints, headline, tree)


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


def _stands_between(found: list[Line], number: int) -> bool:
    """Whether a line of some words has lines of its own parent on both sides, without a link."""
    if found[number].key.count(" ") < 1 or not 0 < number < len(found) - 1:
        return False
    around = found[number - 1 : number + 2]
    if any(line.link_share or line.caption or line.block is None for line in around):
        return False
    parents = {line.block.getparent() for line in around if line.block is not None}
    return len(parents) == 1 and around[0].tag == around[1].tag == around[2].tag


def _is_item(line: Line) -> bool:
    """Whether a line is an item of a list of words: share bars and menus are links, or named."""
    return line.tag == "li" and not line.link_share and line.key.count(" ") >= 1


def _is_prose(line: Line) -> bool:
    """Running text that stays although trafilatura may leave it out of a known container."""
    if line.link_share >= 0.5:
        return is_linked_sentence(line)
    # four words and more, or a row of figures, which may have fewer
    return line.key.count(" ") >= 3 or (line.tag == "tr" and SEPARATOR in line.text)
