"""The dates of publication and of the last change: machine dates first, the printed one last.

A page's clock and its copyright year are never taken (``crawler.reading.fields.date_places``).
"""

from collections.abc import Iterator

from lxml import html

from crawler.dates import PrintedDate, read_date, read_machine_date, read_update
from crawler.markup.visible_text import visible_text
from crawler.reading.fields.date_places import DatePlace, date_places
from crawler.reading.parsed_page import ParsedPage
from crawler.timezone import CASABLANCA

DateCandidates = Iterator[tuple[PrintedDate, str]]
_CHANGE_WORDS = (
    "تحديث", "التعديل", "آخر تعديل", "محدث", "odifié", "odified-", "-modified", "à jour",
    "ctualisé", "Updated", "updated:",
)  # fmt: skip
"""Not تعديل alone: governments are changed, too."""
_OLD_NAMES = ("og:article:published_time", "date", "pubdate", "dc.date", "dc.date.issued")


def find_published(page: ParsedPage, headline: str) -> tuple[PrintedDate, str] | None:
    """The date of publication and its source; ``None`` where the page states none."""
    found = _first(page, "published_at", _published(page, headline))
    return _sharper(page, *found) if found else None


def _sharper(page: ParsedPage, date: PrintedDate, source: str) -> tuple[PrintedDate, str]:
    """The listing's hour for a page that prints the day only, if both name the same day."""
    hint = page.lead.published_hint if page.lead else None
    if date.precision != "day" or hint is None:
        return date, source
    if hint.astimezone(CASABLANCA).date() != date.at.astimezone(CASABLANCA).date():
        return date, source
    page.trace.note("published_at", "the page prints the day, its listing says the hour")
    return PrintedDate(hint, "second", date.printed), "lead"


def find_modified(page: ParsedPage, headline: str) -> tuple[PrintedDate, str] | None:
    """The date of the last change and its source; ``None`` where the page states none."""
    return _first(page, "modified_at", _modified(page, headline))


def _first(
    page: ParsedPage, name: str, candidates: DateCandidates
) -> tuple[PrintedDate, str] | None:
    chosen = None
    for date, source in candidates:
        verdict = "not needed" if chosen else "taken"
        chosen = chosen or (date, source)
        if not page.trace.wanted:
            break
        page.trace.note(name, f"{verdict} ({source}): {date.printed!r} is {date.at.isoformat()}")
    if not chosen:
        page.trace.note(name, "no date found: it stays unknown")
    return chosen


def _published(page: ParsedPage, headline: str) -> DateCandidates:
    yield from _machine(page, "datePublished", "article:published_time")
    yield from _machine(page, "dateCreated", "datepublished")
    for name in _OLD_NAMES:
        yield from _machine(page, "", name)
    for element in page.select(page.hints.published):
        yield from _from_element(page, element, "outlet")
    if page.lead and page.lead.published_hint:
        at = page.lead.published_hint
        yield PrintedDate(at, "second", at.isoformat()), "lead"
    places = [place for place in date_places(page, headline) if not place.of_change]
    # a text that calls its date that of a change has no better one to offer
    for place in sorted(places, key=lambda one: bool(_update(page, one))):
        if not place.is_elsewhere():
            yield from _from_element(page, place.element, "text")


def _update(page: ParsedPage, place: DatePlace) -> PrintedDate | None:
    """The date that a place labels as that of the last change; ``None`` without such a label."""
    text = visible_text(place.element)
    return read_update(text, seen_at=page.seen_at) if _speaks_of_change(text) else None


def _speaks_of_change(text: str) -> bool:
    return any(word in text for word in _CHANGE_WORDS)


def _modified(page: ParsedPage, headline: str) -> DateCandidates:
    yield from _machine(page, "dateModified", "article:modified_time")
    if page.lead and page.lead.modified_hint:
        at = page.lead.modified_hint
        yield PrintedDate(at, "second", at.isoformat()), "lead"
    if not _speaks_of_change(page.text):
        return  # looking at every place costs more than all other fields
    for place in date_places(page, headline):
        date = None if place.of_change else _update(page, place)
        if (date or place.of_change) and not place.is_elsewhere():
            yield from [(date, "text")] if date else _from_element(page, place.element, "text")


def _machine(page: ParsedPage, key: str, name: str) -> DateCandidates:
    """A date that a machine wrote: JSON-LD's ``key``, meta's ``name``."""
    stated = [(node.get(key), "json-ld") for node in page.nodes if key]
    stated += [(value, "meta") for value in page.meta.get(name, ())]
    for value, source in stated:
        if not isinstance(value, str):
            continue
        if date := _read(page, value):
            yield date, source
        else:
            page.trace.note("dates", f"not understood ({source} {key or name}): {value[:80]!r}")


def _read(page: ParsedPage, value: str) -> PrintedDate | None:
    """The date of a machine-readable field; templates print dates for people there, too."""
    value = value[:200]  # a date is shorter; patterns need not search a page
    return read_machine_date(value, seen_at=page.seen_at) or read_date(value, seen_at=page.seen_at)


def _from_element(page: ParsedPage, element: html.HtmlElement, source: str) -> DateCandidates:
    stamp = element.get("datetime") or element.get("content")
    text = visible_text(element)[:200]
    date = (_read(page, stamp) if stamp else None) or read_date(text, seen_at=page.seen_at)
    if date:
        yield date, source
    else:
        page.trace.note("dates", f"not understood ({source}): {(stamp or text)[:80]!r}")
