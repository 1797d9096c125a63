"""The dates of publication and of the last change: machine dates first, the printed one last.

A page's clock and its copyright year are never taken (``printed_date_places``).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from lxml import html

from crawler.dates import (
    PrintedDate,
    is_persian,
    read_date,
    read_machine_date,
    read_update,
)
from crawler.markup.visible_text import plain_text, visible_text
from crawler.reading.fields.hour_beside_day import with_hour_beside
from crawler.reading.fields.plain_dates import changes_above_text, days_beside_author, plain_dates
from crawler.reading.fields.printed_date_places import (
    DatePlace,
    date_places,
    has_both_names,
    names_change,
)
from crawler.reading.names.outlet_names import joined
from crawler.reading.parsed_page import ParsedPage
from crawler.timezone import CASABLANCA

DateCandidates = Iterator[tuple[PrintedDate, str]]
_CHANGE_WORDS = (
    "تحديث", "التعديل", "آخر تعديل", "محدث", "odifié", "à jour", "ctualisé", "Updated", "updated:",
    "تحيين", "عدل يوم", "عُدّل", "عدلت يوم", "ctualizad", "ctualizaci", "odificad", "odificaci",
)  # fmt: skip
"""Not تعديل alone: governments are changed, too."""
MAX_ZONED_PLACES = 12
"""Places that are asked for a printed zone; the article's own are among the first."""
_ZONE_WORDS = ("GMT", "UTC", "+0", "توقيت", "heure d", "رين")
"""Pieces of the same, of which the page's text must have one."""
_ZONE = re.compile(r"توقيت|GMT|UTC|\+0\d|heure d[eu]|[غج]ريني?تش")
_OLD_NAMES = ("og:article:published_time", "date", "pubdate", "dc.date", "dc.date.issued")


def find_published(page: ParsedPage, headline: str) -> tuple[PrintedDate, str] | None:
    """The date of publication and its source; ``None`` where the page states none."""
    found = _first(page, "published_at", _published(page, headline))
    if found is None:
        return None
    date, source = _in_its_zone(page, headline, found[0]), found[1]
    if date.precision == "day" and source in ("json-ld", "meta"):
        date, source = _with_its_hour(page, headline, date, source)
    if date.precision == "day" and source == "text":
        date = _with_stated_hour(page, headline, date)
    if date.precision == "minute" and source == "text":
        date = _with_its_seconds(page, headline, date)
    return _sharper(page, date, source)


def _with_its_hour(
    page: ParsedPage, headline: str, date: PrintedDate, source: str
) -> tuple[PrintedDate, str]:
    """The date that the page prints with the hour of a day stated without one."""
    for other, where in _published(page, headline):
        # a machine's day is that of Greenwich, as its hours are
        stated = date.at.astimezone(CASABLANCA).date()
        same = _is_same_day(other.at, date.at) or other.at.astimezone(UTC).date() == stated
        if same and other.precision in ("minute", "second"):
            page.trace.note("published_at", f"its hour is stated, too ({where}): {other.printed!r}")
            return other, where
    return date, source


def _with_stated_hour(page: ParsedPage, headline: str, date: PrintedDate) -> PrintedDate:
    """A printed day with the hour that microdata or hAtom state for the same day of publication.

    Blogger heads an article with its day, and states the hour below the text.
    """
    for place in islice(date_places(page, headline), MAX_ZONED_PLACES):
        element = place.element
        of_publication = element.get("itemprop") == "datePublished" or (
            element.tag in ("abbr", "time") and "published" in element.get("class", "").split()
        )
        stamp = _stamp(element) if of_publication and not place.of_change else None
        stated = read_machine_date(stamp[:200], seen_at=page.seen_at) if stamp else None
        if stated is None or stated.precision not in ("minute", "second"):
            continue
        if _is_same_day(stated.at, date.at) and not place.is_elsewhere():
            page.trace.note("published_at", f"its hour is stated, too: {stamp!r}")
            return stated
    return date


def _with_its_seconds(page: ParsedPage, headline: str, date: PrintedDate) -> PrintedDate:
    """A printed minute with the seconds that RDFa state beside it, as Drupal does."""
    for place in islice(date_places(page, headline), MAX_ZONED_PLACES):
        stamp = place.element.get("content")
        stated = read_machine_date(stamp[:200], seen_at=page.seen_at) if stamp else None
        if stated is None or stated.precision != "second" or place.of_change:
            continue
        if stated.at.replace(second=0, microsecond=0) == date.at and not place.is_elsewhere():
            page.trace.note("published_at", f"its seconds are stated: {stamp!r}")
            return replace(date, at=stated.at, precision="second")
    return date


