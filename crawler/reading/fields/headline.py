"""The headline: as the page prints it, confirmed by its metadata where there is any."""

import re
from collections.abc import Iterable, Iterator

from lxml import html

from crawler.arabic import TOKEN, folded_words
from crawler.markup import jsonld
from crawler.markup.mojibake import garbled_words
from crawler.markup.visible_text import plain_text, visible_text
from crawler.reading.parsed_page import ParsedPage

MAX_HEADLINE_CHARACTERS = 500
"""No headline of the catalogue passes 200 characters."""
_SITE_SEPARATOR = re.compile(
    r"[\u200e\u200f]{,3}\s+[\u200e\u200f]{,3}[-–—|•·»«›‹:/~]+[\u200e\u200f]{,3}\s+"
    r"|(?<=\w)[-–—|~]\s+|\s+[-–—|~](?=\w)"
)
"""What may stand between a headline and the name of the site; asked where the name is there."""


def find_headline(page: ParsedPage) -> tuple[str, str]:
    """The headline and its source; two empty strings without one."""
    stated = [(text, source) for text, source in _stated(page) if TOKEN.search(text)]
    for text, source in [*_printed(page), *stated] if page.trace.wanted else ():
        page.trace.note("headline", f"candidate ({source}): {text[:120]}")
    broken = [one for one in stated if garbled_words(one[0])]
    stated = [one for one in stated if one not in broken]
    others = {text: " ".join(folded_words(text)) for text, _ in stated}
    printed = []
    for text, source in _printed(page):
        if garbled_words(text):
            broken.append((text, source))
            continue
        # an outlet's own selector needs no confirmation, a heading of the page does
        if source == "outlet" or text in others or _agrees(text, others.values()):
            return text[:MAX_HEADLINE_CHARACTERS], source
        printed.append((text, source))
    # nothing printed is confirmed: machine-written titles first, an h2 may be any box's
    own = [(text, source) for text, source in printed if source == "h1"]
    firm = [(text, source) for text, source in stated if source in ("json-ld", "meta")]
    # what is garbled comes last: it is refused by that name
    for text, source in [*firm, *own, *stated, *printed, *broken]:
        return _without_site(page, text)[:MAX_HEADLINE_CHARACTERS], source
    return "", ""


def nodes_about(nodes: list[dict[str, object]], headline: str) -> list[dict[str, object]]:
    """The JSON-LD objects without other articles': known where one states the headline itself."""
    stated = [
        [" ".join(folded_words(plain_text(t))) for t in jsonld.names(n.get("headline"))]
        for n in nodes
    ]
    if not any(_agrees(headline, texts) for texts in stated):
        return nodes
    return [
        node
        for node, texts in zip(nodes, stated, strict=True)
        if not any(texts) or _agrees(headline, texts)
    ]


def heading_of(tree: html.HtmlElement, headline: str) -> html.HtmlElement | None:
    """The first ``h1`` or ``h2`` whose folded text is the headline; ``None`` without one."""
    key = folded_words(headline)
    found = (
        one
        for one in tree.iter("h1", "h2")
        if folded_words(visible_text(one, MAX_HEADLINE_CHARACTERS)) == key
    )
    return next(found, None)


def _stated(page: ParsedPage) -> Iterator[tuple[str, str]]:
    for node in page.nodes:
        yield from (
            (text, "json-ld") for text in map(plain_text, jsonld.names(node.get("headline")))
        )
    for name in ("og:title", "twitter:title", "title"):
        yield from ((plain_text(text), "meta") for text in page.meta.get(name, ()))
    if page.lead and page.lead.headline_hint:
        yield plain_text(page.lead.headline_hint), "lead"
    if title := plain_text(page.title):
        yield title, "title"


def _printed(page: ParsedPage) -> Iterator[tuple[str, str]]:
    for element in page.select(page.hints.headline):
        if text := visible_text(element):
            yield text, "outlet"
    for tag in ("h1", "h2"):
        said = set[str]()
        for element in page.tree.iter(tag):
            text = visible_text(element, MAX_HEADLINE_CHARACTERS)
            if text in said:
                continue
            said.add(text)
            if len(folded_words(text)) > 2:  # shorter ones name the site or a section
                yield text, tag


def _without_site(page: ParsedPage, text: str) -> str:
    """A title without the outlet's name at its end or start."""
    own = page.names | {" ".join(folded_words(name)) for name in page.meta.get("og:site_name", ())}
    parts = list(_SITE_SEPARATOR.finditer(text))
    for cut in reversed(parts):
        if " ".join(folded_words(text[cut.end() :])) in own:
            text = text[: cut.start()]
    for cut in parts:
        if " ".join(folded_words(text[: cut.start()])) in own:
            return text[cut.end() :]
    return text


def _agrees(printed: str, stated: Iterable[str]) -> bool:
    """Whether a printed headline is a stated one (folded), site names and cuts aside."""
    key = " ".join(folded_words(printed))
    return bool(key) and any(
        # titles are cut at either end, and the site's name may stand before or behind them
        other.startswith(key) or key.startswith(other) or other.endswith(key)
        for other in stated
        if other
    )
