"""``Visitor``: single polite requests without Scrapy, for ``read``, ``probe`` and ``check``."""

import socket
import ssl
import time
import urllib.request
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urljoin, urlsplit

from protego import Protego

from crawler import settings
from crawler.http.allowed_private_hosts import PrivateHosts, refusal
from crawler.http.checked_opener import Opener
from crawler.http.content_encoding import NotWhole, unpacked
from crawler.http.crawl_delay_extension import MAX_CRAWL_DELAY
from crawler.http.offsite_middleware import elsewhere
from crawler.items import Page
from crawler.urls import same_site

_REDIRECTS = (301, 302, 303, 307, 308)


class CannotFetch(Exception):
    """A page cannot, or may not, be fetched; ``status`` is what the server answered, if it did."""

    def __init__(self, message: str, status: int | None = None) -> None:
        """Keep the status beside the words."""
        super().__init__(message)
        self.status = status


class NotAnAddress(CannotFetch):
    """What was asked for is no address of the web: nobody was asked."""


def _redirect_target(url: str, location: str) -> str:
    """The address that a redirect names. Raises ``CannotFetch`` where it is none."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise CannotFetch(f"{url} leads to no address: {location}") from error


def _failure_text(error: Exception) -> str:
    """The reason of a failed request, in the words of ``crawler.failure_classification``."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, socket.gaierror):
        return "no such host (is the network closed?)"
    if isinstance(cause, ConnectionRefusedError):
        return "connection refused"
    if isinstance(cause, OSError) and cause.strerror and not isinstance(cause, ssl.SSLError):
        return cause.strerror
    return str(cause)


