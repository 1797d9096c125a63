"""With what a page was read: where two readings of one page differ in this, they may differ."""

import functools
import hashlib
from collections.abc import Iterable
from dataclasses import astuple, replace
from importlib.metadata import version

from lxml import etree

from crawler.reading.extraction_hints import Hints


@functools.lru_cache(maxsize=512)
def read_with(hints: Hints) -> str:
    """Libraries, hints and learned lines of a reading, the last two as digests, in one line.

    ``trafilatura 2.0.0, lxml 6.0.2 (libxml2 2.14.6), hints 0c3f9e1a7b52, learned none``
    """
    own = _digest(map(repr, astuple(replace(hints, learned=frozenset()))))
    learned = _digest(sorted(hints.learned)) if hints.learned else "none"
    return f"{_libraries()}, hints {own}, learned {learned}"


@functools.cache
def _libraries() -> str:
    libxml2 = ".".join(map(str, etree.LIBXML_VERSION))
    return f"trafilatura {version('trafilatura')}, lxml {version('lxml')} (libxml2 {libxml2})"


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
