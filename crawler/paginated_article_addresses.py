"""Addresses of the pages of one article: ``…/slug/2/``, ``?page=2``, ``slug_2.html``.

An address is a further page only of the very address that is left without the number: another
slug is another article, a page of comments (``/comment-page-2/``, ``?cpage=2``) is none.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from crawler.urls import canonical

MAX_PAGES = 30
"""Pages of one article that are fetched at the most; one that has more is partial."""
_KEYS = frozenset((
    "page", "paged", "pg", "pag", "pagina", "pageno", "pagenum", "pagenumber", "page_no",
    "page_num", "page_number", "currentpage", "current_page", "صفحة",
))  # fmt: skip
_WEAK_KEYS = frozenset(("p", "start", "limitstart"))
"""They count only where none of the others stands beside: ``?p=345&page=2`` is page 2 of a post."""
_PATH = re.compile(
    r"(?P<stem>/.*?[^/])(?P<mark>/(?:page|pagina|p)[/_-]?|/|(?:[_,]|[_-]p(?:age)?[_-]?)(?=\d+\.))"
    r"(?P<number>\d{1,4})(?P<file>\.[a-z]{2,5})?(?P<end>/?)",
    re.IGNORECASE,
)
"""``_2``, ``,2`` and ``-p2`` count before a file's ending only; ``-2`` nowhere: WordPress writes it
behind the slug of another article."""


@dataclass(frozen=True, slots=True)
class NumberedAddress:
    """An address that ends in a page's number: the article it would be a page of, and which."""

    article: str
    number: int
    named: bool
    """Whether the address itself calls the number a page's: ``?page=2``, ``/page/2``."""
    before: str
    after: str
    """What stands around the number, so that its neighbours can be written."""

    def address(self, number: int) -> str:
        """The address of another page, written in the same way."""
        return f"{self.before}{number}{self.after}"


def numbered(url: str) -> NumberedAddress | None:
    """The number in an address and the address without it; ``None``: it has none.

    ``https://x.ma/slug/2/`` is the second page of ``x.ma/slug``, if that is an article at all.
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, True, errors="surrogateescape")
    key_pair = _last(pairs, _KEYS) or _last(pairs, _WEAK_KEYS)
    if key_pair:
        (key, value), rest = key_pair, [pair for pair in pairs if pair != key_pair]
        if not re.fullmatch(r"\d{1,4}", value):
            return None
        path = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
        query = urlencode(rest, errors="surrogateescape")
        before = f"{path}?{query}&{quote(key)}=" if rest else f"{path}?{quote(key)}="
        whole = f"{path}?{query}" if rest else path
        return NumberedAddress(same_page(whole), int(value), True, before, "")
    path = unquote(parts.path, errors="surrogateescape")
    match = _PATH.fullmatch(path)
    if match is None:
        return None

    def joined(path: str) -> str:
        encoded = quote(path, safe="/:@!$&'()*+,;=-._~%", errors="surrogateescape")
        return urlunsplit((parts.scheme, parts.netloc, encoded, "", ""))

    query = f"?{parts.query}" if parts.query else ""
    file = match["file"] or ""
    return NumberedAddress(
        same_page(joined(match["stem"] + file) + query), int(match["number"]),
        "p" in match["mark"].lower(), joined(match["stem"] + match["mark"]),
        file + match["end"] + query,
    )  # fmt: skip


def _last(pairs: list[tuple[str, str]], keys: frozenset[str]) -> tuple[str, str] | None:
    return next((pair for pair in reversed(pairs) if pair[0].lower() in keys), None)


def same_page(url: str) -> str:
    """An address in the form in which two are compared: canonical, without scheme or last slash.

    An address that is none stays as it is.
    """
    try:
        address = canonical(url)
    except ValueError:
        return url
    head, mark, query = address.partition("?")
    return head.partition("://")[2].rstrip("/") + mark + query


def number_of(url: str, article: str) -> int | None:
    """The number of the page that an address is of an article; 1: it is the article's own.

    ``article`` is what ``same_page`` gives; ``None``: it is no page of that article.
    """
    if same_page(url) == article:
        return 1
    found = numbered(url)
    return found.number if found and found.article == article else None
