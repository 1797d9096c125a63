"""Answers that are no page: JSON for programs, and a sentence where no page can be made."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from crawler.json_with_invisibles_escaped import json_text
from warraq.web.wording.translation import language_of

UNKNOWN_NAME = "this name is not served here; the operator allows names with --host-name"
TOO_MANY = "too many requests at once"
TOO_LONG = "an address of more than {most} bytes: ask for less"
PASSWORD = "a password is asked for"
FAILED = "this page failed; the log of the server says why"
NOT_NOW = "the archive cannot answer just now: {error}"
NO_ARTICLE = "no such article"
NOTHING = "the archive has nothing to show at this address"
NO_FORMAT = "no such article or format"
NO_RAW_PAGE = "no such raw page"
OTHER_METHOD = "this address does not answer to {method}"
PLAIN = (
    UNKNOWN_NAME, TOO_MANY, PASSWORD, FAILED, NOT_NOW, NO_ARTICLE, NOTHING, NO_FORMAT, NO_RAW_PAGE,
    OTHER_METHOD, TOO_LONG,
)  # fmt: skip


def plain(
    request: Request, sentence: str, status: int, headers: Mapping[str, str] | None = None,
    **values: object,
) -> Response:  # fmt: skip
    """A sentence in the reader's language; at an address of JSON, ``error`` of an object."""
    said = language_of(request)(sentence, **values)
    if request.url.path.endswith(".json"):
        return json_answer({"error": said}, status, headers)
    return PlainTextResponse(said, status, dict(headers or {}))


def json_answer(
    value: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A value as an answer for programs."""
    return Response(json_text(value), status, headers, "application/json")
