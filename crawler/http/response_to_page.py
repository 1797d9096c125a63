"""Scrapy responses as ``Page``; statuses other than 200 as named errors."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.http import Response

from crawler.errors import ANSWERS, Blocked, Gone, NotAnArticle, ServerTrouble, TryLater
from crawler.items import Page

ARRIVED = "warraq_arrived"
"""The key of a request's meta for the time at which its answer was kept."""
MAX_RETRY_SECONDS = 7 * 86_400.0
"""Seconds; a server that asks for more is asked again after this."""


def page_of(outlet: str, response: Response) -> Page:
    """A response as a ``Page``; of a repeated header the last value.

    It was fetched when its answer was kept, or now: on a busy machine it waits to be read, and
    reading the kept answer again must not give the article another time.
    """
    at = response.request.meta.get(ARRIVED) if response.request else None
    headers = {
        name.decode("latin-1").lower(): values[-1].decode("latin-1")
        for name, values in response.headers.items()
    }
    return Page(
        outlet, response.url, at or datetime.now(UTC), response.status, headers, response.body
    )


def header(response: Response, name: str) -> str | None:
    """One header as text; ``None`` where it is absent or empty."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def refuse_status(response: Response) -> None:
    """Raise the error of a status other than 200.

    ``Gone``, ``TryLater`` (with the seconds that were asked for), ``Blocked``, ``NotAnArticle`` or
    ``ServerTrouble``.
    """
    status = response.status
    if status == 200:
        return
    said = ANSWERS.format(address=response.url, status=status)
    if status in (403, 429, 503):  # a challenge comes with any of these
        from crawler.reading.refusals.gate import refuse_challenge  # it loads the reader

        refuse_challenge(response.body.decode("latin-1"))
    if status in (404, 410):
        raise Gone(said)
    if status in (429, 503):
        raise TryLater(said, _retry_after(response))
    if status in (401, 403, 406, 451):
        raise Blocked(said)
    # the address itself is refused: unlike a server in trouble, later is no better
    if status in (400, 405, 414):
        raise NotAnArticle(said)
    raise ServerTrouble(said)


def _retry_after(response: Response) -> float | None:
    """The seconds that a Retry-After header asks for, bounded; ``None`` without one."""
    value = header(response, "Retry-After")
    if not value:
        return None
    if re.fullmatch(r"\s*[0-9]+\s*", value):
        return min(float(value), MAX_RETRY_SECONDS)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:  # neither seconds nor a date: as if it were absent
        return None
    seconds = (at - datetime.now(at.tzinfo or UTC)).total_seconds()
    return min(max(0.0, seconds), MAX_RETRY_SECONDS)
