"""``ListingFile``: what a feed, a sitemap or a list of addresses in plain text holds."""

import re
from collections.abc import Iterator
from itertools import islice

from crawler.errors import BrokenListing
from crawler.items import Page
from crawler.listings.lenient_xml_parser import Entries, Entry
from crawler.listings.listing import MAX_LEADS
from crawler.listings.listing_bytes import listing_bytes
from crawler.listings.written_address import clean_address, joined_address

_NEWS = b"/sitemap-news/"
"""In the name of the news extension, of any version."""
MAX_HEAD_BYTES = 5_000
"""Bytes in which a file declares its extensions."""
# lines end as on any system, also in the separators U+2028 and U+2029; "^" knows one end alone
_LINE = re.compile(
    rb"(?:\A|(?<=[\r\n])|(?<=\xe2\x80[\xa8\xa9]))(?:\xef\xbb\xbf)?+[^\S\r\n]*+"
    rb"(https?://(?:(?!\xe2\x80[\xa8\xa9])\S)++)",
    re.IGNORECASE,
)
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf|\s|[#;][^\r\n]*+)*+(.{0,100})", re.DOTALL)
"""What stands first behind blank lines and comments."""
_REFERENCE = re.compile(r"&([\w.:-]+);")
_OTHERS = ((b"<!doctype html", "an HTML page"), (b"<html", "an HTML page"), (b"{", "JSON"),
           (b"[", "JSON"), (b"%pdf", "a PDF file"), (b"\x89png", "a picture"))  # fmt: skip


class ListingFile:
    """The file behind a page of a listing, whatever is wrong with it."""

    def __init__(self, page: Page) -> None:
        """Unzip it. Raises ``BrokenListing`` where there is nothing in it."""
        self.page = page
        self._source = listing_bytes(page)
        self._entries = Entries(self._source)
        self._bounded = False
        beginning = _BEGINNING.match(self._source.body)
        self._beginning = beginning[1].lower() if beginning else b""

    @property
    def root(self) -> str:
        """The root element, once the entries are read; empty without one."""
        return self._entries.root

    @property
    def has_news(self) -> bool:
        """Whether it declares the news extension of sitemaps."""
        return _NEWS in self._source.body[:MAX_HEAD_BYTES]

    @property
    def cut(self) -> str:
        """What is missing of it, in words, once its entries are read."""
        if self._bounded:
            return f"{self.page.url} lists more than {MAX_LEADS} entries: the rest is not read"
        unfinished = self.root and not self._entries.finished and not self._source.cut
        return f"{self.page.url} breaks off before its end" if unfinished else self._source.cut

    @property
    def is_text(self) -> bool:
        """Whether it is a list of addresses, one a line."""
        return self._beginning.startswith((b"http://", b"https://"))

    def entries(self) -> Iterator[Entry]:
        """At most ``MAX_LEADS`` entries in order; of plain text the lines, each as ``url``."""
        found = self._lines() if self.is_text else iter(self._entries)
        yield from islice(found, MAX_LEADS)
        self._bounded = next(found, None) is not None

    def _lines(self) -> Iterator[Entry]:
        for line in _LINE.finditer(self._source.body):
            yield Entry("url", {"loc": self._source.text(line[1])})

    def demand(self, roots: frozenset[str], what: str) -> None:
        """Raise ``BrokenListing`` where a file without any entry is not even an empty one."""
        if self.root not in roots:
            came = next((name for sign, name in _OTHERS if self._beginning.startswith(sign)), "")
            came = came or (f"its root is {self.root}" if self.root else "it has no root element")
            why = f"{came}; {self.cut}" if self.cut else came
            raise BrokenListing(f"{self.page.url} is not a {what}: {why}")

    def address(self, written: str | None, *bases: str) -> str:
        """An address that an entry states; empty where what was meant cannot be known.

        ``bases`` are the ``xml:base`` of the elements it stands in, the outermost first.
        """
        url = clean_address(written)
        if self._declared(url):  # an entity of the file's own
            return ""
        return joined_address(url, self.page.url, self._entries.base, *bases)

    def _declared(self, url: str) -> bool:
        declared = self._entries.declared
        return bool(declared) and not declared.isdisjoint(_REFERENCE.findall(url))
