"""``Found``: what a search of the web page found, a page of hits and the counts of all."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import numpy as np

from crawler.safe_json import json_text
from storage import times
from storage.article_fields import unpacked
from storage.query.article_columns import ArticleColumns, Ints
from storage.query.history import article_row
from storage.query.overview import summaries
from storage.query.search import Hit, Order, Search
from warraq.web.asked import Asked
from warraq.web.csv_lines import csv_line
from warraq.web.pages import Pages

PER_PAGE = 20


class Found:
    """What a search found: a page of hits, and the counts of all."""

    def __init__(
        self, pages: Pages, asked: Asked, *, order: Order | None = None, number: int = PER_PAGE
    ) -> None:
        """Ask: ``number`` hits a page. Raises ``BadQuery``."""
        self.asked, self.at = asked, times.text(datetime.now(UTC))
        self.archive = pages.readers.archive
        self.columns: ArticleColumns = pages.readers.fresh_columns()
        self.search = Search(self.archive, asked.text, asked.filters, exact=asked.exact)
        self.ids = chosen(self.search, self.columns, asked.narrow)
        self.total = len(self.ids)
        self.pages = max(1, -(-self.total // number))
        self.facets = self.columns.facets(self.ids)
        self.histogram = self.columns.histogram(self.ids, by="month")
        self.hits = self._page(order or asked.order, number)

    @property
    def first(self) -> int:
        """The number of the first hit of the page."""
        return (self.asked.page - 1) * PER_PAGE + 1

    def _page(self, order: Order, number: int) -> list[Hit]:
        offset = (self.asked.page - 1) * number
        if order == "best":
            if not self.asked.narrow:
                return self.search.hits("best", number, offset)
            wanted = set(self.ids.tolist())
            return self.search.hits_of(self._best_of(wanted, offset, number))
        ids = self.columns.newest(self.ids, number, offset, oldest=order == "oldest")
        return self.search.hits_of([(int(id), 0.0) for id in ids])

    def _best_of(self, wanted: set[int], offset: int, number: int) -> list[tuple[int, float]]:
        """A page of the best among the narrowed ones."""
        found, at = list[tuple[int, float]](), 0
        while len(found) < offset + number:
            ranked = self.search.ids("best", 1_000, at)
            if not ranked:
                break
            found += [one for one in ranked if one[0] in wanted]
            at += len(ranked)
        return found[offset : offset + number]

    def csv_lines(self) -> Iterator[str]:
        """A line for every hit, the newest first; ``=`` and the like do nothing in a cell."""
        names = ("id", "outlet", "published_at", "first_seen", "headline", "url")
        yield csv_line(names)
        for row in summaries(self.archive, map(int, self.columns.newest(self.ids, self.total))):
            yield csv_line(row[name] for name in names)

    def json_lines(self) -> Iterator[str]:
        """An object for every hit with its whole text, the newest first; one a line."""
        for id in map(int, self.columns.newest(self.ids, self.total)):
            row = article_row(self.archive, str(id))
            if row is not None:  # hidden since it was counted
                yield f"{json_text(unpacked(dict(row)))}\n"


def chosen(search: Search, columns: ArticleColumns, narrow: Iterable[tuple[str, str]] = ()) -> Ints:
    """The numbers of the shown matches that have all values of facets that were chosen."""
    every = np.array(search.every_id(), np.int64)
    ids: Ints = every[every < len(columns.shown)]
    ids = ids[columns.shown[ids]]
    for facet, value in narrow:
        ids = columns.narrowed(ids, facet, value)
    return ids
