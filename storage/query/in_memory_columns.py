"""What of every article facets and histograms count by, held in memory: 62 bytes an article.

Reading these columns for each question takes as long as the answer may; an index gives all of them
in one pass. What a writing daemon adds is taken in when it is asked for, hidden articles leave.
"""

import copy
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from storage import times
from storage.archive import Archive
from storage.query.counting.brief_wire_paywalled_kinds import KINDS, is_of_kind
from storage.query.counting.story_arrays import first_of_each, number_of_stories, values_once
from storage.query.filters import HIDDEN
from storage.query.matching.article_ids import Ints
from storage.query.matching.bulk_column_loading import EPOCH_DAY, counted, every_value
from storage.read_transaction import reading

FACETS = (
    "outlet", "outlet_kind", "year", "month", "language", "section", "kind", "revised", "gone",
    "copied",
)  # fmt: skip
"""By what matches can be counted and narrowed."""
MOST_SECTIONS = 40
"""Sections that are given, the most frequent first; of all other facets every value is."""
_COLUMNS = "id, published_at, first_seen, outlet, language, section, versions, gone_at"
_NUMBERS = ("when", "day", "_month", "_outlet", "_language", "_section")
_FLAGS = ("revised", "gone", "copied", "shown", "undated")
_KIND_BITS = {"brief": 1, "paywalled": 2, "incomplete": 4, "wire": 8}
"""Kinds of an article as bits; one without the first three is ``full``."""
_LESS = 7
_OF_KIND = "brief OR paywall OR partial OR agency IS NOT NULL"
_BITS = "id, brief + 2 * (paywall <> 0) + 4 * (partial <> 0) + 8 * (agency IS NOT NULL)"


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a facet and how many matches have it."""

    value: str
    count: int


class _Names:
    """Texts as small numbers, in the order in which they are met; 0 is none."""

    def __init__(self) -> None:
        self.texts, self._numbers = [""], {"": 0}

    def known(self, text: str) -> int:
        """The number of a text; -1 for one that was never met."""
        return self._numbers.get(text, -1)

    def number(self, text: str | None) -> int:
        """The number of a text, a new one where it is met first."""
        text = text or ""
        if text not in self._numbers:
            self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return self._numbers[text]


class ArticleColumns:
    """The columns of all shown articles at a time; ``refreshed`` gives them as they are now."""

    def __init__(self, archive: Archive, outlet_kinds: Mapping[str, str] | None = None) -> None:
        """Read all; a second or two for a million. ``outlet_kinds``: outlet -> its kind."""
        self._outlet_kinds = dict(outlet_kinds or {})
        self._mark: tuple[int, ...] = ()
        self._names = {name: _Names() for name in ("outlet", "language", "section")}
        self._hours: dict[str, tuple[int, int, int]] = {}
        self.when = self.day = self._month = np.zeros(0, np.int64)
        self._outlet = self._language = self._section = self.when
        self.revised = self.gone = self.copied = self.shown = np.zeros(0, np.bool_)
        self.undated = self.shown
        self._kinds = np.zeros(0, np.uint8)
        self.story = self.when
        self._load(archive)

    def refreshed(self, archive: Archive) -> "ArticleColumns":
        """The columns with what was written or hidden since: these themselves where nothing was.

        These keep their articles and flags, for the threads that go on counting with them; days and
        names of one that was written again are its new ones in both. Not for two threads at once.
        """
        with reading(archive.db):
            mark = self._mark_of(archive)
            if mark == self._mark:
                return self
            fresh = copy.copy(self)
            if self._is_behind(archive) or self._orders_changed(archive, mark):
                fresh._load(archive)
            else:
                fresh._take_in(archive, mark)
            return fresh

    def _is_behind(self, archive: Archive) -> bool:
        """Whether more was written since than is remembered."""
        oldest = archive.row("SELECT coalesce(min(id), 0) FROM article_writes")
        return oldest is not None and oldest[0] > self._mark[0] + 1

    def _orders_changed(self, archive: Archive, mark: tuple[int, ...]) -> bool:
        """Whether an article was hidden since, or shown again: as many may be hidden as before."""
        shown_again = "SELECT 1 FROM main.events WHERE id > ? AND kind = 'shown again' LIMIT 1"
        return mark[1] != self._mark[1] or archive.row(shown_again, self._mark[2]) is not None

    def _take_in(self, archive: Archive, mark: tuple[int, ...]) -> None:
        """Take in articles that were written since the former mark, or found gone, or back."""
        # numpy counts what a mask lets through, then copies it: one that gains an article
        # meanwhile writes beyond the end of the copy, and glibc ends the process
        for name in _FLAGS:
            setattr(self, name, getattr(self, name).copy())
        rows = archive.rows(
            f"SELECT {_COLUMNS} FROM articles WHERE id NOT IN ({HIDDEN})"
            " AND id IN (SELECT doc FROM article_writes WHERE id > ?"
            "  UNION ALL SELECT article_id FROM events WHERE id > ?)",  # gone, or back
            self._mark[0], self._mark[2],
        )  # fmt: skip
        self._grow(max((row[0] for row in rows), default=0))
        self._take(rows, {name: getattr(self, name) for name in (*_NUMBERS, *_FLAGS)})
        for id, bits in archive.rows(
            f"SELECT {_BITS} FROM articles"
            " WHERE id IN (SELECT doc FROM article_writes WHERE id > ?)", self._mark[0],
        ):  # fmt: skip
            self._kinds[id] = bits
        # also of hidden articles: who leaves a story may end it for those who are shown
        written = "SELECT DISTINCT doc FROM article_writes WHERE id > ?"
        changed = [row[0] for row in archive.rows(written, self._mark[0])]
        self._refresh_stories(archive, [id for id in changed if id < len(self.story)])
        self._mark = mark

    @property
    def outlets(self) -> list[str]:
        """The outlets of all shown articles."""
        return sorted(self.numbers_of_outlets)

    @property
    def numbers_of_outlets(self) -> dict[str, int]:
        """The number of shown articles of each outlet that has any."""
        counts, texts = np.bincount(self._outlet[self.shown]), self._names["outlet"].texts
        return {texts[number]: int(counts[number]) for number in np.flatnonzero(counts)}

    @property
    def total(self) -> int:
        """The number of shown articles."""
        return int(np.count_nonzero(self.shown))

    def facets(self, ids: Ints, *, per_story: bool = False) -> dict[str, list[Facet]]:
        """The counts of each facet over some articles, the most frequent values first.

        ``per_story``: a story counts once for each value that its articles have.
        """
        months, stories = self._month[ids], self.story[ids]
        found = dict[str, list[Facet]]()
        for name, size in (("year", 12), ("month", 1)):
            column = months // size
            found[name] = _months(values_once(column, stories) if per_story else column, size)
        for name in ("outlet", "language", "section"):
            column = self._column(name)[ids]
            counts = np.bincount(values_once(column, stories) if per_story else column, minlength=1)
            counts[0] = 0
            best = np.argsort(-counts, kind="stable")
            if name == "section":
                best = best[:MOST_SECTIONS]
            texts = self._names[name].texts
            found[name] = [Facet(texts[n], int(counts[n])) for n in best if counts[n]]
        # of an outlet's kinds one may have all the words of another: it counts for both
        kinds = sorted({*self._outlet_kinds.values()})
        for name, values in (
            ("kind", KINDS), ("outlet_kind", kinds), *((flag, ("1",)) for flag in _FLAGS[:3])
        ):  # fmt: skip
            narrowed = ((value, self.narrowed(ids, name, value)) for value in values)
            counted = [Facet(value, self.number(some, per_story)) for value, some in narrowed]
            found[name] = sorted((one for one in counted if one.count), key=lambda one: -one.count)
        return {name: found[name] for name in FACETS}

    def narrowed(self, ids: Ints, facet: str, value: str) -> Ints:
        """Those of some articles that have a value of a facet. Raises ``KeyError`` for no facet."""
        if facet in ("revised", "gone", "copied"):
            flags: npt.NDArray[np.bool_] = getattr(self, facet)
            wanted = flags[ids] == (value not in ("0", "no", ""))
        elif facet in ("year", "month"):
            first = np.datetime64(value, "M").astype(int) if value else 0
            months = self._month[ids]
            wanted = (months >= first) & (months < first + (12 if facet == "year" else 1))
        elif facet == "kind":
            bits, bit = self._kinds[ids], _KIND_BITS.get(value, 0)
            wanted = bits & _LESS == 0 if value == "full" else bits & bit != 0
        elif facet == "outlet_kind":
            wanted = self._is_of_kind(value)[self._outlet[ids]]
        else:
            wanted = self._column(facet)[ids] == self._names[facet].known(value)
        chosen: Ints = ids[wanted]
        return chosen

    def narrowed_to_any(self, ids: Ints, facet: str, values: Sequence[str]) -> Ints:
        """Those of some articles that have one of some values of a facet."""
        if len(values) == 1:
            return self.narrowed(ids, facet, values[0])
        every = [self.narrowed(ids, facet, value) for value in values]
        return np.unique(np.concatenate(every))

    def number(self, ids: Ints, per_story: bool) -> int:
        """The number of some articles, or of their stories and of those of none."""
        return number_of_stories(self.story[ids]) if per_story else len(ids)

    def first_of_stories(self, ids: Ints, *, oldest: bool) -> Ints:
        """Of each story the newest or oldest of some articles, and all of none, in no order."""
        return first_of_each(ids, self.story[ids], self.when[ids], oldest=oldest)

    def histogram(self, ids: Ints, *, by: str = "month") -> list[tuple[str, int]]:
        """Matches per ``day``, ``month`` or ``year``, the oldest first; empty ones are left out.

        By the day of publication in Casablanca; what states none is counted when it was seen first.
        """
        days = self.day[ids].astype("datetime64[D]")
        unit = {"day": "D", "month": "M", "year": "Y"}[by]
        values, counts = counted(days.astype(f"datetime64[{unit}]").astype(np.int64))
        names = values.astype(f"datetime64[{unit}]").astype(str)
        return [*zip(names.tolist(), counts.tolist(), strict=True)]

    def number_undated(self, ids: Ints, since: date, until: date = date.max) -> int:
        """The number of some articles without a date that a histogram counts between two days."""
        first, last = (day.toordinal() - EPOCH_DAY for day in (since, until))
        days = self.day[ids]
        return int(np.count_nonzero(self.undated[ids] & (days >= first) & (days <= last)))

    def newest(self, ids: Ints, number: int, offset: int = 0, *, oldest: bool = False) -> Ints:
        """A page of some articles in order of time."""
        when = self.when[ids]
        end = offset + number
        sign = 1 if oldest else -1
        if end < len(ids):  # the page alone is sorted
            # all of the last one's moment, too: of these the numbers decide
            near = np.flatnonzero(sign * when <= np.partition(sign * when, end - 1)[end - 1])
            ids, when = ids[near], when[near]
        order = np.lexsort((sign * ids, sign * when))
        return ids[order][offset:end]

    def _column(self, name: str) -> Ints:
        column: Ints = getattr(self, f"_{name}")
        return column

    def _is_of_kind(self, kind: str) -> npt.NDArray[np.bool_]:
        """Of each outlet, by its number, whether it is of a kind."""
        outlets = self._names["outlet"].texts
        return np.array([is_of_kind(self._outlet_kinds.get(one, ""), kind) for one in outlets])

    def _months(self, ids: Ints, size: int) -> list[Facet]:
        months, counts = counted(self._month[ids] // size)
        unit = "Y" if size == 12 else "M"
        names = months.astype(f"datetime64[{unit}]").astype(str)
        newest_first = zip(names[::-1], counts[::-1], strict=True)
        return [Facet(str(name), int(n)) for name, n in newest_first]

    def _load(self, archive: Archive) -> None:
        self._mark = self._mark_of(archive)
        row = archive.row("SELECT coalesce(max(id), 0) FROM main.articles")
        assert row is not None
        size = row[0] + 1
        numbers = {name: known.number for name, known in self._names.items()}
        for name, column in every_value(archive, size, numbers).items():
            setattr(self, name, column)
        self.copied = np.zeros(size, np.bool_)
        self._kinds = np.zeros(size, np.uint8)
        for id, bits in archive.db.execute(
            f"SELECT {_BITS} FROM main.articles INDEXED BY articles_kinds WHERE {_OF_KIND}"
        ):
            if id < size:
                self._kinds[id] = bits
        hidden = archive.rows(HIDDEN)
        self.shown[[one[0] for one in hidden if one[0] < size]] = False
        self.story = np.zeros(size, np.int64)
        members = archive.db.execute("SELECT article_id, story_id FROM story_members")
        self._take_stories(members)

    def _refresh_stories(self, archive: Archive, changed: Sequence[int]) -> None:
        """The stories that changed articles left, joined, brought together or parted."""
        former = np.unique(self.story[list(changed)])
        former = former[former > 0]
        # most articles are of no story: then all of them need not be walked through
        touched = np.flatnonzero(np.isin(self.story, former)).tolist() if len(former) else []
        rows = archive.rows(
            "SELECT article_id, story_id FROM story_members WHERE story_id IN"
            " (SELECT story_id FROM story_members WHERE article_id IN"
            "  (SELECT value FROM json_each(?)))", json.dumps([*changed, *touched]),
        )  # fmt: skip
        if not rows and not touched:
            return
        # threads that count by the former columns must not see a member of none meanwhile
        self.story = self.story.copy()
        self.story[[*changed, *touched]] = 0
        self.copied[[*changed, *touched]] = False
        self._take_stories(rows)

    def _take_stories(self, members: Iterable[Sequence[int]]) -> None:
        for id, story in members:
            if id < len(self.story):
                self.story[id], self.copied[id] = story, True

    def _grow(self, last: int) -> None:
        more = last + 1 - len(self.when)
        if more <= 0:
            return
        for name in (*_NUMBERS, *_FLAGS, "_kinds", "story"):
            column = getattr(self, name)
            # room for more: a daemon writes one article after the other
            setattr(self, name, np.append(column, np.zeros(more + 1_000, column.dtype)))

    def _take(self, rows: Iterable[Any], columns: Mapping[str, Any]) -> None:
        """Set the values of rows in columns, one by one: a million rows at once are a gigabyte."""
        number = {name: known.number for name, known in self._names.items()}
        when, day, month, *rest = (columns[name] for name in (*_NUMBERS, *_FLAGS))
        outlets, languages, sections, revised, gone_, _, shown, undated = rest
        for id, published, first_seen, outlet, language, section, versions, gone in rows:
            when[id], day[id], month[id] = self._moment(published or first_seen)
            outlets[id] = number["outlet"](outlet)
            languages[id] = number["language"](language)
            sections[id] = number["section"](section)
            revised[id], gone_[id], shown[id] = versions > 1, gone is not None, True
            undated[id] = published is None

    def _moment(self, at: str) -> tuple[int, int, int]:
        """Seconds, and the day in Casablanca and its month, counted from 1970; ``at`` is UTC."""
        hour = at[:13]
        if hour not in self._hours:
            begins = times.parse(f"{hour}:00:00Z")
            there = times.local(begins).date()
            month = (there.year - 1970) * 12 + there.month - 1
            day = there.toordinal() - EPOCH_DAY
            self._hours[hour] = (int(begins.timestamp()), day, month)
        seconds, day, month = self._hours[hour]
        return seconds + 60 * int(at[14:16]) + int(at[17:19]), day, month

    @staticmethod
    def _mark_of(archive: Archive) -> tuple[int, ...]:
        row = archive.row(
            "SELECT (SELECT coalesce(max(id), 0) FROM article_writes),"
            " (SELECT count(*) FROM suppressions) + (SELECT count(*) FROM tombstones),"
            " (SELECT coalesce(max(id), 0) FROM events)"
        )
        assert row is not None
        return tuple(row)


def _months(months: Ints, size: int) -> list[Facet]:
    """The counts of months or years, counted from 1970; ``size`` is 1 or 12. The newest first."""
    if not len(months):
        return []
    least = months.min()
    counts = np.bincount(months - least)
    values = np.flatnonzero(counts)
    names = (values + least).astype(f"datetime64[{'Y' if size == 12 else 'M'}]").astype(str)
    newest_first = zip(names[::-1], counts[values][::-1], strict=True)
    return [Facet(str(name), int(n)) for name, n in newest_first]
