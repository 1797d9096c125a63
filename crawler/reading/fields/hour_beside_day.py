"""An hour in an element of its own beside the one that prints the day, as builders set them."""

from collections.abc import Iterator
from itertools import islice

from lxml import html

from crawler.arabic import folded_words
from crawler.dates import PrintedDate, read_date
from crawler.dates.gregorian_dates import writes_year
from crawler.markup.element_predicates import UNSEEN
from crawler.markup.page_lines import clean
from crawler.markup.widget_class_names import words_of
from crawler.reading.parsed_page import ParsedPage

MAX_LEVELS = 4
"""Elements that a builder puts around a day: ``time``, ``span``, ``a``, ``li``."""
MAX_TEXTS = 3
"""Texts of which an hour may consist: ``à``, ``9:45``, ``م``."""
MAX_HOUR_CHARACTERS = 30
MAX_WITHIN = 12
"""Texts of an element beside the day that are looked at, blanks between its own elements too."""
_NO_ROWS = frozenset(("body", "main", "article"))
_HEADINGS = frozenset(("h1", "h2", "h3"))
_MARKS = " \t|/·•,،-–—@()"
_LABELS = frozenset(folded_words("heure time hour الساعة الوقت التوقيت توقيت على"))
"""Words that stand before an hour, and are no part of it."""
_OTHER_TIMES = frozenset(("duration", "duree", "length", "reading", "read", "player", "video"))
"""What says that a time is how long something takes."""


def with_hour_beside(
    page: ParsedPage, element: html.HtmlElement, day: PrintedDate
) -> PrintedDate | None:
    """A printed day with the hour right behind its element, or before it; ``None`` without."""
    said = clean("".join(element.itertext())).strip(_MARKS)
    if said.endswith(day.printed):
        texts = _next_texts(element, preceding=False)
        for size in range(len(texts), 0, -1):
            if found := _read(page, day, day.printed, " ".join(texts[:size])):
                return found
    if said.startswith(day.printed):
        texts = _next_texts(element, preceding=True)
        if any(map(writes_year, texts)):  # the hour behind another day
            return None
        for size in range(len(texts), 0, -1):
            if found := _read(page, day, " ".join(texts[:size][::-1]), day.printed):
                return found
    return None


def _read(page: ParsedPage, day: PrintedDate, before: str, behind: str) -> PrintedDate | None:
    """The date that two texts are together, to the minute and with nothing left over."""
    text = f"{before} {behind}"
    if len(text) > len(day.printed) + MAX_HOUR_CHARACTERS or not any(map(str.isdigit, text)):
        return None
    found = read_date(text, seen_at=page.seen_at)
    if found is None or found.precision not in ("minute", "second"):
        return None
    return found if found.printed.strip(_MARKS) == text.strip(_MARKS) else None


def _next_texts(element: html.HtmlElement, *, preceding: bool) -> list[str]:
    """The next few texts beside an element that may be an hour, the nearest first."""
    texts = (clean(text).strip(_MARKS) for text in _texts(element, preceding=preceding))
    told = (text for text in texts if text and not _LABELS.issuperset(folded_words(text)))
    return [*islice(told, MAX_TEXTS)]


def _texts(element: html.HtmlElement, *, preceding: bool) -> Iterator[str]:
    """The texts before or behind an element, the nearest first, a few levels up."""
    for one in (element, *islice(element.iterancestors(), MAX_LEVELS)):
        if one.tag in _NO_ROWS:
            return
        if not preceding:
            yield one.tail or ""
        for beside in one.itersiblings(preceding=preceding):
            if beside.tag in _HEADINGS:
                return
            within = [] if _is_no_hour(beside) else [*islice(beside.itertext(), MAX_WITHIN)]
            tail = beside.tail or ""
            yield from (tail, *within[::-1]) if preceding else (*within, tail)
        parent = one.getparent()
        if preceding and parent is not None:
            yield parent.text or ""


def _is_no_hour(element: html.HtmlElement) -> bool:
    """Whether an element prints nothing, or says that its time is how long something takes."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return True
    return any(
        not _OTHER_TIMES.isdisjoint(words_of(name)) for name in element.get("class", "").split()
    )
