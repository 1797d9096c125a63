"""Files for machines at an article's address: feeds, sitemaps, data."""

import json
import re

from crawler.errors import NotAPage

MAX_JSON_CHARACTERS = 2_000_000
"""Longer data are told by their first and last character alone."""
# declarations, comments and a document type may stand before the root; atomic (``(?>``): a comment
# ends at its first "-->", and is not tried again as one with those behind it
_ROOT = re.compile(
    r"\s*+(?><(?:\?[^>]{0,2000}|!--(?s:.{0,5000}?)--|!DOCTYPE[^>]{0,2000})>\s*+){0,20}+"
    r"<(?:[\w-]{1,40}:)?(rss|feed|rdf|urlset|sitemapindex|opml|svg|channel)\b",
    re.IGNORECASE,
)
_ROOTS = {
    "rss": "an RSS feed", "channel": "an RSS feed", "rdf": "an RSS feed", "feed": "an Atom feed",
    "urlset": "a sitemap", "sitemapindex": "a sitemap", "opml": "a list of feeds",
    "svg": "a drawing",
}  # fmt: skip
_OPENS_JSON = re.compile(r"\s*+(?:\{\s*+[\"}]|\[\s*+[\[{\"\]\d-])")


def refuse_machine_format(text: str) -> None:
    """Raise ``NotAPage`` where a feed, a sitemap or JSON came instead of a page."""
    text = text.lstrip("\ufeff")
    if root := _ROOT.match(text):
        raise NotAPage(f"not a web page: {_ROOTS[root[1].lower()]}")
    if _OPENS_JSON.match(text) and _is_json(text):
        raise NotAPage("not a web page: JSON")


def _is_json(text: str) -> bool:
    """Whether a text is one JSON value; a page may begin with a stray bracket."""
    if len(text) > MAX_JSON_CHARACTERS:
        return text.rstrip()[-1:] in ("}", "]")
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
