"""``Pages``: what every page of the web application has in common."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from crawler.urls import readable
from storage import times
from storage.query.marks.snippets import MARK_CLOSE, MARK_OPEN
from warraq.digits import western
from warraq.web.archive_connections import Readers
from warraq.web.search_request import SHAPES
from warraq.web.untrusted.csrf_checked_forms import TOKEN
from warraq.web.untrusted.ignored_parameters import NOTHING_HELD, Meaning, passed_over
from warraq.web.wording.plain_answers import NOTHING, plain
from warraq.web.wording.translation import LANGUAGES, language_of

_TEMPLATES = Path(__file__).with_name("templates")
_UNSEEN = {
    point: "\ufffd"
    for point in (*range(9), *range(11, 32), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFFFE, 0xFFFF)
}
"""Controls of a kept or typed text: a page shows that there was one."""
MOST_REPEATED = 80
"""Characters of what a reader typed that a note repeats."""
_MARKS = {MARK_OPEN: Markup("<mark>"), MARK_CLOSE: Markup("</mark>")}


@dataclass(frozen=True)
class Pages:
    """The archive, the names of its outlets, and the templates."""

    readers: Readers
    outlets: Mapping[str, str]
    """Outlet -> its name for people."""
    may_save: bool = True
    """Whether readers may save searches."""

    def __post_init__(self) -> None:
        """Compile the templates once; every value is escaped."""
        made = Environment(
            loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True, finalize=finished,
        )  # fmt: skip
        made.filters |= {
            "marked": marked, "shown": shown, "clipped": clipped, "day": times.day,
            "minute": times.there, "readable": readable,
        }  # fmt: skip
        object.__setattr__(self, "_templates", made)

    def answer(
        self, request: Request, template: str, values: Mapping[str, Any], status: int = 200,
        held: Mapping[str, Meaning] = NOTHING_HELD,
    ) -> Response:  # fmt: skip
        """A page from a template; ``link`` writes addresses that keep the language.

        ``held``: by their names, what tells of values in the address whether the archive has them.
        """
        language = language_of(request)

        keeps_language = "lang" in request.query_params

        def link(path: str, **query: object) -> str:
            if not query and not keeps_language:
                return path
            asked = {name: value for name, value in query.items() if value not in (None, "", ())}
            if keeps_language:
                asked.setdefault("lang", language.code)
            return f"{path}?{urlencode(asked, doseq=True)}" if asked else path

        # a page of a search has some three hundred addresses that differ in one or two names
        pairs = [(one[0], urlencode([one])) for one in request.query_params.multi_items()]

        def here(**changed: object) -> str:
            """The address of this page with some of its query changed; ``None`` takes it out."""
            kept = [pair for name, pair in pairs if name not in changed]
            kept += [_pair(name, str(value)) for name, value in changed.items()
                     if value is not None]  # fmt: skip
            return f"{request.url.path}?{'&'.join(kept)}" if kept else request.url.path

        def here_by(*names: str) -> Callable[[object], str]:
            """What makes the address of the first page with a value for some names."""
            kept = here(**dict.fromkeys((*names, "page")))
            begin = f"{kept}{'&' if '?' in kept else '?'}"
            return lambda value: begin + "&".join([_pair(name, str(value)) for name in names])

        def without(name: str, value: str) -> str:
            """The address of the first page without one of the values of a name."""
            typed = western if name in SHAPES else str  # the others are chosen as they stand
            kept = [one for one in request.query_params.multi_items()
                    if (one[0], typed(one[1])) != (name, value) and one[0] != "page"]  # fmt: skip
            return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path

        environment: Environment = self._templates  # type: ignore[attr-defined]
        text = environment.get_template(template).render(
            _=language, language=language, languages=LANGUAGES, link=link, here=here,
            here_by=here_by, without=without, outlet_name=self.outlet_name, path=request.url.path,
            token=TOKEN, may_save=self.may_save, query=request.url.query,
            passed_over=passed_over(request, held),
            **values,
        )  # fmt: skip
        return HTMLResponse(text, status)

    def outlet_name(self, outlet: str) -> str:
        """An outlet's name for people."""
        return self.outlets.get(outlet, outlet)

    def missing(self, request: Request, what: str) -> Response:
        """The page for what is not there; at an address of JSON, ``error`` of an object."""
        if request.url.path.endswith(".json"):
            return plain(request, NOTHING, 404)
        return self.answer(request, "missing.html", {"what": what}, 404)


@lru_cache(16_384)
def _pair(name: str, value: str) -> str:
    """A name and its value as an address has them: months and outlets are in every page's."""
    return urlencode([(name, value)])


def finished(value: object) -> object:
    """Whatever a template prints: its controls seen, nothing of what is unknown."""
    return shown(value) if value is None or type(value) is str else value


def marked(text: str) -> Markup:
    """A text with what was found within ``<mark>``; all else is text."""
    pieces = re.split(f"({MARK_OPEN}|{MARK_CLOSE})", text)
    return Markup("").join(_MARKS.get(piece) or shown(piece) for piece in pieces)


def shown(text: object) -> str:
    """A kept text as a page may show it: controls are seen, not obeyed."""
    said = "" if text is None else str(text)
    # each of these is what Python does not print, and nearly no text has one
    return said if said.isprintable() else said.translate(_UNSEEN)


def clipped(typed: str) -> str:
    """A typed value as a note may repeat it: its beginning, where it is very long."""
    return shown(typed if len(typed) <= MOST_REPEATED else typed[:MOST_REPEATED] + "…")
