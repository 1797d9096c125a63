"""Addresses as listings write them: what hides in and around them goes, relative ones are joined.

One rule for all kinds of listings, whether XML, plain text or JSON.
"""

import re
import string
from urllib.parse import urljoin

from crawler.listings.listing import MAX_ADDRESS_CHARACTERS
from crawler.urls import host_of

_TAG = re.compile(r"<[^<>]*>")
_FOLDED = re.compile(r"[^\S\r\n]*+[\r\n]\s*+")
_CONTROLS = re.compile(r"[\0-\x1f\x7f]")
# white space, byte-order marks and marks of direction: no address begins or ends in one
_EDGES = (
    string.whitespace
    + "\xa0\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
)
# CDATA and escaping twice leave one; "&amp;" is no part of any address
_ESCAPED = re.compile(r"&(?:amp|#0*38|#[xX]0*26);", re.IGNORECASE)
_LOST = re.compile("[\ufffd\ud800-\udfff]")
"""A letter that could not be decoded, and half of a surrogate pair, which JSON can hold."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_HOST = re.compile(r"(?:www\.|[^/?#\s]+\.[a-z]{2,}/)", re.IGNORECASE)
"""The beginning of an address whose scheme was left out."""
_PATH = re.compile(
    r"[/?]|\.{1,2}/|(?!https?/)[^\s/?#]+(?:/|\.html?\b|\.php\b)(?!.*\s)", re.IGNORECASE
)
"""A relative address, rather than a word that stands where an address should."""


def clean_address(written: str | None) -> str:
    """A written address without markup, line breaks and marks that nobody sees.

    Empty where a letter was lost or where it is too long: half of an address is another address.
    """
    url = _TAG.sub("", written or "").partition("<")[0]
    if _LOST.search(url) or len(url) > MAX_ADDRESS_CHARACTERS:
        return ""
    url = _CONTROLS.sub("", _FOLDED.sub("", url.strip(_EDGES)))
    return _ESCAPED.sub("&", url)


def joined_address(url: str, page_url: str, *bases: str) -> str:
    """A clean address made absolute; one that is no relative one either stays as it is.

    ``bases`` are what a file states as ``xml:base``, the outermost first; what is none is passed
    by. Empty where joining gives no address.
    """
    if not url or _SCHEME.match(url):
        return url
    base = page_url
    for stated in filter(None, bases):
        try:
            base = urljoin(base, clean_address(stated))
        except ValueError:  # "http://["
            continue
    try:
        own = url.removeprefix("www.").startswith(f"{host_of(page_url)}/")
        if not url.startswith("/") and (own or _HOST.match(url)):
            return f"https://{url}"
        return urljoin(base, url) if _PATH.match(url) else url
    except ValueError:  # "//[": no address
        return ""
