"""The exact heads of an exchange reach the archive; where they cannot, it says so."""

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import brotli
import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.http.content_encoding import zstd
from crawler.reading.reader import read_article
from crawler.run.supervised_crawl import Crawl
from storage.archive import Archive
from storage.raw import load_page
from storage.raw.warc_record_writing import HEAD
from storage.verify.verify import verify
from tests.making import BODY, begun
from tests.waiting import LIMIT
from tests.wired.server import ByteServer

CRAWL = """
import json
import sys
from crawler.run.crawl_process import crawl
{before}
crawl("wired", json.loads(sys.argv[2]))
"""


def crawl(
    folder: Path, server: ByteServer, before: str = "", settings: dict[str, object] | None = None
) -> subprocess.CompletedProcess[str]:
    """How a crawl of the server ended, and what it said; ``before``: code that runs before it."""
    given: dict[str, object] = {
        "ARCHIVE": begun(folder), "HOMES": {"wired": server.address},
        "SPIDER_MODULES": ["tests.wired"], "ALLOW_PRIVATE": True, "DOWNLOAD_DELAY": 0.0,
        "POLL_ALL": True, "MIN_FREE_BYTES": 0, **(settings or {}),
    }  # fmt: skip
    if before:
        code = CRAWL.format(before=before)
        command = [sys.executable, "-c", code, str(folder), json.dumps(given)]
        return subprocess.run(command, capture_output=True, text=True, check=False)
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as log:
        one = Crawl("wired", given, log.name)
        one.wait(LIMIT)
        said = f"{log.read()}{one.reason}"
    return subprocess.CompletedProcess([], one.process.exitcode or 0, "", said)


def page(number: int) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.splitlines())
    return (
        f"<html><head><title>سد جديد رقم {number}</title>"
        f'<meta property="og:title" content="سد جديد رقم {number}">'
        f'<meta property="og:type" content="article"></head><body><article>'
        f"<h1>سد جديد رقم {number}</h1>{paragraphs}<p>المشروع رقم {number} في البرنامج.</p>"
        "</article></body></html>"
    ).encode()


def feed(address: str, numbers: range) -> bytes:
    items = "".join(
        f"<item><title>سد {n}</title><link>{address}/{n}.html</link></item>" for n in numbers
    )
    return f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    parts = [body[:half], body[half:], b""]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


NUMBERS = range(1, 8)


def served(number: int) -> bytes:
    """A page; the compressed one asks machines for restraint."""
    ask = b'<head><meta name="robots" content="noindex">' if number == 2 else b"<head>"
    return page(number).replace(b"<head>", ask)


HEADS = {
    "/1.html": b"HTTP/1.1 200 Very OK\r\nX-ODD-case: a\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n"
    b"X-Folded: one\r\n two\r\nX-Utf8: \xd8\xb3\xd8\xaf\r\nContent-Length: %d\r\n\r\n",
    "/2.html": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    b"Content-Type: text/html; charset=utf-8\r\n\r\n",
    "/3.html": b"HTTP/1.0 200 OK\r\nServer: old\r\n\r\n",
    "/4.html": b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n",
    "/5.html": b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: %d\r\n\r\n",
    "/6.html": b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: %d\r\n\r\n",
    "/7.html": b"HTTP/1.1 200 OK\nContent-Length: %d\nX-Old: \xe9\n\n",
    "/feed": b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: %d\r\n\r\n",
}


def serve() -> ByteServer:
    server = ByteServer({})
    bodies = {f"/{n}.html": served(n) for n in NUMBERS}
    bodies["/feed"] = feed(server.address, NUMBERS)
    for path, body in bodies.items():
        head = HEADS[path]
        if b"gzip" in head:
            body = chunked(gzip.compress(body, mtime=0))
        if b": br" in head:  # though only gzip was asked for
            body = brotli.compress(body)
        if b"zstd" in head:
            body = zstd.compress(body)
        server.answers[path] = (head % len(body) if b"%d" in head else head) + body
    return server


def plain_reader():  # type: ignore[no-untyped-def]
    return lambda page, lead: read_article(page, None, lead)


def records(folder: Path, kind: str) -> dict[str, tuple[str, bytes]]:
    """The path of each record of a kind, with what it says of its head, and its whole block."""
    found = {}
    for file in (folder / "raw").rglob("*.warc.gz"):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, no_record_parse=True):
                about = record.rec_headers
                if about.get_header("WARC-Type") == kind:
                    path = about.get_header("WARC-Target-URI").split("/", 3)[3]
                    found["/" + path] = (about.get_header(HEAD), record.raw_stream.read())
    return found


@pytest.mark.slow
def test_heads_are_kept_byte_for_byte(tmp_path: Path) -> None:
    with serve() as server:
        ended = crawl(tmp_path, server)
    assert ended.returncode == 0, ended.stderr
    answers, asked = records(tmp_path, "response"), records(tmp_path, "request")
    assert answers.keys() == {"/feed", "/robots.txt", *(f"/{n}.html" for n in NUMBERS)}
    for path in ("/1.html", "/3.html", "/5.html", "/6.html", "/7.html", "/feed"):
        assert answers[path] == ("received", server.answers[path]), path
    assert answers["/4.html"][1] == server.answers["/4.html"].partition(b"\r\n\r\n")[2]
    body = gzip.compress(served(2), mtime=0)  # de-chunked, still compressed
    head = HEADS["/2.html"].replace(b"Transfer-Encoding: chunked\r\n", b"")
    assert answers["/2.html"] == ("received", head + body)
    assert asked == {path: ("received", head) for path, head in server.asked.items()}
    with Archive(tmp_path) as kept:
        ids = [row[0] for row in kept.rows("SELECT capture_id FROM articles ORDER BY url")]
        assert [load_page(kept, id).body for id in ids] == [served(n) for n in NUMBERS]
        asked_for = kept.rows("SELECT url, opt_outs FROM opted_out")
        assert [tuple(row) for row in asked_for] == [(f"{server.address}/2.html", "noindex")]
        assert verify(kept, plain_reader).findings == []
    assert b"\r\nAccept-Encoding: gzip\r\n" in server.asked["/1.html"]
    assert "reconstructed" not in ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        # a pool without the names of today; connections that tell nothing
        "import crawler.http.raw_headers as w\n"
        "listen = w.listen\nw.listen = lambda pool: listen(object())",
        "import crawler.http.raw_headers as w; w._tapped = lambda protocol: protocol",
    ],
)
def test_where_scrapy_has_changed_the_record_says_reconstructed(
    tmp_path: Path, change: str
) -> None:
    with serve() as server:
        ended = crawl(tmp_path, server, before=change)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.count("kept as reconstructed") == 1, ended.stderr
    answers = records(tmp_path, "response")
    assert len(answers) == len(NUMBERS) + 2
    assert {said for said, _ in answers.values()} == {"reconstructed"}
    assert answers["/3.html"][1].startswith(b"HTTP/1.0 200 OK\r\n")
    assert {said for said, _ in records(tmp_path, "request").values()} == {"reconstructed"}
    with Archive(tmp_path) as kept:
        assert len(kept.rows("SELECT 1 FROM articles")) == len(NUMBERS)
