"""Downloads that connect to no address which is not allowed, whatever DNS said a moment before.

The check stands between the name's look-up and the connection, so the address that is checked is
the one that is connected to: a name that changes its answer in between gains nothing by it.
"""

from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Request, Response
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.interfaces import IAddress, IHostnameResolver, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.errors import Refused
from crawler.http.allowed_private_hosts import PrivateHosts, refusal
from crawler.http.raw_headers import ExactHeads

_refused: ContextVar[list[str] | None] = ContextVar("refused", default=None)
"""The addresses that the download of this context was not given."""


@implementer(IHostnameResolver)
class CheckedResolver(CachingThreadedResolver):
    """Scrapy's resolver; names that lead anywhere not allowed have no address."""

    private: PrivateHosts
    lookup: Any

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> "CheckedResolver":
        """Read ``ALLOW_PRIVATE``."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.private = PrivateHosts.of(crawler.settings["ALLOW_PRIVATE"])
        return resolver

    def install_on_reactor(self) -> None:
        """Stand between every connection by name, or by address, and the look-up."""
        super().install_on_reactor()
        self.lookup = self.reactor.nameResolver
        reactor: Any = self.reactor  # zope's interfaces are none to mypy
        reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802
        self, resolutionReceiver: Any, hostName: str, portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:  # fmt: skip
        """The look-up of a host's addresses; none where one of them is not allowed."""
        checked = _Checked(resolutionReceiver, hostName, self.private, _refused.get())
        return self.lookup.resolveHostName(
            checked, hostName, portNumber, addressTypes, transportSemantics
        )


@implementer(IResolutionReceiver)
class _Checked:
    """Hands addresses on once all of them are known to be allowed."""

    def __init__(
        self, receiver: Any, host: str, private: PrivateHosts, refused: list[str] | None
    ) -> None:
        self.receiver, self.host, self.private = receiver, host, private
        self.refused = [] if refused is None else refused
        self.found: list[Any] = []

    def resolutionBegan(self, resolutionInProgress: Any) -> None:  # noqa: N802, N803
        self.receiver.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if self.private.allow(self.host, address.host):
            self.found.append(address)
        else:
            self.refused.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        for address in () if self.refused else self.found:
            self.receiver.addressResolved(address)
        self.receiver.resolutionComplete()


class CheckedDownloads(ExactHeads):
    """Download handler: what leads into a private network is refused by its name."""

    def __init__(self, crawler: Any) -> None:
        """Read ``ALLOW_PRIVATE``."""
        super().__init__(crawler)
        self.private = PrivateHosts.of(crawler.settings["ALLOW_PRIVATE"])

    async def download_request(self, request: Request) -> Response:
        """The answer. Raises ``Refused`` where no address of the host may be connected to."""
        refused = list[str]()
        _refused.set(refused)
        host = urlparse_cached(request).hostname or ""
        try:
            response = await super().download_request(request)
        except CannotResolveHostError as error:
            if refused:
                raise Refused(refusal(host)) from error
            raise
        ip = response.ip_address
        # a Scrapy that no longer asks our resolver: then at least nothing of the answer is kept
        if ip is not None and not self.private.allow(host, str(ip)):
            raise Refused(refusal(host))
        return response
