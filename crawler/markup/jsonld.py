"""JSON-LD blocks as pages really carry them: several, graphs, arrays, broken JSON, wrong types."""

import json
import re
from collections.abc import Iterator

from lxml import html

_TYPES = re.compile(r"(Article|NewsArticle|BlogPosting|Report|LiveBlogPosting|VideoObject)$")
_RAW_BREAKS = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_WRAPPING = re.compile(r"(?:\s|;|,|<!--|//|/\*|\*/|<!\[CDATA\[)*+")
"""What stands before a value and is no JSON; nothing here can go back, however long it is."""
# bounded and possessive (``*+``): on broken JSON no search may go back and forth
_STATED = re.compile(
    r'"(headline|datePublished|dateModified|articleSection)"\s*+:\s*+"(.{1,1000}?)"'
    r'(?=\s{0,20}(?:,\s{0,20}["}\]]|[}\]]|\Z))',
    re.DOTALL,
)
_STATED_TYPE = re.compile(
    r'"@type"\s*+:\s*+(?:\[\s*+)?"([A-Za-z:/.]{0,40}(?:Article|BlogPosting))"'
)
_STATED_AUTHOR = re.compile(
    r'"author"\s*+:\s*+(?:\[\s*+)?\{[^{}]{0,500}?"name"\s*+:\s*+"([^"{}]{1,200})"'
)
_COMMENT = re.compile(r'"(?:comment|review|UserComments|Comment|Review)"')
MAX_RECOVERED_CHARACTERS = 100_000
"""Characters of broken JSON that are searched."""
_NEXT_KEY = re.compile(r'"\s{0,20}:')
_BARE_QUOTE = re.compile(r'(?<!\\)"')
_DECODER = json.JSONDecoder(strict=False)


def article_nodes(tree: html.HtmlElement) -> list[dict[str, object]]:
    """The JSON-LD objects that describe an article, articles before videos."""
    return articles_among(objects(tree))


def objects(tree: html.HtmlElement) -> list[dict[str, object]]:
    """Every JSON-LD object of a page, of whatever type, in order."""
    return [
        node
        for script in tree.iter("script")
        if "ld+json" in script.get("type", "")
        for value in _load(script.text or "")
        for node in _objects(value)
    ]


def articles_among(found: list[dict[str, object]]) -> list[dict[str, object]]:
    """Those of a page's objects that describe an article, references resolved, videos last."""
    nodes = [node for node in found if _type(node)]
    # plugins name authors and images by @id alone and describe them in objects of their own
    if len(found) > len(nodes):
        named = {one["@id"]: one for one in found if isinstance(one.get("@id"), str)}
        nodes = [{key: _resolved(value, named) for key, value in node.items()} for node in nodes]
    return sorted(nodes, key=lambda node: _type(node).endswith("VideoObject"))


def _resolved(value: object, named: dict[object, dict[str, object]]) -> object:
    """A value with its references, ``{"@id": …}``, replaced by the objects they name."""
    if isinstance(value, list):
        return [_resolved(part, named) for part in value[:200]]
    if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def _load(source: str) -> list[object]:
    """The values of a block, its usual faults repaired; several where they follow one another."""
    if len(source) > 1_000_000:
        return []
    for repair in (lambda s: s, lambda s: _TRAILING_COMMA.sub(r"\1", _RAW_BREAKS.sub(" ", s))):
        try:
            return list(_glued(repair(source)))
        except (ValueError, RecursionError):  # broken JSON is common
            continue
    return _recovered(source)


def _glued(source: str) -> Iterator[object]:
    """One JSON value after the other; what follows the last one is not asked about."""
    first = at = _value_start(source, 0)
    while at < len(source):
        try:
            value, end = _DECODER.raw_decode(source, at)
        except ValueError:
            if at == first:  # nothing was read at all: the caller repairs the block and asks again
                raise
            return
        yield value
        at = _value_start(source, end)


def _value_start(source: str, at: int) -> int:
    """The offset at which the next value starts, after ``at``."""
    found = _WRAPPING.match(source, at)
    return found.end() if found else at


def _recovered(source: str) -> list[object]:
    """One object of the plain fields in a block that no parser takes; empty without a type.

    One stray quote in a description would otherwise cost a page its date, byline and section.
    """
    source = source[:MAX_RECOVERED_CHARACTERS]
    kind = _STATED_TYPE.search(source)
    if not kind:
        return []
    node: dict[str, object] = {"@type": kind[1]}
    for name, value in _STATED.findall(source):
        if not _NEXT_KEY.search(value):  # the end of the value is not its own
            node.setdefault(name, _unescaped(value))
    author = _STATED_AUTHOR.search(source)
    # behind a comment it may be the reader's
    if author and not _COMMENT.search(source, 0, author.start()):
        node["author"] = _unescaped(author[1])
    return [node]


def _unescaped(value: str) -> str:
    """The text between the quotes of a JSON string, stray quotes included."""
    escaped = _BARE_QUOTE.sub(r"\"", value)
    try:
        return str(_DECODER.decode(f'"{escaped}"'))
    except ValueError:  # cut in the middle of an escape
        return value


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    """Every object in a JSON-LD value, graphs and arrays opened."""
    if depth > 4:
        return
    if isinstance(value, list):
        for part in value[:200]:  # bounded: the list is untrusted, and each part may hold lists
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
        # a critic's, which is published; readers' have no date of their own
        if kind in ("Review", "CriticReview") and {"itemReviewed", "datePublished"} <= node.keys():
            return str(kind)
    return ""
