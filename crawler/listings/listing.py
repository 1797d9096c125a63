"""``Listing``: the base of all listings, a path whose pages are read as leads."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from urllib.parse import urljoin

from crawler.dates import read_date, read_machine_date
from crawler.items import Lead, Page, StatedTotal


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time that a backfill asks for: from ``since`` on, before ``until``; both aware."""

    since: datetime
    until: datetime

    def holds(self, lead: Lead) -> bool:
        """Whether a lead may belong to it; what says nothing about its date may."""
        if lead.published_hint is not None:
            return self.since <= lead.published_hint < self.until
        return lead.modified_hint is None or lead.modified_hint >= self.since


IsArticle = Callable[[str], bool]
"""Whether an address can be one of the outlet's articles."""

MAX_LEADS = 50_000
"""Addresses that the protocol allows a sitemap; a listing page that gives more is cut there."""


MAX_ADDRESS_CHARACTERS = 4_000
"""The protocol allows 2,048; percent-encoded Arabic takes six characters a letter."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The leads of one listing page in order, and the addresses of further pages of the listing."""

    leads: list[Lead]
    more: list[str] = field(default_factory=list)
    rest: list[tuple[datetime, str]] = field(default_factory=list)
    """Pages that are read only where the listing was not read since they changed, newest first."""
    cut: str = ""
    """What a bound or a broken file left out, in words; empty: nothing."""
    stated: StatedTotal | None = None
    total: int | None = None
    """The number of articles on all pages of this answer together, as it says itself."""


@dataclass(frozen=True)
class Listing:
    """A place where an outlet lists its articles; ``path`` is relative to the outlet's home."""

    path: str

    def address(self, home: str) -> str:
        """The address of the listing's first page."""
        return urljoin(home, self.path)

    def ways(self) -> "tuple[Listing, ...]":
        """The listings that are polled for this one, each at its own pace: as a rule itself."""
        return (self,)

    def presence(self) -> "Listing | None":
        """The listing that tells whether articles are still there; ``None``: none does."""
        return None

    def address_since(self, home: str, since: datetime) -> str:
        """The address that lists only what is new since a time; of most listings the plain one."""
        return self.address(home)

    def may_be_empty(self, url: str) -> bool:
        """Whether a page without any address may be in order."""
        return False

    max_bytes: ClassVar[int] = 0
    """Bytes that an answer may have where the kind needs more than the setting allows."""

    @property
    def kind(self) -> str:
        """The kind of listing, as people call it."""
        return type(self).__name__

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """The leads on a page of this listing. Raises ``BrokenListing`` if it is none."""
        raise TypeError(f"{self.kind} does not read pages: use one of its kinds")

    oldest_first: ClassVar[bool] = False
    """The order of one whose dates and numbers tell none: WordPress's sitemaps begin with the first
    post, feeds and pages with the latest."""

    conditional: ClassVar[bool] = True
    """Whether "not modified" says that nothing is new; an index knows nothing of its parts."""

    # -- going back in time

    turns_pages: ClassVar[bool] = False
    """Whether it leads from page to page by number, so that what it lists moves between them."""
    names_others: ClassVar[bool] = False
    """Whether a page may name articles beside those that it lists, as a sidebar does."""

    tier: ClassVar[int] = 3
    """Rank for a backfill, 0 is best; a later one is asked where those before gave nothing."""

    def address_back(self, home: str, stretch: Stretch) -> str:
        """The address of the first page of a backfill."""
        return self.address(home)

    def read_back(self, page: Page, is_article: IsArticle, stretch: Stretch) -> Listed:
        """The leads of a page of a backfill, and every further page that it leads to."""
        return self.read(page, is_article)


def also_said(cut: str, more: str) -> str:
    """What was left out, in the words of both."""
    return "; ".join(filter(None, (cut, more)))


def hinted_date(value: object, page: Page) -> datetime | None:
    """The date that a listing states, in UTC; ``None`` where it states none."""
    if not isinstance(value, str) or not value.strip():
        return None
    seen_at = page.fetched_at
    # some feeds print dates as people write them
    date = read_machine_date(value, seen_at=seen_at) or read_date(value[:200], seen_at=seen_at)
    return date.at if date else None
