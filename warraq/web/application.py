"""The web application of an archive: its routes."""

from collections.abc import Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from warraq.web.archive_pages import ArchivePages
from warraq.web.article_pages import ArticlePages
from warraq.web.pages import Pages
from warraq.web.readers import Readers
from warraq.web.safety import LOOPBACK, Safety
from warraq.web.search_pages import SearchPages

_STATIC = Path(__file__).with_name("static")


def application(
    folder: Path, outlets: Mapping[str, str], *, hosts: Sequence[str] = LOOPBACK,
    password: str = "", per_second: float = 5.0,
) -> Starlette:  # fmt: skip
    """The application for an archive folder; ``outlets``: outlet -> its name for people.

    Raises what ``ReadingArchive`` raises.
    """
    pages = Pages(Readers(folder), outlets)
    about, found, single = ArchivePages(pages), SearchPages(pages), ArticlePages(pages)

    def nothing(request: Request, error: Exception) -> Response:
        return pages.missing(request, request.url.path)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> Any:
        yield
        pages.readers.close()

    return Starlette(
        routes=[
            Route("/", about.front), Route("/search", found.html),
            Route("/search.json", found.json), Route("/search.csv", found.csv),
            Route("/search.atom", found.atom), Route("/concordance", found.concordance),
            Route("/concordance.csv", found.concordance), Route("/compare", about.compare),
            Route("/article/{id:int}", _with_id(single.article)),
            Route("/article/{id:int}.json", _with_id(single.json)),
            Route("/article/{id:int}/versions", _with_id(single.compare)),
            Route("/article/{id:int}/raw", _with_id(single.raw)),
            Route("/article/{id:int}/raw/page", _with_id(single.raw_body)),
            Route("/article/{id:int}/cite.{format}", _with_id(single.cite)),
            Route("/outlet/{name}", about.outlet), Route("/day/{day}", about.day),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ],
        middleware=[
            Middleware(Safety, hosts=hosts, password=password, per_second=per_second),
        ],
        exception_handlers={404: nothing},
        lifespan=lifespan,
    )  # fmt: skip


def _with_id(answer: Any) -> Any:
    """A page whose number in the address is text again: articles are also known by address."""

    def page(request: Request) -> Response:
        request.path_params["id"] = str(request.path_params["id"])
        made: Response = answer(request)
        return made

    return page
