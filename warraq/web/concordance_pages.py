"""The concordance of a search as a page, as JSON and as CSV: every occurrence in its sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from storage import times
from storage.query.concordance import SORTS, Occurrence, concordance, sorted_by
from storage.query.in_memory_columns import ArticleColumns
from storage.query.matching.article_ids import Ints
from storage.query.query_language import BadQuery
from storage.query.search import Search
from storage.query.variants.query_notes import Note, notes_on_lines
from warraq.web.csv_lines import csv_line
from warraq.web.page_rendering import Pages
from warraq.web.search_pages import refused
from warraq.web.search_request import Asked
from warraq.web.search_results import chosen, notes_of
from warraq.web.untrusted.ignored_parameters import notes_on_passed_over
from warraq.web.wording.plain_answers import json_answer
from warraq.web.wording.translation import language_of

ON_A_PAGE = 500
"""Occurrences on one page; the CSV has all."""
READ = 1_000
"""Articles whose texts are read for one answer, some milliseconds each: few threads serve all.
Of more neither the number of occurrences is told nor an order but that of time."""


@dataclass(frozen=True)
class Question:
    """A search whose occurrences are wanted, and the articles that they stand in."""

    asked: Asked
    search: Search
    columns: ArticleColumns
    ids: Ints
    sort: str

    @classmethod
    def of(cls, pages: Pages, request: Request) -> "Question":
        """What an address asks. Raises ``BadQuery``."""
        archive, columns = pages.readers.archive, pages.readers.fresh_columns()
        asked, sort = Asked.of(request), request.query_params.get("sort", "time")
        search = asked.search(archive, columns)
        ids = chosen(search, columns, asked.narrow)
        if asked.one_per_story:
            ids = columns.first_of_stories(ids, oldest=True)
        return cls(asked, search, columns, ids, sort if sort in SORTS else "time")

    @property
    def is_read_whole(self) -> bool:
        """Whether the articles are so few that all their texts may be read for one answer."""
        return len(self.ids) <= READ

    def demand_sortable(self) -> None:
        """Raise ``BadQuery`` where the order needs more texts than may be read."""
        if self.sort != "time" and not self.is_read_whole:
            raise BadQuery(
                "{articles} articles are too many to sort their lines: narrow the search to {most},"
                " or take all lines by time as CSV and sort them there",
                articles=len(self.ids), most=READ,
            )  # fmt: skip

    def every(self) -> Iterable[Occurrence]:
        """Every occurrence in the order; by time they are read one article after the other."""
        return sorted_by(self._among(self.ids), self.sort)

    def first(self, number: int) -> list[Occurrence]:
        """At most so many occurrences of the oldest articles, of as many as may be read."""
        oldest = self.columns.newest(self.ids, READ, oldest=True)
        return [*islice(self._among(oldest), number)]

    def _among(self, ids: Ints) -> Iterator[Occurrence]:
        return concordance(self.search, among=frozenset(ids.tolist()))


class OccurrencePage:
    """A page of the occurrences; ``total`` and ``pages`` are ``None`` where not all were read."""

    def __init__(self, question: Question) -> None:
        """Read them. Raises ``BadQuery``: they are too many for their order."""
        question.demand_sortable()
        self.question, self.at = question, times.text(datetime.now(UTC))
        self.total: int | None = None
        self.pages: int | None = None
        wanted = question.asked.page
        if question.is_read_whole:
            found = [*question.every()]
            self.total = len(found)
        else:
            found = question.first(wanted * ON_A_PAGE + 1)
        self.at_least = len(found)
        last = max(1, -(-len(found) // ON_A_PAGE))
        self.page = min(wanted, last)  # a link to what there was, or a slip: the last one is shown
        self.has_next = self.page < last
        self.pages = last if self.total is not None else None
        self.offset = (self.page - 1) * ON_A_PAGE
        self.shown = found[self.offset : self.offset + ON_A_PAGE]

    @property
    def notes(self) -> list[Note]:
        """The notes to it."""
        one, number = self.question, len(self.question.ids)
        notes = [*notes_of(one.search, one.columns, one.asked, number),
                 *notes_on_lines(one.search, number)]  # fmt: skip
        if one.asked.page > self.page:
            said = f"there is no page {one.asked.page}: this is the last one"
            notes.append(Note("last page", str(one.asked.page), said, self.page))
        return notes


class ConcordancePages:
    """The answers with every occurrence of a search."""

    def __init__(self, pages: Pages) -> None:
        """Know the archive."""
        self.pages = pages

    def html(self, request: Request) -> Response:
        """A page of lines; what is too much to sort comes by time, and the page says so."""
        trouble = ""
        try:
            question = Question.of(self.pages, request)
        except BadQuery as error:
            return refused(self.pages, request, error)
        try:
            found = OccurrencePage(question)
        except BadQuery as error:
            trouble = language_of(request).refusal(error)
            found = OccurrencePage(replace(question, sort="time"))
        return self.pages.answer(request, "concordance.html", {
            "asked": question.asked, "text": question.asked.text, "sorts": SORTS,
            "sort": found.question.sort, "articles": len(question.ids), "found": found,
            "read": READ, "notes": found.notes, "also": question.search.also, "trouble": trouble,
        })  # fmt: skip

    def json(self, request: Request) -> Response:
        """The same page for programs, as the command gives it."""
        try:
            question = Question.of(self.pages, request)
            found = OccurrencePage(question)
        except BadQuery as error:
            return json_answer({"error": str(error)}, 400)
        asked = question.asked
        return json_answer({
            "query": asked.text, "also_searched": question.search.also, "exact": asked.exact,
            "one_per_story": asked.one_per_story, "former": asked.former,
            "filters": asked.narrowed_by, "articles": len(question.ids), "order": question.sort,
            "total": found.total, "at_least": found.at_least if found.total is None else None,
            "page": found.page, "pages": found.pages, "offset": found.offset, "as_of": found.at,
            "notes": [note.as_row() for note in [*notes_on_passed_over(request), *found.notes]],
            "occurrences": [one.as_row() for one in found.shown],
        })  # fmt: skip

    def csv(self, request: Request) -> Response:
        """Every occurrence, none left out, one line each."""
        try:
            question = Question.of(self.pages, request)
            question.demand_sortable()
        except BadQuery as error:
            return Response(str(error), 400, media_type="text/plain")
        return StreamingResponse(_lines(question.every()), media_type="text/csv; charset=utf-8")


def _lines(every: Iterable[Occurrence]) -> Iterator[str]:
    yield csv_line(Occurrence.__dataclass_fields__)
    for one in every:
        yield csv_line(one.as_row().values())
