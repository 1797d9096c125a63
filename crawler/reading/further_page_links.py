"""Links of an article's page to its further pages: ``rel=next``, numbers below the text.

What tells is the address, the article's own with a page's number (``paginated_article_addresses``).
The links leave the tree before its text is read, with the labels around them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin

from lxml import html

from crawler.arabic import folded_words
from crawler.errors import FurtherPage
from crawler.markup.visible_text import visible_text
from crawler.paginated_article_addresses import (
    MAX_PAGES,
    NumberedAddress,
    number_of,
    numbered,
    same_page,
)
from crawler.reading.episodes import numbers_an_episode
from crawler.reading.pagers import LABELS, MAX_PAGER_CHARACTERS, Surroundings, drop_links
from crawler.reading.parsed_page import ParsedPage

MAX_LINKS = 1_000
"""Links that may be page links and are looked at; a page made to be slow has more."""
_NUMBER = re.compile(
    r"[/_,-](?:[a-z]{1,6}[/_-]?)?[0-9٠-٩]{1,4}(?:\.[a-z]{2,5})?$|^[0-9]{1,4}$", re.I
)
_FILES = (".html", ".htm", ".php", ".aspx", ".shtml")
_QUERY = re.compile(r"[?&][^=&]{1,40}=[0-9]{1,4}(?:&|$)")
_TAIL = 20
"""Characters at the end of an address that hold a page's number: every link is looked at."""
_BACK = frozenset(folded_words(
    "السابق السابقة الأولى previous prev first précédent précédente première anterior"
))  # fmt: skip
"""What a link back to the first page says, if not its number."""


@dataclass(slots=True)
class PageLinks:
    """The further pages that a page links to: addresses by number, and where the links stood."""

    numbers: dict[int, str] = field(default_factory=dict)
    source: str = ""
    more: bool = False
    """Whether the article has more pages than are fetched."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of pages 2 and on, so far as they are fetched; empty without a page 2."""
        if 2 not in self.numbers:
            return ()
        last = min(max(self.numbers), MAX_PAGES)
        return extended((self.numbers[2],), last, self.numbers)


def extended(
    pages: tuple[str, ...], last: int, known: dict[int, str] | None = None
) -> tuple[str, ...]:
    """The addresses from page 2 to ``last``, unknown ones written as that of page 2 is."""
    pattern = numbered(pages[0])
    assert pattern is not None  # it was found by its number
    shift = 2 - pattern.number  # sites that count from 0 write 1 for the second page
    known = known or {}
    added = (
        known.get(number) or pattern.address(number - shift)
        for number in range(len(pages) + 2, min(last, MAX_PAGES) + 1)
    )
    return (*pages, *added)


def find_page_links(page: ParsedPage) -> PageLinks:
    """The links of an article's first page to its further ones; they leave the tree.

    Raises ``FurtherPage`` where the page says itself that it is no first page.
    """
    own, here = {same_page(page.url)}, _numbered(page.url)
    found, elements = PageLinks(), list[html.HtmlElement]()
    around = Surroundings(page.tree)
    counted = list[tuple[html.HtmlElement, NumberedAddress]]()
    if here and here.named and here.number == 1:
        own.add(here.article)
    for element, address in _candidates(page, own):
        if here and here.number > 1 and _leads_back(element, address, here, around):
            if numbers_an_episode(page, here.number):
                return PageLinks()
            raise FurtherPage(here.number, _first(page, element, here))
        there = numbered(address) if _names_one_of(address, own) else None
        if there is None or there.article not in own or around.are_elsewhere(element):
            continue
        counted.append((element, there))
        if element.tag == "a":
            elements.append(element)
        if not found.source:
            found.source = "link" if element.tag == "link" else "text"
    if counted and numbers_an_episode(page, here.number if here else 1):
        return PageLinks()  # the others are articles of their own
    shift = _shift(counted)
    for _, there in counted:
        number = there.number + shift
        if number > 1:
            found.numbers.setdefault(number, there.address(there.number))
    found.more = max(found.numbers, default=0) > MAX_PAGES
    if found.addresses:
        drop_links(page, elements)
    return found


