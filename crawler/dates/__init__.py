"""Dates read from Moroccan pages, feeds and metadata; the clock is never asked.

Times are Casablanca's: +01:00, but +00:00 in Ramadan.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from crawler.dates import (
    gregorian_dates,
    hijri_dates,
    machine_dates,
    relative_dates,
    solar_hijri_detection,
)
from crawler.dates.date_labels import UPDATED, Label, first_published, first_updated, labels
from crawler.dates.mention_and_instant import Mention
from crawler.dates.normalized_spelling import Folded, fold_spelling
from crawler.items import Precision

__all__ = [
    "Precision",
    "PrintedDate",
    "is_persian",
    "labels_in",
    "read_date",
    "read_machine_date",
    "read_update",
]

MAX_READ_CHARACTERS = 1_000
"""Characters that are read: a date line is short, a whole page is not a date."""
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Before the Web: an earlier date is a slip, or the zero of a computer's calendar (1970)."""
MAX_AHEAD = timedelta(hours=36)
"""How far in the future a date may lie: newspapers date their pages ahead by a day."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as a page states it: the instant, how exact it is, and the string it was read from."""

    at: datetime
    """In UTC; the beginning of the day in Casablanca when no time is printed."""
    precision: Precision
    printed: str
    """The part of the text that was read, as printed."""
    zone: tzinfo | None = field(default=None, compare=False)
    """The zone that the text names for its time; ``None``: it was taken for Casablanca's."""


def read_date(text: str, *, seen_at: datetime) -> PrintedDate | None:
    """The date that a text states to its readers: ``الجمعة 20 نونبر 2020 - 09:00``.

    Arabic, French, English, Amazigh, numeric (day first), ISO, or counted from ``seen_at``
    (``منذ ساعتين``).
    ``None`` where the text determines no date, an impossible one, or one after ``seen_at``.
    """
    folded = fold_spelling(text.strip()[:MAX_READ_CHARACTERS])
    # a printed date is more exact than a counted one, unless it is that of a change
    best = first_published(folded.text, gregorian_dates.mentions(folded.text))
    if best is None or best[0] == UPDATED:
        counted = first_published(folded.text, relative_dates.mentions(folded.text, seen_at))
        if counted and (best is None or counted[0] < best[0]):
            best = counted
    # beside a date of the Persian calendar it is Iran's, whose days are not Umm al-Qura's
    if best is None and not solar_hijri_detection.is_printed(folded.text):
        best = first_published(folded.text, hijri_dates.mentions(folded.text))
    return _plausible(folded, best[1], seen_at) if best else None


def read_update(text: str, *, seen_at: datetime) -> PrintedDate | None:
    """The date of the last change in a text: ``… آخر تحديث: 5 نوفمبر 2022``; ``None`` without."""
    folded = fold_spelling(text.strip()[:MAX_READ_CHARACTERS])
    found = first_updated(folded.text, gregorian_dates.mentions(folded.text))
    found = found or first_updated(folded.text, relative_dates.mentions(folded.text, seen_at))
    return _plausible(folded, found, seen_at) if found else None


def read_machine_date(text: str, *, seen_at: datetime) -> PrintedDate | None:
    """The date that a program wrote: ISO 8601, RFC 822, or seconds since 1970.

    A time without a zone is Casablanca's; a bare year is no date.
    """
    folded = fold_spelling(text.strip()[:MAX_READ_CHARACTERS])
    mention = machine_dates.mention(folded.text)
    return _plausible(folded, mention, seen_at) if mention else None


def is_persian(text: str) -> bool:
    """Whether a text prints a date of the Persian calendar: ``۱۴ اسفند ۱۴۰۲`` is not read."""
    return solar_hijri_detection.is_printed(fold_spelling(text.strip()[:MAX_READ_CHARACTERS]).text)


def labels_in(text: str) -> list[Label]:
    """What the labels in a text call the dates behind them: ``آخر تحديث:`` is ``"updated"``."""
    return labels(fold_spelling(text.strip()[:MAX_READ_CHARACTERS]).text)


def _plausible(folded: Folded, mention: Mention, seen_at: datetime) -> PrintedDate | None:
    """The mention as a date; ``None`` where it is too old, or too far ahead of ``seen_at``."""
    if mention.at is None or mention.at < EARLIEST or mention.at - seen_at > MAX_AHEAD:
        return None
    printed = folded.as_printed(mention.start, mention.end)
    return PrintedDate(mention.at, mention.precision, printed, mention.zone)
