"""Outcomes of failed requests: every exception of a crawl becomes one, here and nowhere else."""

from typing import Any

from scrapy import exceptions as scrapy_errors
from scrapy.http import Request
from twisted.internet import error as connection

from crawler.errors import (
    CONNECTION_REFUSED,
    NO_ANSWER_IN_TIME,
    NO_HOST,
    BrokenListing,
    Elsewhere,
    EmptyListing,
    OutletError,
    RulesElsewhere,
    ServerTrouble,
    TryLater,
)
from crawler.failure_wording import failure_in_words, one_line
from crawler.items import HOME_LOOK, Ground, HomeLook, Outcome, OutcomeKind, PollResult
from crawler.listings.backfill_pages import BackfillPageResult

_DOWNLOAD: dict[type[Exception], tuple[OutcomeKind, str]] = {
    scrapy_errors.CannotResolveHostError: ("failed", NO_HOST),
    scrapy_errors.DownloadConnectionRefusedError: ("failed", CONNECTION_REFUSED),
    scrapy_errors.DownloadTimeoutError: ("failed", NO_ANSWER_IN_TIME),
    scrapy_errors.DownloadCancelledError: ("rejected", "too large: more than the size limit"),
    scrapy_errors.ResponseDataLossError: ("failed", "the answer was cut off"),
    scrapy_errors.UnsupportedURLSchemeError: ("refused", "not an http(s) address"),
}
_DISALLOWED, _REDIRECTED = "Forbidden by robots.txt", "max redirections reached"
"""The whole of what Scrapy says then."""


def outcome_of(
    outlet: str, request: Request, exception: Any
) -> PollResult | BackfillPageResult | HomeLook | Outcome:
    """The outcome of a request that ended with an exception."""
    kind, reason = describe(exception)
    leads_to = exception.host if isinstance(exception, Elsewhere | RulesElsewhere) else None
    if HOME_LOOK in request.meta:
        return HomeLook(outlet, leads_to)
    retry_after = exception.retry_after if isinstance(exception, TryLater) else None
    if "lead" in request.meta:
        lead = request.meta["lead"]
        ground = ground_of(exception)
        return Outcome(
            lead.outlet, lead.url, kind, reason, retry_after, ground=ground, leads_to=leads_to
        )
    if "archive_page" in request.meta:
        return BackfillPageResult(
            request.meta["archive_page"], error=f"{kind}: {reason}", leads_to=leads_to
        )
    return PollResult(
        outlet, request.meta["listing"], 0, error=f"{kind}: {reason}", retry_after=retry_after,
        continuation=request.meta.get("listing_page", 1) > 1, weight=weight_of(exception),
        leads_to=leads_to,
    )  # fmt: skip


def weight_of(exception: Any) -> float:
    """The weight of a failure against a listing: temporary .25, soft .5, hard 1."""
    # it answered, so it is there, but gave nothing: half of what a missing one weighs
    if isinstance(exception, EmptyListing | BrokenListing):
        return 0.5
    passing = isinstance(exception, TryLater | ServerTrouble) or describe(exception)[0] == "failed"
    return 0.25 if passing else 1.0


def ground_of(exception: Any) -> Ground | None:
    """What a refusal rests on that may change; ``None`` of what is no refusal or never changes."""
    if isinstance(exception, OutletError):
        return exception.ground
    refused = isinstance(exception, scrapy_errors.IgnoreRequest)
    return "robots" if refused and str(exception) == _DISALLOWED else None


def describe(exception: Any) -> tuple[OutcomeKind, str]:
    """The outcome kind of an exception, and its reason for people."""
    if isinstance(exception, OutletError):
        return exception.kind, str(exception)
    for known, outcome in _DOWNLOAD.items():
        if isinstance(exception, known):
            return outcome
    if isinstance(exception, scrapy_errors.IgnoreRequest):
        text = str(exception)
        # Scrapy tells its reasons by their words alone; others hold an address, which a site chose
        if text == _DISALLOWED:
            return "refused", "robots.txt does not allow it"
        if text == _REDIRECTED:
            return "failed", "it redirects again and again"
        if "MAXSIZE" in text:
            return "rejected", "too large: more than the size limit once decompressed"
        return "refused", text
    if isinstance(exception, scrapy_errors.DownloadFailedError):
        return "failed", failure_in_words(exception)
    if isinstance(exception, MemoryError):  # before whoever started the crawl has seen it
        return "failed", "it takes more memory than a crawl may have (max_memory_bytes)"
    if isinstance(exception, connection.ConnectError):  # of those that Scrapy does not name
        return "failed", failure_in_words(exception)
    return "failed", f"{type(exception).__name__}: {one_line(exception)}"
