"""From Scrapy's response to what is kept of it."""

from collections.abc import Iterator
from http.client import responses
from typing import Any

from scrapy.http import Request, Response

from crawler.http.raw_headers import WIRE
from crawler.http.response_to_page import ARRIVED
from storage import times
from storage.raw.warc_record_writing import Fetched


def answer_of(response: Response, request: Request) -> Fetched:
    """The answer as it came, its heads byte for byte where they were overheard.

    The request notes when: the article that is read from it was fetched at that time.
    """
    heads = request.meta.get(WIRE)
    at = request.meta[ARRIVED] = times.now()
    return Fetched(
        request.url, at, response.status, responses.get(response.status, "Unknown"),
        list(_pairs(response.headers)), response.body,
        () if heads and heads.sent else list(_pairs(request.headers)),
        str(response.ip_address or "") or None, response.protocol or "HTTP/1.1",
        heads.received if heads else None, heads.sent if heads else None,
    )  # fmt: skip


def _pairs(headers: Any) -> Iterator[tuple[str, str]]:
    """Every header with every value, in order."""
    for name, values in headers.items():
        for value in values:
            yield name.decode("latin-1"), value.decode("latin-1")
