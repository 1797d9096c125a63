"""``WordPressAPI`` and ``WordPressEdits``: the posts that are new, and those that were changed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import ClassVar
from urllib.parse import urljoin

from crawler.items import Lead, Page, StatedTotal
from crawler.listings.listing import (
    IsArticle,
    Listed,
    Listing,
    Stretch,
    hinted_date,
)
from crawler.listings.wordpress_post_list import read_posts
from crawler.listings.written_address import clean_address, joined_address
from crawler.markup.visible_text import plain_text
from crawler.urls import number_in_query, query_of, with_query

_FIELDS = "id,link,date_gmt,modified_gmt,title"
_INSTANT = timedelta(seconds=1)
"""WordPress leaves out the very second that it is asked ``after``."""
OVERLAP = timedelta(hours=1)
"""Time before the last poll that is asked for again: clocks differ, and caches lag behind."""


@dataclass(frozen=True)
class WordPressAPI(Listing):
    """The newest posts: ``WordPressAPI()``; what was edited is asked beside it.

    The first look takes one page; later ones ask ``after`` the last look, page after page.
    """

    path: str = "wp-json/wp/v2/posts"
    per_page: int = 100
    """Posts of one answer; more than 100 are refused by WordPress."""

    order: ClassVar[str] = "date"
    since: ClassVar[str] = "after"
    turns_pages: ClassVar[bool] = True

    def ways(self) -> tuple[Listing, ...]:
        """New posts and edits, each polled at its own pace."""
        return (self, WordPressEdits(self.path, self.per_page))

    def presence(self) -> Listing | None:
        """The posts of given numbers."""
        return WordPressPresence(self.path, self.per_page)

    def address(self, home: str) -> str:
        """The address of the newest posts, with the fields that are read and no others."""
        query = f"per_page={self.per_page}&orderby={self.order}&_fields={_FIELDS}"
        return f"{urljoin(home, self.path)}?{query}"

    def address_since(self, home: str, since: datetime) -> str:
        """The address of the posts after a time, less ``OVERLAP``."""
        asked = {self.since: _wordpress_time(since - OVERLAP)}
        return with_query(self.address(home), page=1, order="desc", **asked)

    def may_be_empty(self, url: str) -> bool:
        """Whether the address asks for posts since a time: there may be none."""
        return self.since in query_of(url)

    tier: ClassVar[int] = 0

    def address_back(self, home: str, stretch: Stretch) -> str:
        """The address of the posts of a stretch of time, a hundred a page, newest first."""
        return with_query(
            urljoin(home, self.path),
            per_page=100, page=1, orderby="date", order="desc", _fields=_FIELDS,
            after=_wordpress_time(stretch.since), before=_wordpress_time(stretch.until),
        )  # fmt: skip

    def read_back(self, page: Page, is_article: IsArticle, stretch: Stretch) -> Listed:
        """One page of posts, and the next one as long as ``X-WP-TotalPages`` promises one."""
        listed = self._listed(page)
        return replace(listed, more=_next_page(page, listed.leads))

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """One lead per post; of what came since the last look, the next page too."""
        listed = self._listed(page)
        turned = self.since in query_of(page.url)
        return replace(listed, more=_next_page(page, listed.leads) if turned else [])

    def _listed(self, page: Page) -> Listed:
        """One lead per post. Raises ``BrokenListing`` where there is no list of posts."""
        posts, cut = read_posts(page)
        leads = [lead for post in posts if (lead := _lead(post, page))]
        return Listed(leads, cut=cut, stated=None if cut else _stated(page), total=_total(page))


class WordPressEdits(WordPressAPI):
    """The posts that were changed last: edits are found without a page being fetched for them.

    A server that does not know ``modified_after`` (before WordPress 5.7) answers with all posts,
    the latest changes first: then the pages end where the changes are older than what was asked.
    """

    order: ClassVar[str] = "modified"
    since: ClassVar[str] = "modified_after"

    def ways(self) -> tuple[Listing, ...]:
        """Itself alone."""
        return (self,)

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """One lead per post; they are watched if the answer comes in the order of changes."""
        listed = super().read(page, is_article)
        times = [lead.modified_hint for lead in listed.leads if lead.modified_hint]
        ordered = len(times) == len(listed.leads) and all(a >= b for a, b in pairwise(times))
        since = hinted_date(query_of(page.url).get(self.since), page)
        over = bool(since and times and min(times) < since)
        leads = [replace(lead, watched=ordered) for lead in listed.leads]
        return replace(listed, leads=leads, more=[] if over else listed.more)


class WordPressPresence(WordPressAPI):
    """The posts of given numbers, a hundred a request: one that is not in the answer is not public.

    An answer with other numbers comes from a server that does not know ``include``.
    """

    order: ClassVar[str] = "id"

    def ways(self) -> tuple[Listing, ...]:
        """Itself alone."""
        return (self,)

    def address_of(self, home: str, numbers: Sequence[str]) -> str:
        """The address that names those of some posts that are there."""
        return with_query(self.address(home), include=",".join(numbers))

    def address_of_total(self, home: str, stretch: Stretch) -> str:
        """The address that states how many posts a stretch of time has, and shows one."""
        return with_query(
            urljoin(home, self.path), per_page=1, orderby="date", _fields="id,link",
            after=_wordpress_time(stretch.since - _INSTANT), before=_wordpress_time(stretch.until),
        )  # fmt: skip

    def may_be_empty(self, url: str) -> bool:
        """Whether the address asks for given posts, or for those of a time: there may be none."""
        return not {"include", "before"}.isdisjoint(query_of(url))

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """One lead per post that is there."""
        return self._listed(page)


def _stated(page: Page) -> StatedTotal | None:
    """The number of posts that an answer states, of the time that its address asks for.

    ``None`` where it asks for something else: given posts, or those that were changed.
    """
    asked, total = query_of(page.url), _total(page)
    if total is None or {"include", "modified_after"} & asked.keys():
        return None
    try:
        since, until = (
            datetime.fromisoformat(asked[name]) if name in asked else None
            for name in ("after", "before")
        )
    except ValueError:  # an address that a redirect led to
        return None
    return StatedTotal(total, since and since + _INSTANT, until)


def _total(page: Page) -> int | None:
    """The number of posts on all pages of an answer, as its header states it."""
    stated = page.headers.get("x-wp-total", "")
    return int(stated) if re.fullmatch("[0-9]{1,9}", stated) else None


def _next_page(page: Page, leads: list[Lead]) -> list[str]:
    """The next page of an answer, as long as ``X-WP-TotalPages`` promises one."""
    number = number_in_query(page.url, "page")
    total = page.headers.get("x-wp-totalpages", "")
    # without a sound header: behind a page with posts there may be another one
    more = number < int(total) if re.fullmatch("[0-9]{1,9}", total) else bool(leads)
    return [with_query(page.url, page=number + 1)] if more else []


def _lead(post: object, page: Page) -> Lead | None:
    """The lead of one post; ``None`` where it has no address."""
    if not isinstance(post, dict) or not isinstance(post.get("link"), str):
        return None
    url = joined_address(clean_address(post["link"]), page.url)
    if not url:
        return None
    title, number = post.get("title"), post.get("id")
    rendered = title.get("rendered") if isinstance(title, dict) else title
    return Lead(
        outlet=page.outlet,
        url=url,
        found_in=page.url,
        published_hint=_gmt(post.get("date_gmt"), page),
        modified_hint=_gmt(post.get("modified_gmt"), page),
        headline_hint=plain_text(rendered) if isinstance(rendered, str) else None,
        # the guid of a feed is no such number: posts taken over from elsewhere keep a foreign one
        post_id=str(number) if type(number) is int else None,
        certain=True,
    )


def _wordpress_time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _gmt(value: object, page: Page) -> datetime | None:
    """WordPress writes GMT times without saying so."""
    return hinted_date(f"{value}+00:00", page) if isinstance(value, str) and value else None
