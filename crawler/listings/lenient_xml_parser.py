"""Entries of feeds and sitemaps, told by their tags alone, so that no fault of one costs another.

No XML parser reads a listing: one that recovers ends an element at the next wrong end tag, drops
half of an address around a bare ``&``, hangs in a tag of 100,000 attributes, expands entities. Here
the file is walked once, tag by tag; what is not of interest is passed over, however broken. Time
and memory are those of the file: no pattern goes back.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.listings.character_references import resolved
from crawler.listings.listing_bytes import ListingBytes

SITEMAPS, FEEDS = frozenset(("urlset", "sitemapindex")), frozenset(("rss", "rdf", "feed"))
"""The root elements of both kinds of files."""
_FIELDS = (
    "loc", "lastmod", "publication_date", "title", "link", "guid", "id", "pubdate", "published",
    "issued", "date", "created", "updated", "modified", "origlink",
)  # fmt: skip
_CONTAINERS = frozenset((
    "image", "video", "source", "content", "summary", "description", "author", "contributor",
))  # fmt: skip
"""Elements within an entry whose address, title and date are their own and not the entry's."""
_ENTRIES = frozenset(("url", "sitemap", "item", "entry"))
_NAMES = "|".join((*sorted(SITEMAPS | FEEDS | _CONTAINERS | _ENTRIES), *_FIELDS))
# possessive: nothing is tried twice; a value ends before the next "<", which XML wants escaped
_TOKEN = re.compile(
    rb"<(?:!(?P<special>\[CDATA\[|--|DOCTYPE\b)"
    rb"|(?P<end>/)?(?:(?P<prefix>[a-z_][\w.-]*+):)?(?P<name>%s)(?=[\s/>])"
    rb"(?P<attributes>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+|[^<>]*+)>)" % _NAMES.encode(),
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(rb"([\w:.-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
MAX_TAG_BYTES = 10_000
"""Bytes of a tag's attributes that are looked at; a link's address has a few hundred."""
MAX_LINKS = 50
"""Links of one entry that are looked at."""
_DECLARED = re.compile(rb"<!ENTITY\s++([\w.:-]++)")
_SUBSET_END = re.compile(rb"\]\s*+>")
_NEXT_ENTRY = re.compile(
    rb"</(?:[a-z_][\w.-]*+:)?(item|entry|url)\s*+>\s*+<(?:[a-z_][\w.-]*+:)?\1[\s>]", re.IGNORECASE
)
"""The end of one entry and the beginning of the next."""
_Token = re.Match[bytes]


@dataclass(slots=True)
class Entry:
    """An entry as its listing writes it: ``url``, ``sitemap``, ``item`` or ``entry``.

    Fields are by name; those of another prefix than the entry's begin with a colon (``:date``). The
    first of a name that holds something counts.
    """

    name: str
    fields: dict[str, str] = field(default_factory=dict)
    links: list[dict[str, str]] = field(default_factory=list)
    """The attributes of its links and of its guid."""
    base: str = ""
    """The address that it says its links are relative to."""
    about: str = ""
    """The address by which RDF names it."""

    def first(self, *names: str) -> str | None:
        """The first of some fields that it has, of whichever prefix; ``None`` without one."""
        found = (self.fields.get(name) or self.fields.get(f":{name}") for name in names)
        return next((value for value in found if value), None)


class Entries:
    """The entries of a listing file in their order; ``root`` is known once they are read."""

    def __init__(self, source: ListingBytes) -> None:
        """Nothing is read yet."""
        self.source = source
        self.root = ""
        self.finished = False
        """Whether the root's end was seen."""
        self.base = ""
        """The address that the root says its links are relative to."""
        self.declared: frozenset[str] = frozenset()
        """Entities that the file declares: they are never expanded."""
        self._open: _OpenEntry | None = None
        self._root_prefix: bytes | None = None
        self._prefixes: set[bytes | None] = set()

    def __iter__(self) -> Iterator[Entry]:
        """Each entry once; one that the file's end cuts has what was whole of it."""
        body, at = self.source.body, 0
        for token, content_end, after in _tokens(body):
            self._text(body, at, token.start())
            at = after
            special = (token["special"] or b"").lower()
            if special == b"[cdata[":
                self._text(body, token.end(), content_end, plain=True)
            elif special == b"doctype":
                names = _DECLARED.findall(body, token.end(), content_end)
                self.declared |= {name.decode("ascii", "replace") for name in names}
            elif not special and (whole := self._tag(token)):
                yield whole
        if whole := self._close(cut=True):
            yield whole

    def _text(self, body: bytes, begin: int, end: int, *, plain: bool = False) -> None:
        if self._open and self._open.field and end > begin:
            text = self.source.text(body[begin:end])
            self._open.pieces.append(text if plain else resolved(text))

    def _tag(self, token: _Token) -> Entry | None:
        """Take a tag in; the entry that it closes."""
        name, ends = token["name"].decode().lower(), bool(token["end"])
        if name in SITEMAPS or name in FEEDS:
            self.finished = ends or token["attributes"].endswith(b"/")
            if not self.root and not ends:
                self.root, self._root_prefix = name, token["prefix"]
                self.base = self._attributes(token).get("xml:base", "")
            return None
        if name in _ENTRIES:
            return self._entry_tag(name, token, ends=ends)
        whole = self._unframed(name, token["prefix"]) if name == "loc" and not ends else None
        if self._open is None:
            return None
        if ends:
            self._open.ended(name)
            return None
        linked = name in ("link", "guid")
        attributes = self._attributes(token) if linked and token["attributes"] else {}
        self._open.began(name, token["prefix"], attributes)
        if token["attributes"].endswith(b"/"):
            self._open.ended(name)
        return whole

    def _unframed(self, name: str, prefix: bytes | None) -> Entry | None:
        """Begin an entry at an address that has none of its own; the entry that ends so.

        Sitemaps are written without ``<url>``, or lose one of its two tags.
        """
        if self._open and (not self._open.has(name) or prefix != self._open.prefix):
            return None
        if self.root not in SITEMAPS or prefix != self._root_prefix:
            return None
        whole = self._close()
        self._open = _OpenEntry(Entry("sitemap" if self.root == "sitemapindex" else "url"), prefix)
        return whole

    def _entry_tag(self, name: str, token: _Token, *, ends: bool) -> Entry | None:
        """Begin or end an entry; within one file all begin with one prefix."""
        if self.root and (name in ("item", "entry")) != (self.root in FEEDS):
            return None
        prefix = token["prefix"]
        self._prefixes = self._prefixes or {prefix}
        if prefix not in self._prefixes:
            return None
        whole = self._close()
        if not ends:
            said = self._attributes(token) if b":" in token["attributes"] else {}
            begun = Entry(name, base=said.get("xml:base", ""), about=said.get("rdf:about", ""))
            self._open = _OpenEntry(begun, prefix)
        return whole

    def _close(self, *, cut: bool = False) -> Entry | None:
        opened, self._open = self._open, None
        return opened.closed(cut=cut) if opened else None

    def _attributes(self, token: _Token) -> dict[str, str]:
        """The attributes of a tag, by their names in small letters."""
        return {
            self.source.text(found[0]).lower(): resolved(self.source.text(b"".join(found[1:])))
            for found in _ATTRIBUTE.findall(token["attributes"][:MAX_TAG_BYTES])
        }


class _OpenEntry:
    """An entry whose end has not come yet."""

    __slots__ = ("container", "entry", "field", "pieces", "prefix", "unsure")

    def __init__(self, entry: Entry, prefix: bytes | None) -> None:
        self.entry, self.prefix = entry, prefix
        self.field = ""
        self.pieces: list[str] = []
        self.container = ""
        self.unsure = Entry("")
        """What a container holds: the entry's own where that is never closed."""

    def has(self, name: str) -> bool:
        """Whether a field of its own was stated or begun, outside of all containers."""
        return not self.container and (name == self.field or name in self.entry.fields)

    def began(self, name: str, prefix: bytes | None, attributes: dict[str, str]) -> None:
        """A field or a container begins; a field that was not closed ends with it."""
        self._keep()
        if name in _CONTAINERS:
            self.container = self.container or name
            return
        holder = self.unsure if self.container else self.entry
        if attributes and len(holder.links) < MAX_LINKS:
            holder.links.append(attributes | {"": name})
        self.field = name if prefix == self.prefix else f":{name}"

    def ended(self, name: str) -> None:
        """A field or a container ends; an end without its beginning is none."""
        if name == self.field.removeprefix(":"):
            self._keep()
        elif name == self.container:
            self.container, self.unsure = "", Entry("")

    def _keep(self) -> None:
        name, value = self.field, "".join(self.pieces).replace("]]>", "").strip()
        self.field = ""
        self.pieces.clear()
        if name and value:
            (self.unsure if self.container else self.entry).fields.setdefault(name, value)

    def closed(self, *, cut: bool) -> Entry:
        """The entry that ends here; where the file is cut, what was open may be half of itself."""
        if not cut:
            self._keep()
        self.entry.fields = self.unsure.fields | self.entry.fields
        self.entry.links += self.unsure.links
        return self.entry


def _tokens(body: bytes) -> Iterator[tuple[_Token, int, int]]:
    """Tags of interest, CDATA, comments and DOCTYPE: each with its content's end and what follows.

    What is begun and never closed is passed over: its text counts.
    """
    at, ends = 0, dict[bytes, int]()
    while token := _TOKEN.search(body, at):
        at, special = token.end(), (token["special"] or b"").lower()
        closing = {b"": b"", b"--": b"-->", b"[cdata[": b"]]>", b"doctype": b">"}[special]
        # looked for once each: thousands may be begun before the one end, or the file's
        if closing and 0 <= ends.get(closing, 0) < at:
            ends[closing] = body.find(closing, at)
        end = ends.get(closing, -1)
        if special == b"doctype" and end >= 0 and body.find(b"[", at, end) >= 0:
            subset = _SUBSET_END.search(body, at)
            end = subset.end() - 1 if subset else -1
            if end < 0:
                ends[closing] = end  # nor is there an end behind any later one
        if end < 0 or (special == b"[cdata[" and _is_not_closed(body, at, end)):
            yield token, at, at
            continue
        yield token, end, end + len(closing)
        at = end + len(closing)


def _is_not_closed(body: bytes, at: int, end: int) -> bool:
    """Whether CDATA that begins at ``at`` was never closed: the end behind it is a later one's.

    Then another begins before that end, in another entry. One that is quoted within is split at
    its end, ``]]]]><![CDATA[>``.
    """
    another = body.find(b"<![CDATA[", at, end)
    if another < 0 or body.endswith(b"]]", at, end):
        return False
    return _NEXT_ENTRY.search(body, at, another) is not None
