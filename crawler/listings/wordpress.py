"""The WordPress API: new posts and edits for one small request."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar
from urllib.parse import urljoin

from crawler.article import Lead, Page
from crawler.errors import BrokenListing
from crawler.listings.listing import IsArticle, Listed, Listing, Stretch, hinted_date
from crawler.reading.seen import plain
from crawler.urls import query_of, with_query

_FIELDS = "id,link,date_gmt,modified_gmt,title"


@dataclass(frozen=True)
class WordPressAPI(Listing):
    """The posts that changed last: ``WordPressAPI()``; edits are found without refetching."""

    path: str = "wp-json/wp/v2/posts"
    per_page: int = 50

    def address(self, home: str) -> str:
        """The newest changes first, only the fields that are read."""
        query = f"per_page={self.per_page}&orderby=modified&_fields={_FIELDS}"
        return f"{urljoin(home, self.path)}?{query}"

    tier: ClassVar[int] = 0

    def address_back(self, home: str, stretch: Stretch) -> str:
        """The posts of a stretch of time, a hundred at a time, newest first."""
        return with_query(
            urljoin(home, self.path),
            per_page=100, page=1, orderby="date", order="desc", _fields=_FIELDS,
            after=_wordpress_time(stretch.since), before=_wordpress_time(stretch.until),
        )  # fmt: skip

    def read_back(self, page: Page, is_article: IsArticle, stretch: Stretch) -> Listed:
        """One page of posts, and the next one as long as ``X-WP-TotalPages`` promises one."""
        listed = self.read(page, is_article)
        number = int(query_of(page.url).get("page", "1"))
        total = page.headers.get("x-wp-totalpages", "")
        more = number < int(total) if total.isdecimal() else bool(listed.leads)
        return Listed(listed.leads, [with_query(page.url, page=number + 1)] if more else [])

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """One lead per post."""
        try:
            posts = json.loads(page.body)
        except ValueError as error:
            raise BrokenListing(f"{page.url} answers no JSON: {error}") from error
        if not isinstance(posts, list):
            said = posts.get("message") if isinstance(posts, dict) else posts
            raise BrokenListing(f"{page.url} answers no list of posts: {said!r:.200}")
        leads = []
        for post in posts:
            if not isinstance(post, dict) or not isinstance(post.get("link"), str):
                continue
            title = post.get("title")
            rendered = title.get("rendered") if isinstance(title, dict) else title
            leads.append(
                Lead(
                    outlet=page.outlet,
                    url=post["link"],
                    found_in=page.url,
                    published_hint=_gmt(post.get("date_gmt"), page),
                    modified_hint=_gmt(post.get("modified_gmt"), page),
                    headline_hint=plain(rendered) if isinstance(rendered, str) else None,
                )
            )
        return Listed(leads)


def _wordpress_time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _gmt(value: object, page: Page) -> datetime | None:
    """WordPress writes GMT times without saying so."""
    return hinted_date(f"{value}+00:00", page) if isinstance(value, str) and value else None
