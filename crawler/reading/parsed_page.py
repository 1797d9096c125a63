"""One page as the fields read it: its tree, its JSON-LD, its meta tags, what the outlet says."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from urllib.parse import urljoin

from lxml import html

from crawler.arabic import folded_words
from crawler.article import Lead
from crawler.markup import jsonld
from crawler.markup.selectors import Selectors, as_tuple, select
from crawler.markup.tree import clean, query
from crawler.reading.hints import Hints
from crawler.reading.trace import SILENT, Trace

_TAGS = re.compile(r"<[^>]{1,200}>")
_TITLE = query("string(//head/title)")


class ParsedPage:
    """What every field needs, looked up once. Every value on it is untrusted."""

    def __init__(
        self, tree: html.HtmlElement, text: str, hints: Hints, lead: Lead | None, url: str,
        seen_at: datetime, trace: Trace = SILENT,
    ) -> None:  # fmt: skip
        """Read the meta tags and JSON-LD; ``text`` is the page in full, markup and all."""
        self.tree, self.text, self.hints, self.lead, self.url = tree, text, hints, lead, url
        self.seen_at, self.trace = seen_at, trace
        self.nodes = jsonld.article_nodes(tree)
        self.meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop")
            if name and (content := element.get("content")):
                self.meta.setdefault(name.lower(), []).append(content)
        if trace.wanted:
            kinds = ", ".join(str(node.get("@type")) for node in self.nodes)
            trace.note("metadata", f"JSON-LD: {kinds or 'none'}; {len(self.meta)} meta tags")

    @cached_property
    def names(self) -> frozenset[str]:
        """The outlet's own names, folded."""
        return frozenset(" ".join(folded_words(name)) for name in self.hints.names)

    @cached_property
    def title(self) -> str:
        """What the browser's tab would say, as one line."""
        return clean(str(_TITLE(self.tree)))

    def select(self, selectors: Selectors) -> Iterator[html.HtmlElement]:
        """The elements that an outlet's selectors match, in the order of the selectors."""
        for selector in as_tuple(selectors):
            yield from select(self.tree, selector)

    def absolute(self, address: str) -> str | None:
        """A web address in full, or ``None`` if it is none."""
        try:
            joined = urljoin(self.url, address.strip())
        except ValueError:  # a page's own address is untrusted
            return None
        return joined if joined.startswith(("http://", "https://")) else None


def plain_text(value: str) -> str:
    """An untrusted value as one line of text without markup."""
    value = value[:20_000]
    if "<" in value or "&" in value:
        value = str(html.fromstring(f"<p>{value}</p>").xpath("string()"))
        value = _TAGS.sub("", value)
    return clean(value[:2_000])


def visible_text(element: html.HtmlElement, most: int | None = None) -> str:
    """The text of an element as one line; of a longer one than ``most`` at least that much.

    Elements that hold one another would each be read to the end without it.
    """
    if not len(element):
        return clean(element.text or "")
    if most is None:
        return clean(" ".join(element.itertext()))
    parts = list[str]()
    for text in element.itertext():
        parts.append(text)
        most -= len(text.strip())
        if most <= 0:
            break
    return clean(" ".join(parts))
