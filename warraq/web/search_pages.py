"""The search page and its other shapes: JSON, CSV, Atom and a concordance of the same address."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from crawler.safe_json import json_text
from storage import times
from storage.query.article_columns import FACETS, ArticleColumns, Ints
from storage.query.concordance import SORTS, Occurrence, concordance, sorted_by
from storage.query.filters import Filters
from storage.query.overview import summaries
from storage.query.query_language import BadQuery
from storage.query.search import Hit, Order, Search, is_order
from storage.query.snippets import without_marks
from warraq.web.pages import Pages

PER_PAGE = 20
MAX_OCCURRENCES = 500
"""Occurrences on one page; the CSV has all."""
ATOM_ENTRIES = 50
_SHAPES = {
    "year": (re.compile("[0-9]{4}"), "2026"),
    "month": (re.compile("[0-9]{4}-(0[1-9]|1[0-2])"), "2026-11"),
}
"""Facets whose values have a shape, and an example of it."""
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, not even escaped: a feed with one of these is read by nobody."""


@dataclass(frozen=True)
class Asked:
    """A search with its narrowing, as an address spells it."""

    text: str
    filters: Filters
    exact: bool
    order: Order
    page: int
    narrow: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, request: Request) -> "Asked":
        """What an address asks. Raises ``BadQuery`` for a day, month or year that is none."""
        query = request.query_params
        narrow = tuple((name, value) for name in FACETS for value in query.getlist(name) if value)
        for name, value in narrow:
            shape, example = _SHAPES.get(name, (None, ""))
            if shape and not shape.fullmatch(value):
                raise BadQuery(f"{value}: write a {name} as {example}")
        order = query.get("order", "best")
        return cls(
            query.get("q", "").strip(),
            Filters(since=_day(query.get("since")), until=_day(query.get("until"))),
            query.get("exact") == "1", order if is_order(order) else "best",
            _page(query.get("page")), narrow,
        )  # fmt: skip


