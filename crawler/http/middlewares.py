"""Manners towards outlets and safety towards the operator's own network.

Crawl-delay from robots.txt is applied (Scrapy hands it over, nothing more); addresses inside
private networks are refused unless the operator allows them; an answer that was cut off is no page.
"""

import asyncio
import logging
from collections import Counter
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import signals
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawler import settings
from crawler.errors import Refused, ServerTrouble, TryLater
from crawler.http.allowed_private_hosts import PrivateHosts, refusal
from crawler.http.content_encoding import NotWhole, unpacked

logger = logging.getLogger(__name__)

MAX_CRAWL_DELAY = 60.0
"""Seconds; an outlet that asks for more is polled with this, and the log says so."""
_REFRESH_BYTES = 4 * 4_096 + 4
"""So many characters in the widest encoding, and its mark."""


class PublicOnly:
    """Downloader middleware: only http(s) to public hosts, and those that ``ALLOW_PRIVATE`` names.

    It sees redirects too, since they pass through the downloader again; the address that is then
    connected to is held against the same rule (``private_network_guard``).
    """

    def __init__(self, private: PrivateHosts) -> None:
        """Remember the operator's choice; hosts are looked up once per crawl."""
        self.private = private
        self.refused: dict[str, bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Any) -> "PublicOnly":
        """Read ``ALLOW_PRIVATE``."""
        return cls(PrivateHosts.of(crawler.settings["ALLOW_PRIVATE"]))

    async def process_request(self, request: Request) -> None:
        """Raise ``Refused`` for private addresses and other schemes.

        DNS is asked in a thread: a name server that is slow holds up this request only.
        """
        parts = urlparse_cached(request)
        if parts.scheme not in ("http", "https"):
            raise Refused(f"{request.url} is not an http(s) address")
        host = parts.hostname or ""
        if host not in self.refused:
            self.refused[host] = await asyncio.to_thread(self.private.refuse, host)
        if self.refused[host]:
            raise Refused(refusal(host))


class HostBudget:
    """Downloader middleware: at most ``HOST_BUDGET`` requests to one host in one crawl.

    An article that is begun is read to its last page.
    """

    def __init__(self, most: int) -> None:
        """Count from nothing."""
        self.most = most
        self.asked: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Any) -> "HostBudget":
        """Read ``HOST_BUDGET``; who hands out what is due finds it at ``crawler.host_budget``."""
        crawler.host_budget = cls(crawler.settings.getint("HOST_BUDGET"))
        return crawler.host_budget  # type: ignore[no-any-return]

    @property
    def left(self) -> int:
        """The requests that the host which was asked most may still get."""
        return self.most - max(self.asked.values(), default=0)

    def process_request(self, request: Request) -> None:
        """Raise ``TryLater`` when the budget is spent: what is left is due again later."""
        host = urlparse_cached(request).netloc
        # further pages are asked for all the same: what we spent is not missing from an article
        if self.asked[host] >= self.most and "part" not in request.meta:
            raise TryLater(f"the budget of {self.most} requests to {host} is spent (host_budget)")
        self.asked[host] += 1


class WholeAnswers:
    """Downloader middleware: a packed answer that ends before its end is refused as cut off."""

    def process_response(self, request: Request, response: Response) -> Response:
        """The response, or ``ServerTrouble`` where what it was packed into has no end."""
        stated = (response.headers.get("Content-Encoding") or b"").decode("latin-1")
        if response.body:
            try:  # what is larger is refused when Scrapy unpacks it
                unpacked(response.body, stated, settings.DOWNLOAD_MAXSIZE)
            except NotWhole as error:
                raise ServerTrouble(f"{response.url} sent {error}") from error
        return response


class MetaRefresh(MetaRefreshMiddleware):
    """Scrapy's middleware for ``<meta http-equiv="refresh">``, asked only where that word stands.

    It looks at the first 4,096 characters, and decodes the whole page for them.
    """

    def process_response(
        self, request: Request, response: Response, spider: Any = None
    ) -> Request | Response:
        """The response, or the request for the page that it leads to."""
        head = response.body[:_REFRESH_BYTES].replace(b"\0", b"").lower()  # UTF-16 has NULs
        return super().process_response(request, response) if b"refresh" in head else response


class SoundRedirects:
    """Downloader middleware: a redirect that leads to no web address is the server's fault."""

    def process_response(self, request: Request, response: Response) -> Response:
        """The response, or ``ServerTrouble`` where nobody could follow it."""
        stated = response.headers.get("Location")
        if stated is None or not 300 < response.status < 400:
            return response
        location = stated.decode("utf-8", "replace").strip()
        try:
            target = urlsplit(urljoin(response.url, location))
            sound = target.scheme in ("http", "https") and target.hostname and target.port != 0
        except ValueError:  # "http://[x", a port in words
            sound = False
        if not sound:
            raise ServerTrouble(f"{response.url} leads to what is no web address: {location:.200}")
        return response


class CrawlDelay:
    """Extension: what robots.txt asks for as Crawl-delay becomes the host's delay."""

    def __init__(self, crawler: Any) -> None:
        """Listen to parsed robots files."""
        self.crawler = crawler
        crawler.signals.connect(self.apply, signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Any) -> "CrawlDelay":
        """The extension."""
        return cls(crawler)

    def apply(self, robotparser: RobotParser, request: Request) -> None:
        """Slow the host of a request down to what its robots.txt asks for."""
        asked = robotparser.crawl_delay(self.crawler.settings["USER_AGENT"])
        if not asked:
            return
        if asked > MAX_CRAWL_DELAY:
            logger.warning(
                "%s asks for a delay of %s s: using %s s", request.url, asked, MAX_CRAWL_DELAY
            )
        downloader = self.crawler.engine.downloader
        slot = downloader.slots.get(downloader.get_slot_key(request))
        if slot is not None:
            # what is asked for is the least, the jitter comes on top
            least = min(asked, MAX_CRAWL_DELAY) / (1 - min(slot.jitter, 0.9))
            slot.delay = max(slot.delay, least)
            self.crawler.stats.set_value("manners/crawl_delay", slot.delay)
