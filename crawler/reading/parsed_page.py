"""``ParsedPage``: a page's tree, JSON-LD, meta tags and the outlet's hints, for the fields."""

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

MAX_ADDRESS_CHARACTERS, MAX_META_CHARACTERS = 10_000, 100_000
# only the head's: an svg in the body has titles, too
_TITLE = query("string(//head/title)")


class ParsedPage:
    """A page's tree, JSON-LD objects and meta tags, looked up once; every value is untrusted."""

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
            content = element.get("content")
            if name and content and len(content) <= MAX_META_CHARACTERS:
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
        """The text of ``<title>`` as one line; empty without one."""
        return clean(str(_TITLE(self.tree)))

    def select(self, selectors: Selectors) -> Iterator[html.HtmlElement]:
        """The elements that an outlet's selectors match, in the order of the selectors."""
        for selector in as_tuple(selectors):
            yield from select(self.tree, selector)

    def absolute(self, address: str) -> str | None:
        """A web address in full, or ``None`` if it is none."""
        if len(address) > MAX_ADDRESS_CHARACTERS:  # putting it together takes many times its size
            return None
        try:
            joined = urljoin(self.url, address.strip())
        except ValueError:  # a page's own address is untrusted
            return None
        return joined if joined.startswith(("http://", "https://")) else None
