"""JSON-LD as pages really carry it: several blocks, graphs, arrays, broken JSON, wrong types."""

import json
import re
from collections.abc import Iterator

from lxml import html

from crawler.reading.tree import query

_TYPES = re.compile(r"(Article|NewsArticle|BlogPosting|Report|LiveBlogPosting|VideoObject)$")
_BLOCKS = query("//script[contains(@type, 'ld+json')]")
_RAW_BREAKS = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


def article_nodes(tree: html.HtmlElement) -> list[dict[str, object]]:
    """The JSON-LD objects that describe an article, articles before videos."""
    nodes = []
    for script in _BLOCKS(tree):
        nodes += [node for node in _objects(_load(script.text or "")) if _type(node)]
    return sorted(nodes, key=lambda node: _type(node).endswith("VideoObject"))


def _load(source: str) -> object:
    """The JSON of a block, its usual faults mended; ``None`` where it is beyond that."""
    source = source.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    if len(source) > 1_000_000:
        return None
    for mend in (lambda s: s, lambda s: _TRAILING_COMMA.sub(r"\1", _RAW_BREAKS.sub(" ", s))):
        try:
            loaded: object = json.loads(mend(source), strict=False)
        except (ValueError, RecursionError):  # broken JSON is common; meta tags follow
            continue
        return loaded
    return None


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    """Every object in a JSON-LD value, graphs and arrays opened."""
    if depth > 4:
        return
    if isinstance(value, list):
        for part in value[:200]:
            yield from _objects(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(name), depth + 1)


def _type(node: dict[str, object]) -> str:
    """The article-like type of an object, or an empty string."""
    kinds = node.get("@type")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str) and _TYPES.search(kind):
            return kind
    return ""


def names(value: object) -> list[str]:
    """The names in an author, section or keyword field of any shape."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return names(value.get("name"))
    if isinstance(value, list):
        return [name for part in value[:30] for name in names(part)]
    return []


def addresses(value: object) -> list[str]:
    """The addresses in an image field of any shape."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return addresses(value.get("url"))
    if isinstance(value, list):
        return [address for part in value[:30] for address in addresses(part)]
    return []


def is_free(nodes: list[dict[str, object]]) -> bool | None:
    """What ``isAccessibleForFree`` says; ``None`` where nothing does."""
    for node in nodes:
        stated = node.get("isAccessibleForFree")
        if isinstance(stated, bool | str):
            return str(stated).strip().lower() not in ("false", "no", "0")
    return None
