"""Where an article's tags stand when no class of theirs tells.

A hook for tests or a label names the row, or the row prints the one keyword that plugins state.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import cast

from lxml import etree, html

from crawler.arabic import folded_words, word_count
from crawler.markup.bounded_html_parsing import query
from crawler.markup.visible_text import visible_text
from crawler.reading.fields.page_surroundings import Surroundings, as_label
from crawler.reading.fields.sections_and_tags.labelled_lists import (
    TAG_LABELS,
    links_above_text,
    short_name,
)
from crawler.reading.fields.sections_and_tags.links_that_are_no_tags import is_of_category
from crawler.reading.parsed_page import ParsedPage

MAX_PLACES = 20
"""Elements of one kind that are looked at; the article's own are among the first."""
_HOOK_VALUES = " or ".join(
    f".={value!r}" for value in ("tags", "post-tags", "article-tags", "Tags")
)
# by the attribute's name, one after the other: libxml2 compares numbers then, and not texts
_HOOKS = {name: query(f"//@{name}[{_HOOK_VALUES}]/..") for name in ("data-hook", "data-testid")}
_SECTION_HOOK_VALUES = " or ".join(f".={value!r}" for value in (
    "category-label-list", "category-label", "post-category", "article-category", "article-section",
    "section-name", "section-label",
))  # fmt: skip
_SECTION_HOOKS = {
    name: query(f"//@{name}[{_SECTION_HOOK_VALUES}]/..") for name in ("data-hook", "data-testid")
}
_LABELLED = query("//@aria-label")
# plain strings: those that know their element take six times as long
_LABELS = cast(
    "Callable[..., list[str]]", etree.XPath("/descendant::*/@aria-label", smart_strings=False)
)
_LINKS_BEHIND = query("following::a")
MAX_LINKS_BEHIND = 300


def tags_by_hook(page: ParsedPage, around: Surroundings) -> list[str]:
    """The links of an element that says by a hook or its label that it holds the tags."""
    asked = [hooks for name, hooks in _HOOKS.items() if name in page.text]  # rarely any
    found = [one for hooks in asked for one in hooks(page.tree)]
    # the label is in the language of the page, and the site's own list of tags has one, too
    if "aria-label" in page.text and not TAG_LABELS.isdisjoint(map(as_label, _LABELS(page.tree))):
        labels = [one for one in _LABELLED(page.tree) if as_label(one) in TAG_LABELS]
        named = (label.getparent() for label in labels[:MAX_PLACES])
        found += [one for one in named if one.tag != "aside" and _is_beside(one, around)]
    for element in found[:MAX_PLACES]:
        holder = element.getparent()
        beside = holder is not None and around.is_elsewhere(holder)
        links = [] if beside else [*element.iter("a")][:MAX_PLACES]
        if names := [name for link in links if (name := short_name(visible_text(link)))]:
            return names
    return []


def section_by_hook(page: ParsedPage, around: Surroundings) -> str:
    """The first link of an element that says by a hook that it holds the section; else empty."""
    for name, hooks in _SECTION_HOOKS.items():
        for element in hooks(page.tree)[:MAX_PLACES] if name in page.text else ():
            link = next(element.iter("a"), None)
            # cards of other articles name their sections by the same hook
            cards = element.iterancestors("article", "li")
            if link is None or not all(map(around.holds_headline, cards)):
                continue
            if _is_beside(element, around) and not around.is_elsewhere(element):
                return short_name(visible_text(link))
    return ""


def _is_beside(element: html.HtmlElement, around: Surroundings) -> bool:
    """Whether an element stands with the headline, or its links behind it, in no page's footer."""
    link = next(element.iter("a"), None)
    if link is None or around.heading is None:
        return around.heading is None
    holder = next(element.iterancestors("article", "main"), element.getparent())
    if holder is not None and around.holds_headline(holder):
        return True
    return not is_in_footer(element) and link in frozenset(_LINKS_BEHIND(around.heading))


def is_in_footer(element: html.HtmlElement) -> bool:
    """Whether an element stands in the page's own footer, and not in an article's."""
    footer = next(element.iterancestors("footer"), None)
    return footer is not None and next(footer.iterancestors("article", "main"), None) is None


def subjects_by_address(page: ParsedPage, around: Surroundings) -> list[str]:
    """The names in a row, behind the text, of nothing but links to subjects: ``/sujets/eau/``.

    One such link alone, and any above the text, may be the section's; a list of the site's
    subjects stands apart from what holds headline and text.
    """
    addresses = "\n".join(page.addresses)
    if around.heading is None or not any(name in addresses for name in _SUBJECT_NAMES):
        return []
    for link in islice(_LINKS_BEHIND(around.heading), MAX_LINKS_BEHIND):
        if not _SUBJECT_ADDRESS.search(link.get("href") or ""):
            continue
        row = next(
            (one for one in islice(link.iterancestors(), 3) if len([*one.iter("a")]) > 1), link
        )
        links = [*islice(row.iter("a"), MAX_PLACES)]
        said = [short_name(visible_text(one)) for one in links]
        only = all(said) and all(_SUBJECT_ADDRESS.search(one.get("href") or "") for one in links)
        holder = row.getparent()
        if len(links) < 2 or not only or holder is None or not around.holds_headline(holder):
            continue
        if _is_headed_otherwise(row):
            continue
        bare = word_count(visible_text(row)) == sum(map(word_count, said))
        above = set(links_above_text(around.heading, links))
        if bare and above.isdisjoint(links) and not around.is_elsewhere(row):
            return said
    return []


def _is_headed_otherwise(row: html.HtmlElement) -> bool:
    """Whether a heading stands right above a row, or opens it, that is no label of tags.

    ``Explorer``, ``Sujets du moment`` head the site's own list.
    """
    inside = next(row.iter("h2", "h3", "h4", "h5", "h6"), None)
    above = row.getprevious() if inside is None else inside
    if above is None or above.tag not in ("h2", "h3", "h4", "h5", "h6"):
        return False
    said = as_label(visible_text(above))
    return said not in TAG_LABELS and said not in _LABELS_OF_SUBJECTS


_LABELS_OF_SUBJECTS = frozenset((
    "sujets", "sujet", "sujets associés", "sujets abordés", "thèmes", "thème", "thématiques",
    "topics", "topic", "topics in this article", "temas", "tema", "temas relacionados", "subjects",
    "dans cet article", "مواضيع", "المواضيع", "مواضيع المقال",
))  # fmt: skip
_SUBJECT_NAMES = (
    "/sujet",
    "/mot",
    "/keyword",
    "/etiqueta",
    "/topic",
    "/theme",
    "/thematique",
    "/tema",
)
_SUBJECT_ADDRESS = re.compile(
    r"/(?:sujets?|mots?-?cles?|keywords?|etiquetas?|topics?|themes?|thematiques?|temas?)/[^/?#]+/?$"
)


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
