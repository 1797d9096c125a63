"""What every listing is: a path that turns a page into leads."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from urllib.parse import urljoin

from crawler.article import Lead, Page
from crawler.dates import read_date, read_machine_date


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

MAX_LEADS = 5_000
"""A listing page that gives more is cut; a sitemap of a whole archive has 1,000 to 50,000."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a listing page gave: leads in its order, and further pages of the same listing."""

    leads: list[Lead]
    more: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Listing:
    """A place where an outlet lists its articles; ``path`` is relative to the outlet's home."""

    path: str

    def address(self, home: str) -> str:
        """Where to look."""
        return urljoin(home, self.path)

    def ways(self) -> "tuple[Listing, ...]":
        """What a poll looks at, each at its own pace: the listing itself, as a rule."""
        return (self,)

    def address_since(self, home: str, since: datetime) -> str:
        """Where to look for what is new since the last look; most listings cannot say."""
        return self.address(home)

    def may_be_empty(self, url: str) -> bool:
        """Whether a page without any address may be in order."""
        return False

    @property
    def kind(self) -> str:
        """The kind of listing, as people call it."""
        return type(self).__name__

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """The leads on a page of this listing. Raises ``BrokenListing`` if it is none."""
        raise TypeError(f"{self.kind} does not read pages: use one of its kinds")

    # -- going back in time

    tier: ClassVar[int] = 3
    """How well it serves a backfill; one that serves better is asked first, the others not."""

    def address_back(self, home: str, stretch: Stretch) -> str:
        """Where a backfill begins."""
        return self.address(home)

    def read_back(self, page: Page, is_article: IsArticle, stretch: Stretch) -> Listed:
        """The leads of a page of a backfill, and every further page that it leads to."""
        return self.read(page, is_article)


def hinted_date(value: object, page: Page) -> datetime | None:
    """A date that a listing states, if it states one."""
    if not isinstance(value, str) or not value.strip():
        return None
    seen_at = page.fetched_at
    date = read_machine_date(value, seen_at=seen_at) or read_date(value[:200], seen_at=seen_at)
    return date.at if date else None
