"""Where an article's tags stand when no class of theirs tells, and which links are no tags.

A hook for tests or a label names the row, or the row prints the one keyword that plugins state.
"""

import re
from itertools import islice

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.tree import query
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import words_of
from crawler.reading.fields.labelled_lists import links_above_text, short_name
from crawler.reading.fields.page_surroundings import Surroundings
from crawler.reading.parsed_page import ParsedPage

MAX_PLACES = 20
"""Elements of one kind that are looked at; the article's own are among the first."""
_HOOK_VALUES = " or ".join(
    f".={value!r}" for value in ("tags", "post-tags", "article-tags", "Tags")
)
# by the attribute's name, one after the other: libxml2 compares numbers then, and not texts
_HOOKS = {
    name: query(f"//@{name}[{_HOOK_VALUES}]/..")
    for name in ("data-hook", "data-testid", "aria-label")
}
_LINKS_BEHIND = query("following::a")
MAX_LINKS_BEHIND = 300
_SOURCES = frozenset((*folded_words("via source sources المصدر المصادر مصدر"),))
_CATEGORY_LIST = re.compile(
    r"(?:^|\s)taxonomy-category(?=\s|$)|(?:^|\s)(?:[\w-]*[-_])?"
    r"(?:categories|cat(?:egory)?[-_](?:links?|list|labels?|item))(?=\s|$)"
)
_CATEGORY_PATH = re.compile(r"/categor(?:y|ie)/")


def tags_by_hook(page: ParsedPage, around: Surroundings) -> list[str]:
    """The links of an element that says by a hook or its label that it holds the tags."""
    asked = [hooks for name, hooks in _HOOKS.items() if name in page.text]  # rarely the first two
    for element in [one for hooks in asked for one in hooks(page.tree)][:MAX_PLACES]:
        holder = element.getparent()
        beside = holder is not None and around.is_elsewhere(holder)
        links = [] if beside else [*element.iter("a")][:MAX_PLACES]
        if names := [name for link in links if (name := short_name(visible_text(link)))]:
            return names
    return []


def beside_tag(around: Surroundings, tag: str) -> list[str]:
    """The names in the row of links behind the text that prints a tag among others; else none.

    Plugins state their one keyword of an article whose tags the page prints in full.
    """
    if around.heading is None:
        return []
    wanted = " ".join(folded_words(tag))
    behind = (one for one in _LINKS_BEHIND(around.heading) if (one.text or one.tail or len(one)))
    for link in islice(behind, MAX_LINKS_BEHIND):
        if " ".join(folded_words(visible_text(link, 80))) != wanted or around.is_elsewhere(link):
            continue
        if link in links_above_text(around.heading, [link]):
            continue
        row = next((one for one in islice(link.iterancestors(), 3) if _links_of(one) > 1), None)
        links = [*row.iter("a")] if row is not None else []
        names = [visible_text(one).lstrip("# ") for one in links]
        said = sum(map(len, names))
        if (
            1 < len(links) <= MAX_PLACES
            and all(name and short_name(name) for name in names)
            and len(visible_text(row)) <= said + 20 + 2 * len(links)
            and not any(is_of_category(one) for one in links)
        ):
            return names
    return []


def _links_of(element: html.HtmlElement) -> int:
    return sum(1 for _ in islice(element.iter("a"), 2))


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
