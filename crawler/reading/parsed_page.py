"""``ParsedPage``: a page's tree, JSON-LD, meta tags and the outlet's hints, for the fields."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, cast
from urllib.parse import urljoin

from lxml import etree, html

from crawler.arabic import folded_words
from crawler.items import Lead
from crawler.markup import jsonld
from crawler.markup.base_address import base_address
from crawler.markup.css_selectors import Selectors, as_tuple, classes_named, select
from crawler.markup.invalid_character_removal import sound
from crawler.markup.page_lines import clean
from crawler.reading.extraction_hints import Hints
from crawler.reading.names.outlet_names import joined, name_in_title, stated_names
from crawler.reading.trace import SILENT, Trace

MAX_ADDRESS_CHARACTERS, MAX_META_CHARACTERS = 10_000, 100_000
# along the attributes: a condition on every element takes two to seven times as long
_RELS, _ITEMPROPS, _ADDRESSES = (
    # plain strings: those that know their element take six times as long
    cast("Callable[..., list[str]]", etree.XPath(path, smart_strings=False))
    for path in ("/descendant::a/@rel", "/descendant::*/@itemprop", "/descendant::a/@href")
)
_IN_FULL = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9./%_~+=,@!&?-]*[A-Za-z0-9/_-])?")
"""Most addresses: joined to any other they stay as they are."""
_READERS_WORD = re.compile(r"(?:UserComments?|Comment|Review)/?$")


def is_readers_word(element: html.HtmlElement) -> bool:
    """Whether microdata call an element a reader's comment or review."""
    if element.get("itemprop") in ("comment", "review"):
        return True
    return bool(_READERS_WORD.search(element.get("itemtype") or ""))


class ParsedPage:
    """A page's tree, JSON-LD objects and meta tags, looked up once; every value is untrusted."""

    def __init__(
        self, tree: html.HtmlElement, text: str, hints: Hints, lead: Lead | None, url: str,
        seen_at: datetime, trace: Trace = SILENT,
    ) -> None:  # fmt: skip
        """Read the meta tags and JSON-LD; ``text`` is the page in full, markup and all."""
        self.tree, self.text, self.hints, self.lead, self.url = tree, text, hints, lead, url
        self.seen_at, self.trace = seen_at, trace
        self.objects = jsonld.objects(tree)
        self.nodes = jsonld.articles_among(self.objects)
        self.headings: dict[str, html.HtmlElement | None] = {}
        self.found_once: dict[tuple[str, object], Any] = {}
        """What one field looked up and others ask for again, by its kind and of what it is."""
        self.meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop")
            if element.get("itemprop") and any(map(is_readers_word, element.iterancestors())):
                continue
            content = element.get("content")
            if name and content and len(content) <= MAX_META_CHARACTERS:
                self.meta.setdefault(name.lower(), []).append(content)
        if trace.wanted:
            kinds = ", ".join(str(node.get("@type")) for node in self.nodes)
            trace.note("metadata", f"JSON-LD: {kinds or 'none'}; {len(self.meta)} meta tags")

    @cached_property
    def _by_class(self) -> dict[str, list[tuple[int, html.HtmlElement]]]:
        """The elements of each class attribute with their numbers in the order of the page.

        One walk for all: several rules ask for classes, and a query of XPath takes as long for one.
        """
        found: dict[str, list[tuple[int, html.HtmlElement]]] = {}
        for place in enumerate(self.tree.iter()):
            if (name := place[1].get("class")) is not None:
                found.setdefault(name, []).append(place)
        return found

    @cached_property
    def classes(self) -> frozenset[str]:
        """The different class attributes: what none of them says, no element need be asked."""
        return frozenset(self._by_class)

    @cached_property
    def _class_names(self) -> str:
        return " ".join(self.classes)

    def with_classes(self, attributes: Sequence[str]) -> list[html.HtmlElement]:
        """The elements whose class attribute is one of these, in order."""
        places = [place for name in attributes for place in self._by_class.get(name, ())]
        # no two have one number, so that no elements are compared
        return [element for _, element in (sorted(places) if len(attributes) > 1 else places)]

    @cached_property
    def printed(self) -> str:
        """All texts of the tree in a row, those of scripts in the body, too."""
        return str(self.tree.text_content())

    @cached_property
    def rels(self) -> frozenset[str]:
        """The different ``rel`` attributes of links in the text."""
        return frozenset(_RELS(self.tree))

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The different addresses of links, as written, those to further pages included."""
        return frozenset(_ADDRESSES(self.tree))

    @cached_property
    def itemprops(self) -> frozenset[str]:
        """The different ``itemprop`` attributes."""
        return frozenset(_ITEMPROPS(self.tree))

    @cached_property
    def names(self) -> frozenset[str]:
        """The outlet's own names, folded."""
        return frozenset(" ".join(folded_words(name)) for name in self.hints.names)

    @cached_property
    def own_names(self) -> frozenset[str]:
        """Every name by which the site calls itself, joined: ``manbarexemple``."""
        return self.stated_names | name_in_title(self.title, self.meta)

    @cached_property
    def stated_names(self) -> frozenset[str]:
        """Of ``own_names`` those that no headline can be: the end of a title is left out."""
        stated = stated_names(self.url, self.meta, self.objects)
        return stated | {joined(name) for name in self.hints.names}

    @cached_property
    def title(self) -> str:
        """The text of ``<title>`` as one line; empty without one."""
        # only the head's: an svg in the body has titles, too
        heads = self.tree.iter("head")
        titles = (title for head in heads for title in head.iterchildren("title"))
        return next((clean("".join(title.itertext())) for title in titles), "")

    @cached_property
    def base(self) -> str:
        """The address that the page's relative links are joined to."""
        return base_address(self.tree, self.url)

    def select(self, selectors: Selectors) -> Iterator[html.HtmlElement]:
        """The elements that an outlet's selectors match, in the order of the selectors."""
        for selector in as_tuple(selectors):
            # a query asks every element for its classes, and most selectors match nothing
            if all(name in self._class_names for name in classes_named(selector)):
                yield from select(self.tree, selector)

    def absolute(self, address: str) -> str | None:
        """A web address in full, or ``None`` if it is none."""
        if len(address) > MAX_ADDRESS_CHARACTERS:  # putting it together takes many times its size
            return None
        if _IN_FULL.fullmatch(address):
            return address
        try:
            joined = urljoin(self.base, sound(address).strip())
        except ValueError:  # a page's own address is untrusted
            return None
        return joined if joined.startswith(("http://", "https://")) else None
