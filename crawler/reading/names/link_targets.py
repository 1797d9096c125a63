"""Where a link leads by its address: home, or to an author's page."""

import re
from urllib.parse import unquote, urlsplit

from lxml import html

_HOME = frozenset((
    "", "/", "./", "/ar", "/ar/", "/fr", "/fr/", "index.php", "/index.php", "index.html",
    "/index.html", "index.htm", "/index.htm", "/index.aspx",
))  # fmt: skip
_AUTHORS_PAGE = re.compile(
    r"/(?:authors?|auteurs?|writers?|users?|profiles?|profil|journalistes?|journalists?|kateb|katib"
    r"|contributors?|columnists?|opinions?/writers?|كاتب|الكاتب|كتاب|مؤلف|نويسنده)(?:/|\.php|[?=-])",
    re.IGNORECASE,
)
"""The address of an author's page, in whatever theme."""


def leads_to_author(link: html.HtmlElement) -> bool:
    """Whether a link leads to an author's page, by its address."""
    href = link.get("href") or ""
    return _AUTHORS_PAGE.search(unquote(href) if "%" in href else href) is not None


def leads_home(link: html.HtmlElement) -> bool:
    """Whether a link leads to the site's first page."""
    try:
        parts = urlsplit(link.get("href") or "none")
    except ValueError:  # a page's own address is untrusted
        return False
    return not parts.fragment and parts.path in _HOME
