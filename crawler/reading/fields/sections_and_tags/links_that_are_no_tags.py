"""Which links are none of an article's tags: the site's own list, categories, sources, teasers."""

import re
from itertools import islice

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.bounded_html_parsing import query
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import words_of
from crawler.reading.fields.page_surroundings import Surroundings

MAX_LINKS = 20
"""Links of a menu that are looked at."""
_NAVS_BEHIND = query("following::nav")
_SOURCES = frozenset((*folded_words("via source sources المصدر المصادر مصدر"),))
_CATEGORY_LIST = re.compile(
    r"(?:^|\s)taxonomy-category(?=\s|$)|(?:^|\s)(?:[\w-]*[-_])?"
    r"(?:categories|cat(?:egory)?[-_](?:links?|list|labels?|item))(?=\s|$)"
)
_CATEGORY_PATH = re.compile(r"/categor(?:y|ie)/")


def is_tags_address(address: str) -> bool:
    """Whether an address says that it leads to a tag."""
    return "/tag/" in address or "/tags/" in address


def is_elsewhere(element: html.HtmlElement, around: Surroundings, *, named: bool = False) -> bool:
    """Whether tags are not the article's; a ``nav`` of several and nothing else is no menu.

    ``named``: the class of the element says that it holds tags.
    """
    if not around.is_elsewhere(element):
        return False
    nav = element if element.tag == "nav" else next(element.iterancestors("nav"), None)
    holder = None if nav is None else next(nav.iterancestors("article", "main"), nav.getparent())
    if nav is None or holder is None or not around.holds_headline(holder):
        return True
    addresses = [one.get("href") or "" for one in islice(nav.iter("a"), MAX_LINKS)]
    if not named and not (len(addresses) > 1 and all(map(is_tags_address, addresses))):
        return True
    return around.is_elsewhere(nav.getparent()) or nav not in _NAVS_BEHIND(around.heading)


def is_of_category(link: html.HtmlElement) -> bool:
    """Whether a link leads to a category by its address, or by the class of the list it stands in.

    ``category-x`` alone is what WordPress calls the article itself.
    """
    if _CATEGORY_PATH.search(link.get("href") or ""):
        return True
    around = islice(link.iterancestors(), 2)
    return any(_CATEGORY_LIST.search(one.get("class", "")) for one in (link, *around))


def is_in_other_article(link: html.HtmlElement, around: Surroundings) -> bool:
    """Whether a link stands in an ``article`` of its own beside the headline's: a teaser."""
    if around.heading is None:
        return False
    own = next(around.heading.iterancestors("article"), None)
    its = next(link.iterancestors("article"), None)
    return (
        own is not None
        and its is not None
        and its is not own
        and its not in {*own.iterancestors("article")}
    )


def is_of_source(link: html.HtmlElement) -> bool:
    """Whether a link stands in a list of sources, by its class or its first word: ``VIA``."""
    row = next(link.iterancestors("ul", "ol"), None)
    if row is None:
        return False
    if any(not _SOURCES.isdisjoint(words_of(one)) for one in row.get("class", "").split()[-3:]):
        return True
    return " ".join(folded_words(visible_text(row[0], 20))) in _SOURCES if len(row) else False
