"""An article's pages: its text and life, its versions side by side, its raw page, its citations."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import pairwise
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from crawler.errors import OutletError
from crawler.markup.decoding import decode
from storage import times
from storage.article_fields import FIELDS, unpacked
from storage.article_uid import article_with, known_as
from storage.errors import RawPageLost, RawPageMissing
from storage.query.diff.word_diff import count_words
from storage.query.filters import Filters
from storage.query.history import (
    Version,
    article_history,
    article_row,
    before,
    changed_parts,
    related_rows,
    versions,
)
from storage.query.marks.snippets import marked_lines, unmarked
from storage.query.query_language import BadQuery
from storage.query.search import Search
from storage.query.stories.story import story_of
from storage.query.web_page_queries import capture_of
from storage.raw import load_page
from storage.takedown.hidden_names import names_hidden
from storage.wording.event_sentence_templates import AHEAD
from warraq.web.citations import Citation, uid_path
from warraq.web.page_rendering import Pages, shown
from warraq.web.security import RAW_POLICY
from warraq.web.untrusted.inert_page import inert
from warraq.web.wording.plain_answers import NO_ARTICLE, NO_FORMAT, NO_RAW_PAGE, json_answer, plain
from warraq.web.wording.stored_sentence_translation import event_in_words, value_in_words
from warraq.web.wording.translation import language_of

SHOWN_ABOVE = frozenset(("headline", "body", "outlet", "url", "sources"))
"""Fields of an article that its table of fields leaves out."""
_FORMATS = {
    "bib": ("bibtex", "application/x-bibtex"),
    "ris": ("ris", "application/x-research-info-systems"),
    "json": ("csl", "application/vnd.citationstyles.csl+json"),
}  # fmt: skip
HELD = (
    "This raw page is not shown to readers: it prints the headline or the address of an article"
    " that an order hides. It stays in the archive as evidence of the article that it belongs to."
)
NO_VERSION = -1
LOST = "This raw page was lost; the log of the archive says so."
NOT_THERE = "The raw page is not where the archive has it, or not whole: see `warraq verify`."
NO_TEXT = "What was kept here is no text."
UNREADABLE = "The raw page cannot be read: {error}"


class ArticlePages:
    """The answers about one article."""

    def __init__(self, pages: Pages, hold_pages: bool = False) -> None:
        """Know the archive; ``hold_pages``: no raw page that names a hidden article is shown."""
        self.pages, self.hold_pages = pages, hold_pages

    def _row(self, request: Request) -> dict[str, Any] | None:
        row = article_row(self.pages.readers.archive, request.path_params["id"])
        return None if row is None or not row["headline"] else unpacked(dict(row))

    def article(self, request: Request) -> Response:
        """Text, fields with where they came from, life, story, raw pages, citations."""
        row = self._row(request)
        if row is None:
            return self.pages.missing(request, f"/article/{request.path_params['id']}")
        archive = self.pages.readers.archive
        language, sources = language_of(request), row.get("sources") or {}
        fields = [
            (one.name, one.means("empty"), value_in_words(language, one.name, row[one.name]),
             sources.get(one.name, ""))
            for one in FIELDS
            if (one.name not in SHOWN_ABOVE or one.name == "headline")
            and row[one.name] not in (None, "", [], False, 0)
        ]  # fmt: skip
        told, story = versions(archive, row["id"]), story_of(archive, row["id"])
        headline, body = self._marked(request, row)
        return self.pages.answer(request, "article.html", {
            "changes": _changes(told),
            "row": row, "fields": fields, "related": related_rows(archive, row["id"]),
            "life": article_history(archive, row["id"], self.pages.outlets),
            "versions": told,
            "story": story, "ahead": f"({AHEAD})",
            "event": partial(event_in_words, language),
            "evidence": partial(value_in_words, language, "encoding_evidence"),
            "members": {one.article_id: one for one in story.members} if story else {},
            "permanent": f"{str(request.base_url).rstrip('/')}/article/{row['id']}",
            "uid_path": uid_path(known_as(row)),
            "cite": Citation.of(row, self.pages.outlet_name(row["outlet"])),
            "marked_headline": headline, "lines": marked_lines(body),
        })  # fmt: skip

    def _marked(self, request: Request, row: Mapping[str, Any]) -> tuple[str, str]:
        """Headline and text, in them marked what the search that led here had found."""
        asked, exact = request.query_params.get("q", ""), request.query_params.get("exact") == "1"
        found = None
        # no page of a search leads here with a question that is none: there is nothing to mark
        with suppress(BadQuery):
            if asked.strip():
                search = Search(self.pages.readers.archive, asked, Filters(), exact=exact)
                found = search.marked_text(row["id"])
        return found or (unmarked(row["headline"] or ""), unmarked(row["body"] or ""))

    def by_uid(self, request: Request) -> Response:
        """The way to the article that a uid names: it is the same in every archive."""
        archive = self.pages.readers.archive
        id = article_with(archive.db, request.path_params["uid"])
        # an order hides the article, not what else it was called
        row = None if id is None else article_row(archive, str(id))
        if row is None or not row["headline"]:
            return self.pages.missing(request, request.url.path)
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/article/{row['id']}{query}")

    def json(self, request: Request) -> Response:
        """All that is kept of an article, for programs."""
        row = self._row(request)
        if row is None:
            return plain(request, NO_ARTICLE, 404)
        related = related_rows(self.pages.readers.archive, row["id"])
        told = {name: [unpacked(dict(one)) for one in rows] for name, rows in related.items()}
        answer = {"query": request.path_params["id"], "as_of": times.text(times.now())}
        return json_answer(answer | row | told)

    def compare(self, request: Request) -> Response:
        """Two versions side by side, word by word; of one that is named, it and its neighbour."""
        row = self._row(request)
        if row is None:
            return self.pages.missing(request, f"/article/{request.path_params['id']}")
        told = {one.number: one for one in versions(self.pages.readers.archive, row["id"])}
        order, query = [*told], request.query_params  # in time: numbers are not
        former = _number(query.get("from"), NO_VERSION)  # what is no number names none
        last = order[-1] if former == NO_VERSION else before(reversed(order), former)
        later = _number(query.get("to"), last)
        former = before(order, later) if former == NO_VERSION else former
        if former not in told or later not in told:
            return self.pages.missing(request, _address(request))
        parts = changed_parts(told[former], told[later])
        return self.pages.answer(request, "compare_versions.html", {
            "row": row, "versions": told.values(), "former": told[former], "later": told[later],
            "parts": parts,
        })  # fmt: skip

    def cite(self, request: Request) -> Response:
        """A citation as a file."""
        row = self._row(request)
        name, media_type = _FORMATS.get(request.path_params["format"], ("", ""))
        if row is None or not name:
            return plain(request, NO_FORMAT, 404)
        made = getattr(Citation.of(row, self.pages.outlet_name(row["outlet"])), name)()
        head = {"content-disposition": f'attachment; filename="warraq-{row["id"]}.'
                f'{request.path_params["format"]}"'}  # fmt: skip
        return Response(made, 200, head, f"{media_type}; charset=utf-8")

    def raw(self, request: Request) -> Response:
        """The raw page in a frame, below a banner that says what it is."""
        row = self._row(request)
        if row is None:
            return self.pages.missing(request, f"/article/{request.path_params['id']}")
        related = related_rows(self.pages.readers.archive, row["id"])
        # unless told otherwise the last one that was kept: of imported versions there is none
        last = related["raw"][-1]["number"] if related["raw"] else 0
        number = _number(request.query_params.get("version"), last)
        page = _number(request.query_params.get("page"), 1)
        kept = [one for one in related["raw"] if one["number"] == number and one["page"] == page]
        if not kept:
            return self.pages.missing(request, _address(request))
        return self.pages.answer(request, "raw.html", {
            "row": row, "kept": kept[0], "every": related["raw"], "number": number, "page": page,
            "holds": self.hold_pages,
        })  # fmt: skip

    def raw_body(self, request: Request) -> Response:
        """The raw page itself, for the frame: an origin of its own, without scripts."""
        row = self._row(request)
        archive = self.pages.readers.archive
        number = _number(request.query_params.get("version"), 0)
        page = _number(request.query_params.get("page"), 1)
        capture = capture_of(archive, row["id"], number, page) if row else None
        if row is None or capture is None:
            return plain(request, NO_RAW_PAGE, 404)
        try:
            kept = load_page(archive, capture)
            if self.hold_pages and names_hidden(archive, row["outlet"], kept):
                return plain(request, HELD, 451)
            text = inert(shown(decode(kept.body, kept.content_type).text))
        except OutletError:
            return plain(request, NO_TEXT, 200)
        except (RawPageMissing, OSError) as error:
            # what was lost, or never kept, is no fault of the server
            status = 404 if type(error) in (RawPageMissing, RawPageLost) else 500
            if isinstance(error, OSError):
                return plain(request, UNREADABLE, status, error=error.strerror or error)
            return plain(request, LOST if isinstance(error, RawPageLost) else NOT_THERE, status)
        head = {"content-security-policy": RAW_POLICY, "cache-control": "no-store"}
        return Response(text, 200, head, "text/html; charset=utf-8")


def _changes(told: Sequence[Version]) -> dict[int, dict[str, tuple[int, int]]]:
    """Of each later version the fields that changed, with the words that came and went."""
    return {
        later.number: {
            name: count_words(changes) for name, changes in changed_parts(former, later).items()
        }
        for former, later in pairwise(told)
    }


def _address(request: Request) -> str:
    """What was asked for, where nothing is."""
    return f"{request.url.path}?{request.url.query}"


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 9 else otherwise
