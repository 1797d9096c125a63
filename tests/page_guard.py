"""An extension of a crawl that notes which pages are read, and whether in a transaction."""

from pathlib import Path
from typing import Any

from crawler.reading import reader
from storage.rereading import same_reader_comparison


class PageGuard:
    """``PAGES_READ`` names its file: ``read`` or ``loaded``, ``outside`` or ``INSIDE``, address."""

    def __init__(self, crawler: Any) -> None:
        self.crawler, self.file = crawler, Path(crawler.settings["PAGES_READ"])
        read, load = reader.read_article, same_reader_comparison.load_all_pages

        def noted_read(page: Any, *more: Any) -> Any:
            self.note("read", page.url)
            return read(page, *more)

        def noted_load(archive: Any, capture: int) -> Any:
            page = load(archive, capture)
            self.note("loaded", page.url)
            return page

        reader.read_article, same_reader_comparison.load_all_pages = noted_read, noted_load

    @classmethod
    def from_crawler(cls, crawler: Any) -> "PageGuard":
        return cls(crawler)

    def note(self, what: str, url: str) -> None:
        inside = self.crawler.crawling.archive.db.conn.in_transaction
        with self.file.open("a") as file:
            file.write(f"{what} {'INSIDE' if inside else 'outside'} {url}\n")
