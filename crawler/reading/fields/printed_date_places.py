"""Elements that may print the date of an article: after its headline, named or marked as dates.

A page's clock stands before the headline or in a sidebar, the site's own "last updated" below the
text; a date beside another headline is that article's, a date among the comments a reader's.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree, html

from crawler.dates import labels_in
from crawler.markup.bounded_html_parsing import query
from crawler.markup.page_lines import clean
from crawler.markup.visible_text import visible_text
from crawler.reading.fields.headline import own_heading
from crawler.reading.fields.page_surroundings import (
    MAX_LABEL_CHARACTERS,
    Surroundings,
    surroundings_of,
)
from crawler.reading.parsed_page import ParsedPage

MAX_DATE_CHARACTERS = 120
"""Characters of a date with its labels; a longer element is text."""
MAX_PLACES = 300
"""Elements that are looked at; an article page has a few, a page made to be slow has thousands."""
# class names in small letters: a pattern that ignores case is tried at every letter
_DATE_PLACE = re.compile(
    r"date|time|fecha|publi|posted|created|submitted|meta-item|entry-meta|post-meta|last-?_?mod"
    r"|(?:^|[\s_-])maj(?:$|[\s_-])"
)
_FOLLOWING: Callable[..., Any] = etree.XPath(
    "descendant::*[self::time or @class or @itemprop or @property]"
    "|following::*[self::time or self::footer or @class or @itemprop or @property]|$text"
)
_PROSE = (
    "not(parent::script or parent::style or parent::noscript or parent::a or ancestor::figure"
    " or ancestor::aside)"
)
_LONG_TEXT = query(f"following::text()[string-length(.) > 119 and {_PROSE}][1]/parent::*")
_TEXTS = query(f"following::text()[string-length(.) > 59 and {_PROSE}][position() < 3]/parent::*")
_POST_DATE = re.compile(r"(?:^|\s)(?:wp-block-post-date|entry-date)(?:\s|$)")
"""What WordPress calls the date of the post itself; its lists of others say ``post-date`` alone."""
# every way begins with a letter, what may stand before it is asked behind: the joined classes of
# a page are searched, and a pattern that may begin anywhere is tried everywhere
_CHANGED = re.compile(
    r"modif|maj(?<![^\s_-]maj)(?=$|[\s_-])|mod-date(?<!\wmod-date)|last.?mod|last.?updat"
    r"|actualizad|updat(?:e|ing)\b|updated[_-]?(?:at|on|time|date)"
)
"""Not ``updated`` alone: hAtom asks for that class, so many themes print the first date in it."""
_IN_CHANGED = ("modif", "maj", "mod-date", "last", "actualizad", "updat")
"""Parts of which each of them has one: the pattern is tried at every character."""

OTHER_DATES = frozenset(
    ("startDate", "endDate", "doorTime", "birthDate", "deathDate", "uploadDate", "validFrom")
)
"""Properties of dates that are no publication's: an event's, a person's, a clip's."""
_PLAYERS = frozenset(("iframe", "video", "audio", "embed", "object"))
_UPDATED = re.compile(r"(?:^|\s)updated(?:\s|$)")


@dataclass(frozen=True, eq=False)
class DatePlace:
    """An element that may print a date."""

    element: html.HtmlElement
    of_change: bool
    """Whether its class, or the label before it, says that the date is the last change's."""
    surroundings: Surroundings
    below: bool = False
    """Whether the article's text has begun before it."""
    outside: bool = False
    """Whether it stands below the text, and not in what holds the text."""

    @cached_property
    def text(self) -> str:
        """What it prints, with the label before it and what is left of the line behind it."""
        said = visible_text(self.element)[: 2 * MAX_DATE_CHARACTERS]
        tail = clean(self.element.tail or "")
        return f"{label_before(self.element)} {said} {tail[:MAX_LABEL_CHARACTERS]}".strip()

    def is_elsewhere(self) -> bool:
        """Whether it is the site's, a reader's or another article's; asked last, it costs most.

        Below the text and outside of what holds it a date must be called that of publication, by
        its label or by its class: block themes print it there without a word.
        """
        if self.outside and not ("published" in labels_in(self.text) or self._is_the_posts()):
            return True
        return self.surroundings.is_elsewhere(self.element)

    def _is_the_posts(self) -> bool:
        """Whether the class of it, or of the element around its ``time``, names the post's date."""
        parent = self.element.getparent() if self.element.tag == "time" else None
        around = "" if parent is None else parent.get("class", "")
        return bool(_POST_DATE.search(f"{self.element.get('class', '')} {around}"))


def date_places(page: ParsedPage, headline: str) -> tuple[DatePlace, ...]:
    """The places after the headline that may print a date, looked up once."""
    found: tuple[DatePlace, ...] | None = page.found_once.get(("date places", headline))
    if found is None:
        found = page.found_once["date places", headline] = tuple(_date_places(page, headline))
    return found


