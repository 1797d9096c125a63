"""Why a request failed is told in words, never as Python prints its objects."""

import gzip
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.utils.test import get_crawler

from crawler.failure_classification import describe, ground_of
from crawler.run.supervised_crawl import Crawl
from storage.archive import Archive
from tests.crawling import settings
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.waiting import LIMIT

ANSWERS = {
    "reset": (None, "the connection was lost"),
    "nothing": (b"", "the server closed the connection without an answer"),
    "no HTTP": (b"\x00\x01 220 mail.example ESMTP\r\n\r\n", "the server does not speak HTTP"),
    "no status": (b"HTTP/1.1 abc\r\n\r\n", "the server does not speak HTTP"),
    "half": (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc", "the answer was cut off"),
}


@contextmanager
def answering(with_what: bytes | None) -> Iterator[int]:
    """A port that answers every request so; ``None``: it breaks the connection off."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:  # the test is over
                    return
                with connection:
                    connection.recv(65_536)
                    if with_what is None:
                        now = struct.pack("ii", 1, 0)
                        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
                    else:
                        connection.sendall(with_what)

        threading.Thread(target=answer, daemon=True).start()
        yield int(server.getsockname()[1])
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.slow
@pytest.mark.parametrize(("sent", "words"), ANSWERS.values(), ids=ANSWERS.keys())
def test_a_broken_answer_is_told_in_words(tmp_path: Path, sent: bytes | None, words: str) -> None:
    made = Newsroom(per_outlet=2)
    with running(made), answering(sent) as port:
        given = settings(tmp_path, made, RETRY_TIMES=0, ROBOTSTXT_OBEY=False)
        given["HOMES"] = made.homes() | {"rif": f"http://127.0.0.1:{port}/"}
        assert Crawl("rif", given).wait(LIMIT) == "finished"
    with Archive(tmp_path) as archive:
        reasons = {row[0] for row in archive.rows("SELECT error FROM listings")}
        (run,) = archive.rows("SELECT trouble FROM runs")
    assert reasons and all(reason.endswith(words) for reason in reasons), reasons
    assert "Failure" not in run["trouble"] and "0x" not in run["trouble"]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (ValueError("first line\n  File 'x.py', line 3\n"), "ValueError: first line"),
        (KeyError("id"), "KeyError: 'id'"),
        (RuntimeError(object()), "RuntimeError: RuntimeError"),
        (MemoryError(), "it takes more memory than a crawl may have (max_memory_bytes)"),
    ],
)
def test_a_fault_of_the_reader_is_one_line(broken: Exception, told: str) -> None:
    assert describe(broken) == ("failed", told)


@pytest.mark.parametrize(
    "path", ["robots.txt", "why-robots.txt-matters.html", "max-redirections.html", "1.html"]
)
def test_what_an_address_says_is_no_reason(path: str) -> None:
    """A page that unzips to too much is told as such, whatever its site named it."""
    unpacks = HttpCompressionMiddleware.from_crawler(get_crawler(None, {"DOWNLOAD_MAXSIZE": 1000}))
    url = f"https://one.ma/{path}"
    bomb = Response(url, headers={"Content-Encoding": "gzip"}, body=gzip.compress(bytes(100_000)))
    with pytest.raises(IgnoreRequest) as raised:
        unpacks.process_response(Request(url), bomb)
    assert describe(raised.value)[0] == "rejected" and "too large" in describe(raised.value)[1]
    assert ground_of(raised.value) is None


@pytest.mark.parametrize(
    ("said", "kind", "ground"),
    [
        ("Forbidden by robots.txt", "refused", "robots"),
        ("max redirections reached", "failed", None),
    ],
)
def test_what_scrapy_says_of_a_request_that_it_drops(
    said: str, kind: str, ground: str | None
) -> None:
    assert describe(IgnoreRequest(said))[0] == kind and ground_of(IgnoreRequest(said)) == ground
