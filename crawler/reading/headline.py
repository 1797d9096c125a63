"""The headline: as the page prints it, confirmed by its metadata where there is any."""

import re
from collections.abc import Iterable, Iterator

from crawler.arabic import TOKEN, words
from crawler.reading import jsonld
from crawler.reading.seen import Seen, plain, visible

MAX_HEADLINE = 500
"""No headline of the catalogue passes 200 characters."""
_SITE_SEPARATOR = re.compile(r"\s+[-–—|•·»«›‹:/~]+\s+|(?<=\w)[-–—|~]\s+|\s+[-–—|~](?=\w)")
"""What may stand between a headline and the name of the site; asked where the name is there."""


def find_headline(seen: Seen) -> tuple[str, str]:
    """The headline and where it stood; two empty strings without one."""
    stated = [(text, source) for text, source in _stated(seen) if TOKEN.search(text)]
    for text, source in [*_printed(seen), *stated] if seen.trace.wanted else ():
        seen.trace.note("headline", f"candidate ({source}): {text[:120]}")
    others = {text: " ".join(words(text)) for text, _ in stated}
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
    stated = [[" ".join(words(plain(t))) for t in jsonld.names(n.get("headline"))] for n in nodes]
    if not any(_same(headline, texts) for texts in stated):
        return nodes
    return [
        node
        for node, texts in zip(nodes, stated, strict=True)
        if not any(texts) or _same(headline, texts)
    ]


def _stated(seen: Seen) -> Iterator[tuple[str, str]]:
    for node in seen.nodes:
        yield from ((text, "json-ld") for text in map(plain, jsonld.names(node.get("headline"))))
    for name in ("og:title", "twitter:title", "title"):
        yield from ((plain(text), "meta") for text in seen.meta.get(name, ()))
    if seen.lead and seen.lead.headline_hint:
        yield plain(seen.lead.headline_hint), "lead"
    if title := plain(seen.title):
        yield title, "title"


def _printed(seen: Seen) -> Iterator[tuple[str, str]]:
    for element in seen.select(seen.hints.headline):
        if text := visible(element):
            yield text, "outlet"
    for tag in ("h1", "h2"):
        said = set[str]()
        for element in seen.tree.iter(tag):
            text = visible(element, MAX_HEADLINE)
            if text in said:
                continue
            said.add(text)
            if len(words(text)) > 2:
                yield text, tag


def _without_site(seen: Seen, text: str) -> str:
    """A title without the outlet's name at its end or start."""
    own = seen.names | {" ".join(words(name)) for name in seen.meta.get("og:site_name", ())}
    parts = list(_SITE_SEPARATOR.finditer(text))
    for cut in reversed(parts):
        if " ".join(words(text[cut.end() :])) in own:
            text = text[: cut.start()]
    for cut in parts:
        if " ".join(words(text[: cut.start()])) in own:
            return text[cut.end() :]
    return text


def _same(printed: str, stated: Iterable[str]) -> bool:
    """Whether a printed headline is a stated one (folded), site names and cuts aside."""
    key = " ".join(words(printed))
    return bool(key) and any(
        other.startswith(key) or key.startswith(other) or other.endswith(key)
        for other in stated
        if other
    )
