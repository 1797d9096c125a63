"""The values of all articles read at once, for columns in memory: a second for a million.

SQLite writes each column as one text, which numpy and ``split`` take apart: to fetch rows and set
values one by one takes three times as long.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from storage import times
from storage.archive import Archive
from storage.query.matching.article_ids import Ints

EPOCH_DAY = 719_163
"""The ordinal of the first day of 1970, from which days are counted."""
_HOUR = 3_600
_BETWEEN = "\x1f"
_SQL = (
    "SELECT group_concat(id), group_concat(strftime('%s', coalesce(published_at, first_seen))),"
    " group_concat(versions > 1), group_concat(gone_at IS NOT NULL),"
    " group_concat(published_at IS NULL), {texts}"
    " FROM main.articles INDEXED BY articles_columns"
)


def every_value(
    archive: Archive, size: int, numbers: Mapping[str, Callable[[str], int]]
) -> dict[str, npt.NDArray[np.generic]]:
    """Of each column the values of the articles below ``size``, at the place of their number.

    ``numbers``: a column of texts -> the number of a text in it.
    """
    # a text with the separator in it would move all that stand behind it
    texts = ", ".join(
        f"group_concat(replace(coalesce({name}, ''), char(31), ' '), char(31))" for name in numbers
    )
    row = archive.row(_SQL.format(texts=texts))
    assert row is not None
    empty = row[0] is None
    ids, when, revised, gone, undated = (
        np.fromstring(one, np.int64, sep=",") if not empty else np.zeros(0, np.int64)
        for one in row[:5]
    )
    days, months = days_and_months(when)
    found = {"when": when, "day": days, "_month": months, "revised": revised > 0, "gone": gone > 0,
             "undated": undated > 0, "shown": np.ones(len(ids), np.bool_)}  # fmt: skip
    for (name, number), joined in zip(numbers.items(), row[5:], strict=True):
        values = [] if empty else joined.split(_BETWEEN)
        known = {text: number(text) for text in dict.fromkeys(values)}
        found[f"_{name}"] = np.array([known[text] for text in values], np.int64)
    below = ids < size  # what was written meanwhile comes with the next refresh
    placed = {}
    for name, column in found.items():
        placed[name] = np.zeros(size, column.dtype)
        placed[name][ids[below]] = column[below]
    return placed


def days_and_months(when: Ints) -> tuple[Ints, Ints]:
    """The days in Casablanca and their months, counted from 1970, of moments in seconds."""
    hours, place = np.unique(when // _HOUR, return_inverse=True)
    there = [times.local(datetime.fromtimestamp(int(hour) * _HOUR, UTC)) for hour in hours]
    days = np.array([one.toordinal() - EPOCH_DAY for one in there], np.int64)
    months = np.array([(one.year - 1970) * 12 + one.month - 1 for one in there], np.int64)
    return days[place], months[place]


def counted(values: Ints) -> tuple[Ints, Ints]:
    """The different ones of some small numbers, in order, and how often each stands there."""
    low = int(values.min(initial=0))
    counts = np.bincount(values - low)  # to sort them takes ten times as long
    there = np.flatnonzero(counts)
    return there + low, counts[there]
