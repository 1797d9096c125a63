"""Where a link leads by its address: home, or to an author's page."""

import re
from urllib.parse import quote, urlsplit

from lxml import html

_HOME = frozenset((
    "", "/", "./", "/ar", "/ar/", "/fr", "/fr/", "index.php", "/index.php", "index.html",
    "/index.html", "index.htm", "/index.htm", "/index.aspx",
))  # fmt: skip
_ARABIC = ("كاتب", "الكاتب", "كتاب", "مؤلف", "نويسنده")
_AUTHORS_PAGE = re.compile(
    r"(?:/|%2F)(?:authors?|auteurs?|writers?|users?|profiles?|profil|journalistes?|journalists?|kateb|katib"
    # as browsers write them, too: to decode every address takes many times as long
    rf"|contributors?|columnists?|opinions?/writers?|{'|'.join((*_ARABIC, *map(quote, _ARABIC)))})"
    r"(?:/|%2F|\.php|[?=-])",
    re.IGNORECASE,
)
"""The address of an author's page, in whatever theme."""


def leads_to_author(link: html.HtmlElement) -> bool:
    """Whether a link leads to an author's page, by its address."""
    return _AUTHORS_PAGE.search(link.get("href") or "") is not None


def leads_home(link: html.HtmlElement) -> bool:
    """Whether a link leads to the site's first page."""
    try:
        parts = urlsplit(link.get("href") or "none")
    except ValueError:  # a page's own address is untrusted
        return False
    return not parts.fragment and parts.path in _HOME
