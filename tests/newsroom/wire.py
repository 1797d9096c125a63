"""From an outlet's answer to bytes: charset, ETag and Last-Modified, 304, gzip."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from tests.newsroom.answers import Answer, digest
from tests.newsroom.outlets import Outlet


@dataclass(slots=True)
class Reply:
    """What goes over the wire; ``stream`` instead of ``body`` for what has no end in sight."""

    status: int
    headers: dict[str, str]
    body: bytes = b""
    stream: AsyncIterator[bytes] | None = None
    chunked: bool = False
    delay: float = 0.0
    cut: bool = False
    """Announce the whole length, send half, hang up."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The headers of a request that change the answer."""

    etags: str = ""
    since: str = ""
    encodings: str = ""
    raw: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Asked:
        """The request's conditions, from its headers."""
        return cls(
            headers.get("If-None-Match", ""),
            headers.get("If-Modified-Since", ""),
            headers.get("Accept-Encoding", ""),
            headers,
        )


def reply(outlet: Outlet, answer: Answer, asked: Asked) -> Reply:
    """The answer with the outlet's manners on the wire."""
    body = encoded(answer, outlet.charset)
    headers = {"Content-Type": content_type(answer, outlet.charset), **answer.headers}
    if answer.status == 200:
        tag = f'"{digest(body.hex())[:24]}"'
        headers["ETag"] = f"W/{tag}" if outlet.weak_etags else tag
        if answer.changed_at:
            at = answer.changed_at.astimezone(UTC).replace(microsecond=0)
            headers["Last-Modified"] = format_datetime(at, usegmt=True)
        if unchanged(asked, tag, answer.changed_at, outlet.weak_etags):
            del headers["Content-Type"]
            return Reply(304, headers)
    if outlet.gzip and "gzip" in asked.encodings and body:
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        body = gzip.compress(body, 6, mtime=0)
    return Reply(answer.status, headers, body, chunked=outlet.chunked)


def encoded(answer: Answer, charset: str) -> bytes:
    """The body as bytes; letters that the charset lacks become character references."""
    if isinstance(answer.body, bytes):
        return answer.body
    if answer.content_type != "text/html":
        return answer.body.encode()
    return answer.body.encode(charset, "xmlcharrefreplace")


def content_type(answer: Answer, charset: str) -> str:
    """The Content-Type; an old charset stands in the page's meta element only."""
    if answer.content_type == "text/html" and charset.lower() == "utf-8":
        return "text/html; charset=UTF-8"
    return answer.content_type


def unchanged(asked: Asked, tag: str, changed_at: datetime | None, wordpress: bool) -> bool:
    """Whether 304 is the answer.

    An outlet like WordPress behind gzip compares the tag as it is, so that ``W/"…"``, which the
    gzip layer itself wrote, is never known again; and it wants both conditions met.
    """
    tags = [given.strip() for given in asked.etags.split(",") if given.strip()]
    later = _not_since(asked.since, changed_at)
    if wordpress:
        known = tag in tags
        return (known and later) if tags and asked.since else (known or later)
    if tags:
        return "*" in tags or any(given.removeprefix("W/") == tag for given in tags)
    return later


def _not_since(since: str, changed_at: datetime | None) -> bool:
    if not since or not changed_at:
        return False
    try:
        return changed_at.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):  # no HTTP date
        return False
