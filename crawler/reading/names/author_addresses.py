"""Addresses of authors' pages."""

import re
from urllib.parse import unquote

from lxml import html

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
