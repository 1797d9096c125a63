"""The headline: as the page prints it, confirmed by its metadata where there is any."""

import re
from collections.abc import Iterable, Iterator

from crawler.arabic import TOKEN, folded_words
from crawler.markup import jsonld
from crawler.markup.visible_text import plain_text, visible_text
from crawler.reading.parsed_page import ParsedPage

MAX_HEADLINE = 500
"""No headline of the catalogue passes 200 characters."""
_SITE_SEPARATOR = re.compile(r"\s+[-–—|•·»«›‹:/~]+\s+|(?<=\w)[-–—|~]\s+|\s+[-–—|~](?=\w)")
"""What may stand between a headline and the name of the site; asked where the name is there."""


def find_headline(seen: ParsedPage) -> tuple[str, str]:
    """The headline and where it stood; two empty strings without one."""
    stated = [(text, source) for text, source in _stated(seen) if TOKEN.search(text)]
    for text, source in [*_printed(seen), *stated] if seen.trace.wanted else ():
        seen.trace.note("headline", f"candidate ({source}): {text[:120]}")
    others = {text: " ".join(folded_words(text)) for text, _ in stated}
    printed = []
    for text, source in _printed(seen):
        if source == "outlet" or text in others or _same(text, others.values()):
            return text[:MAX_HEADLINE], source
        printed.append((text, source))
    own = [(text, source) for text, source in printed if source == "h1"]
    firm = [(text, source) for text, source in stated if source in ("json-ld", "meta")]
    for text, source in [*firm, *own, *stated, *printed]:
        return _without_site(seen, text)[:MAX_HEADLINE], source
    return "", ""


def nodes_about(nodes: list[dict[str, object]], headline: str) -> list[dict[str, object]]:
    """The JSON-LD objects without other articles': known where one states the headline itself."""
    stated = [
        [" ".join(folded_words(plain_text(t))) for t in jsonld.names(n.get("headline"))]
        for n in nodes
    ]
    if not any(_same(headline, texts) for texts in stated):
        return nodes
    return [
        node
        for node, texts in zip(nodes, stated, strict=True)
        if not any(texts) or _same(headline, texts)
    ]


def _stated(seen: ParsedPage) -> Iterator[tuple[str, str]]:
    for node in seen.nodes:
        yield from (
            (text, "json-ld") for text in map(plain_text, jsonld.names(node.get("headline")))
        )
    for name in ("og:title", "twitter:title", "title"):
        yield from ((plain_text(text), "meta") for text in seen.meta.get(name, ()))
    if seen.lead and seen.lead.headline_hint:
        yield plain_text(seen.lead.headline_hint), "lead"
    if title := plain_text(seen.title):
        yield title, "title"


def _printed(seen: ParsedPage) -> Iterator[tuple[str, str]]:
    for element in seen.select(seen.hints.headline):
        if text := visible_text(element):
            yield text, "outlet"
    for tag in ("h1", "h2"):
        said = set[str]()
        for element in seen.tree.iter(tag):
            text = visible_text(element, MAX_HEADLINE)
            if text in said:
                continue
            said.add(text)
            if len(folded_words(text)) > 2:
                yield text, tag


def _without_site(seen: ParsedPage, text: str) -> str:
    """A title without the outlet's name at its end or start."""
    own = seen.names | {" ".join(folded_words(name)) for name in seen.meta.get("og:site_name", ())}
    parts = list(_SITE_SEPARATOR.finditer(text))
    for cut in reversed(parts):
        if " ".join(folded_words(text[cut.end() :])) in own:
            text = text[: cut.start()]
    for cut in parts:
        if " ".join(folded_words(text[: cut.start()])) in own:
            return text[cut.end() :]
    return text


def _same(printed: str, stated: Iterable[str]) -> bool:
    """Whether a printed headline is a stated one (folded), site names and cuts aside."""
    key = " ".join(folded_words(printed))
    return bool(key) and any(
        other.startswith(key) or key.startswith(other) or other.endswith(key)
        for other in stated
        if other
    )