def _in_its_zone(page: ParsedPage, headline: str, date: PrintedDate) -> PrintedDate:
    """A time without a zone in the zone that the page prints beside the same time."""
    if date.zone or date.precision not in ("minute", "second"):
        return date
    # plain searches first: the pattern is tried at every character
    if not any(one in page.printed for one in _ZONE_WORDS) or not _ZONE.search(page.printed):
        return date
    for place in islice(date_places(page, headline), MAX_ZONED_PLACES):
        printed = read_date(place.text, seen_at=page.seen_at)
        if printed and _same_clock(date, printed) and not place.is_elsewhere():
            page.trace.note("published_at", f"its zone is printed: {place.text[:80]!r}")
            seconds = timedelta(seconds=date.at.second)
            return replace(date, at=printed.at.replace(second=0) + seconds, zone=printed.zone)
    return date


def _same_clock(date: PrintedDate, printed: PrintedDate) -> bool:
    """Whether a printed date, its zone named, shows the hands of a zoneless one."""
    if printed.zone is None or printed.precision not in ("minute", "second"):
        return False
    shown = printed.at.astimezone(printed.zone)
    return f"{date.at.astimezone(CASABLANCA):%F %R}" == f"{shown:%F %R}"


def _sharper(page: ParsedPage, date: PrintedDate, source: str) -> tuple[PrintedDate, str]:
    """The listing's hour for a page that prints the day only, if both name the same day."""
    hint = page.lead.published_hint if page.lead else None
    if date.precision != "day" or hint is None:
        return date, source
    if hint.astimezone(CASABLANCA).date() != date.at.astimezone(CASABLANCA).date():
        return date, source
    page.trace.note("published_at", "the page prints the day, its listing says the hour")
    return PrintedDate(hint, "second", date.printed), "lead"


def find_modified(
    page: ParsedPage, headline: str, published: PrintedDate | None
) -> tuple[PrintedDate, str] | None:
    """The date of the last change and its source; ``None`` where the page states none.

    One before ``published`` contradicts it, and is not kept.
    """
    after = published.at if published else None
    return _first(page, "modified_at", _modified(page, headline), after)


def _first(
    page: ParsedPage, name: str, candidates: DateCandidates, after: datetime | None = None
) -> tuple[PrintedDate, str] | None:
    chosen = None
    for date, source in candidates:
        if after is not None and date.precision == "day" and _is_same_day(date.at, after):
            date = replace(date, at=max(date.at, after))  # the day alone contradicts no hour of it
        early = after is not None and date.at < after
        verdict = "not needed" if chosen else "taken"
        if early:
            verdict = "dropped, it is before the publication"
        elif not chosen:
            chosen = date, source
        if chosen and not page.trace.wanted:
            break
        page.trace.note(name, f"{verdict} ({source}): {date.printed!r} is {date.at.isoformat()}")
    if not chosen:
        page.trace.note(name, "no date found: it stays unknown")
    return chosen


def _is_same_day(one: datetime, other: datetime) -> bool:
    return one.astimezone(CASABLANCA).date() == other.astimezone(CASABLANCA).date()


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
    # a text that calls its date that of a change has no better one to offer
    places = sorted(
        (place for place in date_places(page, headline) if not place.of_change),
        key=lambda one: _only_updated(page, one),
    )
    for below in (False, True):
        counted = list[tuple[PrintedDate, str]]()
        for place in places:
            if place.below is not below or place.is_elsewhere():
                continue
            if not _stamp(place.element) and _is_persian(page, place):
                return
            if below and _only_updated(page, place):
                continue
            for found in _from_element(page, place.element, "text", place.text):
                # "3 days ago" says less than the day that stands beside it
                if not below and _is_counted(page, found[0]):
                    counted.append(found)
                else:
                    yield found
        # a line of its own above the text tells more than what a class names below it
        for element, text in () if below else plain_dates(page, headline):
            yield from _from_element(page, element, "text", text)
        yield from counted
    # asked last: nothing else on the page is a day of the article
    for element, text in days_beside_author(page, headline):
        yield from _from_element(page, element, "text", text)


def _is_counted(page: ParsedPage, date: PrintedDate) -> bool:
    """Whether a printed date is counted from the day on which the page was fetched."""
    later = read_date(date.printed, seen_at=page.seen_at + timedelta(days=1))
    return later is not None and later.at != date.at


def _is_persian(page: ParsedPage, place: DatePlace) -> bool:
    """Whether a place prints the article's date in the Persian calendar and in no other."""
    if not is_persian(place.text) or read_date(place.text, seen_at=page.seen_at):
        return False
    page.trace.note("published_at", f"in the Persian calendar, not read: {place.text[:80]!r}")
    return True


def _only_updated(page: ParsedPage, place: DatePlace) -> bool:
    """Whether a place gives no date but that of the last change."""
    changed = _update(page, place)
    return changed is not None and changed == read_date(place.text, seen_at=page.seen_at)


