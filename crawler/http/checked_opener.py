"""HTTP connections that check the peer's address, and answers bounded in time and size."""

import socket
import time
import urllib.request
from collections.abc import Callable
from http.client import HTTPConnection, HTTPMessage, HTTPResponse, HTTPSConnection, IncompleteRead
from typing import Any

PeerCheck = Callable[[str, str], None]
"""Called with a host and each of its addresses before one is connected to; raises to refuse it."""
READ_BYTES = 65_536
"""Bytes of one read, after each of which the time is looked at."""


class _Connection(HTTPConnection):
    """Checks the very addresses it connects to: DNS may answer otherwise the next time."""

    check_peer: PeerCheck

    def connect(self) -> None:
        """Connect to the first of the host's addresses that answers, once all were checked."""
        self._create_connection = self._checked
        super().connect()

    def _checked(self, address: tuple[str, int], timeout: Any, _source: object) -> socket.socket:
        """A connected socket; the name is looked up once, here."""
        host, port = address
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        for *_, place in found:
            self.check_peer(host, str(place[0]))
        error: OSError = socket.gaierror("the name has no address")
        for family, kind, protocol, _, place in found:
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(timeout)
                connection.connect(place)
                return connection
            except OSError as failed:
                connection.close()
                error = failed
        raise error


class _Secure(HTTPSConnection, _Connection):
    """The same below TLS: ``HTTPSConnection.connect`` calls the one above first."""


class _Handler(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    """Opens both kinds of connections and hands every answer on as it came, whatever its status."""

    def __init__(self, check_peer: PeerCheck) -> None:
        """Remember the check for every connection that is opened."""
        super().__init__()
        self.plain: type[HTTPConnection] = type(
            "_Plain", (_Connection,), {"check_peer": staticmethod(check_peer)}
        )
        self.secure: type[HTTPConnection] = type(
            "_Tls", (_Secure,), {"check_peer": staticmethod(check_peer)}
        )

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        """The answer over plain HTTP."""
        return self.do_open(self.plain, req)

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        """The answer over TLS."""
        return self.do_open(self.secure, req)


class _AsItCame(urllib.request.HTTPErrorProcessor):
    """Hands every status on: redirects are the visitor's to check and follow."""

    def http_response(self, request: urllib.request.Request, response: Any) -> Any:
        """The answer as it came."""
        return response

    https_response = http_response


class Opener:
    """Sends single requests; no proxy, no cookies, no redirect is followed."""

    def __init__(self, check_peer: PeerCheck) -> None:
        """``check_peer`` refuses peers by raising."""
        self._opener = urllib.request.OpenerDirector()
        for handler in (_Handler(check_peer), _AsItCame()):
            self._opener.add_handler(handler)

    def open(
        self, request: urllib.request.Request, limit_seconds: float, max_bytes: int
    ) -> tuple[int, HTTPMessage, bytes]:
        """Status, headers and body, cut at ``max_bytes`` + 1 bytes.

        Raises ``OSError`` and ``HTTPException``: ``TimeoutError`` where the body takes longer than
        ``limit_seconds``, ``IncompleteRead`` where it is shorter than its head says.
        """
        end = time.monotonic() + limit_seconds
        with self._opener.open(request, timeout=limit_seconds) as response:
            body = bytearray()
            # read1 gives what has come: a server that drips in cannot hold a read beyond the limit
            while len(body) <= max_bytes and (
                piece := response.read1(min(READ_BYTES, max_bytes + 1 - len(body)))
            ):
                body += piece
                if time.monotonic() > end:
                    raise TimeoutError(f"the answer takes longer than {limit_seconds:g} s")
            if response.length and len(body) <= max_bytes:
                raise IncompleteRead(bytes(body), response.length)
            return response.status, response.headers, bytes(body)
