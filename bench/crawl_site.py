"""The site that the bench of whole crawls crawls: a sitemap and its articles, from loopback.

Our own markup around texts that are words of our own texts in random order, so that every page is
another text and none is a copy of another.
"""

import asyncio
import gzip
import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from random import Random

from aiohttp import web

from tests.newsroom import Newsroom
from tests.newsroom.families.jannah import Sahifa
from tests.newsroom.feeds import sitemap
from tests.newsroom.publications import Publication
from tests.newsroom.stories import Story, load_stories

PARAGRAPHS, WORDS = 6, 42
"""Per article; its page has 22 KB then."""
SITEMAP = "/sitemap.xml"
_START = datetime(2026, 11, 20, 9, tzinfo=UTC)


class _Site(Sahifa):
    """The outlet; its pages link to its newest articles instead of drawing some from all."""

    def draw(self, pubs: Sequence[Publication], few: int, key: str) -> list[Publication]:
        return list(pubs[:few])


def answers(number: int, port: int) -> dict[str, tuple[str, bytes]]:
    """Path -> media type and body: robots.txt, the sitemap, and so many articles."""
    newsroom = Newsroom(stories=[])
    newsroom.port = port
    site, random = _Site(newsroom), Random(1)
    for place, story in enumerate(_stories(number, random)):
        site.print(story, _START - timedelta(minutes=place))
    site.live = lambda: site.publications  # type: ignore[method-assign]
    pages = {pub.path: ("text/html", site.article_page(pub).encode()) for pub in site.publications}
    listed = str(sitemap(site.publications).body).encode()
    return {
        "/robots.txt": ("text/plain", b"User-agent: *\nDisallow: /wp-admin/\n"),
        SITEMAP: ("application/xml", listed),
        **pages,
    }


def _stories(number: int, random: Random) -> Iterator[Story]:
    words = [
        word
        for story in load_stories()
        if story.language == "ar"
        for text in story.paragraphs
        for word in text.split()
    ]
    for place in range(number):
        paragraphs = (" ".join(random.choices(words, k=WORDS)) + "." for _ in range(PARAGRAPHS))
        headline = " ".join(random.choices(words, k=9))
        yield Story(f"story-{place}", headline, "سياسة", "", ("الماء",), "report", (*paragraphs,))


@contextmanager
def serving(number: int, *, packed: bool) -> Iterator[str]:
    """The site's home address while a process of its own serves it; ``packed`` with gzip."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(number, packed, there))
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def _serve(number: int, packed: bool, ready: Connection) -> None:
    asyncio.run(_served(number, packed, ready))


async def _served(number: int, packed: bool, ready: Connection) -> None:
    pages: Mapping[str, tuple[str, bytes]] = {}

    async def answer(request: web.Request) -> web.Response:
        kind, body = pages[request.path]
        headers = {"Content-Type": f"{kind}; charset=UTF-8"}
        if packed:
            headers["Content-Encoding"] = "gzip"
        return web.Response(body=body, headers=headers)

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, Sahifa.host, 0)
    await site.start()
    port = runner.addresses[0][1]
    pages = answers(number, port)
    if packed:
        pages = {path: (kind, gzip.compress(body, 6)) for path, (kind, body) in pages.items()}
    ready.send(f"http://{Sahifa.host}:{port}/")
    await asyncio.Event().wait()