def last_linked(page: ParsedPage, article: set[str], number: int, shift: int = 0) -> int:
    """The highest number among the links of a further page; its own where no next one is linked.

    The links leave the tree.
    """
    numbers, elements = {number}, list[html.HtmlElement]()
    around = Surroundings(page.tree)
    for element, address in _candidates(page, set()):
        there = numbered(address)
        if there and there.article in article and not around.are_elsewhere(element):
            numbers.add(there.number + shift)
            elements.append(element)
        elif same_page(address) in article:
            elements.append(element)
    drop_links(page, [one for one in elements if one.tag == "a"])
    return max(numbers) if number + 1 in numbers else number


def _candidates(page: ParsedPage, own: set[str]) -> Iterator[tuple[html.HtmlElement, str]]:
    """Links that may be of pages, with their address; the stated canonical one joins ``own``."""
    first = _numbered(page.url)
    left = MAX_LINKS
    # plain strings first: on most pages no link is a page's, and no element need be asked
    likely = {href for href in page.addresses if first or _may_be(href)}
    for element in page.tree.iter(*(("link", "a") if likely else ("link",))):
        href = element.get("href")
        if not href:
            continue
        if element.tag == "link":
            rel = element.get("rel", "").lower().split()
            if "canonical" in rel and (stated := page.absolute(href)):
                if not _is_home(same_page(stated)):  # some sites call every page their home
                    own.add(same_page(stated))
                if first is None or not first.named:
                    continue
            elif "next" not in rel and "prev" not in rel:
                continue
        elif href not in likely:
            continue
        if address := page.absolute(href):
            yield element, address
            left -= 1
            if not left:
                return


def _names_one_of(address: str, articles: set[str]) -> bool:
    """Whether an address may be one of a page of these; few need be taken apart."""
    plain = unquote(address)
    return any(
        unquote(one.partition("?")[0].rpartition("/")[2]).partition(".")[0] in plain
        for one in articles
    )


def _numbered(url: str) -> NumberedAddress | None:
    """The number in a page's own address; the home page has no further ones."""
    found = numbered(url)
    return None if found is None or _is_home(found.article) else found


def _is_home(key: str) -> bool:
    return "/" not in key and "?" not in key


def _may_be(href: str) -> bool:
    """Whether an address may be a page's; few are taken apart."""
    if "#" in href:
        href = href.partition("#")[0]
    if "?" in href:
        if _QUERY.search(href):
            return True
        href = href.partition("?")[0]
    tail = href.rstrip("/")
    if tail[-1:].isalpha() and not tail.endswith(_FILES):
        return False
    return _NUMBER.search(tail[-_TAIL:]) is not None


def _leads_back(
    element: html.HtmlElement, address: str, here: NumberedAddress,
    around: Surroundings,
) -> bool:  # fmt: skip
    """Whether a link of a page with a number says that this is a page of an article."""
    if number_of(address, here.article) != 1 or around.are_elsewhere(element):
        return False
    rel = element.get("rel", "").lower().split()
    if element.tag == "link":
        return "prev" in rel or ("canonical" in rel and here.named)
    words = folded_words(visible_text(element, MAX_PAGER_CHARACTERS))
    pager = "post-page-numbers" in element.get("class", "").split()
    says = [word for word in words if not word.isdecimal() and word not in LABELS]
    back = bool(_BACK & set(words)) or [word for word in words if word.isdecimal()] == ["1"]
    return pager or "prev" in rel or (bool(words) and not says and back)


def _first(page: ParsedPage, element: html.HtmlElement, here: NumberedAddress) -> str:
    address = urljoin(page.base, str(element.get("href")).strip())
    found = numbered(address)  # ``?page=1`` is the first page as well
    return f"{address.partition('://')[0]}://{found.article}" if found else address


def _shift(counted: list[tuple[html.HtmlElement, NumberedAddress]]) -> int:
    """1 where a site counts its pages from 0: the link «2» has the number 1, and none its own."""
    told = set[int]()
    for element, there in counted:
        text = visible_text(element, 20) if element.tag == "a" else ""
        if text.isdecimal():
            told.add(int(text) - there.number)
    return 1 if told == {1} else 0
