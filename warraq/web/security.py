"""What keeps the page safe: headers on every answer, known hosts, a password, a rate limit."""

import base64
import binascii
import hmac
import time
from collections import OrderedDict
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from warraq.web.wording.plain_answers import PASSWORD, TOO_LONG, TOO_MANY, UNKNOWN_NAME, plain

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'"
)
RAW_POLICY = (
    "sandbox; default-src 'none'; form-action 'none'; frame-ancestors 'self'; base-uri 'none'"
)
"""Of a raw page: an origin of its own, no script, nothing asked of anybody."""
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
"""Names under which the page answers whoever asks from this machine."""
PER_SECOND, BURST = 5.0, 40.0
"""Requests of one address: so many a second for long, so many at once."""
MAX_CLIENTS = 10_000
MAX_ADDRESS = 16_384
"""Bytes of an address, which a page repeats in some three hundred links: the longest question in
Arabic letters, each written with six, and what narrows it."""
MAX_ADDRESSES = {
    "/compare": 2 * MAX_ADDRESS, "/sql": 64_000, "/sql.json": 64_000, "/sql.csv": 64_000,
}  # fmt: skip
"""Of pages that are asked more: two questions, or SQL, whose own bound is 20,000 bytes, each
written with three."""


class Safety:
    """ASGI middleware around the whole application."""

    def __init__(
        self, app: ASGIApp, hosts: Sequence[str] = LOOPBACK, password: str = "",
        per_second: float = PER_SECOND,
    ) -> None:  # fmt: skip
        """``hosts``: names that may be asked for; ``password``: empty for none."""
        self.app, self.hosts, self.password = app, frozenset(hosts), password
        self.per_second = per_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse before anything is read."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, safely)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        asked = Request(scope)
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        # a page of another site could name itself as us, and read the archive through the browser
        if _name_of(headers.get("host", "")) not in self.hosts:
            return plain(asked, UNKNOWN_NAME, 421)
        # before the password: who guesses it is slowed down, too
        if not self._has_room(scope["client"][0] if scope.get("client") else ""):
            return plain(asked, TOO_MANY, 429, {"retry-after": "2"})
        if self.password and not self._knows(headers.get("authorization", "")):
            head = {"www-authenticate": 'Basic realm="warraq", charset="UTF-8"'}
            return plain(asked, PASSWORD, 401, head)
        most = MAX_ADDRESSES.get(scope["path"], MAX_ADDRESS)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > most:
            return plain(asked, TOO_LONG, 414, most=most)
        return None

    def _knows(self, authorization: str) -> bool:
        kind, _, said = authorization.partition(" ")
        if kind.lower() == "bearer":
            # the bytes of the header, whatever they spell
            return hmac.compare_digest(said.encode("latin-1"), self.password.encode())
        try:
            given = base64.b64decode(said, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            return False
        return hmac.compare_digest(given.partition(":")[2].encode(), self.password.encode())

    def _has_room(self, client: str) -> bool:
        """A bucket of ``BURST`` requests for each address, filled at a steady rate."""
        now = time.monotonic()
        left, at = self._left.pop(client, (BURST, now))
        left = min(BURST, left + (now - at) * self.per_second)
        self._left[client] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > MAX_CLIENTS:
            self._left.popitem(last=False)
        return left >= 1


def _name_of(host: str) -> str:
    """A Host header without its port."""
    if host.startswith("["):
        name, closed, _ = host.partition("]")
        return name + closed
    return host.partition(":")[0].lower()
