"""What a visitor makes of bodies as servers send them: asked for gzip, sent anything."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest

from crawler.http.client import CannotFetch, Visitor
from crawler.http.content_encoding import zstd
from tests.wired.server import ByteServer

PAGE = "<html><p>نص الصفحة كما نشرت</p></html>".encode() * 50
PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress,
    "br": brotli.compress, "zstd": zstd.compress, "identity": bytes,
    "br, gzip": lambda body: gzip.compress(brotli.compress(body)),
    "GZIP": lambda body: gzip.compress(body[:99]) + gzip.compress(body[99:]),
}  # fmt: skip


def answer(body: bytes, stated: str, status: bytes = b"200 OK", more: bytes = b"") -> bytes:
    head = b"HTTP/1.1 %s\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n%sConnection: close\r\n"
    return head % (status, stated.encode(), len(body), more) + b"\r\n" + body


def visitor() -> Visitor:
    return Visitor({"ALLOW_PRIVATE": True, "DOWNLOAD_MAXSIZE": 100_000}, wait=lambda _: None)


@pytest.mark.parametrize("stated", PACK)
def test_gzip_is_asked_for_and_whatever_comes_is_unpacked(stated: str) -> None:
    with ByteServer({"/1": answer(PACK[stated](PAGE), stated)}) as server:
        assert visitor().fetch(f"{server.address}/1").body == PAGE
        heads = [line.lower() for line in server.asked["/1"].split(b"\r\n")]
        assert [head for head in heads if b"encoding" in head] == [b"accept-encoding: gzip"]


@pytest.mark.slow
@pytest.mark.parametrize("stated", ["gzip", "deflate", "br", "zstd", "br, gzip"])
def test_a_bomb_is_too_large_and_a_cut_or_broken_body_is_no_page(stated: str) -> None:
    packed = PACK[stated](PAGE)
    answers = {
        "/bomb": answer(PACK[stated](bytes(30_000_000)), stated),
        "/cut": answer(packed[:-3], stated),
        "/broken": answer(b"\x07" + packed[1:], stated),
    }
    with ByteServer(answers) as server:
        with pytest.raises(CannotFetch, match="larger than 100000 bytes"):
            visitor().fetch(f"{server.address}/bomb")
        for path in ("/cut", "/broken"):
            with pytest.raises(CannotFetch, match="cut off or broken"):
                visitor().fetch(server.address + path)


def test_members_without_end_are_no_page() -> None:
    """A body of two megabytes can hold 100,000 empty ones: to walk them all takes minutes."""
    with (
        ByteServer({"/1": answer(gzip.compress(b"") * 2_000, "gzip")}) as server,
        pytest.raises(CannotFetch, match="cut off or broken"),
    ):
        visitor().fetch(f"{server.address}/1")


@pytest.mark.parametrize("stated", ["UTF-8", "none", "UTF-8, gzip"])
def test_what_is_no_packing_is_left_alone(stated: str) -> None:
    sent = gzip.compress(PAGE) if "gzip" in stated else PAGE
    with ByteServer({"/1": answer(sent, stated)}) as server:
        assert visitor().fetch(f"{server.address}/1").body == PAGE


def test_a_redirect_without_a_body_leads_on_whatever_it_says_of_its_packing() -> None:
    moved = answer(b"", "gzip", b"301 Moved", b"Location: /2\r\n")
    with ByteServer({"/1": moved, "/2": answer(gzip.compress(PAGE), "gzip")}) as server:
        page = visitor().fetch(f"{server.address}/1")
        assert (page.body, page.url) == (PAGE, f"{server.address}/2")
