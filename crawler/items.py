"""The items that travel from listing to archive, one type per stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from crawler.arabic import word_count

OutcomeKind = Literal[
    "new", "repeat", "revision", "alias", "copy",
    "not_modified", "rejected", "blocked", "gone", "failed", "refused", "deferred", "quarantined",
]  # fmt: skip
"""Every lead ends in exactly one of these."""
Precision = Literal["second", "minute", "hour", "day", "month", "year"]
"""How exact a time is. Here, for the archive asks for no more of dates: their parsers take long to
load, and every command would wait for them."""
Ground = Literal["pattern", "host", "robots", "opt-out", "network"]
"""What an address was refused for and may change: the outlet's pattern of addresses, its hosts, a
robots.txt, the setting ``honour_opt_outs``, the setting ``allow_private``."""
NOTICEABLE_SHARE, NOTICEABLE_LEADS = 0.1, 2
"""From this share of a listing's leads on, and so many, it is told that the pattern refuses them: a
video or a static page in a list are less."""


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
    certain: bool = False
    """Whether its listing offers nothing but articles, so that no pattern of addresses is asked."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched: bytes before anyone read them."""

    outlet: str
    url: str
    fetched_at: datetime
    status: int
    headers: Mapping[str, str]
    body: bytes
    parts: Mapping[int, "Page"] = field(default_factory=dict)
    """The further pages of its article by their number, the second one under 2."""
    missing: Mapping[int, str] = field(default_factory=dict)
    """Why a further page was not had, by its number."""

    @property
    def content_type(self) -> str:
        """The Content-Type header, or an empty string."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True)
class Article:
    """The article as its reader sees it; ``None`` means the page does not say.

    The one list of its fields, each with its meaning: columns, glossary, exports, `read`, `show`
    and `verify` follow it (``storage.article_fields``); only the column itself is a migration.
    """

    outlet: Annotated[str, "the outlet's name: the file in spiders/"]
    url: Annotated[str, "canonical address, unique within the outlet"]
    fetched_at: Annotated[datetime, "when this version was fetched"]
    headline: Annotated[str, "as printed"]
    body: Annotated[str, "one paragraph per line, as printed"]
    byline: Annotated[str | None, "author as printed; None: the page does not say"] = None
    authors: Annotated[tuple[str, ...], "the byline's names, one by one"] = ()
    section: Annotated[str | None, "as printed"] = None
    tags: Annotated[tuple[str, ...], "as printed"] = ()
    lead_paragraph: Annotated[
        str | None, "first paragraph of running text; it stands in body too"
    ] = None
    dateline: Annotated[str | None, "as printed; None: the text has none"] = None
    city: Annotated[str | None, "the city that the dateline names"] = None
    agency: Annotated[str | None, "the agency that the dateline names"] = None
    image: Annotated[str | None, "address of the main image; the image itself is not kept"] = None
    image_caption: Annotated[str | None, "the main image's caption"] = None
    captions: Annotated[tuple[str, ...], "captions that stood in the text and are not in body"] = ()
    language: Annotated[
        str | None, "ar, fr, en, es, zgh (Tifinagh), ber (Amazigh in Latin letters)"
    ] = None
    published_at: Annotated[
        datetime | None, "as the page or a listing states it; None: unknown"
    ] = None
    published_precision: Annotated[
        Precision | None, "how exact published_at is: second, minute, hour, day, month, year"
    ] = None
    published_source: Annotated[
        str | None, "where the date stood: json-ld, meta, outlet, text; lead: in a listing"
    ] = None
    published_printed: Annotated[str | None, "the date as the page prints it"] = None
    modified_at: Annotated[datetime | None, "last change as the page states it"] = None
    brief: Annotated[bool, "flash news of a sentence or two"] = False
    paywall: Annotated[bool, "the page says that it shows only a part to those who do not pay"] = (
        False
    )
    pages: Annotated[
        tuple[str, ...], "addresses of its further pages, the second one first; empty: it has one"
    ] = ()
    partial: Annotated[
        bool, "a further page of it is missing; sources say which, and why it could not be had"
    ] = False
    canonical_url: Annotated[str | None, "the address that the page calls its own"] = None
    encoding: Annotated[str, "the page's character set"] = "utf-8"
    encoding_evidence: Annotated[
        str | None, "what told the encoding: byte-order mark, valid UTF-8, HTTP header …"
    ] = None
    body_source: Annotated[str, "'container: CSS', 'page', 'json-ld' or 'script'"] = "page"
    read_with: Annotated[
        str | None,
        "what beside page and reader decided how it reads: versions of libraries, digests of hints"
        " and of learned lines; None: unknown",
    ] = None
    sources: Annotated[
        Mapping[str, str],
        "field -> where it stood: json-ld, meta, link, text, h1 …; outlet: its own selector;"
        " lead: in a listing; body, byline, dateline: told by that field",
    ] = field(default_factory=dict)

    @property
    def word_count(self) -> int:
        """The number of words in the body: counted here and nowhere else."""
        return word_count(self.body)


@dataclass(frozen=True, slots=True)
class FetchedPart:
    """A further page of an article as a crawl found it: fetched, or missing and why."""

    number: int
    address: str
    requested: str | None
    """The address that answered at last; ``None``: nothing that is kept did."""
    missing: str | None = None
    passing: bool = False
    """Whether it may be had another time: the server did not say that there is none."""


@dataclass(frozen=True, slots=True)
class ArticleOfPages:
    """An article that was read from several pages, and what came of each further one."""

    article: Article
    lead: Lead
    requested: str
    """The address that answered with the first page."""
    parts: tuple[FetchedPart, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one fetched address: ``reason`` is for people, ``kind`` of the closed list."""

    outlet: str
    url: str
    kind: OutcomeKind
    reason: str = ""
    retry_after: float | None = None
    page_of: str | None = None
    """The address of the article that it is a further page of."""
    ground: Ground | None = None
    """What a refusal rests on: when that changes, the address is due again."""
    leads_to: str | None = None
    """The host of another site that the address led to."""


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """How many articles a listing says that there are, of a time or of all."""

    total: int
    since: datetime | None = None
    """Of articles from then on; ``None``: from the first one on."""
    until: datetime | None = None
    """Of articles before then; ``None``: up to now."""


@dataclass(frozen=True, slots=True)
class PollResult:
    """The result of one look at a listing; every look leaves one."""

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
    cut: str = ""
    """What a bound or a broken file left out, in words; empty: nothing."""
    weight: float = 1.0
    """How much a failure says against the listing: 1 it is not there, .25 it was not reached."""
    leads_to: str | None = None
    """The host of another site that the listing led to."""
    stated: StatedTotal | None = None


HOME_LOOK = "home_look"
"""The key in a request's ``meta`` that makes it a look at the home page."""


@dataclass(frozen=True, slots=True)
class HomeLook:
    """The result of a look at the home page, which is asked when an outlet seems to have moved."""

    outlet: str
    leads_to: str | None = None
    """The host of another site that it led to; ``None``: it answered, or nobody did."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The archive's decision on an article: its kind, the article it belongs to, and why."""

    kind: OutcomeKind
    of: int | None = None
    evidence: str = ""
