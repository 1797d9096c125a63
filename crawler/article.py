"""The types that travel from listing to archive, one per stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from crawler.dates import Precision

OutcomeKind = Literal[
    "new", "repeat", "revision", "alias", "copy",
    "not_modified", "rejected", "blocked", "gone", "failed", "refused", "deferred", "quarantined",
]  # fmt: skip
"""Every lead ends in exactly one of these."""


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that a listing gave, with what the listing said about it."""

    outlet: str
    url: str
    found_in: str
    published_hint: datetime | None = None
    modified_hint: datetime | None = None
    headline_hint: str | None = None
    post_id: str | None = None
    """The number by which the outlet's own database knows it, where a listing states that."""
    watched: bool = False
    """Whether its listing tells of every later change of it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched: bytes before anyone read them."""

    outlet: str
    url: str
    fetched_at: datetime
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """The Content-Type header, or an empty string."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader would call the article; ``None`` means the page does not say."""

    outlet: str
    url: str
    fetched_at: datetime
    headline: str
    body: str
    byline: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    published_at: datetime | None = None
    published_precision: Precision | None = None
    published_source: str | None = None
    published_printed: str | None = None
    modified_at: datetime | None = None
    image: str | None = None
    canonical_url: str | None = None
    brief: bool = False
    encoding: str = "utf-8"
    body_source: str = "page"
    sources: Mapping[str, str] = field(default_factory=dict)
    """Field name -> where it stood: ``json-ld``, ``meta``, ``outlet``, ``lead``, ``text``."""
    authors: tuple[str, ...] = ()
    """The byline's names, one by one."""
    lead: str | None = None
    """The first paragraph of running text."""
    dateline: str | None = None
    """As printed: ``كود- كازا//``, ``الرباط – و.م.ع``."""
    city: str | None = None
    """The city that the dateline names."""
    agency: str | None = None
    """The agency that the dateline names."""
    image_caption: str | None = None
    captions: tuple[str, ...] = ()
    """The captions that stood in the text."""
    words: int = 0
    """How many words the body holds."""
    darija_hint: float | None = None
    """A hint that the text is in Darija: its marker words among all, 0 to 1. ``None``: no hint."""
    paywall: bool = False
    """Whether the page says that it shows only a part to those who do not pay."""
    encoding_evidence: str | None = None
    """What told us the encoding: ``byte-order mark``, ``valid UTF-8``, ``HTTP header`` …"""
    read_with: str | None = None
    """What beside page and reader decided how it reads: libraries, digests of hints and of learned
    lines. ``None``: it was not read from a page."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one fetched address ended; ``reason`` is for people, ``kind`` is from the closed list."""

    outlet: str
    url: str
    kind: OutcomeKind
    reason: str = ""
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class PollResult:
    """What one look at a listing gave; every look leaves one of these."""

    outlet: str
    listing: str
    links: int
    modified: bool = True
    error: str = ""
    retry_after: float | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    continuation: bool = False
    """A further page of a listing (page 2 of a section, a child sitemap)."""
    weight: float = 1.0
    """How much a failure says against the listing: 1 it is not there, .25 it was not reached."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the archive makes of an article: its kind, the article it belongs to, and why."""

    kind: OutcomeKind
    of: int | None = None
    evidence: str = ""
