"""A site of our own whose articles have several pages, on loopback; tests change its answers."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from crawler.run.supervised_crawl import Crawl
from tests.making import begun
from tests.waiting import LIMIT

HEADLINE = "تحقيق: كيف تعيش قرى الأطلس بدون ماء صالح للشرب"
Answer = str | tuple[int, Mapping[str, str], str]


def text(number: int, word: str = "البئر") -> str:
    """The paragraphs of a page of an article."""
    return "".join(
        f"<p>في الجزء {number} من التحقيق، الفقرة {line}، يحكي سكان الدوار رقم {number * 7 + line} "
        f"عن {word} التي جفت منذ سنوات وعن الطريق الطويل إلى العين المجاورة كل صباح.</p>"
        for line in range(3)
    )


def wordpress_links(slug: str, number: int, last: int) -> str:
    """The markup of ``wp_link_pages`` on one page of an article."""
    links = [
        f"<span class='post-page-numbers current' aria-current='page'>{one}</span>"
        if one == number
        else f"<a href='/{slug}/{f'{one}/' if one > 1 else ''}' class='post-page-numbers'>{one}</a>"
        for one in range(1, last + 1)
    ]
    return f"<div class='page-links'><span>الصفحات:</span> {' '.join(links)}</div>"


def page(body: str, head: str = "", headline: str = HEADLINE, below: str = "") -> str:
    """An article's page; ``below`` stands outside its container."""
    return (
        f"<html lang='ar'><head><title>{headline}</title>{head}</head><body>"
        f"<nav><a href='/'>الرئيسية</a> <a href='/category/society/'>مجتمع</a></nav><article>"
        f"<h1>{headline}</h1><div class='entry-content'>{body}</div>{below}</article>"
        "<footer>جميع الحقوق محفوظة</footer></body></html>"
    )


@dataclass
class Site:
    """The answers of the site by path and query, and the paths that were asked for."""

    answers: dict[str, Answer] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    conditional: list[str] = field(default_factory=list)
    held: dict[str, threading.Event] = field(default_factory=dict)
    """Paths that are answered when their event is set."""
    home: str = ""

    def split(self, slug: str, last: int = 3, **more: Any) -> None:
        """Publish an article of so many pages, and list it."""
        self.listed.append(f"/{slug}/")
        for number in range(1, last + 1):
            path = f"/{slug}/" if number == 1 else f"/{slug}/{number}/"
            self.answers[path] = page(text(number) + wordpress_links(slug, number, last), **more)

    def answer(self, path: str) -> tuple[int, Mapping[str, str], str]:
        """Status, headers and text."""
        if path == "/feed/":
            items = "".join(
                f"<item><title>{HEADLINE}</title><link>{self.home}{one}</link></item>"
                for one in self.listed
            )
            feed = f"<rss version='2.0'><channel><title>موسم</title>{items}</channel></rss>"
            return 200, {"Content-Type": "application/rss+xml"}, feed
        found = self.answers.get(path, (404, {}, "<h1>404</h1>"))
        kind = {"Content-Type": "text/html; charset=utf-8", "ETag": f'"{hash(str(found))}"'}
        return (200, kind, found) if isinstance(found, str) else found


@contextmanager
def running() -> Iterator[Site]:
    """The site at work."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.log.append(self.path)
            if self.path in site.held:
                site.held[self.path].wait(LIMIT)
            status, headers, said = site.answer(self.path)
            if "If-None-Match" in self.headers:
                site.conditional.append(self.path)
                if self.headers["If-None-Match"] == headers.get("ETag"):
                    status, said = 304, ""
            if said == "cut":  # no answer at all
                return
            body = said.encode()
            with suppress(OSError):  # a crawl that was killed listens no more
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.home = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def overrides(folder: Path, site: Site, **more: Any) -> dict[str, Any]:
    """The settings under which the site is crawled and its pages are read again."""
    return {
        "ARCHIVE": begun(folder), "ALLOW_PRIVATE": True, "DOWNLOAD_DELAY": 0, "RETRY_TIMES": 0,
        "DOWNLOAD_TIMEOUT": LIMIT, "HOMES": {"mawsim": f"{site.home}/"}, "POLL_ALL": True,
        "SPIDER_MODULES": ["tests.paged_site.spiders"], "GONE_GAP": 0, "LOG_LEVEL": "ERROR",
    } | more  # fmt: skip


def crawl(folder: Path, site: Site, **more: Any) -> None:
    """One crawl of the site, to its end."""
    assert Crawl("mawsim", overrides(folder, site, **more)).wait(LIMIT) == "finished"
