"""The section in a path that is printed without links: ``Accueil > Région > the headline``."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import html

from crawler.arabic import folded_words, word_count
from crawler.markup.bounded_html_parsing import query
from crawler.markup.visible_text import visible_text
from crawler.reading.author_and_home_links import said_by_links_home
from crawler.reading.fields.page_surroundings import Surroundings
from crawler.reading.fields.sections_and_tags.labelled_lists import (
    MAX_LEVELS,
    MAX_OVERLINE_WORDS,
)
from crawler.reading.names.given_names import is_full_name
from crawler.reading.names.names_of_sections import (
    HOME,
    is_badge,
    is_no_step,
    lists_otherwise,
    names_a_section,
)
from crawler.reading.names.outlet_names import joined
from crawler.reading.parsed_page import ParsedPage

MAX_PATH_CHARACTERS = 200
"""Characters of a path, the headline at its end not counted."""
MAX_STEPS = 6
MAX_BESIDE = 6
"""Elements above the headline, of one level, that are looked at."""
MAX_SECTIONS = 2
"""Sections, one below the other, of a path; names of more side by side are a menu's."""
MIN_CUT_WORDS = 3
"""Words of a headline that a path cuts short; fewer may be a section's name."""
_STEP = re.compile(r"\s*(?:[»›>\\→←]+|::)\s*|\s+[/«‹<]\s+")
_SIGNS = "»›>→←/«‹::\\<"
_LABEL = re.compile(
    r"\s*(?:vous êtes ici|you are here|está(?:s)? (?:aquí|en)|usted está aquí|[أا]نت هنا"
    r"|[أا]نت الآن في|المسار)\s*:?\s*",
    re.IGNORECASE,
)
# no label of all that may begin a byline: كتب is also a section, books
_BYLINE = re.compile(r"(?:par|por|by|بقلم)\b", re.IGNORECASE)
_PRECEDING = query("preceding::*")
_ITEMS = ("li", "span", "a")


def section_of_path(
    page: ParsedPage, around: Surroundings, headline: str, marked: Sequence[html.HtmlElement]
) -> Iterator[str]:
    """The last step but the headline of printed paths; ``marked``: what a class calls a path.

    A path begins at home or with the site's name, or ends with the headline; else it is a list.
    """
    heading = around.heading
    if heading is None:
        return
    seen = set[html.HtmlElement]()
    for element in (*marked, *_above(heading)):
        if element in seen or element.tag in ("body", "html", "select", "form"):
            continue
        seen.add(element)
        named = element in marked
        text = visible_text(element, MAX_PATH_CHARACTERS + len(headline) + 1)
        if len(text) > MAX_PATH_CHARACTERS + len(headline):
            continue
        steps, ends = _steps(text, element if named else None, headline)
        if not steps or len(steps) > MAX_STEPS:
            continue
        links = [*islice(element.iter("a"), 2)]
        if len(links) > 1 and not named and not ends:
            continue  # a menu begins at home and has such signs, too
        begins = _is_home(page, steps[0])
        if not (begins or ends) or (named and not ends and not _stands_above(heading, element)):
            continue
        if (name := _deepest(page, steps, begins=begins, ends=ends)) and not _is_beside(
            around, element
        ):
            yield name


def _above(heading: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements above a headline whose text has the signs of a path."""
    element = heading
    for _ in range(MAX_LEVELS):
        for before in islice(element.itersiblings(preceding=True), MAX_BESIDE):
            if not isinstance(before.tag, str) or before.tag in ("script", "style", "form"):
                continue
            said = "".join(islice(before.itertext(), MAX_TEXTS))
            if len(said) <= 2 * MAX_PATH_CHARACTERS and any(sign in said for sign in _SIGNS):
                yield before
        parent = element.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return
        element = parent


MAX_TEXTS = 30


def _steps(text: str, named: html.HtmlElement | None, headline: str) -> tuple[list[str], bool]:
    """The steps of a path without the headline, and whether it stood at the end."""
    text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    own = " ".join(folded_words(headline))
    ends = text.endswith(headline)
    # cut first: a headline may have such marks, too
    bare = text[: -len(headline)] if ends else text
    steps = [step for part in _STEP.split(bare) if (step := part.strip(" \xa0-–|•"))]
    if named is not None and len(steps) < 2 and not ends:
        # the signs are drawn by the stylesheet
        items = [visible_text(one) for one in islice(named.iter(*_ITEMS), MAX_STEPS + 1)]
        steps = [*dict.fromkeys(item for item in items if item)]
    elif not ends and len(steps) < 2:
        return [], False
    if steps and not ends:
        key = " ".join(folded_words(steps[-1]))
        whole = key == own and len(steps) > 1
        if whole or (own.startswith(key) and len(key.split()) >= MIN_CUT_WORDS):
            steps, ends = steps[:-1], True
    return steps, ends


def _is_home(page: ParsedPage, step: str) -> bool:
    """Whether a step is the word for home, or the name of the site."""
    if " ".join(folded_words(step)) in HOME:
        return True
    name = joined(step)
    return name in page.own_names or name in map(joined, said_by_links_home(page.tree))


def _deepest(page: ParsedPage, steps: list[str], *, begins: bool, ends: bool) -> str:
    """The last step, if it can be a section's name; empty otherwise."""
    below = steps[1:] if begins else steps
    if not below:
        return ""
    name = below[-1]
    if word_count(name) > MAX_OVERLINE_WORDS or any(map(str.isdigit, name)):
        return ""
    if is_no_step(name) or is_badge(name) or _is_home(page, name) or ":" in name:
        return ""
    if is_full_name(name) or any(map(lists_otherwise, below[:-1])) or _BYLINE.match(name):
        return ""
    if not ends and len(below) > MAX_SECTIONS and all(map(names_a_section, below)):
        return ""  # a menu
    # a step before the headline may be the site's name that nothing else says
    return name if begins or len(below) > 1 or names_a_section(name) else ""


def _stands_above(heading: html.HtmlElement, element: html.HtmlElement) -> bool:
    return element in frozenset(_PRECEDING(heading))


def _is_beside(around: Surroundings, element: html.HtmlElement) -> bool:
    """Whether a path is another article's; themes put the own one into a ``nav``."""
    outer = element if element.tag == "nav" else next(element.iterancestors("nav"), element)
    holder = outer.getparent()
    return holder is not None and around.is_elsewhere(holder)
