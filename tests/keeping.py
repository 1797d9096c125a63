"""A small archive with raw pages behind its articles, and a reader for it, for tests."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from crawler.errors import NotAnArticle
from crawler.items import Article, Lead, Page
from crawler.reading.reader import read_article
from storage.archive import Archive
from storage.raw import Fetched, SegmentWriter, load_page
from tests.crawler.test_raw_headers import page
from tests.making import START


def fetched_page(number: int, outlet: str = "one", html: bytes | None = None) -> Fetched:
    """An article's page as it is fetched."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    asked = f"GET /{number}.html HTTP/1.1\r\nHost: {outlet}.ma\r\n\r\n".encode()
    return Fetched(
        f"https://{outlet}.ma/{number}.html", START + timedelta(minutes=number), 200, "OK",
        [("Content-Type", "text/html; charset=utf-8")], html or page(number), head=head,
        request_head=asked,
    )  # fmt: skip


def keep_page(kept: Archive, raw: SegmentWriter, fetched: Fetched) -> int:
    """Fetch, read and keep one article; its id."""
    capture = raw.keep(fetched)
    return kept.keep(read_article(load_page(kept, capture)), capture)[1]


def filled(folder: Path, count: int = 4, outlet: str = "one") -> Archive:
    """An archive with articles, one sealed segment, and a revisit in it."""
    kept = Archive(folder, create=True)
    raw = SegmentWriter(kept, outlet)
    for number in range(1, count + 1):
        keep_page(kept, raw, fetched_page(number, outlet))
    raw.keep(fetched_page(1, outlet))
    raw.close()
    return kept


def make_reader() -> Callable[[Page, Lead | None], Article]:
    """The reader of these pages."""
    return lambda page, lead: read_article(page, None, lead)


def make_other_reader() -> Callable[[Page, Lead | None], Article]:
    """A reader with faults: it hangs, dies, refuses and reads otherwise, by the address."""
    whole = make_reader()

    def read(page: Page, lead: Lead | None) -> Article:
        from dataclasses import replace

        if page.url.endswith("/1.html"):
            time.sleep(3600)  # a page that hangs its reader: the caller ends it
        if page.url.endswith("/2.html"):
            os._exit(9)
        if page.url.endswith("/3.html"):
            raise NotAnArticle("refused by the test")
        article = whole(page, lead)
        return replace(article, headline=article.headline + "!")

    return read


def make_reader_late(marker: Path) -> Callable[[Page, Lead | None], Article]:
    """The same reader; its first process dies before it is ready."""
    if not marker.exists():
        marker.touch()
        os._exit(9)
    return make_reader()
