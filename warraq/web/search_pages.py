"""The search page and its other shapes: JSON, CSV, Atom; searches compared."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import numpy as np
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from storage.query.filters import Filters, narrowed
from storage.query.in_memory_columns import MOST_SECTIONS, ArticleColumns
from storage.query.matching.article_ids import Ints
from storage.query.query_language import BadQuery
from storage.query.search import Search
from warraq.web.atom import atom_feed
from warraq.web.histogram import Histogram
from warraq.web.page_rendering import Pages
from warraq.web.search_request import Asked
from warraq.web.search_results import Found, by_facet, chosen, notes_of
from warraq.web.untrusted.ignored_parameters import notes_on_passed_over
from warraq.web.wording.plain_answers import json_answer
from warraq.web.wording.translation import language_of

ATOM_ENTRIES = 50
MAX_QUESTIONS = 4
"""Questions that are compared at once."""
_OF_ALL = ("outlet", "outlet_kind", "year", "month")
"""Facets by which all that was kept is narrowed, too, of which shares are told: where and when."""


class SearchPages:
    """The answers to one search, and to some beside each other."""

    def __init__(self, pages: Pages) -> None:
        """Know the archive."""
        self.pages = pages

    def html(self, request: Request) -> Response:
        """The page: hits, facets, a histogram; the help where nothing is asked."""
        try:
            asked = Asked.of(request)
            found = Found(self.pages, asked) if asked.text or asked.narrowed_by else None
        except BadQuery as error:
            return refused(self.pages, request, error)
        shares = request.query_params.get("bars") == "shares"
        after = request.query_params.get("new_after", "")
        return self.pages.answer(request, "search.html", {
            "asked": found.asked if found else asked, "found": found, "trouble": "",
            "most_sections": MOST_SECTIONS,
            "text": asked.text, "times": Histogram.of(found, shares=shares) if found else None,
            # of a saved search that was opened: the numbers behind this one are new
            "new_after": int(after) if after.isdecimal() and len(after) < 19 else None,
        })  # fmt: skip

    def json(self, request: Request) -> Response:
        """The same page of hits, with facets and histogram, for programs."""
        try:
            found = Found(self.pages, Asked.of(request))
        except BadQuery as error:
            return json_answer({"error": str(error)}, 400)
        return json_answer({
            "query": found.asked.text, "also_searched": found.search.also,
            "exact": found.asked.exact, "filters": found.asked.narrowed_by,
            "total": found.total, "of": found.columns.total, "order": found.asked.order,
            "ranked": found.ranked or None,
            "one_per_story": found.per_story, "former": found.asked.former,
            "page": found.asked.page, "pages": found.pages, "offset": found.offset,
            "as_of": found.at,
            "notes": [note.as_row() for note in [*notes_on_passed_over(request), *found.notes]],
            "facets": {
                name: [{"value": one.value, "count": one.count} for one in values]
                for name, values in found.facets.items()
            },
            "histogram": dict(found.histogram), "undated": found.undated,
            "over_time": [bar.as_row() for bar in Histogram.of(found, shares=False).bars],
            "hits": [hit.as_row() for hit in found.hits],
        })  # fmt: skip

    def all_json(self, request: Request) -> Response:
        """All hits, none left out, a JSON object a line (JSON Lines)."""
        try:
            found = Found(self.pages, Asked.of(request))
        except BadQuery as error:
            return Response(str(error), 400, media_type="text/plain")
        head = {"content-disposition": 'attachment; filename="warraq-search.jsonl"',
                "x-total-count": str(found.total)}  # fmt: skip
        return StreamingResponse(found.json_lines(), 200, head, "application/jsonl")

    def csv(self, request: Request) -> Response:
        """All hits, none left out, one line each."""
        try:
            found = Found(self.pages, Asked.of(request))
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
            found = Found(self.pages, asked, order="newest", number=ATOM_ENTRIES)
        except BadQuery as error:
            return Response(str(error), 400, media_type="text/plain")
        base = str(request.base_url).rstrip("/")
        return Response(atom_feed(found, base, str(request.url)), media_type="application/atom+xml")

    def compare(self, request: Request) -> Response:
        """One question over outlets, or two over time, as shares of all that was kept."""
        archive, columns = self.pages.readers.archive, self.pages.readers.fresh_columns()
        texts = [text for text in request.query_params.getlist("q") if text.strip()]
        texts, left_out = texts[:MAX_QUESTIONS], texts[MAX_QUESTIONS:]
        shares = request.query_params.get("bars") == "shares"
        every, trouble = Asked("", Filters(), False, "best", 1, ()), ""
        found = list[tuple[Asked, Search, Ints]]()
        try:
            every = Asked.of(request)
            for text in texts:
                asked = replace(every, text=text)
                search = asked.search(archive, columns)
                found.append((asked, search, chosen(search, columns, asked.narrow)))
        except BadQuery as error:
            found, trouble = [], language_of(request).refusal(error)
        outlets = by_facet(every.narrow).get("outlet", [])
        months = [month for *_, ids in found for month, _ in columns.histogram(ids)]
        # one scale of time under all questions
        span = (min(months), max(months)) if months else None
        told: list[dict[str, Any]] = [
            {"text": asked.text, "asked": asked, "also": search.also, "total": len(ids),
             "notes": notes_of(search, columns, asked, len(ids)),
             "times": Histogram.over(archive, columns, ids, outlets=outlets, shares=shares,
                                     span=span),
             "outlets": {one.value: one.count for one in columns.facets(ids)["outlet"]}}
            for asked, search, ids in found
        ]  # fmt: skip
        peak = max((one["times"].peak for one in told), default=0)
        for one in told:  # looked at beside each other
            one["times"] = one["times"].scaled_to(peak)
        ticked = {name: "1" for name in ("exact", "former") if getattr(every, name)}
        there = among(columns, every, ("outlet", "outlet_kind"))
        then, _ = narrowed(columns, among(columns, every, _OF_ALL), every.filters)
        return self.pages.answer(request, "compare.html", {
            "texts": texts, "left_out": left_out, "found": told, "trouble": trouble,
            "chosen": every.narrow, "narrowed": every.narrowed_by | ticked, "shares": shares,
            "span": span, "months": dict(columns.histogram(there)),
            "kept": {one.value: one.count for one in columns.facets(then)["outlet"]},
        }, 400 if trouble else 200)  # fmt: skip


def among(columns: ArticleColumns, asked: Asked, facets: Collection[str]) -> Ints:
    """All shown articles that have the chosen values of some facets, whatever they say."""
    ids: Ints = np.flatnonzero(columns.shown)
    for facet, values in by_facet(asked.narrow).items():
        if facet in facets:
            ids = columns.narrowed_to_any(ids, facet, values)
    return ids


def refused(pages: Pages, request: Request, error: BadQuery) -> Response:
    """The page of a search that cannot be asked: why, and what to write instead.

    What narrows it stays in the form: the mended search is not of more than was asked.
    """
    return pages.answer(request, "search.html", {
        "asked": Asked.read(request)[0], "found": None, "times": None, "new_after": None,
        "trouble": language_of(request).refusal(error),
        "text": request.query_params.get("q", ""),
    }, 400)  # fmt: skip
