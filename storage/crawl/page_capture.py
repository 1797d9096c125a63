"""The raw pages of one crawl: kept before anyone reads them, and marked while they are read."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from scrapy.http import Request, Response

from crawler.http.content_encoding import HEAD_BYTES, decoded
from crawler.http.opt_outs import opt_outs
from crawler.http.raw_headers import CHAIN
from crawler.items import Lead
from storage import times
from storage.crawl.certificates import Certificates
from storage.frontier.frontier import Frontier
from storage.raw import SegmentWriter
from storage.raw.scrapy_response_to_fetched import answer_of


class PageCapture:
    """Keeps every answer as it came, and knows which lead's page is with the reader."""

    def __init__(
        self, raw: SegmentWriter, frontier: Frontier, honour: set[str],
        url_of: Callable[[str], str], trying: Callable[[], AbstractContextManager[None]],
    ) -> None:  # fmt: skip
        """``honour`` names the opt-outs whose pages are not kept.

        ``url_of`` gives the address under which the frontier knows a lead; what is done within
        ``trying`` may fail and then ends the crawl.
        """
        self.raw, self.frontier, self.honour = raw, frontier, honour
        self.url_of, self.trying = url_of, trying
        self.answers = 0
        """Whatever the outlet's servers sent, robots.txt too."""
        self.certificates = Certificates()
        self.captured: dict[str, int] = {}
        """Address as requested -> capture that waits for its article."""
        self.opted_out: dict[str, str] = {}
        """Address as requested -> the opt-outs for which it is not kept."""
        self.shown: dict[str, int] = {}
        """Address of a lead -> capture of the page that it showed last with status 200."""
        self.marked: set[str] = set()
        """The leads that the database says are with the reader."""

    def downloaded(self, response: Response, request: Request) -> None:
        """Keep an answer as it came, before anyone reads it."""
        self.answers += 1
        self.certificates.look_at(response, request.meta.get(CHAIN, ()), times.now())
        fetched = answer_of(response, request)
        packed = fetched.header("content-encoding") or ""
        asked_for = opt_outs(fetched.headers, decoded(response.body, packed, HEAD_BYTES))
        # an error page speaks of itself: WordPress and bans say noindex on each of theirs
        if response.status < 400 and (honoured := self.honour.intersection(asked_for)):
            self.opted_out[request.url] = ", ".join(sorted(honoured))
            return
        # marked with its row, one commit less for each page; not beside a page in hand
        alone = response.status == 200 and not self.marked
        lead: Lead | None = request.meta.get("lead") if alone else None
        with self.trying():
            self.captured[request.url] = self.raw.keep(
                fetched, asked_for, lambda: self.mark_reading(lead) if lead else None
            )
            if response.status == 200 and "lead" in request.meta and "part" not in request.meta:
                self.shown[request.meta["lead"].url] = self.captured[request.url]

    def mark_reading(self, lead: Lead) -> None:
        """Mark a lead: from here on a crash is the fault of its page."""
        url = self.url_of(lead.url)
        if url not in self.marked:
            self.frontier.reading(url)
            self.marked.add(url)

    def digest_of(self, address: str) -> str | None:
        """The digest of the bytes that a lead's address showed; ``None``: of no page."""
        return self.raw.digest_of(self.shown[address]) if address in self.shown else None

    def asked_again(self, request: Request) -> None:
        """A page that led to another address was not read: while that is fetched it is due."""
        lead = request.meta.get("lead")
        if not lead or not self.marked:
            return
        with self.trying():
            url = self.url_of(lead.url)
            if url in self.marked:
                self.frontier.not_reading(url)
                self.marked.remove(url)
