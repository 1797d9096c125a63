"""Everything about an article but its body: each value with where it stood.

Order: JSON-LD, meta tags, the outlet's own selectors, the lead's hints, the visible text.
Every value is untrusted: wrong types, HTML inside, whole paragraphs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin

from lxml import html

from crawler.arabic import words
from crawler.article import Lead
from crawler.dates import CASABLANCA, PrintedDate, read_date, read_machine_date
from crawler.reading import jsonld
from crawler.reading.hints import Hints, Selectors, as_tuple
from crawler.reading.tree import clean

MAX_HEADLINE = 500
"""No headline of the catalogue passes 200 characters."""
_TAGS = re.compile(r"<[^>]{1,200}>")
_SITE_SEPARATOR = re.compile(r"\s+[-–—|•»:]+\s+")
_DATE_PLACE = re.compile(
    r"date|time|publi|posted|created|submitted|meta-item|entry-meta|post-meta", re.IGNORECASE
)
_UPDATED_PLACE = re.compile(r"modif|updat", re.IGNORECASE)


@dataclass(slots=True)
class Metadata:
    """What a page says about its article; ``sources`` tells where each value stood."""

    headline: str = ""
    byline: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    published: PrintedDate | None = None
    modified_at: datetime | None = None
    image: str | None = None
    canonical_url: str | None = None
    sources: dict[str, str] = field(default_factory=dict)


class MetadataReader:
    """Reads one page's metadata."""

    def __init__(
        self, tree: html.HtmlElement, hints: Hints, lead: Lead | None, url: str, seen_at: datetime
    ) -> None:
        """Look once at what every field needs."""
        self.tree, self.hints, self.lead, self.url, self.seen_at = tree, hints, lead, url, seen_at
        self.nodes = jsonld.article_nodes(tree)
        self.meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop")
            if name and element.get("content"):
                self.meta.setdefault(name.lower(), []).append(element.get("content"))
        self.found = Metadata()

    def read(self) -> Metadata:
        """All fields."""
        self._headline()
        self._dates()
        self.found.byline = self._first("byline", self._bylines())
        self.found.section = self._first("section", self._sections())
        self._tags()
        self._links()
        return self.found

    # -- headline

    def _headline(self) -> None:
        """The headline as the page prints it, confirmed by its metadata where there is any."""
        stated = list(self._stated_headlines())
        printed = list(self._printed_headlines())
        for text, source in printed:
            key = " ".join(words(text))
            if source == "outlet" or any(_same_headline(key, other) for other, _ in stated):
                return self._set_headline(text, source)
        own = [(text, source) for text, source in printed if source == "h1"]
        firm = [(text, source) for text, source in stated if source in ("json-ld", "meta")]
        for text, source in [*firm, *own, *stated, *printed]:
            return self._set_headline(self._without_site(text), source)
        return None

    def _set_headline(self, text: str, source: str) -> None:
        self.found.headline = text[:MAX_HEADLINE]
        self.found.sources["headline"] = source

    def _stated_headlines(self) -> Iterator[tuple[str, str]]:
        for node in self.nodes:
            yield from (
                (text, "json-ld") for text in map(plain, jsonld.names(node.get("headline")))
            )
        for name in ("og:title", "twitter:title", "title"):
            yield from ((plain(text), "meta") for text in self.meta.get(name, ()))
        if self.lead and self.lead.headline_hint:
            yield plain(self.lead.headline_hint), "lead"
        title = self.tree.find(".//head/title")
        if title is not None and title.text and plain(title.text):
            yield plain(title.text), "title"

    def _printed_headlines(self) -> Iterator[tuple[str, str]]:
        for element in self._select(self.hints.headline):
            if text := visible(element):
                yield text, "outlet"
        for tag in ("h1", "h2"):
            for element in self.tree.iter(tag):
                text = visible(element)
                if text and len(words(text)) > 2:
                    yield text, tag

    def _without_site(self, text: str) -> str:
        """A title without the outlet's name at its end or start."""
        own = {
            " ".join(words(name))
            for name in (*self.hints.names, *self.meta.get("og:site_name", ()))
        }
        parts = list(_SITE_SEPARATOR.finditer(text))
        for cut in reversed(parts):
            if " ".join(words(text[cut.end() :])) in own:
                text = text[: cut.start()]
        for cut in parts:
            if " ".join(words(text[: cut.start()])) in own:
                return text[cut.end() :]
        return text

    # -- dates

    def _dates(self) -> None:
        for name, finder in (("published", self._published()), ("modified", self._modified())):
            for date, source in finder:
                self.found.sources[f"{name}_at"] = source
                if name == "published":
                    self.found.published = self._sharper(date)
                else:
                    self.found.modified_at = date.at
                break

    def _sharper(self, date: PrintedDate) -> PrintedDate:
        """The listing's hour for a page that prints the day only, if both name the same day."""
        hint = self.lead.published_hint if self.lead else None
        if date.precision != "day" or hint is None:
            return date
        if hint.astimezone(CASABLANCA).date() != date.at.astimezone(CASABLANCA).date():
            return date
        self.found.sources["published_at"] = "lead"
        return PrintedDate(hint, "second", date.printed)

    def _published(self) -> Iterator[tuple[PrintedDate, str]]:
        yield from self._machine("datePublished", "article:published_time", "json-ld", "meta")
        yield from self._machine("dateCreated", "datepublished", "json-ld", "meta")
        for name in ("og:article:published_time", "date", "pubdate", "dc.date", "dc.date.issued"):
            yield from self._machine("", name, "json-ld", "meta")
        for element in self._select(self.hints.published):
            yield from self._from_element(element, "outlet")
        if self.lead and self.lead.published_hint:
            at = self.lead.published_hint
            yield PrintedDate(at, "second", at.isoformat()), "lead"
        yield from self._near_headline()

    def _modified(self) -> Iterator[tuple[PrintedDate, str]]:
        yield from self._machine("dateModified", "article:modified_time", "json-ld", "meta")
        if self.lead and self.lead.modified_hint:
            at = self.lead.modified_hint
            yield PrintedDate(at, "second", at.isoformat()), "lead"

    def _machine(
        self, key: str, name: str, node_source: str, meta_source: str
    ) -> Iterator[tuple[PrintedDate, str]]:
        for node in self.nodes if key else ():
            value = node.get(key)
            if isinstance(value, str) and (date := self._read(value)):
                yield date, node_source
        for value in self.meta.get(name, ()):
            if date := self._read(value):
                yield date, meta_source

    def _read(self, value: str) -> PrintedDate | None:
        """A date that a machine or a careless template wrote."""
        value = value[:200]
        return read_machine_date(value, seen_at=self.seen_at) or read_date(
            value, seen_at=self.seen_at
        )

    def _from_element(
        self, element: html.HtmlElement, source: str
    ) -> Iterator[tuple[PrintedDate, str]]:
        stamp = element.get("datetime") or element.get("content")
        if (
            stamp
            and (date := self._read(stamp))
            or (date := read_date(visible(element)[:200], seen_at=self.seen_at))
        ):
            yield date, source

    def _near_headline(self) -> Iterator[tuple[PrintedDate, str]]:
        """A date that the page prints after its headline; the page's clock stands before it."""
        after = False
        key = words(self.found.headline)
        for element in self.tree.iter():
            if not isinstance(element.tag, str):
                continue
            if not after:
                after = element.tag in ("h1", "h2") and words(visible(element)) == key
                continue
            if element.tag == "aside" or (element.tag == "footer" and _of_the_page(element)):
                return
            label = f"{element.get('class', '')} {element.get('itemprop', '')}"
            if element.tag != "time" and not _DATE_PLACE.search(label):
                continue
            if not _UPDATED_PLACE.search(label) and len(visible(element)) < 120:
                yield from self._from_element(element, "text")

    # -- the rest

    def _bylines(self) -> Iterator[tuple[str, str]]:
        for node in self.nodes:
            if people := jsonld.names(node.get("author")):
                yield "، ".join(dict.fromkeys(map(plain, people))), "json-ld"
        for name in ("author", "article:author", "dc.creator", "parsely-author"):
            yield from ((plain(text), "meta") for text in self.meta.get(name, ()))
        for element in self._select(self.hints.byline):
            yield visible(element), "outlet"
        for element in self.tree.xpath("//a[@rel='author']|//*[@itemprop='author']"):
            yield visible(element), "text"

    def _sections(self) -> Iterator[tuple[str, str]]:
        for node in self.nodes:
            yield from ((plain(t), "json-ld") for t in jsonld.names(node.get("articleSection")))
        yield from ((plain(text), "meta") for text in self.meta.get("article:section", ()))
        for element in self._select(self.hints.section):
            yield visible(element), "outlet"

    def _first(self, name: str, candidates: Iterator[tuple[str, str]]) -> str | None:
        """The first candidate that can be a name: no address, no paragraph, not the outlet."""
        own = {" ".join(words(known)) for known in self.hints.names}
        for text, source in candidates:
            text = re.sub(r"^(?:بقلم|كتب|كتبه|كتبها|بواسطة|By|Par)\s*:?\s+", "", text)
            key = " ".join(words(text))
            if key and key not in own and len(text) < 120 and "://" not in text and "@" not in text:
                self.found.sources[name] = source
                return text
        return None

    def _tags(self) -> None:
        found: list[tuple[list[str], str]] = []
        for node in self.nodes:
            given = jsonld.names(node.get("keywords"))
            found.append(([t for text in given for t in re.split(r"[,،]", text)], "json-ld"))
        found.append((self.meta.get("article:tag", []), "meta"))
        found.append(([visible(e) for e in self._select(self.hints.tags)], "outlet"))
        found.append(([visible(e) for e in self.tree.xpath("//a[@rel='tag']")], "text"))
        # last: many outlets print the same keywords on every page
        for text in self.meta.get("news_keywords", []) or self.meta.get("keywords", []):
            found.append((re.split(r"[,،]", text), "meta"))
        for tags, source in found:
            kept = [tag for tag in dict.fromkeys(map(plain, tags)) if tag and len(tag) < 80]
            if kept:
                self.found.tags, self.found.sources["tags"] = tuple(kept[:40]), source
                return

    def _links(self) -> None:
        for text in self.meta.get("og:image", ()):
            self.found.image = self._absolute(text)
            break
        for element in self.tree.xpath("//link[@rel='canonical' and @href]"):
            self.found.canonical_url = self._absolute(element.get("href"))
            break

    def _absolute(self, address: str) -> str | None:
        try:
            joined = urljoin(self.url, address.strip())
        except ValueError:  # a page's own address is untrusted
            return None
        return joined if joined.startswith(("http://", "https://")) else None

    def _select(self, selectors: Selectors) -> Iterator[html.HtmlElement]:
        for selector in as_tuple(selectors):
            yield from self.tree.cssselect(selector)


def plain(value: str) -> str:
    """An untrusted value as one line of text without markup."""
    if "<" in value or "&" in value:
        value = str(html.fromstring(f"<p>{value[:20_000]}</p>").xpath("string()"))
        value = _TAGS.sub("", value)
    return clean(value[:2_000])


def visible(element: html.HtmlElement) -> str:
    """The text of an element as one line."""
    return clean(" ".join(element.itertext()) if len(element) else element.text or "")


def _of_the_page(footer: html.HtmlElement) -> bool:
    """Whether a footer is the page's, not an article's."""
    return not any(above.tag in ("article", "main") for above in footer.iterancestors())


def _same_headline(key: str, stated: str) -> bool:
    """Whether a printed headline is the stated one, site names and cuts aside."""
    other = " ".join(words(stated))
    if not key or not other:
        return False
    return other.startswith(key) or key.startswith(other) or other.endswith(key)
