"""When an article was published and modified: machine dates first, the printed one last.

A page's clock and its copyright year are never taken (``crawler.reading.fields.date_places``).
"""

from collections.abc import Iterator

from lxml import html

from crawler.dates import PrintedDate, read_date, read_machine_date, read_update
from crawler.markup.visible_text import visible_text
from crawler.reading.fields.date_places import DatePlace, date_places
from crawler.reading.parsed_page import ParsedPage
from crawler.timezone import CASABLANCA

Found = Iterator[tuple[PrintedDate, str]]
_CHANGE_WORDS = (
    "تحديث", "التعديل", "آخر تعديل", "محدث", "odifié", "odified-", "-modified", "à jour",
    "ctualisé", "Updated", "updated:",
)  # fmt: skip
"""Not تعديل alone: governments are changed, too."""
_OLD_NAMES = ("og:article:published_time", "date", "pubdate", "dc.date", "dc.date.issued")


def find_published(seen: ParsedPage, headline: str) -> tuple[PrintedDate, str] | None:
    """The date of publication and where it stood."""
    found = _first(seen, "published_at", _published(seen, headline))
    return _sharper(seen, *found) if found else None


def _sharper(seen: ParsedPage, date: PrintedDate, source: str) -> tuple[PrintedDate, str]:
    """The listing's hour for a page that prints the day only, if both name the same day."""
    hint = seen.lead.published_hint if seen.lead else None
    if date.precision != "day" or hint is None:
        return date, source
    if hint.astimezone(CASABLANCA).date() != date.at.astimezone(CASABLANCA).date():
        return date, source
    seen.trace.note("published_at", "the page prints the day, its listing says the hour")
    return PrintedDate(hint, "second", date.printed), "lead"


def find_modified(seen: ParsedPage, headline: str) -> tuple[PrintedDate, str] | None:
    """The date of the last change and where it stood."""
    return _first(seen, "modified_at", _modified(seen, headline))


def _first(seen: ParsedPage, name: str, candidates: Found) -> tuple[PrintedDate, str] | None:
    chosen = None
    for date, source in candidates:
        verdict = "not needed" if chosen else "taken"
        chosen = chosen or (date, source)
        if not seen.trace.wanted:
            break
        seen.trace.note(name, f"{verdict} ({source}): {date.printed!r} is {date.at.isoformat()}")
    if not chosen:
        seen.trace.note(name, "no date found: it stays unknown")
    return chosen


def _published(seen: ParsedPage, headline: str) -> Found:
    yield from _machine(seen, "datePublished", "article:published_time")
    yield from _machine(seen, "dateCreated", "datepublished")
    for name in _OLD_NAMES:
        yield from _machine(seen, "", name)
    for element in seen.select(seen.hints.published):
        yield from _from_element(seen, element, "outlet")
    if seen.lead and seen.lead.published_hint:
        at = seen.lead.published_hint
        yield PrintedDate(at, "second", at.isoformat()), "lead"
    places = [place for place in date_places(seen, headline) if not place.of_change]
    # a text that calls its date that of a change has no better one to offer
    for place in sorted(places, key=lambda one: bool(_update(seen, one))):
        if not place.is_elsewhere():
            yield from _from_element(seen, place.element, "text")


def _update(seen: ParsedPage, place: DatePlace) -> PrintedDate | None:
    """The date that a place calls that of a change."""
    text = visible_text(place.element)
    return read_update(text, seen_at=seen.seen_at) if _speaks_of_change(text) else None


def _speaks_of_change(text: str) -> bool:
    return any(word in text for word in _CHANGE_WORDS)


def _modified(seen: ParsedPage, headline: str) -> Found:
    yield from _machine(seen, "dateModified", "article:modified_time")
    if seen.lead and seen.lead.modified_hint:
        at = seen.lead.modified_hint
        yield PrintedDate(at, "second", at.isoformat()), "lead"
    if not _speaks_of_change(seen.text):
        return  # looking at every place costs more than all other fields
    for place in date_places(seen, headline):
        date = None if place.of_change else _update(seen, place)
        if (date or place.of_change) and not place.is_elsewhere():
            yield from [(date, "text")] if date else _from_element(seen, place.element, "text")


def _machine(seen: ParsedPage, key: str, name: str) -> Found:
    """A date that a machine wrote: JSON-LD's ``key``, meta's ``name``."""
    stated = [(node.get(key), "json-ld") for node in seen.nodes if key]
    stated += [(value, "meta") for value in seen.meta.get(name, ())]
    for value, source in stated:
        if not isinstance(value, str):
            continue
        if date := _read(seen, value):
            yield date, source
        else:
            seen.trace.note("dates", f"not understood ({source} {key or name}): {value[:80]!r}")


def _read(seen: ParsedPage, value: str) -> PrintedDate | None:
    """A date that a machine or a careless template wrote."""
    value = value[:200]
    return read_machine_date(value, seen_at=seen.seen_at) or read_date(value, seen_at=seen.seen_at)


def _from_element(seen: ParsedPage, element: html.HtmlElement, source: str) -> Found:
    stamp = element.get("datetime") or element.get("content")
    text = visible_text(element)[:200]
    date = (_read(seen, stamp) if stamp else None) or read_date(text, seen_at=seen.seen_at)
    if date:
        yield date, source
    else:
        seen.trace.note("dates", f"not understood ({source}): {(stamp or text)[:80]!r}")
