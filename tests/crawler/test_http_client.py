"""Single pages for probe, check and read: who may answer, how long, and robots.txt."""

import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from crawler.http.checked_opener import Opener
from crawler.http.client import CannotFetch, Visitor
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running

Answers = dict[str, tuple[int, dict[str, str], bytes]]


@contextmanager
def served(answers: Answers) -> Iterator[tuple[str, list[str], threading.Event]]:
    """A server with these answers: its home, what was asked of it, what ends ``/drip``."""
    asked, over = list[str](), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, headers, body = answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            while self.path == "/drip" and not over.wait(0.02):
                try:
                    self.wfile.write(b"<")
                except OSError:  # the visitor has gone
                    return

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked, over
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def visitor(**more: object) -> Visitor:
    return Visitor({"ALLOW_PRIVATE": True, "DOWNLOAD_DELAY": 0} | more)


def test_the_address_that_answers_is_looked_at_before_anything_is_asked() -> None:
    seen = []

    def refuse(host: str, ip: str) -> None:
        seen.append((host, ip))
        raise CannotFetch("inside")

    with served({"/": (200, {}, b"secret")}) as (home, asked, _):
        named = home.replace("127.0.0.1", "localhost")
        for address in (named, named.replace("http", "https")):
            with pytest.raises(CannotFetch, match="inside"):
                Opener(refuse).open(urllib.request.Request(address), 5, 100)
        assert asked == []
    assert seen == [("localhost", "127.0.0.1")] * 2


def test_a_page_that_drips_in_ends() -> None:
    with (
        served({"/drip": (200, {}, b"")}) as (home, _, over),
        pytest.raises(CannotFetch, match="longer than 3 s"),
    ):
        visitor(DOWNLOAD_TIMEOUT=3).fetch(f"{home}/drip")
        assert not over.is_set()


def test_a_page_that_is_cut_off_is_no_page() -> None:
    with (
        served({"/": (200, {"Content-Length": "100"}, b"half")}) as (home, *_),
        pytest.raises(CannotFetch, match="IncompleteRead"),
    ):
        visitor().fetch(f"{home}/")


def test_robots_txt_that_asks_for_patience_closes_the_door() -> None:
    answers: Answers = {"/robots.txt": (429, {"Retry-After": "9"}, b""), "/": (200, {}, b"x")}
    said = pytest.raises(CannotFetch, match=r"robots.txt answers 429")
    with served(answers) as (home, asked, _), said:
        visitor().fetch(f"{home}/")
    assert asked == ["/robots.txt"]


def test_robots_txt_is_found_behind_redirects() -> None:
    answers: Answers = {
        "/robots.txt": (301, {"Location": "/a"}, b""),
        "/a": (302, {"Location": "/b"}, b""),
        "/b": (200, {}, b"User-agent: *\nDisallow: /private"),
    }
    with served(answers) as (home, asked, _), pytest.raises(CannotFetch, match="does not allow"):
        visitor().fetch(f"{home}/private/x")
    assert asked == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize(
    "place", ["http://[x/", "http://x:port/", "file:///etc/passwd", "ftp://x/"]
)
def test_redirects_to_no_address_are_not_followed(place: str) -> None:
    with (
        served({"/": (302, {"Location": place}, b"")}) as (home, *_),
        pytest.raises(CannotFetch, match="address"),
    ):
        visitor().fetch(f"{home}/")


def test_redirects_to_private_hosts_are_not_followed() -> None:
    with running(Newsroom(per_outlet=1)) as newsroom:
        inside = {"/": (302, {"Location": newsroom.url("rif")}, b"")}
        with served(inside) as (home, *_), pytest.raises(CannotFetch, match="private network"):
            visitor(ALLOW_PRIVATE=["127.0.0.1"]).fetch(f"{home}/")
        assert newsroom.log == []
