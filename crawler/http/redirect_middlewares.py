"""Redirects: by a status that leads to no web address, and by ``<meta http-equiv="refresh">``."""

from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Request, Response

from crawler.errors import ServerTrouble

_REFRESH_BYTES = 4 * 4_096 + 4
"""So many characters in the widest encoding, and its mark."""


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
