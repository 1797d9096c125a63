"""Elements that may print the date of an article: after its headline, named or marked as dates.

A page's clock stands before the headline or in a sidebar; a date beside another headline is that
article's, a date among the comments a reader's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from crawler.markup.tree import query
from crawler.markup.visible_text import visible_text
from crawler.reading.fields.headline import heading_of
from crawler.reading.fields.own_places import Surroundings
from crawler.reading.parsed_page import ParsedPage

MAX_DATE_CHARACTERS = 120
"""Characters of a date with its labels; a longer element is text."""
MAX_PLACES = 300
"""Elements that are looked at; an article page has a few, a page made to be slow has thousands."""
# class names in small letters: a pattern that ignores case is tried at every letter
_DATE_PLACE = re.compile(r"date|time|publi|posted|created|submitted|meta-item|entry-meta|post-meta")
_FOLLOWING = query(
    "descendant::*[self::time or @class or @itemprop]"
    "|following::*[self::time or self::footer or @class or @itemprop]"
)
_CHANGED = re.compile(r"modif|last.?updat|updat(?:e|ing)\b|updated[_-]?(?:at|on|time|date)")
"""Not ``updated`` alone: hAtom asks for that class, so many themes print the first date in it."""


@dataclass(frozen=True, slots=True)
class DatePlace:
    """An element that may print a date."""

    element: html.HtmlElement
    of_change: bool
    """Whether its class says that the date is the last change's."""
    surroundings: Surroundings

    def is_elsewhere(self) -> bool:
        """Whether it is the site's, a reader's or another article's; asked last, it costs most."""
        return self.surroundings.is_elsewhere(self.element)


def date_places(page: ParsedPage, headline: str) -> Iterator[DatePlace]:
    """The places after the headline that may print a date."""
    heading = heading_of(page.tree, headline)
    if heading is None:
        return
    surroundings = Surroundings(heading)
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
            yield DatePlace(element, of_change, surroundings)
            left -= 1
            if not left:
                return


def _of_the_page(footer: html.HtmlElement) -> bool:
    """Whether a footer is the page's, not an article's."""
    return not any(above.tag in ("article", "main") for above in footer.iterancestors())