class Visitor:
    """Fetches one page after the other: robots.txt, Crawl-delay, pauses, limits, no private host.

    ``wait`` is what pauses; ``asked`` counts the requests. ``own`` tells the addresses that may be
    asked, redirects and all; without it those of the site that is visited first.
    """

    def __init__(
        self,
        overrides: Mapping[str, Any] | None = None,
        wait: Callable[[float], None] = time.sleep,
        own: Callable[[str], bool] | None = None,
    ) -> None:
        """A visitor with the crawler's settings and the operator's on top."""
        self.own = own
        given = overrides or {}
        self.user_agent = str(given.get("USER_AGENT", settings.USER_AGENT))
        self.delay_seconds = float(given.get("DOWNLOAD_DELAY", settings.DOWNLOAD_DELAY))
        self.timeout_seconds = float(given.get("DOWNLOAD_TIMEOUT", settings.DOWNLOAD_TIMEOUT))
        self.max_bytes = int(given.get("DOWNLOAD_MAXSIZE", settings.DOWNLOAD_MAXSIZE))
        self.private = PrivateHosts.of(given.get("ALLOW_PRIVATE", settings.ALLOW_PRIVATE))
        self.wait = wait
        self.asked = 0
        self._robots: dict[str, Protego | CannotFetch] = {}
        self._free_at: dict[str, float] = {}
        self._opener = Opener(self._check_peer)

    def fetch(
        self, url: str, outlet: str = "", max_bytes: int = 0,
        own: Callable[[str], bool] | None = None,
    ) -> Page:  # fmt: skip
        """The page at an address, after its redirects; of ``max_bytes`` if that is more than usual.

        ``own`` holds this page narrower than the visitor's other ones. Raises ``CannotFetch``.
        """
        start = url
        if self.own is None:
            self.own = partial(same_site, url)
        for _ in range(settings.REDIRECT_MAX_TIMES + 1):
            self._demand_public(url, start, own)
            if not self.robots(url).can_fetch(url, settings.ROBOTSTXT_USER_AGENT):
                raise CannotFetch(f"robots.txt of {urlsplit(url).netloc} does not allow {url}")
            status, headers, body = self._get(url, max_bytes)
            if status in _REDIRECTS and headers.get("location"):
                url = _redirect_target(url, headers["location"])
                continue
            if status != 200:
                raise CannotFetch(f"{url} answers {status}", status)
            return Page(outlet, url, datetime.now(UTC), status, headers, body)
        raise CannotFetch(f"{url}: more than {settings.REDIRECT_MAX_TIMES} redirects")

    def robots(self, url: str) -> Protego:
        """The rules of an address's host. Raises ``CannotFetch`` where they answer an error."""
        parts = urlsplit(url)
        if parts.netloc not in self._robots:
            self._robots[parts.netloc] = self._read_robots(f"{parts.scheme}://{parts.netloc}")
        found = self._robots[parts.netloc]
        if isinstance(found, CannotFetch):
            raise found
        return found

    def _read_robots(self, home: str) -> "Protego | CannotFetch":
        """No rules where there is no file; nothing is allowed while the server has trouble."""
        url = f"{home}/robots.txt"
        if self.own is None:
            self.own = partial(same_site, url)
        try:
            for _ in range(settings.REDIRECT_MAX_TIMES + 1):
                status, headers, body = self._get(url)
                if status not in _REDIRECTS or not headers.get("location"):
                    break
                url = _redirect_target(url, headers["location"])
                self._demand_public(url, f"{home}/robots.txt")
        except CannotFetch as error:
            return error
        # a server in trouble has not given permission
        if status >= 500 or status == 429:
            return CannotFetch(
                f"{home}/robots.txt answers {status}: nothing may be fetched", status
            )
        return Protego.parse(body.decode("utf-8", "replace") if status == 200 else "")

    def _demand_public(
        self, url: str, start: str, own: Callable[[str], bool] | None = None
    ) -> None:
        """Raise ``CannotFetch`` for what is no web address, another site's, or a private host's.

        In this order: no name of another site is looked up.
        """
        try:
            parts = urlsplit(url)
            named = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:  # "http://[x", a port in words
            named = False
        if not named:
            raise NotAnAddress(f"{url} is not an http(s) address")
        own = own or self.own
        host = parts.hostname or ""
        if self.private.refuse_numeric(host):
            raise CannotFetch(refusal(host))
        if own is not None and not own(url):
            raise CannotFetch(elsewhere(start, url))
        if self.private.refuse(host):
            raise CannotFetch(refusal(host))

    def _check_peer(self, host: str, ip: str) -> None:
        """Raise ``CannotFetch`` where a private address answers, whatever DNS had said before."""
        if not self.private.allow(host, ip):
            raise CannotFetch(refusal(host))

    def _pause(self, host: str) -> None:
        rules = self._robots.get(host)
        asked = None if rules is None or isinstance(rules, CannotFetch) else rules.crawl_delay(
            settings.ROBOTSTXT_USER_AGENT
        )  # fmt: skip
        delay = max(self.delay_seconds, min(float(asked or 0), MAX_CRAWL_DELAY))
        now = time.monotonic()
        if (free := self._free_at.get(host, 0)) > now:
            self.wait(free - now)
        self._free_at[host] = max(now, free) + delay

    def _get(self, url: str, max_bytes: int = 0) -> tuple[int, dict[str, str], bytes]:
        most = max(self.max_bytes, max_bytes)
        self._pause(urlsplit(url).netloc)  # robots.txt and redirects are requests to the host, too
        self.asked += 1
        request = urllib.request.Request(
            quote(url, safe="/:?&=#%~+,;@!$'()*[]"),
            headers={"User-Agent": self.user_agent, **settings.DEFAULT_REQUEST_HEADERS},
        )
        try:
            status, found, body = self._opener.open(request, self.timeout_seconds, most)
        except (OSError, HTTPException, ValueError) as error:  # no net, no HTTP, no address
            raise CannotFetch(f"{url}: {_failure_text(error)}") from error
        headers = {name.lower(): value for name, value in found.items()}
        if 0 < len(body) <= most and (stated := headers.get("content-encoding")):
            try:  # asked for is gzip; some servers send something else all the same
                body = unpacked(body, stated, most + 1)
            except NotWhole as error:
                raise CannotFetch(f"{url} sent {error}") from error
        if len(body) > most:
            raise CannotFetch(f"{url} is larger than {most} bytes")
        return status, headers, body