def _day(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise BadQuery(f"{value}: write a day as 2026-11-24") from error


def _page(value: str | None) -> int:
    return max(1, int(value)) if value and value.isdecimal() and len(value) < 7 else 1


class SearchPages:
    """The answers to one search."""

    def __init__(self, pages: Pages) -> None:
        """Know the archive."""
        self.pages = pages

    def html(self, request: Request) -> Response:
        """The page: hits, facets, a histogram; an empty question gives the help."""
        try:
            asked = Asked.of(request)
            found = _Found(self.pages, asked) if asked.text else None
        except BadQuery as error:
            return self._trouble(request, error)
        return self.pages.answer(
            request, "search.html",
            {"asked": asked, "found": found, "trouble": "", "text": asked.text},
        )  # fmt: skip

    def _trouble(self, request: Request, error: BadQuery) -> Response:
        return self.pages.answer(request, "search.html", {
            "asked": None, "found": None, "trouble": str(error),
            "text": request.query_params.get("q", ""),
        }, 400)  # fmt: skip

    def json(self, request: Request) -> Response:
        """The same page of hits, with facets and histogram, for programs."""
        try:
            found = _Found(self.pages, Asked.of(request))
        except BadQuery as error:
            return _json({"error": str(error)}, 400)
        return _json({
            "query": found.asked.text, "also_searched": found.search.also,
            "total": found.total, "of": found.columns.total, "order": found.asked.order,
            "page": found.asked.page, "pages": found.pages, "as_of": found.at,
            "facets": {
                name: [{"value": one.value, "count": one.count} for one in values]
                for name, values in found.facets.items()
            },
            "histogram": dict(found.histogram),
            "hits": [hit.as_row() for hit in found.hits],
        })  # fmt: skip

    def csv(self, request: Request) -> Response:
        """All hits, none left out, one line each."""
        try:
            found = _Found(self.pages, Asked.of(request))
        except BadQuery as error:
            return Response(str(error), 400, media_type="text/plain")
        head = {"content-disposition": 'attachment; filename="warraq-search.csv"',
                "x-total-count": str(found.total)}  # fmt: skip
        return StreamingResponse(found.csv_lines(), 200, head, "text/csv; charset=utf-8")

    def atom(self, request: Request) -> Response:
        """The newest hits as a feed: a saved search that tells of itself."""
        try:
            # of the first page, whichever was looked at when the search was saved
            asked = replace(Asked.of(request), page=1)
            found = _Found(self.pages, asked, order="newest", number=ATOM_ENTRIES)
        except BadQuery as error:
            return Response(str(error), 400, media_type="text/plain")
        base = str(request.base_url).rstrip("/")
        return Response(_atom(found, base, str(request.url)), media_type="application/atom+xml")

    def concordance(self, request: Request) -> Response:
        """Every occurrence in its sentence, as a page or as CSV."""
        as_csv = request.url.path.endswith(".csv")
        sort = request.query_params.get("sort", "time")
        try:
            asked = Asked.of(request)
            search = Search(
                self.pages.readers.archive, asked.text, asked.filters, exact=asked.exact
            )
        except BadQuery as error:
            if as_csv:
                return Response(str(error), 400, media_type="text/plain")
            return self._trouble(request, error)
        ids = chosen(search, self.pages.readers.fresh_columns(), asked.narrow)
        found = concordance(search, among=frozenset(ids.tolist()))
        every = sorted_by(found, sort if sort in SORTS else "time")
        if as_csv:
            return StreamingResponse(_lines(every), media_type="text/csv; charset=utf-8")
        shown = [one for _, one in zip(range(MAX_OCCURRENCES + 1), every, strict=False)]
        return self.pages.answer(request, "concordance.html", {
            "asked": asked, "text": asked.text, "sorts": SORTS, "sort": sort,
            "articles": len(ids), "occurrences": shown[:MAX_OCCURRENCES],
            "more": len(shown) > MAX_OCCURRENCES,
        })  # fmt: skip


class _Found:
    """What a search found: a page of hits, and the counts of all."""

    def __init__(
        self, pages: Pages, asked: Asked, *, order: Order | None = None, number: int = PER_PAGE
    ):
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

    def bars(self) -> list[tuple[str, int, int]]:
        """Each month from the first to the last with its count, and its height of a hundred."""
        counts = dict(self.histogram)
        most = max(counts.values(), default=1)
        # the months without a match, too: else years apart would stand side by side
        months = np.arange(min(counts), np.datetime64(max(counts), "M") + 1, dtype="datetime64[M]")
        found = [(str(month), counts.get(str(month), 0)) for month in months]
        return [(name, n, max(2, 100 * n // most) if n else 0) for name, n in found]

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
        yield _line(names)
        for row in summaries(self.archive, map(int, self.columns.newest(self.ids, self.total))):
            yield _line(row[name] for name in names)


def chosen(search: Search, columns: ArticleColumns, narrow: Iterable[tuple[str, str]] = ()) -> Ints:
    """The numbers of the shown matches that have all values of facets that were chosen."""
    every = np.array(search.every_id(), np.int64)
    ids: Ints = every[every < len(columns.shown)]
    ids = ids[columns.shown[ids]]
    for facet, value in narrow:
        ids = columns.narrowed(ids, facet, value)
    return ids


def _json(value: object, status: int = 200) -> Response:
    return Response(json_text(value), status, media_type="application/json")


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With what a cell begins that a spreadsheet would work out."""


def _line(values: Any) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerow(
        f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
        for value in values
    )
    return made.getvalue()


def _lines(every: Any) -> Iterator[str]:
    yield _line(Occurrence.__dataclass_fields__)
    for one in every:
        yield _line(one.as_row().values())


def _atom(found: "_Found", base: str, here: str) -> str:
    updated = max((hit.first_seen for hit in found.hits), default=found.at)
    title = _xml(f"Warraq: {found.asked.text}")
    entries = "".join(
        f"<entry><title>{_xml(without_marks(hit.headline)[0])}</title>"
        f"<id>{escape(base)}/article/{hit.id}</id>"
        f"<link rel='alternate' href={quoteattr(f'{base}/article/{hit.id}')}/>"
        f"<updated>{hit.published_at or hit.first_seen}</updated>"
        f"<author><name>{_xml(hit.outlet)}</name></author>"
        f"<summary>{_xml(without_marks(hit.snippet)[0])}</summary></entry>"
        for hit in found.hits
    )
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:opensearch='http://a9.com/-/spec/opensearch/1.1/'>"
        f"<opensearch:totalResults>{found.total}</opensearch:totalResults>"
        f"<title>{title}</title><id>{escape(here)}</id><updated>{updated}</updated>"
        f"<link rel='self' href={quoteattr(here)}/>{entries}</feed>"
    )


def _xml(text: str) -> str:
    """A text for XML; what it may not hold shows as the sign for "no character"."""
    return escape(_NOT_XML.sub("\ufffd", text))
