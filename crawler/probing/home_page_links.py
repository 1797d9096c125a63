"""The links of a page: those with a headline as text, and those of its menus."""

from collections import Counter
from dataclasses import dataclass

from lxml import html

from crawler.arabic import word_count
from crawler.markup.visible_text import visible_text
from crawler.probing.article_url_pattern import url_shape
from crawler.urls import canonical, same_host

MIN_LINK_HEADLINE_WORDS = 4
"""Words from which on the text of a link is a headline's."""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a page inside its site, as they stand, in order."""

    headlines: tuple[str, ...]
    """Addresses that some link names with a headline."""
    others: tuple[str, ...]
    """Addresses that are only ever named shortly: sections, contact, tags."""


def links_of(tree: html.HtmlElement, home: str) -> Links:
    """The links of a page with absolute addresses."""
    longest: dict[str, int] = {}
    for link in tree.iter("a"):
        href = link.get("href", "").strip().partition("#")[0]
        if not href.startswith(("http://", "https://")) or not same_host(href, home):
            continue
        if _same(href, home):
            continue
        length = word_count(visible_text(link))
        longest[href] = max(length, longest.get(href, 0))
    headlines = tuple(url for url, length in longest.items() if length >= MIN_LINK_HEADLINE_WORDS)
    others = tuple(url for url, length in longest.items() if 0 < length < MIN_LINK_HEADLINE_WORDS)
    return Links(headlines, others)


def likely_articles(links: Links) -> list[str]:
    """The headline links of the shape that most of them have."""
    shapes = Counter(url_shape(canonical(url)) for url in links.headlines)
    if not shapes:
        return []
    # also shapes a quarter as common: a site may write its addresses in two ways
    common = {name for name, times in shapes.items() if times * 4 >= max(shapes.values())}
    return [url for url in links.headlines if url_shape(canonical(url)) in common]


def _same(url: str, home: str) -> bool:
    try:
        return canonical(url).rstrip("/") == canonical(home).rstrip("/")
    except ValueError:  # a link that is no address
        return True
