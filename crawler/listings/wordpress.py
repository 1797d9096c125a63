"""The WordPress API: new posts and edits for one small request."""

import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from crawler.article import Lead, Page
from crawler.errors import BrokenListing
from crawler.listings.listing import IsArticle, Listed, Listing, hinted_date
from crawler.reading.seen import plain


@dataclass(frozen=True)
class WordPressAPI(Listing):
    """The posts that changed last: ``WordPressAPI()``; edits are found without refetching."""

    path: str = "wp-json/wp/v2/posts"
    per_page: int = 50

    def address(self, home: str) -> str:
        """The newest changes first, only the fields that are read."""
        query = (
            f"per_page={self.per_page}&orderby=modified&_fields=id,link,date_gmt,modified_gmt,title"
        )
        return f"{urljoin(home, self.path)}?{query}"

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


def _gmt(value: object, page: Page) -> datetime | None:
    """WordPress writes GMT times without saying so."""
    return hinted_date(f"{value}+00:00", page) if isinstance(value, str) and value else None
