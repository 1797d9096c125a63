"""The web application of an archive: its routes."""

from collections.abc import Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from anyio import to_thread
from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from storage.errors import ArchiveError, Translatable
from storage.reader_sql.connection import SECONDS
from storage.reader_sql.processes import AT_ONCE, WAITING, ReaderSQL
from warraq.web.archive_connections import Readers
from warraq.web.article_pages import ArticlePages
from warraq.web.concordance_pages import ConcordancePages
from warraq.web.overview_pages import OverviewPages
from warraq.web.page_rendering import Pages
from warraq.web.saved_search_pages import SavedSearchPages
from warraq.web.search_pages import SearchPages
from warraq.web.security import HEADERS, LOOPBACK, Safety
from warraq.web.story_comparison_pages import StoryPages
from warraq.web.table_pages import TablePages
from warraq.web.wording.plain_answers import FAILED, NOT_NOW, OTHER_METHOD, plain


class _ArticleNumber(Convertor[str]):
    """The number of an article in an address, still text: articles are also known by address."""

    regex = "[0-9]{1,18}"  # a longer one overflows SQLite's 2**63

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("number", _ArticleNumber())
AT_WORK = AT_ONCE + WAITING + 4
"""Requests that are answered at one time: questions in SQL, which wait for their processes, and
some beside them. With the library's forty all get in each other's way (docs/design.md, Speed of
searching)."""
_STATIC = Path(__file__).with_name("static")


def application(
    folder: Path, outlets: Mapping[str, str], *, hosts: Sequence[str] = LOOPBACK,
    password: str = "", per_second: float = 5.0, sql_seconds: float = SECONDS,
    hold_pages: bool = False, homes: Mapping[str, str] | None = None,
    kinds: Mapping[str, str] | None = None,
) -> Starlette:  # fmt: skip
    """The application for an archive folder; ``outlets``: outlet -> its name for people.

    ``hold_pages``: keep raw pages from readers that print a hidden headline as a link;
    ``homes``: outlet -> address of its front page; ``kinds``: outlet -> what kind it is.

    Raises what ``ReadingArchive`` raises.
    """
    # whoever has no password and is not at this machine only reads
    may_save = bool(password) or set(hosts) <= set(LOOPBACK)
    pages = Pages(Readers(folder, kinds), outlets, may_save)
    about, found, single = (
        OverviewPages(pages, homes or {}, kinds or {}),
        SearchPages(pages),
        ArticlePages(pages, hold_pages),
    )
    saved, stories, lines = SavedSearchPages(pages), StoryPages(pages), ConcordancePages(pages)

    reader_sql = ReaderSQL(folder, sql_seconds)
    tables = TablePages(pages, reader_sql)

    def nothing(request: Request, error: Exception) -> Response:
        return pages.missing(request, request.url.path)

    def other_method(request: Request, error: Exception) -> Response:
        said = (getattr(error, "headers", None) or {}).get("Allow", "GET, HEAD")  # files name none
        allowed = ", ".join(sorted(said.split(", ")))  # of a set, in whatever order it has
        return plain(request, OTHER_METHOD, 405, {"allow": allowed}, method=request.method)

    def not_now(request: Request, error: Exception) -> Response:
        head = {"retry-after": "10"}
        if isinstance(error, Translatable):
            return plain(request, error.said, 503, head, **error.values)
        return plain(request, NOT_NOW, 503, head, error=error)

    def failed(request: Request, error: Exception) -> Response:
        # it is sent from outside of the middleware, and logged with its traceback behind this
        return plain(request, FAILED, 500, HEADERS)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> Any:
        to_thread.current_default_thread_limiter().total_tokens = AT_WORK
        yield
        pages.readers.close()
        reader_sql.close()

    return Starlette(
        routes=[
            Route("/", about.front), Route("/search", found.html),
            Route("/search.json", found.json), Route("/search.csv", found.csv),
            Route("/search.jsonl", found.all_json),
            Route("/search.atom", found.atom), Route("/compare", found.compare),
            Route("/concordance", lines.html), Route("/concordance.json", lines.json),
            Route("/concordance.csv", lines.csv),
            Route("/id/{uid:path}", single.by_uid), Route("/article/{id:number}", single.article),
            Route("/article/{id:number}.json", single.json),
            Route("/article/{id:number}/versions", single.compare),
            Route("/article/{id:number}/raw", single.raw),
            Route("/article/{id:number}/raw/page", single.raw_body),
            Route("/article/{id:number}/cite.{format}", single.cite),
            Route("/outlet/{name}", about.outlet), Route("/day/{day}", about.day),
            Route("/saved", saved.list), Route("/saved", saved.save, methods=["POST"]),
            Route("/saved/look", saved.look, methods=["POST"]),
            Route("/saved/delete", saved.delete, methods=["POST"]),
            Route("/article/{id:number}/story/{other:number}", stories.beside),
            Route("/tables", tables.tables), Route("/tables/{name}.json", tables.table),
            Route("/tables/{name}.csv", tables.table), Route("/tables/{name}", tables.table),
            Route("/sql", tables.sql), Route("/sql.json", tables.sql),
            Route("/sql.csv", tables.sql),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ],
        middleware=[
            Middleware(Safety, hosts=hosts, password=password, per_second=per_second),
        ],
        exception_handlers={
            404: nothing, 405: other_method, ArchiveError: not_now, Exception: failed,
        },
        lifespan=lifespan,
    )  # fmt: skip
