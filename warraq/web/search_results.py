"""``Found``: what a search of the web page found, a page of hits and the counts of all."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import numpy as np

from crawler.json_with_invisibles_escaped import json_text
from storage import times
from storage.article_fields import unpacked
from storage.query.history import article_row, versions
from storage.query.in_memory_columns import ArticleColumns
from storage.query.matching.article_ids import Ints
from storage.query.search import Hit, Order, Search
from storage.query.variants.one_per_story import first_of_stories, ranked
from storage.query.variants.query_notes import Note, notes_on
from storage.query.web_page_queries import summaries
from warraq.web.csv_lines import csv_line
from warraq.web.page_rendering import Pages
from warraq.web.search_request import Asked

PER_PAGE = 20
_EXPORTED = ("id", "outlet", "published_at", "first_seen", "headline", "url")
_OF_VERSION = ("snippet", "version", "replaced_at")


class Found:
    """What a search found: a page of hits, and the counts of all."""

    def __init__(
        self, pages: Pages, asked: Asked, *, order: Order | None = None, number: int = PER_PAGE
    ) -> None:
        """Ask: ``number`` hits a page. Raises ``BadQuery``."""
        self.asked, self.at = asked, times.text(datetime.now(UTC))
        self._per_page = number
        self.archive = pages.readers.archive
        self.columns: ArticleColumns = pages.readers.fresh_columns()
        self.search = asked.search(self.archive, self.columns)
        self.ids = chosen(self.search, self.columns, asked.narrow)
        """All matches, also those that stand behind another one of their story."""
        if asked.narrow:
            self.search.narrow(self.ids)
        self.order, self.per_story = order or asked.order, asked.one_per_story
        self.total = self.columns.number(self.ids, self.per_story)
        self.pages = max(1, -(-self.total // number))
        if asked.page > self.pages:  # a link to what there was, or a slip: the last one is shown
            self.asked = replace(asked, page=self.pages)
        self.facets = self.columns.facets(self.ids, per_story=self.per_story)
        self.histogram = [(one.value, one.count) for one in reversed(self.facets["month"])]
        self.undated = self.columns.number_undated(self.ids, date.min)
        """Matches without a date: the histogram counts them when they were seen first."""
        self._sizes = self._sizes_of_stories() if self.per_story else {}
        self.hits = self._page()
        self.notes = notes_of(self.search, self.columns, asked, self.total)
        if asked.page > self.pages:
            said = f"there is no page {asked.page}: this is the last one"
            self.notes.append(Note("last page", str(asked.page), said, self.pages))

    @property
    def ranked(self) -> int:
        """How many of the hits are ranked where they are too many for it; 0: all, or none."""
        return self.search.ranked if self.order == "best" else 0

    @property
    def offset(self) -> int:
        """How many hits stand before the page."""
        return (self.asked.page - 1) * self._per_page

    @property
    def first(self) -> int:
        """The number of the first hit of the page."""
        return self.offset + 1

    def _page(self) -> list[Hit]:
        hits = self.search.hits_of(self._ids(self.order, self._per_page, self.offset))
        return [replace(hit, others=self._others(hit.id)) for hit in hits]

    def _ids(self, order: Order, number: int, offset: int = 0) -> list[tuple[int, float]]:
        """The numbers of a page of hits in an order, with their scores."""
        if not self.per_story:
            return self.search.ids(order, number, offset)
        if order == "best":
            stories = self.columns.story
            firsts = first_of_stories(ranked(self.search), lambda id: int(stories[id]))
            return [*islice(firsts, offset, offset + number)]
        oldest = order == "oldest"
        ids = self.columns.first_of_stories(self.ids, oldest=oldest)
        page = self.columns.newest(ids, number, offset, oldest=oldest)
        return [(int(id), 0.0) for id in page]

    def _sizes_of_stories(self) -> dict[int, int]:
        stories, sizes = np.unique(self.columns.story[self.ids], return_counts=True)
        return dict(zip(stories.tolist(), sizes.tolist(), strict=True))

    def _others(self, id: int) -> int | None:
        """The number of further matches of a hit's story; ``None``: they are hits themselves."""
        if not self.per_story:
            return None
        story = int(self.columns.story[id])
        return self._sizes[story] - 1 if story else 0

    def csv_lines(self) -> Iterator[str]:
        """A line for every hit, in the order of the page; ``=`` and the like do nothing in a cell.

        Where former versions were searched, too, headline and snippet are of what was found.
        """
        names = [*_EXPORTED, *(_OF_VERSION if self.asked.former else ())]
        names += ["others"] if self.per_story else []
        yield csv_line(names)
        for id, score in self._ids(self.order, self.total):
            for row in self._exported(id, score):
                told = row | {"others": self._others(id)}
                yield csv_line(told[name] for name in names)

    def _exported(self, id: int, score: float) -> Iterator[dict[str, Any]]:
        """The row of a hit; none where it was hidden since it was counted."""
        if self.asked.former:
            yield from (hit.as_row() for hit in self.search.hits_of([(id, score)]))
        else:
            yield from map(dict, summaries(self.archive, [id]))

    def json_lines(self) -> Iterator[str]:
        """An object for every hit with its whole text, in the order of the page; one a line.

        Where former versions were searched, too, it names the one that was found, with its text.
        """
        for id, score in self._ids(self.order, self.total):
            row = article_row(self.archive, str(id))
            if row is not None:  # hidden since it was counted
                version = self._version(id, score) if self.asked.former else {}
                yield f"{json_text(unpacked(dict(row)) | version)}\n"

    def _version(self, id: int, score: float) -> dict[str, Any]:
        """The former version of a hit that was found, its values empty where the present one is."""
        found = [hit.version for hit in self.search.hits_of([(id, score)]) if hit.version]
        told = {one.number: one for one in versions(self.archive, id)} if found else {}
        one = told.get(found[0]) if found else None
        return {
            "version": one and one.number, "replaced_at": one and one.until,
            "version_headline": one and one.headline, "version_body": one and one.body,
        }  # fmt: skip


def chosen(search: Search, columns: ArticleColumns, narrow: Iterable[tuple[str, str]] = ()) -> Ints:
    """The numbers of the shown matches that have a chosen value of each facet."""
    every = search.matches()
    ids: Ints = every[every < len(columns.shown)]
    ids = ids[columns.shown[ids]]
    for facet, values in by_facet(narrow).items():
        ids = columns.narrowed_to_any(ids, facet, values)
    return ids


def notes_of(search: Search, columns: ArticleColumns, asked: Asked, total: int) -> list[Note]:
    """The notes to an answer; values of facets that no shown article has are named."""
    unknown = list[tuple[str, str]]()
    if not total:
        every = np.flatnonzero(columns.shown)
        unknown = [one for one in asked.narrow if not len(columns.narrowed(every, *one))]
    return notes_on(search, asked.text, total, unknown)


def by_facet(narrow: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The chosen values of each facet: of several values of one an article has one at least."""
    values = dict[str, list[str]]()
    for facet, value in narrow:
        values.setdefault(facet, []).append(value)
    return values
