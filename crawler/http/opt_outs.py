"""Opt-outs of a page: ``noindex``, ``noarchive``, ``tdm-reservation`` and the like."""

import re
from collections.abc import Iterable

SIGNALS = ("noindex", "noarchive", "nosnippet", "noai", "noimageai", "none", "tdm-reservation")
"""The directives that are recorded; ``none`` is ``noindex`` and ``nofollow`` together."""
_META_BYTES = 100_000
"""Bytes in which meta elements are looked for."""
_META = re.compile(rb"<meta\b[^>]{1,500}>", re.IGNORECASE)
_NAMED = re.compile(rb"robots|warraq|tdm-reservation", re.IGNORECASE)
"""What the name of a meta element that is meant holds; a page has some twenty others."""
_ATTRIBUTE = re.compile(r"""\b(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.I)
_OURS = ("robots", "warraq")


def opt_outs(headers: Iterable[tuple[str, str]], body: bytes) -> tuple[str, ...]:
    """The opt-outs of a page, from its headers and its meta elements, in alphabetical order.

    ``X-Robots-Tag: otherbot: noindex`` is not meant for us, ``warraq: noindex`` is.
    """
    found = set[str]()
    for name, value in headers:
        if name.lower() == "x-robots-tag":
            found |= _directives(value)
        elif name.lower() == "tdm-reservation" and value.strip() == "1":
            found.add("tdm-reservation")
    for meta in filter(_NAMED.search, _META.findall(body[:_META_BYTES])):
        given = {
            match[1].lower(): (match[2] or match[3] or match[4] or "").strip().lower()
            for match in _ATTRIBUTE.finditer(meta.decode("latin-1"))
        }
        if given.get("name") in _OURS:
            found |= _directives(given.get("content", ""))
        elif given.get("name") == "tdm-reservation" and given.get("content") == "1":
            found.add("tdm-reservation")
    return tuple(sorted(found))


def _directives(value: str) -> set[str]:
    """The directives of a value that are for everybody or for us."""
    found, mine = set[str](), True
    for part in value.lower().split(","):
        agent, colon, rest = part.strip().partition(":")
        # these have a colon of their own; any other name before one is a robot's
        if colon and agent not in ("unavailable_after", "max-snippet", "max-image-preview"):
            mine, part = agent.strip() in _OURS, rest
        if mine and part.strip() in SIGNALS:
            found.add(part.strip())
    return found
