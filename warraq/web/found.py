"""``Found``: what a search of the web page found, a page of hits and the counts of all."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import numpy as np

from storage import times
from storage.query.article_columns import ArticleColumns, Ints
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
        self.search = Search(
            self.archive, asked.text, asked.filters, exact=asked.exact, columns=self.columns
        )
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

    def bars(self) -> list[tuple[str, int, int]]:
        """Each month from the first to the last with its count, and its height of a hundred."""
        counts = dict(self.histogram)
        most = max(counts.values(), default=1)
        # the months without a match, too: else years apart would stand side by side
        months = np.arange(min(counts), np.datetime64(max(counts), "M") + 1, dtype="datetime64[M]")
        found = [(str(month), counts.get(str(month), 0)) for month in months]
        return [(name, n, max(2, 100 * n // most) if n else 0) for name, n in found]

    def _page(self, order: Order, number: int) -> list[Hit]:
        if self.asked.narrow:
            self.search.narrow(self.ids)
        return self.search.hits(order, number, (self.asked.page - 1) * number)

    def csv_lines(self) -> Iterator[str]:
        """A line for every hit, the newest first; ``=`` and the like do nothing in a cell."""
        names = ("id", "outlet", "published_at", "first_seen", "headline", "url")
        yield csv_line(names)
        for row in summaries(self.archive, map(int, self.columns.newest(self.ids, self.total))):
            yield csv_line(row[name] for name in names)


def chosen(search: Search, columns: ArticleColumns, narrow: Iterable[tuple[str, str]] = ()) -> Ints:
    """The numbers of the shown matches that have all values of facets that were chosen."""
    every = search.matches()
    ids: Ints = every[every < len(columns.shown)]
    ids = ids[columns.shown[ids]]
    for facet, value in narrow:
        ids = columns.narrowed(ids, facet, value)
    return ids
