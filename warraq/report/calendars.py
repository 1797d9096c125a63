"""Calendars: a year of an outlet, day by day; what was kept, looked for in vain, not looked at."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from babel import Locale
from babel.dates import get_month_names

from warraq.coverage_calendar import LEVELS, DayCell, cells_of
from warraq.report.bars import WIDTH
from warraq.report.drawing import Drawing
from warraq.web.wording.translation import Language

CELL = 12.0
"""Pixels from one day to the next."""
_TOP = 16.0
_LINE = 18.0
_NAME_WEEKS = 4
"""Weeks that the name of a month takes the room of."""
UNSEEN, NOTHING = "day unseen", "day nothing"
Days = tuple[date, date]
"""The first and the last of some days of one year."""
_LOCALES = {"ar": "ar_MA", "fr": "fr", "en": "en"}
"""Months have names of their own in Morocco: غشت, شتنبر."""


def year_calendar(
    counts: Mapping[str, int], looked: Collection[str], days: Days, frame: Days, most: int,
    title: str, description: str, language: Language,
) -> Drawing:  # fmt: skip
    """The days of a year that are known; ``most``: articles of the fullest day of all years.

    ``frame``: the days that have room, so that the years of all outlets stand alike.
    """
    (first, last), start = days, monday(frame[0])
    weeks = (frame[1] - start).days // 7 + 1
    width = max(weeks, 5) * CELL + 4
    drawing = Drawing(width, _TOP + 7 * CELL + 2, title, description, language)
    _month_names(drawing, start, first, last)
    marks: dict[str, list[str]] = {}
    cells = cells_of(counts, looked, first, last, most)
    placed = ((_kind(cell), *_place(cell, start)) for cell in cells)
    for (kind, week), same in groupby(placed, lambda one: one[:2]):
        marks.setdefault(kind, []).append(_mark(kind, week, [weekday for *_, weekday in same]))
    with drawing.cells(2 + CELL / 2, _TOP + CELL / 2, CELL):
        for kind in sorted(marks):
            drawing.path("".join(marks[kind]), kind)
    return drawing


def monday(day: date) -> date:
    """The Monday of a day's week, or the first day there is."""
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def _kind(cell: DayCell) -> str:
    if cell["count"]:
        return f"day l{cell['level']}"
    return NOTHING if cell["looked"] else UNSEEN


def _place(cell: DayCell, start: date) -> tuple[int, int]:
    """The week since a Monday, and the day of the week, from 0."""
    return divmod((date.fromisoformat(cell["day"]) - start).days, 7)


def _mark(kind: str, week: int, weekdays: Sequence[int]) -> str:
    """What is drawn of days of one kind that follow one another, in cells.

    As short as can be, for half a million of them: a day with articles is a point, of which the
    style makes a square; an outline is one on which we looked and kept nothing; where nobody
    looked, one stroke goes through the days.
    """
    if kind == UNSEEN:
        return f"M{week} {weekdays[0] - 0.3:.1f}v{len(weekdays) - 0.4:.1f}"
    if kind == NOTHING:
        return "".join(f"M{week - 0.3:.1f} {day - 0.3:.1f}h.6v.6h-.6z" for day in weekdays)
    return "".join(f"M{week} {day}h0" for day in weekdays)


def _month_names(drawing: Drawing, start: date, first: date, last: date) -> None:
    names = get_month_names("abbreviated", locale=Locale.parse(_LOCALES[drawing.language.code]))
    days = [max(first, date(first.year, month, 1)) for month in range(first.month, last.month + 1)]
    weeks = [(day - start).days // 7 for day in days]
    for day, week, following in zip(days, weeks, [*weeks[1:], 1 << 30], strict=True):
        if following - week >= _NAME_WEEKS:  # the end of a month, before the next one's name
            drawing.text(2 + week * CELL, 11, names[day.month], "start", "soft")


def legend(language: Language, words: tuple[str, str, str]) -> Drawing:
    """What the marks mean: not looked at, looked and nothing, kept; from few to many."""
    drawing = Drawing(WIDTH, 3 * _LINE, " · ".join(words), "", language)
    for place, kind in enumerate((UNSEEN, NOTHING)):
        with drawing.cells(8, _LINE * (place + 0.5), CELL):
            drawing.path(_mark(kind, 0, [0]), kind)
    for level in range(1, LEVELS + 1):
        with drawing.cells(8, _LINE * 2.5, CELL):
            drawing.path(_mark("", level - 1, [0]), f"day l{level}")
    for place, said in enumerate(words):  # one below the other: nobody knows how wide words are
        drawing.text(8 + CELL * LEVELS + 4, _LINE * (place + 0.5) + 4, said, "start", "soft")
    return drawing
