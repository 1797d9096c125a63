"""The exact heads of an exchange, overheard below Scrapy's HTTP/1.1 download handler.

Scrapy hands over parsed headers: order, case, doubled fields and the reason phrase are lost. Here
the bytes are taken where Twisted reads and writes them (TLS already removed) and laid beside the
request as ``meta["wire"]``. This leans on private names of Scrapy and Twisted; where they have
changed, the crawl goes on, one warning is logged and the archive says that a head is reconstructed.
"""

import logging
import re
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from OpenSSL import crypto
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Request, Response

logger = logging.getLogger(__name__)

WIRE = "wire"
"""The key in ``request.meta`` under which the heads lie."""
CHAIN = "certificate_chain"
"""The key under which the certificates lie that the server sent, the host's own first, as DER."""
MAX_HEAD = 262_144
_END = re.compile(rb"\r?\n\r?\n")
_INTERIM = re.compile(rb"HTTP/\d\.\d 1\d\d\b")


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of request and response as bytes, each up to and with its blank line."""

    sent: bytes
    received: bytes


class Overheard:
    """The bytes of one exchange as they pass, as far as the end of both heads."""

    def __init__(self) -> None:
        """Nothing was heard yet."""
        self.sent, self.received = bytearray(), bytearray()
        self.head: bytes | None = None
        self.chain: tuple[bytes, ...] = ()

    def begin(self) -> None:
        """A request is about to be written; a retry on a new connection begins again."""
        self.sent.clear()
        self.received.clear()
        self.head = None

    def hear(self, data: bytes) -> None:
        """Take bytes of the answer until its head is whole; interim answers (1xx) are passed by."""
        if self.head is not None or len(self.received) > MAX_HEAD:
            return
        self.received += data
        while self.head is None and (end := _END.search(self.received)):
            head = bytes(self.received[: end.end()])
            if _INTERIM.match(head):
                del self.received[: end.end()]
            else:
                self.head = head
                self.received.clear()

    def heads(self) -> Heads | None:
        """Both heads, if both were heard whole."""
        end = _END.search(self.sent)
        return Heads(bytes(self.sent[: end.end()]), self.head) if end and self.head else None


_current: ContextVar[Overheard | None] = ContextVar("overheard", default=None)


class ExactHeads(HTTP11DownloadHandler):
    """Scrapy's handler; every request it answers carries the exact heads in ``meta["wire"]``."""

    _warned = False

    def __init__(self, crawler: Any) -> None:
        """Listen to the connections of the pool."""
        super().__init__(crawler)
        try:
            listen(self._pool)
        except (AttributeError, TypeError) as error:
            self._warn(error)

    async def download_request(self, request: Request) -> Response:
        """The answer, as Scrapy's own handler gives it."""
        request.meta.pop(WIRE, None)  # a redirected or retried request has that of the former one
        overheard = Overheard()
        _current.set(overheard)
        response = await super().download_request(request)
        heads = overheard.heads()
        if heads is None:
            self._warn("nothing was heard")
        else:
            request.meta[WIRE] = heads
            request.meta[CHAIN] = overheard.chain
        return response

    def _warn(self, why: object) -> None:
        """Say it once per crawl, not for http and https each."""
        if not ExactHeads._warned:
            ExactHeads._warned = True
            logger.warning(
                "the exact HTTP heads cannot be taken with this version of Scrapy (%s): "
                "they are kept as reconstructed, and marked so in the WARC records", why,
            )  # fmt: skip


def listen(pool: Any) -> None:
    """Make a connection pool tell what passes. Raises ``AttributeError`` where it has changed."""
    factory, get_connection = pool._factory, pool.getConnection

    class Listening(factory):  # type: ignore[misc, valid-type]
        """Builds connections that are listened to."""

        def buildProtocol(self, addr: Any) -> Any:  # noqa: N802
            """A connection."""
            return _tapped(super().buildProtocol(addr))

    def listening(key: Any, endpoint: Any) -> Any:
        """A connection, new or used before, for the request that is being made now."""
        overheard = _current.get()
        return get_connection(key, endpoint).addCallback(lambda c: _Connection(c, overheard))

    pool._factory = Listening
    pool.getConnection = listening


class _Connection:
    """A connection as the agent sees it; ties the request to those who listen to it."""

    def __init__(self, connection: Any, overheard: Overheard | None) -> None:
        self.connection, self.overheard = connection, overheard

    def request(self, request: Any) -> Any:
        request.overheard = self.overheard
        return self.connection.request(request)


def _tapped(protocol: Any) -> Any:
    """A connection whose requests and answers are overheard."""
    make_request, receive = protocol.request, protocol.dataReceived
    overheard: Overheard | None = None
    chain: tuple[bytes, ...] | None = None

    def request(asked: Any) -> Any:
        nonlocal overheard
        overheard = getattr(asked, "overheard", None)
        if overheard is not None:
            overheard.begin()
            sent = overheard.sent
            asked.writeTo = lambda transport: type(asked).writeTo(asked, _Tap(transport, sent))
        return make_request(asked)

    def received(data: bytes) -> None:
        nonlocal chain
        if overheard is not None:
            chain = _chain(protocol.transport) if chain is None else chain
            overheard.chain = chain
            overheard.hear(data)
        receive(data)

    protocol.request, protocol.dataReceived = request, received
    return protocol


def _chain(transport: Any) -> tuple[bytes, ...]:
    """The certificates of a connection as the server sent them; none where there is no TLS."""
    try:
        sent = transport.getHandle().get_peer_cert_chain() or ()
    except AttributeError:  # a bare socket
        return ()
    return tuple(crypto.dump_certificate(crypto.FILETYPE_ASN1, one) for one in sent)


class _Tap:
    """A transport that notes what is written to it."""

    def __init__(self, transport: Any, sent: bytearray) -> None:
        self._transport, self._sent = transport, sent

    def write(self, data: bytes) -> Any:
        self._sent += data
        return self._transport.write(data)

    def writeSequence(self, parts: Any) -> Any:  # noqa: N802
        parts = list(parts)
        self._sent += b"".join(parts)
        return self._transport.writeSequence(parts)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
