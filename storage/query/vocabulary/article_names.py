"""By what people name an article: its number, uid or address, as they type or copy it. Pure."""

import re
from collections.abc import Iterator
from contextlib import suppress

from crawler.json_with_invisibles_escaped import ESCAPED
from crawler.urls import canonical

_SCHEMES = ("https", "http")
_AROUND = re.compile(rf"^(?:\s|{ESCAPED.pattern})+|(?:\s|{ESCAPED.pattern})+$")
"""What comes along where an address is copied out of a page or a message."""


def bare(name: str) -> str:
    """A name without the spaces and marks around it."""
    return _AROUND.sub("", name)


def addresses_meant(article: str) -> Iterator[str]:
    """The canonical addresses that somebody may mean: as typed, then of the other scheme."""
    scheme, there, rest = article.partition("://")
    if not there:  # a browser leaves the scheme out
        scheme, rest = "", article if "." in article.partition("/")[0] else ""
    if scheme.lower() in ("", *_SCHEMES):  # else it is a uid that ends in an address
        for one in sorted(_SCHEMES, key=lambda known: known != scheme.lower()):
            with suppress(ValueError):
                yield canonical(f"{one}://{rest}")
