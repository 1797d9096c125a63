"""``PresenceRound``: complete listings are read when nothing else is due, one page at a time.

What they say is taken by ``storage.frontier.deletion_candidates``. A reading that is broken off
goes on in the next crawl; of a listing that fails nothing is concluded. One of whose children
fails again and again is read without it.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapy.http import Request

from crawler.items import PollResult
from crawler.listings import WholeSitemap, WordPressPresence
from storage import times
from storage.activity import task_positions
from storage.archive import Archive
from storage.completeness.totals_recording import CUT, Totals
from storage.frontier.deletion_candidates import Presence
from storage.frontier.failing_children import FailingChildren
from storage.frontier.polling import Polling

WORDPRESS_REQUESTS = 50
"""Requests of one poll that ask which posts are there; with a hundred posts each that is 5,000."""
WHOLE_EVERY = timedelta(days=7)
"""How often the whole of a sitemap is read."""


class PresenceRound:
    """The complete listings of one outlet, as far as one crawl reads them."""

    def __init__(
        self, archive: Archive, presence: Presence, polling: Polling, totals: Totals
    ) -> None:
        """Nothing is asked yet."""
        self.archive, self.presence, self.polling = archive, presence, polling
        self.totals = totals
        self.failing = FailingChildren(archive, presence.outlet)
        self.requests: Iterator[Request] | None = None
        self.children: dict[str, list[str]] = {}
        self.failed: set[str] = set()

    def next_request(self, spider: Any) -> Request | None:
        """The next page to read; ``None``: there is none. All before it have been read."""
        if self.requests is None:
            self.requests = self._requests(spider)
        return next(self.requests, None)

    def ended(self, polled: PollResult) -> None:
        """Note a page that could not be read: nothing is concluded from its listing."""
        if polled.error:
            self.failed.add(polled.listing)

    def leads_to(self, listing: str, page: str) -> None:
        """Note a further page of a sitemap."""
        self.children.setdefault(listing, []).append(page)

    def _requests(self, spider: Any) -> Iterator[Request]:
        # by the clock of each step, not of the round's begin: what the pages before it brought was
        # noted since, and would count as written by a clock that was ahead
        whole = list[str]()
        for listing in spider.listings:
            way = listing.presence()
            if way is None or not self.polling.due(way.address(spider.address), times.now()):
                continue
            if isinstance(way, WordPressPresence):
                yield from self._batches(spider, way)
            elif self._is_due(way.address(spider.address), times.now()):
                yield from self._pages(spider, way)
                whole.append(way.address(spider.address))
        self._judge([one for one in whole if one not in self.failed], times.now())
        for listing in spider.listings:
            if isinstance(way := listing.presence(), WordPressPresence):
                yield from self._totals(spider, way)

    def _totals(self, spider: Any, way: WordPressPresence) -> Iterator[Request]:
        """How many posts there are of some months; as further pages, so that they are no poll."""
        address = way.address(spider.address)
        for stretch in list(self.totals.wanted(address, times.now())):
            if address in self.failed:
                return
            url = way.address_of_total(spider.address, stretch)
            asked = spider.listing_request(way, url, 2)
            yield asked.replace(meta=asked.meta | {"presence": []})

    def _batches(self, spider: Any, way: WordPressPresence) -> Iterator[Request]:
        """A hundred posts each; the first one is the poll, the others are its further pages."""
        numbers = self.presence.to_ask(times.now(), way.per_page * WORDPRESS_REQUESTS)
        for page, first in enumerate(range(0, len(numbers), way.per_page), 1):
            if way.address(spider.address) in self.failed:
                return
            some = numbers[first : first + way.per_page]
            asked = spider.listing_request(way, way.address_of(spider.address, some), page)
            yield asked.replace(meta=asked.meta | {"presence": some})

    def _is_due(self, listing: str, at: datetime) -> bool:
        """Whether a sitemap is to be read whole: articles wait for that, and it was not lately."""
        listed = self.polling.listed_at(listing, at)
        late = listed is None or listed < at - WHOLE_EVERY
        return late and self.presence.anybody_waits(at)

    def _pages(self, spider: Any, way: WholeSitemap) -> Iterator[Request]:
        """The sitemap, and its children from where the last crawl ended."""
        listing = way.address(spider.address)
        if task_positions.position(self.archive.db, _began(listing)) is None:
            self._save(_began(listing), int(times.now().timestamp()))
            self.totals.begin(listing)
        pages, number = [listing.partition("#")[0]], 0
        while number < len(pages) and listing not in self.failed:
            request = spider.listing_request(way, pages[number], number + 1)
            yield request.replace(meta=request.meta | {"presence": []})
            if listing in self.failed:
                if number == 0 or not self.failing.failed(pages[number]):
                    return
                self.failed.remove(listing)
                self.totals.add(listing, {CUT: 1})
            elif number:
                self.failing.answered(pages[number])
            if number == 0:
                pages += self.children.get(listing, [])
                number = task_positions.position(self.archive.db, _read(listing)) or 0
            number += 1
            self._save(_read(listing), number - 1)
        if len(pages) > 1 and len(self.failing.left_out(pages)) == len(pages) - 1:
            self.failed.add(listing)  # nothing of it was read: it is tried in the next round
            self.polling.listed(listing, times.now(), one_page=False)
            self._begin_anew(listing)

    def _judge(self, listings: Sequence[str], at: datetime) -> None:
        """All of some sitemaps has been read: what they do not name is due."""
        if not listings:
            return
        began = [task_positions.position(self.archive.db, _began(one)) for one in listings]
        since = datetime.fromtimestamp(min(one for one in began if one is not None), UTC)
        known = {child for one in listings for child in self.children.get(one, [])}
        self.failing.only(known)
        self.presence.named_since(since, at, self.failing.left_out(known))
        for listing in listings:
            began_at = task_positions.position(self.archive.db, _began(listing))
            if began_at is not None:
                self.totals.read_whole(listing, datetime.fromtimestamp(began_at, UTC), times.now())
            self.polling.listed(listing, at, one_page=False)
            self._begin_anew(listing)

    def _begin_anew(self, listing: str) -> None:
        for task in (_began(listing), _read(listing)):
            task_positions.clear_position(self.archive.db, task)

    def _save(self, task: str, position: int) -> None:
        task_positions.save_position(self.archive.db, task, position)


def _began(listing: str) -> str:
    return f"begin of reading all of {listing}"


def _read(listing: str) -> str:
    return f"children read of {listing}"