def _update(page: ParsedPage, place: DatePlace) -> PrintedDate | None:
    """The date that a place labels as that of the last change; ``None`` without such a label."""
    text = place.text
    return read_update(text, seen_at=page.seen_at) if _speaks_of_change(text) else None


def _speaks_of_change(text: str) -> bool:
    return any(word in text for word in _CHANGE_WORDS)


def _modified(page: ParsedPage, headline: str) -> DateCandidates:
    yield from _machine(page, "dateModified", "article:modified_time")
    yield from _machine(page, "", "datemodified")
    if page.lead and page.lead.modified_hint:
        at = page.lead.modified_hint
        yield PrintedDate(at, "second", at.isoformat()), "lead"
    # looking at every place costs more than all other fields
    speaks = _speaks_of_change(page.printed)
    if not (
        speaks or names_change((*page.classes, *page.itemprops)) or has_both_names(page.classes)
    ):
        return
    for place in date_places(page, headline):
        date = None if place.of_change else _update(page, place)
        if (date or place.of_change) and not place.is_elsewhere():
            element = place.element
            yield from (
                [(date, "text")] if date else _from_element(page, element, "text", place.text)
            )
    # a page that states its dates for machines prints no other; looking costs
    machine = next(_machine(page, "datePublished", "article:published_time"), None)
    for _, text in () if machine else plain_dates(page, headline):
        if date := read_update(text, seen_at=page.seen_at):
            yield date, "text"
    for text in changes_above_text(page, headline) if speaks else ():
        if date := read_update(text, seen_at=page.seen_at):
            yield date, "text"


def _machine(page: ParsedPage, key: str, name: str) -> DateCandidates:
    """A date that a machine wrote: JSON-LD's ``key``, meta's ``name``."""
    # some plugins write the key in small letters
    stated = [(node.get(key) or node.get(key.lower()), "json-ld") for node in page.nodes if key]
    stated += [(value, "meta") for value in page.meta.get(name, ())]
    # plugins date the page that shows the article, and leave the article's own date out
    stated += [
        (one.get(key), "json-ld") for one in page.objects if key and _is_of_article(page, one, key)
    ]
    found = list[tuple[PrintedDate, str]]()
    for value, source in stated:
        if not isinstance(value, str):
            continue
        if date := _read(page, value):
            found.append((date, source))
        else:
            page.trace.note("dates", f"not understood ({source} {key or name}): {value[:80]!r}")
    for date, source in found:
        # the same hands of the clock with a zone elsewhere: the zone is known
        zoned = (one for one, _ in found if date.zone is None and _same_clock(date, one))
        yield next(zoned, date), source


def _is_of_article(page: ParsedPage, one: dict[str, object], key: str) -> bool:
    """Whether a JSON-LD object is the page that shows the article, and its dates the article's.

    What is called as the site is no article, and a day of change alone may be that of the page.
    """
    if one.get("@type") not in ("WebPage", "ItemPage") or not one.get(key):
        return False
    if joined(plain_text(str(one.get("name") or ""))) in page.stated_names:
        return False
    return (
        key != "dateModified"
        or bool(one.get("datePublished"))
        or "article:published_time" in page.meta
        or any(node.get("datePublished") for node in page.nodes)
    )


def _read(page: ParsedPage, value: str) -> PrintedDate | None:
    """The date of a machine-readable field; templates print dates for people there, too."""
    value = value[:200]  # a date is shorter; patterns need not search a page
    return read_machine_date(value, seen_at=page.seen_at) or read_date(value, seen_at=page.seen_at)


def _stamp(element: html.HtmlElement) -> str | None:
    """The date that an element states for machines, or the ``time`` in it that is no change's."""
    for key in ("datetime", "content", *(["title"] if element.tag == "abbr" else [])):
        if stamp := element.get(key):
            return str(stamp)
    inner = [one for one in element.iter("time", "abbr") if one.get("datetime") or one.get("title")]
    for one in inner[:4]:
        label = f"{one.get('class', '')} {one.get('itemprop', '')}".lower()
        if "publi" in label or len(inner) == 1:
            return str(one.get("datetime") or one.get("title"))
    return None


def _from_element(
    page: ParsedPage, element: html.HtmlElement, source: str, said: str = ""
) -> DateCandidates:
    """The date of an element: its stamp, in the zone that is printed, or else what it prints."""
    stamp = _stamp(element)
    text = visible_text(element)[:200]
    date = _read(page, stamp) if stamp else None
    printed = read_date(said or text, seen_at=page.seen_at)
    if date and printed and date.zone is None and _same_clock(date, printed):
        date = printed
    if date := date or printed:
        if date.precision == "day" and printed and _is_same_day(date.at, printed.at):
            date = with_hour_beside(page, element, printed) or date
        yield date, source
    else:
        page.trace.note("dates", f"not understood ({source}): {(stamp or text)[:80]!r}")