def _date_places(page: ParsedPage, headline: str) -> Iterator[DatePlace]:
    heading = own_heading(page, headline)
    if heading is None:
        return
    surroundings = surroundings_of(page, heading)
    first = text_behind(page, heading)
    holder = _holder(heading, first[0]) if first else None
    below, left = False, MAX_PLACES
    for element in _FOLLOWING(heading, text=first):
        # below the page's footer only a copyright year and the site's clock are left
        if element.tag == "footer" and _of_the_page(element):
            return
        below = below or bool(first and element is first[0])
        label = _label_of(element)
        if element.tag != "time" and not _DATE_PLACE.search(label):
            continue
        if element.get("itemprop") in OTHER_DATES or _is_of_media(element):
            continue
        if len(visible_text(element, MAX_DATE_CHARACTERS)) < MAX_DATE_CHARACTERS:
            of_change = _is_of_change(element, label)
            outside = below and holder is not None and holder not in element.iterancestors()
            yield DatePlace(element, of_change, surroundings, below, outside)
            left -= 1
            if not left:
                return


def _is_of_media(element: html.HtmlElement) -> bool:
    """Whether an element stands beside a player: the clip's date may be years older."""
    beside = element.getparent()
    return beside is not None and any(one.tag in _PLAYERS for one in beside)


def _label_of(element: html.HtmlElement) -> str:
    """What an element calls itself: classes, microdata, RDFa (Drupal 7's ``dc:created``)."""
    said = element.get("class") or ""
    for name in ("itemprop", "property"):
        if more := element.get(name):
            said = f"{said} {more}" if said else more
    return said.lower()


def text_behind(page: ParsedPage, heading: html.HtmlElement) -> list[html.HtmlElement]:
    """The same as ``first_text``, looked up once."""
    found: list[html.HtmlElement] | None = page.found_once.get(("first text", heading))
    if found is None:
        found = page.found_once["first text", heading] = first_text(heading)
    return found


def first_text(heading: html.HtmlElement) -> list[html.HtmlElement]:
    """The element of the first long text behind the headline, alone: there the text has begun.

    Where all texts are short, the second one: the first may be the standfirst.
    """
    long: list[html.HtmlElement] = _LONG_TEXT(heading) or _TEXTS(heading)[-1:]
    return long


def names_change(names: Iterable[str]) -> bool:
    """Whether one of the classes and properties says that an element holds a change's date."""
    said = " ".join(names).lower()
    return any(part in said for part in _IN_CHANGED) and _CHANGED.search(said) is not None


def has_both_names(classes: Iterable[str]) -> bool:
    """Whether one class calls a date ``updated`` alone where another one is ``published``."""
    every = [name.lower() for name in classes if "updated" in name or "publi" in name]
    return any(_UPDATED.search(name) and "publi" not in name for name in every) and any(
        "publi" in name for name in every
    )


def _is_of_change(element: html.HtmlElement, label: str) -> bool:
    """Whether the class of an element, or the label before it, says that its date is a change's."""
    parent = element.getparent() if element.tag == "time" else None
    if parent is not None:
        label += f" {parent.get('class', '')} {parent.get('itemprop', '')}".lower()
    # a class that names both is the first date's
    if _CHANGED.search(label) and "publi" not in label:
        return True
    if _UPDATED.search(label) and "publi" not in label and _has_published_beside(element):
        return True
    return labels_in(label_before(element))[-1:] == ["updated"]


def _has_published_beside(element: html.HtmlElement) -> bool:
    """Whether a ``time`` of its own prints the first date in the same place."""
    parent = element.getparent()
    if element.tag != "time" or parent is None:
        return False
    return any(one is not element and "publi" in _label_of(one) for one in parent.iterfind("time"))


def label_before(element: html.HtmlElement) -> str:
    """The label that stands right before an element: a text, or a short element without digits."""
    before, parent = element.getprevious(), element.getparent()
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    text = clean(text)
    if not text and before is not None and isinstance(before.tag, str):
        text = visible_text(before, MAX_LABEL_CHARACTERS)
        if any(char.isdigit() for char in text):
            return ""
    return text if len(text) < MAX_LABEL_CHARACTERS else ""


def _holder(heading: html.HtmlElement, text: html.HtmlElement) -> html.HtmlElement | None:
    """What holds the article: the nearest that has headline and text, or the text's own element."""
    around = frozenset(heading.iterancestors())
    above = next((one for one in text.iterancestors() if one in around), None)
    if above is not None and above.tag not in ("body", "html", "main"):
        return above
    return next(text.iterancestors("article"), text.getparent())


def _of_the_page(footer: html.HtmlElement) -> bool:
    """Whether a footer is the page's, not an article's."""
    return not any(above.tag in ("article", "main") for above in footer.iterancestors())
