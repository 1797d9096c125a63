"""trafilatura's text of a page or of a part of it, and whether it keeps a given line."""

import copy
from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from lxml import etree, html

from crawler.arabic import folded_words, word_count
from crawler.markup.bounded_html_parsing import query
from crawler.markup.page_lines import Line, lines

if TYPE_CHECKING:  # it is loaded when it is asked first: commands that read no page start fast
    from trafilatura.settings import Extractor

MIN_FAST_WORDS = 60
"""With fewer words from trafilatura's fast way its thorough one reads (twice the time)."""
MAX_THOROUGH_ELEMENTS = 20_000
"""A larger page is read the fast way only: the thorough one holds four copies of its tree, and is
quadratic where a page of many elements has no text. Real pages have up to 10,000."""
_COUNT = query("count(//*)")


class TrafilaturaLineFilter:
    """The text that trafilatura extracts of a tree, computed once and only when it is asked for."""

    def __init__(self, element: html.HtmlElement, found: Sequence[Line]) -> None:
        """Keep the tree, which stays as it is, and the lines that were found in it."""
        self.element, self.found = element, found

    @cached_property
    def text(self) -> str:
        """The extracted text, empty where there is none; trafilatura works on a copy of its own."""
        # a container is small, and asked about short lines only: the fast way is enough
        if self.element.tag != "html":
            return _extract(_as_page(self.element), fast=True)
        text = _extract(self.element, fast=True)
        if word_count(text) >= MIN_FAST_WORDS or _COUNT(self.element) > MAX_THOROUGH_ELEMENTS:
            return text
        return _extract(self.element, fast=False)

    @cached_property
    def _folded(self) -> list[str]:
        """The lines of the text, folded, in order."""
        # nearly all of its lines were found in the tree as well: each is folded once
        known = {line.text: line for line in self.found}
        # not splitlines: it would also cut at characters that end no line of trafilatura's
        return [
            known[text].key if text in known else " ".join(folded_words(text))
            for text in self.text.split("\n")
        ]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The folded lines of the text."""
        return frozenset(filter(None, self._folded))

    @cached_property
    def stream(self) -> str:
        """All folded words of the text as one line, a space around each."""
        return " " + " ".join(filter(None, self._folded)) + " "

    def keeps(self, line: Line) -> bool:
        """Whether trafilatura keeps a line: whole, or as part of a longer one."""
        # trafilatura takes out what cannot be printed before it answers: unknown emoji, icons
        shown = line.text.isprintable()
        key = line.key if shown else " ".join(folded_words(_printable(line.text)))
        # five words and more in a row are no coincidence, fewer may stand in any sentence
        return key in self.keys or (key.count(" ") >= 4 and f" {key} " in self.stream)


def _printable(text: str) -> str:
    return "".join(char for char in text if char.isprintable() or char.isspace())


def _as_page(element: html.HtmlElement) -> html.HtmlElement:
    """A page of nothing but a copy of an element."""
    root = copy.deepcopy(element)
    root.tail = None
    page, body, article = (root.makeelement(tag) for tag in ("html", "body", "article"))
    article.append(root)
    body.append(article)
    page.append(body)
    return page


def _extract(root: html.HtmlElement, *, fast: bool) -> str:
    import trafilatura

    try:
        text: str | None = trafilatura.extract(root, options=_options(fast=fast))
    except RecursionError:  # nested deeper than Python follows it
        text = trafilatura.extract(_flat(root), options=_options(fast=fast))
    return text or ""


def _flat(root: html.HtmlElement) -> html.HtmlElement:
    """A page with a paragraph for each line of a tree."""
    page = html.Element("html")
    article = etree.SubElement(etree.SubElement(page, "body"), "article")
    for line in lines(root):
        etree.SubElement(article, "p").text = line.text
    return page


@cache
def _options(*, fast: bool) -> "Extractor":
    """trafilatura's options; made once, since it reads a configuration file for them."""
    from trafilatura.settings import Extractor

    # precision: F1 .974 over the pages of the bench, .962 without it (docs/reading.md)
    return Extractor(output_format="txt", precision=True, comments=False, fast=fast)
