"""``PublicOnly``: nothing inside private networks is fetched unless the operator allows it."""

import asyncio
from typing import Any

from scrapy.http import Request
from scrapy.utils.httpobj import urlparse_cached

from crawler.errors import Refused
from crawler.http.allowed_private_hosts import PrivateHosts, refusal


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
