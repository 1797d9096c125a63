"""Elements that may print the date of an article: after its headline, named or marked as dates.

A page's clock stands before the headline or in a sidebar; a date beside another headline is that
article's, a date among the comments a reader's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.tree import query
from crawler.markup.visible_text import visible_text
from crawler.reading.fields.headline import heading_of
from crawler.reading.parsed_page import ParsedPage

MAX_DATE_CHARACTERS = 120
"""Characters of a date with its labels; a longer element is text."""
MAX_PLACES = 300
"""Elements that are looked at; an article page has a few, a page made to be slow has thousands."""
MAX_CARD_CHARACTERS = 400
"""Characters of a card: another article's headline, picture and date."""
MIN_CARD_HEADLINE_WORDS = 6
"""Words of a linked headline; a linked byline with its city has fewer."""
# class names in small letters: a pattern that ignores case is tried at every letter
_DATE_PLACE = re.compile(r"date|time|publi|posted|created|submitted|meta-item|entry-meta|post-meta")
_FOLLOWING = query(
    "descendant::*[self::time or @class or @itemprop]"
    "|following::*[self::time or self::footer or @class or @itemprop]"
)
_CHANGED = re.compile(r"modif|last.?updat|updat(?:e|ing)\b|updated[_-]?(?:at|on|time|date)")
"""Not ``updated`` alone: hAtom asks for that class, so many themes print the first date in it."""
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:sidebar|related|comments?|respond|widget|footer|copyright|ticker|breaking"
    r"|latest|recent|popular|trending|similar|most|nav|menu|clock|weather)(?:$|[\s_-])"
)


@dataclass(frozen=True, slots=True)
class DatePlace:
    """An element that may print a date."""

    element: html.HtmlElement
    of_change: bool
    """Whether its class says that the date is the last change's."""
    around: frozenset[html.HtmlElement]
    """The headline and what holds it."""
    known: dict[html.HtmlElement, bool]
    """Element -> whether it is elsewhere; shared by the places of a page, filled as it is asked."""

    def is_elsewhere(self) -> bool:
        """Whether it is the site's, a reader's or another article's; asked last, it costs most.

        What holds the headline, too, is not looked at: a page that *has* a sidebar is none.
        """
        for above in (self.element, *self.element.iterancestors()):
            if above in self.around:
                return False
            if above not in self.known:
                self.known[above] = _is_elsewhere(above)
            if self.known[above]:
                return True
        return False


def date_places(page: ParsedPage, headline: str) -> Iterator[DatePlace]:
    """The places after the headline that may print a date."""
    heading = heading_of(page.tree, headline)
    if heading is None:
        return
    around = frozenset((heading, *heading.iterancestors()))
    known: dict[html.HtmlElement, bool] = {}
    left = MAX_PLACES
    for element in _FOLLOWING(heading):
        # below the page's footer only a copyright year and the site's clock are left
        if element.tag == "footer" and _of_the_page(element):
            return
        label = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
        if element.tag != "time" and not _DATE_PLACE.search(label):
            continue
        if len(visible_text(element, MAX_DATE_CHARACTERS)) < MAX_DATE_CHARACTERS:
            # a class that names both is the first date's
            of_change = bool(_CHANGED.search(label)) and "publi" not in label
            yield DatePlace(element, of_change, around, known)
            left -= 1
            if not left:
                return


def _is_elsewhere(element: html.HtmlElement) -> bool:
    """Whether what stands in an element is not the article's."""
    label = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return element.tag in ("aside", "nav") or bool(_ELSEWHERE.search(label)) or _is_card(element)


def _is_card(element: html.HtmlElement) -> bool:
    """Whether an element shows another article: a linked headline and little else."""
    if len(visible_text(element, MAX_CARD_CHARACTERS)) >= MAX_CARD_CHARACTERS:
        return False
    return any(
        len(folded_words(visible_text(link))) >= MIN_CARD_HEADLINE_WORDS
        for link in element.iter("a")
    )


def _of_the_page(footer: html.HtmlElement) -> bool:
    """Whether a footer is the page's, not an article's."""
    return not any(above.tag in ("article", "main") for above in footer.iterancestors())
