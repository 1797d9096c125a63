"""What each part of a search costs in a large archive, beside a plain FTS5 table of its rows."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from starlette.requests import Request

from bench.million.queries import Query
from storage.query.archive_without_hidden import ReadingArchive
from storage.query.in_memory_columns import ArticleColumns
from storage.query.search import Search
from warraq.web.search_request import Asked
from warraq.web.search_results import chosen

_RANKED = "bm25(plain, 4.0, 1.0)"
PLAIN = {
    "count": "SELECT count(*) FROM plain WHERE plain MATCH ?",
    "newest": "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rowid DESC LIMIT 20",
    "best": f"SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY {_RANKED} LIMIT 20",
}
LIMITS = {"count": 100, "newest": 10, "oldest": 10, "best": 150, "facets": 300, "page": 500}
"""Milliseconds that 95 of a hundred queries may take."""


@dataclass(slots=True)
class Costs:
    """Milliseconds by the clock and of the processor, of each part of each query."""

    clock: dict[str, dict[Query, list[float]]] = field(default_factory=dict)
    own: dict[str, dict[Query, list[float]]] = field(default_factory=dict)
    found: dict[Query, int] = field(default_factory=dict)

    def of(self, part: str, query: Query, work: Callable[[], Any]) -> Any:
        """Do a piece of work and note what it took."""
        begun, processor = time.perf_counter(), time.process_time()
        made = work()
        self.note(part, query, time.perf_counter() - begun, time.process_time() - processor)
        return made

    def note(self, part: str, query: Query, clock: float, own: float) -> None:
        """Note what a part of a query took, in seconds."""
        for kept, seconds in ((self.clock, clock), (self.own, own)):
            kept.setdefault(part, {}).setdefault(query, []).append(seconds * 1e3)


def measure(
    archive: ReadingArchive, columns: ArticleColumns, plain: sqlite3.Connection,
    asked: Iterable[Query], rounds: int, costs: Costs,
) -> None:  # fmt: skip
    """Ask every query in every round: of us, and behind it of the plain table."""
    for _ in range(rounds):
        for query in asked:
            _ours(archive, columns, query, costs)
            if query.plain and not query.narrow:
                _theirs(plain, query, costs)


def _theirs(plain: sqlite3.Connection, query: Query, costs: Costs) -> None:
    for part, sql in PLAIN.items():

        def asked(sql: str = sql) -> list[Any]:
            return plain.execute(sql, [query.plain]).fetchall()

        costs.of(f"plain {part}", query, asked)


def _ours(archive: ReadingArchive, columns: ArticleColumns, query: Query, costs: Costs) -> None:
    scope = {"type": "http", "query_string": query.path.partition("?")[2].encode(), "headers": []}
    asked = Asked.of(Request(scope))

    def ids() -> tuple[Search, Any]:
        search = Search(archive, asked.text, asked.filters, columns=columns)
        found = chosen(search, columns, asked.narrow)
        if asked.narrow:
            search.narrow(found)
        return search, found

    search, found = costs.of("count", query, ids)
    costs.found[query] = len(found)
    costs.of("facets", query, lambda: (columns.facets(found), columns.histogram(found)))
    costs.of("newest", query, lambda: search.ids("newest"))
    costs.of("oldest", query, lambda: search.ids("oldest"))
    best = costs.of("best", query, lambda: search.ids("best"))
    costs.of("hits", query, lambda: search.hits_of(best))


def printed(costs: Costs) -> Iterable[str]:
    """The figures of each part: over queries, of which the median of the rounds counts."""
    yield f"{'ms':<14}{'clock p50':>10}{'p95':>8}{'max':>8}{'cpu p50':>10}{'p95':>8}{'of p95':>8}"
    for part, by_query in costs.clock.items():
        clock, own = _medians(by_query), _medians(costs.own[part])
        limit = LIMITS.get(part)
        said = (
            f"{limit:>6}{'' if np.percentile(clock, 95) <= limit else ' MISSED'}" if limit else ""
        )
        by_clock, by_own = (np.percentile(every, (50, 95)) for every in (clock, own))
        yield (
            f"{part:<14}{by_clock[0]:>10.1f}{by_clock[1]:>8.1f}{max(clock):>8.1f}"
            f"{by_own[0]:>10.1f}{by_own[1]:>8.1f}  {said}"
        )
    for part in PLAIN:
        both = [query for query in costs.own[f"plain {part}"]]
        ours, theirs = (
            np.array(_medians({query: costs.own[name][query] for query in both}))
            for name in (part, f"plain {part}")
        )
        p95 = np.percentile(ours, 95) / np.percentile(theirs, 95)
        every = ours.sum() / theirs.sum()
        yield f"{part} to plain FTS5, processor: {p95:.2f} of p95, {every:.2f} of all queries"
    slow = sorted(costs.own["count"], key=lambda query: -_sum(costs, query))[:12]
    for query in slow:
        parts = "  ".join(f"{part} {statistics.median(costs.own[part][query]):.0f}"
                          for part in costs.own if query in costs.own[part])  # fmt: skip
        yield f"  {query.kind:<9}{query.text:<28}{costs.found[query]:>8,}  {parts}"


def _sum(costs: Costs, query: Query) -> float:
    return sum(statistics.median(costs.own[part][query]) for part in ("count", "best", "hits"))


def _medians(by_query: Mapping[Query, list[float]]) -> list[float]:
    return [statistics.median(times) for times in by_query.values()]
