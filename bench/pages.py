"""``make bench``: pages per second of the whole path and of its stages, on the sample newsroom.

One run, one process, interleaved rounds; the yardstick is trafilatura alone (with metadata) on the
same pages. Absolute numbers depend on the machine; the ratios are what to look at.
"""

import argparse
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import trafilatura

from crawler.items import Article, Page
from crawler.markup.bounded_html_parsing import parse
from crawler.markup.decoding import decode
from crawler.reading.article_metadata import read_metadata
from crawler.reading.body.extraction import find_body
from crawler.reading.extraction_hints import Hints
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.reader import read_article
from crawler.reading.trace import SILENT
from crawler.run.supervised_crawl import Crawl
from storage.archive import Archive
from storage.raw import Fetched, SegmentWriter
from tests.newsroom import Newsroom, running

Sample = tuple[Page, Hints]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    newsroom = Newsroom()
    with running(newsroom):
        samples = fetch(newsroom)
        crawled = crawl_all(newsroom)
    articles = [read_article(page, hints) for page, hints in samples]
    stages: dict[str, Callable[[], None]] = {
        "trafilatura alone, with metadata": lambda: each(samples, yardstick),
        "trafilatura alone, text only, fast": lambda: each(samples, fast_yardstick),
        "decode": lambda: each(samples, lambda page, _: decode(page.body, page.content_type)),
        "decode + parse": lambda: each(samples, tree_of),
        "decode + parse + metadata": lambda: each(samples, metadata_of),
        "decode + parse + body (container)": lambda: each(samples, body_of),
        "read, container known": lambda: each(samples, read_article),
        "read, no hint": lambda: each(samples, lambda page, _: read_article(page)),
        "keep raw page (WARC, fdatasync)": lambda: keep_raw(samples),
        "decide + keep article (SQLite)": lambda: keep_articles(articles),
    }
    times: dict[str, list[float]] = {name: [] for name in stages}
    for _ in range(rounds + 1):  # the first round warms up
        for name, stage in stages.items():
            begun = time.perf_counter()
            stage()
            times[name].append((time.perf_counter() - begun) / len(samples))
    report({name: statistics.median(found[1:]) for name, found in times.items()}, len(samples))
    print(f"\nwhole path (HTTP, WARC, read, decide, keep): {crawled:.0f} pages/s over 6 processes")


def report(medians: dict[str, float], pages: int) -> None:
    """A line per stage: milliseconds per page, pages per second, ratio to the yardstick."""
    yardstick_time = next(iter(medians.values()))
    print(
        f"{pages} pages, medians of the rounds\n"
        f"{'stage':<38}{'ms/page':>9}{'pages/s':>9}{'x faster':>10}"
    )
    for name, seconds in medians.items():
        print(
            f"{name:<38}{seconds * 1000:>9.2f}{1 / seconds:>9.0f}{yardstick_time / seconds:>10.1f}"
        )


def fetch(newsroom: Newsroom) -> list[Sample]:
    """Every article page as it is served, with its outlet's container."""
    samples = []
    for pub in newsroom.published():
        with urllib.request.urlopen(quote(pub.url, safe=":/%?=&")) as response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            page = Page(pub.outlet.name, pub.url, datetime.now(UTC), 200, headers, response.read())
        samples.append((page, Hints(body=pub.outlet.container)))
    return samples


def each(samples: Sequence[Sample], work: Callable[[Page, Hints], object]) -> None:
    """One piece of work on every page."""
    for page, hints in samples:
        work(page, hints)


def yardstick(page: Page, hints: Hints) -> object:
    """trafilatura with metadata, as a user would call it."""
    return trafilatura.bare_extraction(page.body, include_comments=False, with_metadata=True)


def fast_yardstick(page: Page, hints: Hints) -> object:
    """trafilatura at its fastest, without any metadata."""
    return trafilatura.extract(page.body, include_comments=False, fast=True)


def tree_of(page: Page, hints: Hints) -> object:
    """The page as a tree."""
    return parse(decode(page.body, page.content_type).text)


def metadata_of(page: Page, hints: Hints) -> object:
    """All fields but the body."""
    text = decode(page.body, page.content_type).text
    return read_metadata(
        ParsedPage(parse(text), text, hints, None, page.url, page.fetched_at, SILENT)
    )


def body_of(page: Page, hints: Hints) -> object:
    """The body alone."""
    return find_body(parse(decode(page.body, page.content_type).text), hints, "")


def keep_raw(samples: Sequence[Sample]) -> None:
    """Every page into a new archive's WARC."""
    with tempfile.TemporaryDirectory() as folder, Archive(folder, create=True) as archive:
        raw = SegmentWriter(archive, "bench")
        for page, _ in samples:
            raw.keep(
                Fetched(page.url, page.fetched_at, 200, "OK", list(page.headers.items()), page.body)
            )
        raw.close()


def keep_articles(articles: Sequence[Article]) -> None:
    """Every article into a new archive."""
    with tempfile.TemporaryDirectory() as folder, Archive(folder, create=True) as archive:
        for article in articles:
            archive.keep(article)


def crawl_all(newsroom: Newsroom) -> float:
    """Pages per second of crawling every outlet at once, without delays."""
    with tempfile.TemporaryDirectory() as folder:
        overrides = {
            "ARCHIVE": folder, "ALLOW_PRIVATE": True, "DOWNLOAD_DELAY": 0, "POLL_ALL": True,
            "SPIDER_MODULES": ["tests.newsroom.spiders"], "HOMES": newsroom.homes(),
        }  # fmt: skip
        Crawl("arc", overrides).wait(120)  # the forkserver is up, one outlet is done
        begun = time.perf_counter()
        crawls = [Crawl(name, overrides) for name in newsroom.outlets if name != "arc"]
        for crawl in crawls:
            crawl.wait(120)
        spent = time.perf_counter() - begun
        with Archive(Path(folder)) as archive:
            row = archive.row("SELECT count(*) FROM articles WHERE outlet <> 'arc'")
        return (row[0] if row else 0) / spent


if __name__ == "__main__":
    main()
