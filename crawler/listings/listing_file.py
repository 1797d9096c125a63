"""``ListingFile``: what a feed, a sitemap or a list of addresses in plain text holds."""

import re
import string
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from crawler.article import Page
from crawler.errors import BrokenListing
from crawler.listings.listing import MAX_ADDRESS_CHARACTERS, MAX_LEADS
from crawler.listings.listing_bytes import listing_bytes
from crawler.listings.listing_entries import Entries, Entry
from crawler.urls import host_of

_NEWS = b"/sitemap-news/"
"""In the name of the news extension, of any version."""
MAX_HEAD_BYTES = 5_000
"""Bytes in which a file declares its extensions."""
_LINE = re.compile(rb"^(?:\xef\xbb\xbf)?[^\S\n]*+(https?://\S++)", re.IGNORECASE | re.MULTILINE)
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf|\s)*+(.{0,100})", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_FOLDED = re.compile(r"[^\S\r\n]*+[\r\n]\s*+")
_CONTROLS = re.compile(r"[\0-\x1f\x7f]")
# white space, byte-order marks and marks of direction: no address begins or ends in one
_EDGES = (
    string.whitespace
    + "\xa0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
)
# CDATA and escaping twice leave one; "&amp;" is no part of any address
_ESCAPED = re.compile(r"&(?:amp|#0*38|#[xX]0*26);", re.IGNORECASE)
_REFERENCE = re.compile(r"&([\w.:-]+);")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
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

    def address(self, written: str | None) -> str:
        """An address that an entry states; empty where what was meant cannot be known."""
        url = _TAG.sub("", written or "").partition("<")[0]
        # a letter that was lost, an entity of the file's own: half an address is another address
        if "\ufffd" in url or len(url) > MAX_ADDRESS_CHARACTERS or self._declared(url):
            return ""
        url = _CONTROLS.sub("", _FOLDED.sub("", url.strip(_EDGES)))
        url = _ESCAPED.sub("&", url)
        if _SCHEME.match(url):
            return url
        try:
            if url.startswith(("/", "?", "./", "../")):
                return urljoin(urljoin(self.page.url, self._entries.base), url)
            here = host_of(self.page.url)
            return f"https://{url}" if url.removeprefix("www.").startswith(f"{here}/") else url
        except ValueError:  # "//[": no address
            return ""

    def _declared(self, url: str) -> bool:
        declared = self._entries.declared
        return bool(declared) and not declared.isdisjoint(_REFERENCE.findall(url))
