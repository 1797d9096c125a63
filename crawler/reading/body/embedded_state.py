"""The text of a page that a browser's scripts would draw: in JSON-LD or in the scripts' own data.

Pages of Next.js, Nuxt and the like may arrive as a shell: the article stands in a script as a
string of HTML, escaped once or twice. It is asked for only where the page itself shows no text,
and never where the page says that those who do not pay may not read it.
"""

import json
import re
from collections.abc import Iterator

from lxml import etree, html

from crawler.markup import jsonld, jsonld_values
from crawler.markup.page_lines import Line, clean, lines
from crawler.reading.body.boxes.sentences import is_running_text
from crawler.reading.inline_scripts import inline_scripts

MIN_STATED_WORDS = 40
"""Words of a text in a script that may be an article; teasers and captions have fewer."""
MIN_PARAGRAPHS = 3
"""From so many on short paragraphs count, too."""
# a string of JavaScript or JSON with a paragraph in it; possessive, so that no search goes back
_STRINGS = re.compile(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL)
_PARAGRAPH = re.compile(r"(?:<|\\+u003[cC]|&lt;)p\b")


def text_in_scripts(tree: html.HtmlElement) -> tuple[list[Line], str]:
    """The lines of the article that scripts would draw, and where they stood; none: no lines."""
    nodes = jsonld.article_nodes(tree)
    if jsonld_values.is_free(nodes) is False:
        return [], ""
    for node in nodes:
        stated = node.get("articleBody")
        if isinstance(stated, str) and len(found := _as_lines(stated)):
            return found, "json-ld"
    best = max((_as_lines(text) for text in _html_strings(tree)), key=_size, default=[])
    return (best, "script") if best else ([], "")


def _html_strings(tree: html.HtmlElement) -> Iterator[str]:
    """The strings in the page's scripts that hold paragraphs of HTML, unescaped."""
    for _, source in inline_scripts(tree):
        if _PARAGRAPH.search(source):
            yield from _unescaped(source, 3)


def _unescaped(source: str, depth: int) -> Iterator[str]:
    """Strings with paragraphs; data may be JSON inside of a string of JSON."""
    for found in _STRINGS.finditer(source):
        if not _PARAGRAPH.search(source, found.start(), found.end()):
            continue
        try:
            text = json.loads(found.group(), strict=False)
        except ValueError:
            continue
        if depth and '"' in text and _STRINGS.search(text) and text.lstrip()[:1] not in ("<", "&"):
            yield from _unescaped(text, depth - 1)
        else:
            yield text


def _as_lines(text: str) -> list[Line]:
    """The lines of a text or of a piece of HTML; none where they are too few to be an article."""
    if "&lt;p" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    if "<" in text:
        try:
            found = lines(html.fragment_fromstring(text, create_parent="div"))
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return []
    else:
        found = [Line(clean(part), "p", 0.0) for part in text.splitlines()]
    found = [line for line in found if line.key and not line.caption and not line.embed]
    # a teaser has one or two paragraphs, an article may have many short ones
    every = sum(line.key.count(" ") + 1 for line in found)
    long = every if len(found) >= MIN_PARAGRAPHS else _size(found)
    return found if long >= MIN_STATED_WORDS else []


def _size(found: list[Line]) -> int:
    """The number of words in paragraphs without links."""
    return sum(line.key.count(" ") + 1 for line in found if is_running_text(line))
