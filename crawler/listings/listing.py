"""What every listing is: a path that turns a page into leads."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin

from crawler.article import Lead, Page
from crawler.dates import read_date, read_machine_date

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

    @property
    def kind(self) -> str:
        """The kind of listing, as people call it."""
        return type(self).__name__

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """The leads on a page of this listing. Raises ``BrokenListing`` if it is none."""
        raise TypeError(f"{self.kind} does not read pages: use one of its kinds")


def hinted_date(value: object, page: Page) -> datetime | None:
    """A date that a listing states, if it states one."""
    if not isinstance(value, str) or not value.strip():
        return None
    seen_at = page.fetched_at
    date = read_machine_date(value, seen_at=seen_at) or read_date(value[:200], seen_at=seen_at)
    return date.at if date else None
