"""The saved searches of a reading room: the list with what is new, saving, looking, deleting."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

import numpy as np
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from storage import times
from storage.errors import Translatable
from storage.query.query_language import BadQuery
from storage.saved_searches.saved_searches import CannotSave, SavedSearch, SavedSearches, kept_query
from warraq.web.page_rendering import Pages
from warraq.web.search_request import Asked
from warraq.web.search_results import chosen
from warraq.web.untrusted.csrf_checked_forms import NotOurForm, form_of
from warraq.web.wording.translation import LANGUAGES, Language, language_of

_HIGHEST_NUMBER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A saved search as the list shows it."""

    saved: SavedSearch
    asked: Asked | None
    """What it asks; ``None``: it cannot be asked any more."""
    total: int
    new: int
    """Articles that came since it was looked at last."""
    trouble: str
    """Why it cannot; empty where it can."""


class SavedSearchPages:
    """The answers about saved searches."""

    def __init__(self, pages: Pages) -> None:
        """Know the archive."""
        self.pages = pages
        self.saved = SavedSearches(pages.readers.folder)

    def list(self, request: Request) -> Response:
        """Every saved search with its address, its feed and how many articles are new."""
        try:
            language = language_of(request)
            rows = [self._row(one, language) for one in self.saved.all()]
        except CannotSave as error:
            return self._refused(request, error, 503)
        return self.pages.answer(request, "saved.html", {"rows": rows, "trouble": ""})

    async def save(self, request: Request) -> Response:
        """Save the search of a form; then the list."""
        return await self._changed(request, self._save)

    async def look(self, request: Request) -> Response:
        """Open a saved search, its newest hits first; what it holds is no longer new then."""
        return await self._changed(request, self._look)

    async def delete(self, request: Request) -> Response:
        """Forget a saved search; then the list."""
        return await self._changed(request, self._delete)

    async def _changed(self, request: Request, change: Callable[[dict[str, str]], str]) -> Response:
        form = await form_of(request)
        lang = form.fields.get("lang", "")
        request = _list_in(request, lang)
        try:
            if not self.pages.may_save:
                raise NotOurForm("searches are saved only where a password is asked for")
            there = await run_in_threadpool(change, form.demanded())
        except NotOurForm as error:
            return await run_in_threadpool(self._refused, request, error, 403)
        except (BadQuery, CannotSave) as error:
            return await run_in_threadpool(self._refused, request, error, 400)
        if lang:
            there += ("&" if "?" in there else "?") + urlencode({"lang": lang})
        # to a GET, so that loading the page again sends nothing twice
        return RedirectResponse(there, 303)

    def _save(self, fields: dict[str, str]) -> str:
        query = fields.get("query", "")
        asked = _asked(query)
        if not asked.text:
            raise BadQuery("an empty search is not saved")
        readers = self.pages.readers
        asked.search(readers.archive, readers.fresh_columns())  # what cannot be asked is not saved
        self.saved.save(fields.get("name", ""), query, times.stamp(times.now()), self._last())
        return "/saved"

    def _look(self, fields: dict[str, str]) -> str:
        at = times.stamp(times.now())
        found = self.saved.look(_number(fields), at, self._last())
        if found is None:
            raise CannotSave("this search is saved no longer")
        pairs = [(name, value) for name, value in parse_qsl(found.query) if name != "order"]
        return (
            f"/search?{urlencode([*pairs, ('order', 'newest'), ('new_after', found.last_article)])}"
        )

    def _delete(self, fields: dict[str, str]) -> str:
        self.saved.delete(_number(fields))
        return "/saved"

    def _last(self) -> int:
        """The highest number of a shown article: whatever is higher later is new."""
        shown = np.flatnonzero(self.pages.readers.fresh_columns().shown)
        return int(shown[-1]) if len(shown) else 0

    def _row(self, one: SavedSearch, language: Language) -> SavedRow:
        try:
            asked = _asked(one.query)
            columns = self.pages.readers.fresh_columns()
            search = asked.search(self.pages.readers.archive, columns)
            ids = chosen(search, columns, asked.narrow)
        except BadQuery as error:  # a later version may ask differently
            return SavedRow(one, None, 0, 0, language.refusal(error))
        new = int(np.count_nonzero(ids > one.last_article))
        return SavedRow(one, asked, len(ids), new, "")

    def _refused(self, request: Request, error: Translatable, status: int) -> Response:
        why = language_of(request).refusal(error)
        return self.pages.answer(request, "saved.html", {"rows": [], "trouble": why}, status)


def _list_in(request: Request, lang: str) -> Request:
    """A request for the list in the language of a form, so that a refusal is said in it.

    The page of a refusal links itself in other languages, and a form's own address takes no GET.
    """
    query = urlencode({"lang": lang}).encode() if lang in LANGUAGES else b""
    return Request({**request.scope, "path": "/saved", "query_string": query})


def _asked(query: str) -> Asked:
    """What a saved address asks. Raises ``BadQuery``."""
    scope = {"type": "http", "headers": [], "query_string": kept_query(query).encode()}
    return Asked.of(Request(scope))


def _number(fields: dict[str, str]) -> int:
    said = fields.get("id", "")
    return min(int(said), _HIGHEST_NUMBER) if said.isdecimal() and len(said) < 20 else 0
