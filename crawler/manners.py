"""Manners towards outlets and safety towards the operator's own network.

Crawl-delay from robots.txt is applied (Scrapy hands it over, nothing more); addresses inside
private networks are refused unless the operator allows them; a cut gzip answer is no page.
"""

import ipaddress
import logging
import socket
import zlib
from typing import Any

from scrapy import signals
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawler.errors import ServerTrouble

logger = logging.getLogger(__name__)

MAX_CRAWL_DELAY = 60.0
"""Seconds; an outlet that asks for more is polled with this, and the log says so."""


class Refused(IgnoreRequest):
    """An address that we do not fetch, whoever links to it."""


class PublicOnly:
    """Downloader middleware: only http(s) to public hosts, unless ``ALLOW_PRIVATE`` is set.

    It sees redirects too, since they pass through the downloader again.
    """

    def __init__(self, allow_private: bool) -> None:
        """Remember the operator's choice; hosts are looked up once per crawl."""
        self.allow_private = allow_private
        self.judged: dict[str, bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Any) -> "PublicOnly":
        """Read ``ALLOW_PRIVATE``."""
        return cls(crawler.settings.getbool("ALLOW_PRIVATE"))

    def process_request(self, request: Request) -> None:
        """Raise ``Refused`` for private addresses and other schemes."""
        parts = urlparse_cached(request)
        if parts.scheme not in ("http", "https"):
            raise Refused(f"{request.url} is not an http(s) address")
        host = parts.hostname or ""
        if not self.allow_private and self._private(host):
            raise Refused(f"{host} is inside a private network (allow_private = true permits it)")

    def _private(self, host: str) -> bool:
        if host not in self.judged:
            self.judged[host] = is_private(host)
        return self.judged[host]


def is_private(host: str) -> bool:
    """Whether a host is, or is answered by DNS as, anything but a public address.

    A host without an answer is not private: the download itself says that it does not exist.
    """
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except OSError:
        return False
    return any(not ipaddress.ip_address(str(ip).partition("%")[0]).is_global for ip in found)


class WholeAnswers:
    """Downloader middleware: a gzip answer that ends before its end is refused as cut off."""

    def process_response(self, request: Request, response: Response) -> Response:
        """The response, or ``ServerTrouble`` where its gzip stream has no end."""
        encoding = (response.headers.get("Content-Encoding") or b"").strip().lower()
        if encoding in (b"gzip", b"x-gzip") and response.body and not _whole_gzip(response.body):
            raise ServerTrouble(f"{response.url} sent a gzip answer that is cut off or broken")
        return response


def _whole_gzip(body: bytes) -> bool:
    """Whether every gzip member in the body ends; decompresses in bounded pieces."""
    unzip = zlib.decompressobj(31)
    rest = body
    try:
        while rest:
            unzip.decompress(rest, 1 << 20)
            rest = unzip.unconsumed_tail
            if unzip.eof:
                return True
    except zlib.error:
        return False
    return unzip.eof


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
            slot.delay = max(slot.delay, min(asked, MAX_CRAWL_DELAY))
            self.crawler.stats.set_value("manners/crawl_delay", slot.delay)
