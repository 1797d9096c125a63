"""Connections that look who answered, and answers read within a time and a size."""

import time
import urllib.request
from collections.abc import Callable
from http.client import HTTPConnection, HTTPMessage, HTTPResponse, HTTPSConnection, IncompleteRead
from typing import Any

Looks = Callable[[str, str], None]
"""Is told host and address of a peer before anything is sent; raises where it may not be."""
PIECE = 65_536


class _Connection(HTTPConnection):
    """DNS may say one thing when it is asked and another when the request is made."""

    looks: Looks

    def connect(self) -> None:
        """Connect, and hold the address that answered against the rule; TLS comes after it."""
        super().connect()
        self.looks(self.host, str(self.sock.getpeername()[0]))


class _Secure(HTTPSConnection, _Connection):
    """The same below TLS: ``HTTPSConnection.connect`` calls the one above first."""


class _Handler(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    """Opens both kinds of connections and hands every answer on as it came, whatever its status."""

    def __init__(self, looks: Looks) -> None:
        """Remember who looks."""
        super().__init__()
        self.plain: type[HTTPConnection] = type(
            "_Plain", (_Connection,), {"looks": staticmethod(looks)}
        )
        self.secure: type[HTTPConnection] = type("_Tls", (_Secure,), {"looks": staticmethod(looks)})

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        """Over plain HTTP."""
        return self.do_open(self.plain, req)

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        """Over TLS."""
        return self.do_open(self.secure, req)


class _AsItCame(urllib.request.HTTPErrorProcessor):
    """Errors are answers, and redirects are followed by the visitor, who looks where they lead."""

    def http_response(self, request: urllib.request.Request, response: Any) -> Any:
        """The answer."""
        return response

    https_response = http_response


class Opener:
    """Sends single requests; no proxy, no cookies, no redirect is followed."""

    def __init__(self, looks: Looks) -> None:
        """``looks`` decides who may answer."""
        self._opener = urllib.request.OpenerDirector()
        for handler in (_Handler(looks), _AsItCame()):
            self._opener.add_handler(handler)

    def open(
        self, request: urllib.request.Request, seconds: float, most: int
    ) -> tuple[int, HTTPMessage, bytes]:
        """Status, headers and body, cut at ``most`` + 1 bytes.

        Raises ``OSError`` and ``HTTPException``; a body that drips in for longer than ``seconds``
        is a ``TimeoutError``, one shorter than it said is ``IncompleteRead``.
        """
        end = time.monotonic() + seconds
        with self._opener.open(request, timeout=seconds) as response:
            body = bytearray()
            while len(body) <= most and (piece := response.read1(min(PIECE, most + 1 - len(body)))):
                body += piece
                if time.monotonic() > end:
                    raise TimeoutError(f"the answer takes longer than {seconds:g} s")
            if response.length and len(body) <= most:
                raise IncompleteRead(bytes(body), response.length)
            return response.status, response.headers, bytes(body)
