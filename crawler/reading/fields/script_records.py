"""The article's record in a page's own data: what Next.js, Nuxt and the like hand to the browser.

Such pages often state nothing else for machines. The record is the object whose title is the
page's headline and that holds a long text; it is handed on in the form of a JSON-LD object.
"""

import json
import re
from collections.abc import Iterator

from crawler.arabic import folded_words
from crawler.markup.visible_text import plain_text
from crawler.reading.inline_scripts import inline_scripts
from crawler.reading.parsed_page import ParsedPage

MAX_OBJECTS = 20_000
"""Objects of a page's data that are looked at."""
MAX_DEPTH = 30
MIN_TEXT_CHARACTERS = 200
"""Characters of an article's text in its record; a teaser's has fewer."""
_PUSHED = re.compile(r"self\.__next_f\.push\((\[1,.*\])\)\s*;?\s*$", re.DOTALL)
_ASSIGNED = re.compile(r"\s*(?:window|self|globalThis)(?:\.\w{1,60}|\[\"\w{1,60}\"\])\s*=\s*(?=\{)")
_DECODER = json.JSONDecoder(strict=False)
_TITLES = ("title", "headline", "name", "titre")
_KEYS = {
    "author": ("author", "authors", "writer", "writers", "auteur", "authorName", "author_name"),
    "datePublished": ("datePublished", "published_at", "publishedAt", "publish_date", "publishDate",
                      "published_date", "publishedDate", "publicationDate", "date_published",
                      "published", "display_date", "date"),
    "dateModified": ("dateModified", "updated_at", "updatedAt", "modified_at", "modifiedAt",
                     "last_updated_date", "modified"),
    "articleSection": ("articleSection", "category", "section", "rubrique", "primaryCategory",
                       "primary_category", "categories", "sections"),
    "keywords": ("keywords", "tags"),
}  # fmt: skip
"""The keys of JSON-LD and what applications of one's own call them."""
_NAMES = ("name", "title", "fullName", "full_name", "displayName", "display_name", "label",
          "rendered")  # fmt: skip


def record_in_scripts(page: ParsedPage, headline: str) -> list[dict[str, object]]:
    """The record of the article as one object with JSON-LD's keys; empty without one."""
    own = folded_words(headline)
    if not own:
        return []
    for value in _values(page):
        for one in _objects(value):
            if folded_words(_text(one, _TITLES)) == own and _has_text(one):
                return [_as_jsonld(one, headline)]
    return []


def _values(page: ParsedPage) -> Iterator[object]:
    """The data in the page's scripts."""
    pushed = list[str]()
    for kind, source in inline_scripts(page.tree):
        begin = source.find("{")
        if kind == "application/json" and begin >= 0:
            yield from _decoded(source[begin:])
        elif assigned := _ASSIGNED.match(source):
            yield from _decoded(source[assigned.end() :])
        elif found := _PUSHED.search(source):
            for one in _decoded(found[1]):
                pushed += [one[1]] if isinstance(one, list) and isinstance(one[1], str) else []
    for row in "".join(pushed).split("\n"):
        yield from _decoded(row.partition(":")[2])


def _decoded(source: str) -> Iterator[object]:
    try:
        yield _DECODER.raw_decode(source)[0]
    except (ValueError, RecursionError):  # a page's own data is untrusted
        return


def _objects(value: object) -> Iterator[dict[str, object]]:
    """The objects in a value, the outer ones first."""
    level: list[object] = [value]
    count = 0
    for _ in range(MAX_DEPTH):
        inner = list[object]()
        for one in level:
            count += 1
            if count > MAX_OBJECTS:
                return
            if isinstance(one, dict):
                yield one
                inner += [part for part in one.values() if isinstance(part, dict | list)]
            elif isinstance(one, list):
                inner += [part for part in one if isinstance(part, dict | list)]
        level = inner


def _text(one: dict[str, object], keys: tuple[str, ...]) -> str:
    return next((name for key in keys for name in _names(one.get(key))), "")


def _names(value: object) -> list[str]:
    """The names in a value of any shape."""
    if isinstance(value, str):
        return [plain_text(value)] if value.strip() else []
    if isinstance(value, dict):
        return next((found for key in _NAMES if (found := _names(value.get(key)))), [])
    if isinstance(value, list):
        return [name for part in value[:30] for name in _names(part)]
    return []


def _has_text(one: dict[str, object]) -> bool:
    """Whether an object holds a long text, in itself or in an object of its own."""
    inner = [part for value in one.values() if isinstance(value, dict) for part in value.values()]
    return any(
        isinstance(value, str) and len(value) >= MIN_TEXT_CHARACTERS
        for value in (*one.values(), *inner)
    ) or any(isinstance(value, list) and len(str(value)) >= MIN_TEXT_CHARACTERS
             for key, value in one.items() if "content" in key or "body" in key)  # fmt: skip


def _as_jsonld(one: dict[str, object], headline: str) -> dict[str, object]:
    node: dict[str, object] = {"@type": "NewsArticle", "headline": headline}
    for name, keys in _KEYS.items():
        for key in keys:
            if said := _names(one.get(key)):
                node[name] = said[0] if name.startswith("date") else said
                break
    if isinstance(sections := node.get("articleSection"), list):
        node["articleSection"] = sections[:1]
    return node
