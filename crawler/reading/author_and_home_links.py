"""Where a link leads by its address: home, or to an author's page."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote, urlsplit

from lxml import html

from crawler.markup.visible_text import visible_text
from crawler.reading.names.byline_words import BYLINE_LABEL

MAX_LINKS = 60
"""Links of a page that are asked whether they lead home; its logo is among the first."""
MAX_HOME_CHARACTERS = 60

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

_OF_AUTHORS = ("author", "auteur", "autor", "byline")
_WITH_QUERY = re.compile(r"\?(?!(?:lang|language|hl|locale|l)=)")
"""A query that chooses more than the language of a first page."""


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


def said_by_links_home(tree: html.HtmlElement) -> Iterator[str]:
    """What the first links home say: their text, their title, what stands for their image."""
    for link in islice(tree.iter("a"), MAX_LINKS):
        # asked of many: an address is parsed only if it ends as a host, a file or a language does
        address = link.get("href") or ""
        if address[:1] == "#" or _WITH_QUERY.search(address) or "author" in link.get("rel", ""):
            continue  # on the page itself, or to one of several: "/?author=3"
        end = address.rstrip("/").rpartition("/")[2]
        if len(address) > MAX_HOME_CHARACTERS or ("." not in end and len(end) > len("ar")):
            continue
        if leads_home(link) and not _is_in_byline(link):
            yield visible_text(link, MAX_HOME_CHARACTERS)
            yield link.get("title") or ""
            yield from (one.get("alt") or "" for one in islice(link.iter("img"), 1))


def _is_in_byline(link: html.HtmlElement) -> bool:
    """Whether a link home is the author's in a theme without their pages: by label or class."""
    holder = link.getparent()
    if holder is None:
        return False
    classes = f"{link.get('class')} {holder.get('class')}".lower()
    if any(word in classes for word in _OF_AUTHORS):
        return True
    before = link.getprevious()
    said = (holder.text if before is None else before.tail) or ""
    return BYLINE_LABEL.match(f"{said.strip()} ") is not None
