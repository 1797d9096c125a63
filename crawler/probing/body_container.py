"""Proposal of a body container: the selector that agrees best with the hintless reader."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.page_lines import Line, lines
from crawler.reading.body.body_without_container import MIN_CHARACTERS_ABOVE_COMMENTS
from crawler.reading.body.boilerplate_rules import begins_comments, boilerplate_reason
from crawler.reading.body.extraction import find_body
from crawler.reading.extraction_hints import Hints

MIN_AGREEMENT = 0.75
"""Agreement between a container and the reader's lines below which none is proposed."""
_PLACES = ("div", "article", "section", "main", "td", "span")
# ids of posts, names with odd characters, and states of a list differ from page to page
_CHANGING = re.compile(r"\d{2,}|[^\w-]|^(?:active|first|last|odd|even)$")


@dataclass(frozen=True, slots=True)
class Sample:
    """An article's page and the folded lines that the reader takes from it without a hint."""

    url: str
    tree: html.HtmlElement
    headline: str
    kept: frozenset[str]


@dataclass(frozen=True, slots=True)
class Container:
    """A CSS selector, how well it agrees with the reader (0 to 1), on how many pages it is."""

    selector: str
    agreement: float
    pages: int


def sample(url: str, tree: html.HtmlElement, headline: str) -> Sample:
    """The page with the folded lines that the reader keeps of it, up to the comments."""
    said = [" ".join(folded_words(text)) for text in find_body(tree, Hints(), headline).paragraphs]
    whole, stream = set(said), f" {' '.join(said)} "
    title, kept = " ".join(folded_words(headline)), dict[str, None]()
    for line in lines(tree):
        # the same guard as the reader's: comments above the text end nothing
        if begins_comments(line) and sum(map(len, kept)) > MIN_CHARACTERS_ABOVE_COMMENTS:
            break
        key = line.key
        inside = key in whole or (key.count(" ") >= 4 and f" {key} " in stream)
        if inside and key and key != title and boilerplate_reason(line) is None:
            kept[key] = None
    return Sample(url, tree, headline, frozenset(kept))


def _own_lines(samples: Sequence[Sample]) -> list[Sample]:
    """The samples without the lines that stand on half of the pages: they are no article's."""
    times = Counter(key for one in samples for key in one.kept)
    often = {key for key, number in times.items() if number > 1 and number * 2 >= len(samples)}
    return [replace(one, kept=one.kept - often) for one in samples]


def find_container(samples: Sequence[Sample]) -> Container | None:
    """The selector that agrees best on all samples; ``None`` where none does well enough."""
    known: dict[str, list[float]] = {}
    samples = _own_lines(samples)
    for one in samples:
        for selector in _selectors_of(one):
            if selector not in known:
                known[selector] = [_agreement(other, selector) for other in samples]
    proposals = [
        Container(selector, sum(scores) / len(scores), sum(score > 0 for score in scores))
        for selector, scores in known.items()
    ]
    # rounded, so that of selectors which agree alike the shorter one is proposed
    best = max(
        proposals, key=lambda one: (round(one.agreement, 3), -len(one.selector)), default=None
    )
    return (
        best if best and best.agreement >= MIN_AGREEMENT and _reads_as_well(best, samples) else None
    )


def _selectors_of(one: Sample) -> Iterator[str]:
    """Selectors for the elements of a page that agree best with the reader."""
    scored = [(_f_measure(one.kept, lines(place)), place) for place in one.tree.iter(*_PLACES)]
    scored.sort(key=lambda pair: -pair[0])
    for score, place in scored[:4]:
        if score > 0:
            yield from _selectors_for(place)


def _selectors_for(place: html.HtmlElement) -> Iterator[str]:
    """The selectors of an element, without names that change from page to page."""
    tag = str(place.tag)
    if (own := place.get("id", "")) and not _CHANGING.search(own):
        yield f"{tag}#{own}"
    classes = [name for name in place.get("class", "").split() if not _CHANGING.search(name)]
    for name in classes:
        yield f"{tag}.{name}"
    if len(classes) > 1:
        yield f"{tag}.{'.'.join(classes[:3])}"
    parent = place.getparent()
    if parent is not None and isinstance(parent.tag, str) and parent.tag != "body":
        above = next(_simple_selectors(parent), None)
        if above:
            yield f"{above} > {next(_simple_selectors(place), tag)}"


def _simple_selectors(place: html.HtmlElement) -> Iterator[str]:
    if (own := place.get("id", "")) and not _CHANGING.search(own):
        yield f"{place.tag}#{own}"
    for name in place.get("class", "").split():
        if not _CHANGING.search(name):
            yield f"{place.tag}.{name}"


def _agreement(one: Sample, selector: str) -> float:
    """Agreement of a selector's fullest element with the reader, 0 to 1; further ones cost .02."""
    places = one.tree.cssselect(selector)
    if not places:
        return 0.0
    fullest = max(places, key=lambda place: len(place.text_content()))
    return max(0.0, _f_measure(one.kept, lines(fullest)) - 0.02 * (len(places) - 1))


def _f_measure(kept: frozenset[str], found: Sequence[Line]) -> float:
    """The harmonic mean of how much is held and how much of what is held was wanted."""
    wanted = sum(map(len, kept))
    keys = [(line.key, line.link_share) for line in found]
    inside = sum(len(key) for key, _ in keys if key in kept)
    everything = sum(len(key) * (1 - share) if key not in kept else len(key) for key, share in keys)
    return 2 * inside / (wanted + everything) if inside else 0.0


def _reads_as_well(proposed: Container, samples: Sequence[Sample]) -> bool:
    """Whether on two pages of three the reader keeps 80 % of the words with the container."""
    hints = Hints(body=proposed.selector)
    found = [find_body(one.tree, hints, one.headline) for one in samples]
    kept = [sum(key.count(" ") + 1 for key in one.kept) for one in samples]
    good = sum(body.words >= 0.8 * number for body, number in zip(found, kept, strict=True))
    return good * 3 >= len(samples) * 2
