"""``OutletOffsiteMiddleware``: no request of a crawl leaves its outlet, whoever asks for it."""

from typing import Any

from scrapy.http import Request
from scrapy.utils.httpobj import urlparse_cached

from crawler.errors import Elsewhere, Refused
from crawler.http.allowed_private_hosts import PrivateHosts, refusal
from crawler.items import HOME_LOOK
from crawler.urls import host_of, without_login


class OutletOffsiteMiddleware:
    """Downloader middleware: only the outlet's own hosts are asked, before anything is looked up.

    Every hop of a redirect passes here again, as do robots.txt, listings, their further pages and
    those of articles.
    """

    def __init__(self, crawler: Any) -> None:
        """Know the crawl, whose spider says what its outlet's hosts are."""
        self.crawler = crawler
        self.private = PrivateHosts.of(crawler.settings["ALLOW_PRIVATE"])

    @classmethod
    def from_crawler(cls, crawler: Any) -> "OutletOffsiteMiddleware":
        """The middleware of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> Request | None:
        """Raise ``Elsewhere`` for a host or a port that is not the outlet's.

        ``Refused`` where that can be seen to be private: it says more. A request with a user's name
        in its address is one without: delays, budgets and robots.txt are by host.
        """
        if "@" in urlparse_cached(request).netloc:
            return request.replace(url=without_login(request.url))
        spider = self.crawler.spider
        # an article is kept under its host: that one is held narrower than where listings lie
        narrow = "lead" in request.meta or HOME_LOOK in request.meta
        own = spider.owns if narrow else spider.may_list
        try:
            mine = own(request.url)
        except ValueError as error:  # a port in words, or beyond all ports
            raise Refused(f"{request.url} is not an http(s) address") from error
        if not mine:
            host = urlparse_cached(request).hostname or ""
            if self.private.refuse_numeric(host):
                raise Refused(refusal(host))
            start = request.meta.get("redirect_urls", [request.url])[0]
            moved_to = None if start == request.url else host_of(request.url)
            raise Elsewhere(elsewhere(start, request.url), moved_to)
        return None


def elsewhere(start: str, url: str) -> str:
    """Why an address is not asked, in words; ``start`` is where the redirects began."""
    if start == url:
        return f"{url} is another site's"
    return f"{start} leads to another site: {url}"
