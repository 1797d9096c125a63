"""Certificates that have ended: their pages are kept all the same, and the run says so.

Nobody here vouches for who answers (docs/archive.md); but an outlet whose certificate has ended is
seldom left alone for long, and its readers see a warning instead of its articles.
"""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from scrapy.http import Response


def trouble_with(response: Response, at: datetime) -> str:
    """What is wrong with the time of an answer's certificate, in words; empty: nothing, or none."""
    original = getattr(response.certificate, "original", None)
    if original is None:
        return ""
    found = original.to_cryptography()
    begins, ends = found.not_valid_before_utc, found.not_valid_after_utc
    if begins <= at.astimezone(UTC) <= ends:
        return ""
    said = f"ended on {ends.date()}" if ends < at else f"is not valid before {begins.date()}"
    host = urlsplit(response.url).hostname
    return f"the certificate of {host} {said}; its pages are kept all the same"
