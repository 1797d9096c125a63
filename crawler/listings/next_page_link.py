"""Pagination: the link from a section page to the next older one."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import html

from crawler.markup.visible_text import visible_text

_NEXT = (
    "//a[@rel='next'] | //link[@rel='next'] | //a[contains(concat(' ', @class, ' '), ' next ')]"
    " | //li[contains(@class, 'pager-next') or contains(@class, 'pager__item--next')]/a"
)
_OLDER = re.compile(
    r"^\W*(?:(?:الصفحة\s+)?(?:التالي|التالية|الموالي|الموالية)|(?:مقالات|أخبار|مواد)\s+أقدم|الأقدم"
    r"|المزيد|next(?:\s+page)?|older(?:\s+posts)?|(?:page\s+)?suivante?|plus\s+anciens)\W*$",
    re.IGNORECASE,
)
_ARROW = re.compile(r"^[\s›»>→←‹«<]+$")
_NUMBER = re.compile(r"\d+")
MAX_PAGE_DIGITS = 9
"""A longer number is no page's; Python itself refuses to read very long ones."""


def older_page(tree: html.HtmlElement, page_url: str, selector: str = "") -> str | None:
    """The address of the next older page; ``None`` without one.

    Found by ``selector``, by ``rel="next"``, by its words, or by a number one higher.
    """
    if selector:
        return next(_addresses(tree.cssselect(selector), page_url), None)
    for found in (tree.xpath(_NEXT), _worded(tree), _numbered(tree, page_url)):
        address = next(_addresses(found, page_url), None)
        if address:
            return address
    return None


def _addresses(elements: list[html.HtmlElement], page_url: str) -> Iterator[str]:
    for element in elements:
        href = str(element.get("href", "")).strip().partition("#")[0]
        if href.startswith(("http://", "https://")) and unquote(href) != unquote(page_url):
            yield href


def _worded(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """Links that say ``التالي`` and the like."""
    return [link for link in tree.iter("a") if _OLDER.match(visible_text(link))]


def _numbered(tree: html.HtmlElement, page_url: str) -> list[html.HtmlElement]:
    """Links to this page's address with its number one higher: ``index.2.html``, ``?page=2``."""
    here = unquote(page_url)
    return [
        link
        for link in tree.iter("a")
        if (_NUMBER.fullmatch(text := visible_text(link)) or _ARROW.match(text))
        and _follows(here, unquote(link.get("href", "").partition("#")[0]))
    ]


def _follows(here: str, there: str) -> bool:
    """Whether an address is another one's next page."""
    was, now = _NUMBER.findall(here), _NUMBER.findall(there)
    if _NUMBER.sub("#", here) == _NUMBER.sub("#", there):
        changed = [(a, b) for a, b in zip(was, now, strict=True) if a != b]
        if len(changed) != 1 or max(map(len, changed[0])) > MAX_PAGE_DIGITS:
            return False
        return int(changed[0][1]) - int(changed[0][0]) == 1
    bare = here.rstrip("/")
    # first page without a number: the second is the same address with a 2 behind it
    rest = there.removeprefix(bare)
    return rest != there and bool(re.fullmatch(r"/?(?:page/|[?&](?:page|paged)=)?2/?", rest))
