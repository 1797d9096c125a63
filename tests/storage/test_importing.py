"""Articles out of WARC files that other programs wrote, as they are found in the wild."""

import gzip
import io
import re
import signal
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.items import Article, Lead, Page
from storage.archive import Archive
from storage.importing.importing import Importing, Source
from storage.query.history import article_number
from storage.rereading.reading_process import Reader
from storage.verify.verify import verify
from tests.keeping import make_reader
from tests.making import BODY
from warraq.cli import main

pytestmark = pytest.mark.slow

HOST = "https://www.hespress.com"
DATE = "2024-03-05T10:00:00Z"


def page(number: int) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in BODY.splitlines())
    return (
        f"<html><head><title>سد رقم {number}</title></head><body><h1>سد جديد رقم {number}</h1>"
        f'<div class="article-content">{lines}<p>هذا هو المشروع رقم {number} في البرنامج.</p>'
        "</div></body></html>"
    ).encode()


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


class Foreign:
    """A WARC file in the making, by a writer that is not ours."""

    def __init__(self, path: Path, *, packed: bool = True, version: str = "1.0") -> None:
        self.path, self.buffer = path, io.BytesIO()
        self.writer = WARCWriter(self.buffer, gzip=packed, warc_version=version)
        self.writer.write_record(self.writer.create_warcinfo_record(path.name, {"software": "x"}))

    def answer(
        self, url: str, body: bytes, headers: Sequence[tuple[str, str]] = (), *,
        status: str = "200 OK", kind: str = "response", protocol: str = "HTTP/1.1",
        **fields: str,
    ) -> ArcWarcRecord:  # fmt: skip
        about = {"WARC-Date": DATE} | {name.replace("_", "-"): v for name, v in fields.items()}
        record = self.writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), length=len(body), warc_headers_dict=about,
            http_headers=StatusAndHeaders(
                status, [("Content-Type", "text/html; charset=utf-8"), *headers], protocol
            ),
        )  # fmt: skip
        self.writer.write_record(record)
        return record

    def save(self) -> Path:
        self.path.write_bytes(self.buffer.getvalue())
        return self.path


def take(
    folder: Path, capsys: pytest.CaptureFixture[str], *files: Path, code: int = 0,
    options: Sequence[str] = (),
) -> tuple[str, str]:  # fmt: skip
    capsys.readouterr()
    assert main(["import", *map(str, files), "--archive", str(folder), *options]) == code
    said = capsys.readouterr()
    return said.out, said.err


def urls(folder: Path) -> list[str]:
    with Archive(folder) as kept:
        assert verify(kept, make_reader).sound
        return [
            row[0].replace("hespress.com", "www.hespress.com")
            for row in kept.rows("SELECT url FROM articles ORDER BY id")
        ]


@pytest.mark.parametrize("form", ["record", "plain", "whole"])
def test_files_are_read_however_they_are_packed(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "a.warc" if form == "plain" else "a.warc.gz"
    made = Foreign(tmp_path / name, packed=form == "record")
    for number in range(1, 4):
        made.answer(f"{HOST}/a-100{number}.html", page(number))
    file = made.save()
    if form == "whole":
        file.write_bytes(gzip.compress(file.read_bytes()))
    said, _ = take(tmp_path / "archive", capsys, file)
    assert said.startswith("3 new")
    assert urls(tmp_path / "archive") == [f"{HOST}/a-100{n}.html" for n in range(1, 4)]
    assert take(tmp_path / "archive", capsys, file)[0].startswith("3 taken over before")


def test_bodies_are_read_however_they_were_sent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As wget, Common Crawl, warcprox and browsers keep them; http and https are one address."""
    made = Foreign(tmp_path / "a.warc.gz")
    packed = gzip.compress(page(2), mtime=0)
    made.answer(f"<{HOST}/a-1001.html>", page(1), protocol="HTTP/1.0")  # wget 1.19
    made.answer(f"{HOST}/a-1002.html", chunked(packed),
                [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")])  # fmt: skip
    made.answer(f"{HOST}/a-1003.html", brotli.compress(page(3)), [("Content-Encoding", "br")])
    made.answer(f"{HOST}/a-1004.html", page(4), [("X-Crawl-Content-Encoding", "gzip"),
                ("X-Crawl-Transfer-Encoding", "chunked"), ("Content-Length", "9")])  # fmt: skip
    made.answer(f"{HOST}/a-1005.html", page(5), [("Transfer-Encoding", "chunked")])  # it is not
    made.answer("http://hespress.com/a-1001.html", page(1), WARC_Date="2024-03-06T10:00:00.123456Z")
    said, _ = take(tmp_path / "archive", capsys, made.save())
    assert said.splitlines()[0] == "5 new, 1 repeat"
    assert urls(tmp_path / "archive") == [f"{HOST}/a-100{n}.html" for n in range(1, 6)]
    with Archive(tmp_path / "archive") as kept:
        (first,) = kept.rows("SELECT first_seen, last_seen FROM articles WHERE id = 1")
        assert tuple(first) == (DATE, "2024-03-06T10:00:00Z")
        (hit,) = kept.rows("SELECT payload_digest FROM captures WHERE url LIKE '%a-1002.html'")
        assert hit[0]


def test_what_is_no_whole_article_of_ours_is_counted_and_not_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Foreign(tmp_path / "a.warc.gz")
    made.answer(f"{HOST}/a-1001.html", page(1))
    made.answer(f"{HOST}/a-1002.html", page(2), WARC_Truncated="length")
    made.answer(f"{HOST}/a-1003.html", page(3), WARC_Date="yesterday")
    made.answer(f"{HOST}/a-1004.html", page(4), WARC_Block_Digest="sha1:" + "A" * 32)
    made.answer(f"{HOST}/a-1005.html", b"x" * 10_000_001)
    made.answer(f"{HOST}/a-1006.html", page(6), status="404 Not Found")
    made.answer(f"{HOST}/a-1007.html", b"<html><body><p>no article</p></body></html>")
    for number in range(3):
        made.answer(f"https://elsewhere.example/{number}.html", page(8))
    made.answer(f"{HOST}/a-1001.html", b"", kind="revisit", WARC_Refers_To="<urn:uuid:unknown>")
    made.answer("urn:x", page(1), kind="resource")
    said, _ = take(tmp_path / "archive", capsys, made.save())
    counted = dict(reversed(part.split(" ", 1)) for part in said.splitlines()[0].split(", "))
    assert counted == {
        "new": "1", "truncated by its archive": "1", "without a date": "1", "too large": "1",
        "its digest is not that of its bytes": "1", "no answer with status 200": "1",
        "rejected": "1", "not an article's address of an outlet of ours": "3",
        "repeats a record that was not taken over": "1",
    }  # fmt: skip
    assert "elsewhere.example (3)" in said
    assert urls(tmp_path / "archive") == [f"{HOST}/a-1001.html"]


ODD = {  # what stands in the good record, and what stands there instead; the outcome
    "address": (b"WARC-Target-URI:", b"X-Something-Els:", "without an address"),
    "host": (b"https://www.hespress.com/a-1001", b"https://[w.hespress.com/a-1001", "that is none"),
    "year": (b"2024-03-05T10:00:00Z", b"0001-01-01T00:00:00Z", "before there was a web"),
    "zone": (b"2024-03-05T10:00:00Z", b"9999-12-31T23:00:00-10:00", "without a date"),
    "words": (b"200 OK", b"200 D\xe9j\xe0", "2 new"),
    "field": (b"X-Odd: a", b"X-\xc3\xa9\xff: \xc3\xa9", "2 new"),
}


@pytest.mark.parametrize("odd", ODD)
def test_what_no_tool_expects_in_a_record_costs_that_record_alone(
    tmp_path: Path, odd: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good, instead, outcome = ODD[odd]
    made = Foreign(tmp_path / "a.warc", packed=False)
    made.answer(f"{HOST}/a-1001.html", page(1), [("X-Odd", "a")])
    (tmp_path / "a.warc").write_bytes(made.buffer.getvalue().replace(good, instead))
    text = (tmp_path / "a.warc").read_bytes()
    made.buffer = io.BytesIO()
    made.writer.out = made.buffer
    made.answer(f"{HOST}/a-1002.html", page(2))
    grown = len(instead) - len(good)
    if odd in ("words", "field"):  # within the record's block, whose length is stated
        length = re.search(rb"Content-Length: (\d+)\r\n\r\nHTTP", text)
        assert length
        longer = b"Content-Length: %d\r\n\r\nHTTP" % (int(length[1]) + grown)
        text = re.sub(rb"WARC-(?:Block|Payload)-Digest: [^\r]+\r\n", b"", text)
        text = text.replace(length[0], longer)
    (tmp_path / "a.warc").write_bytes(text + made.buffer.getvalue())
    said, _ = take(tmp_path / "archive", capsys, tmp_path / "a.warc")
    assert outcome in said.splitlines()[0] and " new" in said
    assert urls(tmp_path / "archive")[-1] == f"{HOST}/a-1002.html"


def test_a_revisit_says_that_an_article_was_there_once_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Foreign(tmp_path / "a.warc.gz")
    first = made.answer(f"{HOST}/a-1001.html", page(1))
    id = first.rec_headers.get_header("WARC-Record-ID")
    made.answer(f"{HOST}/a-1001.html", b"", kind="revisit", WARC_Refers_To=id,
                WARC_Date="2024-04-01T00:00:00Z")  # fmt: skip
    made.save()
    said, _ = take(tmp_path / "archive", capsys, made.path)
    assert said.startswith("1 new, 1 seen again")
    with Archive(tmp_path / "archive") as kept:
        (row,) = kept.rows("SELECT first_seen, last_seen FROM articles")
        assert tuple(row) == (DATE, "2024-04-01T00:00:00Z")


def test_an_older_sight_does_not_bring_back_what_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Foreign(tmp_path / "a.warc.gz")
    made.answer(f"{HOST}/a-1001.html", page(1))
    take(tmp_path / "archive", capsys, made.save())
    with Archive(tmp_path / "archive") as kept:
        kept.mark_gone(1, datetime(2025, 1, 1, tzinfo=UTC), "410")
    for date, gone in (("2024-06-01T00:00:00Z", "2025-01-01T00:00:00Z"),
                       ("2025-06-01T00:00:00Z", None)):  # fmt: skip
        made.answer(f"{HOST}/a-1001.html", page(1), WARC_Date=date)
        said, _ = take(tmp_path / "archive", capsys, made.save())
        assert "1 repeat" in said
        with Archive(tmp_path / "archive") as kept:
            (row,) = kept.rows("SELECT gone_at, last_seen FROM articles")
            assert tuple(row) == (gone, date)


def test_a_broken_file_loses_nothing_that_came_before_and_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for name in ("cut", "flipped", "no", "whole"):
        made = Foreign(tmp_path / f"{name}.warc.gz")
        for number in range(3):
            made.answer(f"{HOST}/{name}-100{number}.html", page(10 * len(files) + number))
        files.append(made.save())
    data = files[0].read_bytes()
    files[0].write_bytes(data[:-300])  # in the middle of the last page
    data = bytearray(files[1].read_bytes())
    data[-400] ^= 0x55
    files[1].write_bytes(bytes(data))
    files[2].write_bytes(b"a file of another kind altogether, in words")
    packed = tmp_path / "other.warc.zst"
    packed.write_bytes(b"\x28\xb5\x2f\xfd rest")
    said, errors = take(tmp_path / "archive", capsys, *files[:3], packed, files[3], code=3)
    found = urls(tmp_path / "archive")
    assert [url.rpartition("/")[2] for url in found] == [
        "cut-1000.html", "cut-1001.html", "flipped-1000.html", "flipped-1001.html",
        "whole-1000.html", "whole-1001.html", "whole-1002.html",
    ]  # fmt: skip
    errors = "".join(errors.split())  # a console breaks lines
    assert f"zstd-d{packed}" in errors
    assert "flipped.warc.gzcannotberead" in errors
    assert "no.warc.gzcannotberead" in errors
    assert said.startswith("7 new")


@pytest.mark.parametrize("place", [1, 2])
def test_a_damaged_first_block_of_a_gzip_member_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: int
) -> None:
    """A reader that takes the rest for plain text finds a line there like those of ARC files."""
    made = Foreign(tmp_path / "damaged.warc.gz")
    begins = []
    for number in range(3):
        begins.append(made.buffer.tell())
        made.answer(f"{HOST}/x-100{number}.html", page(number))
    data = bytearray(made.save().read_bytes())
    block = begins[place] + 10  # after the member's own head
    damage = b"\x07 1.1.1.1 20240305100000 text/html 9999\n"  # blocks of type 3 do not exist
    data[block : block + len(damage)] = damage
    made.path.write_bytes(bytes(data))
    said, errors = take(tmp_path / "archive", capsys, made.path, code=3)
    assert said.startswith(f"{place} new")
    assert "damaged.warc.gzcannotberead" in "".join(errors.split())


DEADLY = """
import os, signal
from pathlib import Path
from spiders.hespress import Hespress as Whole

class Hespress(Whole):
    name = "hespress"

    def read(self, page, lead):
        met = Path({folder!r}) / page.url.rpartition("/")[2]
        with met.open("a") as seen:
            seen.write("x")
        if page.url.endswith("-1002.html"):
            os.kill(os.getpid(), signal.SIGKILL)
        if page.url.endswith("-1003.html") and met.stat().st_size == 1:
            os.kill(os.getpid(), signal.SIGKILL)  # somebody else did it: not the page
        if page.url.endswith("-1004.html"):
            raise ZeroDivisionError("by the page")
        return super().read(page, lead)
"""


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_page_that_kills_its_reader_is_named_and_never_met_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    processes: str,
) -> None:  # fmt: skip
    met = tmp_path / "met"
    met.mkdir()
    (tmp_path / f"deadly{processes}.py").write_text(DEADLY.format(folder=str(met)))
    monkeypatch.syspath_prepend(str(tmp_path))
    config = tmp_path / "warraq.toml"
    config.write_text(f'spider_modules = ["deadly{processes}"]')
    options = ["--config", str(config), "--processes", processes]
    made = Foreign(tmp_path / "a.warc.gz")
    records = [made.answer(f"{HOST}/a-100{number}.html", page(number)) for number in range(1, 6)]
    killer = records[1].rec_headers.get_header("WARC-Record-ID")
    folder, file = tmp_path / "archive", made.save()
    said, _ = take(folder, capsys, file, options=options)
    assert said.startswith("3 new, 2 given up")
    named = "".join(said.split())
    assert f"diedofittwice:{HOST}/a-1002.html(record{killer})" in named
    assert f"ZeroDivisionError:bythepage:{HOST}/a-1004.html" in named
    assert urls(folder) == [f"{HOST}/a-100{n}.html" for n in (1, 3, 5)]
    said, _ = take(folder, capsys, file, options=options)
    counted = said.splitlines()[0].split(", ")
    assert sorted(counted) == ["2 given up before", "3 taken over before"]
    sizes = {one.name: one.stat().st_size for one in met.iterdir()}
    assert sizes == {"a-1001.html": 1, "a-1002.html": 2, "a-1003.html": 2, "a-1004.html": 1,
                     "a-1005.html": 1}  # fmt: skip
    with Archive(folder) as kept:  # a newer reader may do better
        kept.db.execute("UPDATE imported SET reader = reader - 1 WHERE given_up IS NOT NULL")
    said, _ = take(folder, capsys, file)
    assert said.startswith("3 taken over before, 2 new")
    assert len(urls(folder)) == 5


def make_hanging_reader() -> Reader:
    """One page hangs beyond what an alarm can break, one takes its time."""
    whole = make_reader()

    def read(page: Page, lead: Lead | None) -> Article:
        if page.url.endswith("-1003.html"):
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            time.sleep(3600)  # a reader that hangs: the pool ends it
        if page.url.endswith("-1001.html"):
            time.sleep(0.5)
        return whole(page, lead)

    return read


def test_a_page_that_hangs_costs_itself_only_and_decisions_keep_the_order_of_the_file(
    tmp_path: Path,
) -> None:
    made = Foreign(tmp_path / "a.warc.gz")
    for number in range(1, 6):
        made.answer(f"{HOST}/a-100{number}.html", page(number))
        made.answer("https://elsewhere.example/", page(9))
    file = made.save()
    file.write_bytes(file.read_bytes() * 2)  # every record once more, while it is being read
    folder = tmp_path / "archive"
    with Archive(folder, create=True) as kept:
        importing = Importing(kept, lambda url: "hespress" if "hespress" in url else None,
                              make_hanging_reader, processes=2, limit_seconds=8.0)  # fmt: skip
        positions = list(importing.run(Source(file)))
        importing.close()
        assert positions == sorted(positions) and len(positions) == 22
        assert importing.counts == {
            "new": 4, "taken over before": 4, "given up": 1, "given up before": 1,
            "not an article's address of an outlet of ours": 10,
        }  # fmt: skip
        (lost,) = importing.given_up
        assert lost.url.endswith("-1003.html") and "longer than 8 seconds" in lost.reason
        found = [row[0][-9:] for row in kept.rows("SELECT url FROM articles ORDER BY id")]
        assert found == ["1001.html", "1002.html", "1004.html", "1005.html"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_download_that_broke_off_says_so_whosever_page_was_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], packed: bool
) -> None:
    made = Foreign(tmp_path / "half.warc", packed=packed)
    made.answer(f"{HOST}/a-1001.html", page(1))
    made.answer("https://elsewhere.example/", page(2) * 9)
    file = made.save()
    file.write_bytes(file.read_bytes()[: -60 if packed else -2000])
    said, errors = take(tmp_path / "archive", capsys, file, code=3)
    assert "1 new" in said and "cut off" in " ".join(errors.split())
    assert urls(tmp_path / "archive") == [f"{HOST}/a-1001.html"]


def test_a_page_with_a_known_id_is_another_look_at_its_article_whatever_its_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its slug follows the headline; a number that the address does not have tells nothing."""
    folder = tmp_path / "archive"
    first, later = Foreign(tmp_path / "a.warc.gz"), Foreign(tmp_path / "b.warc.gz")
    first.answer(f"{HOST}/old-slug-1001.html", page(1))
    first.answer(f"{HOST}/other-1002.html", page(2))
    later.answer(f"{HOST}/new-slug-1001.html", page(7), WARC_Date="2024-03-06T10:00:00Z")
    later.answer(f"{HOST}/1003.html", page(3), WARC_Date="2024-03-06T10:00:00Z")
    take(folder, capsys, first.save())
    said, _ = take(folder, capsys, later.save())
    assert said.startswith("1 revision, 1 new"), said
    assert "called otherwise" not in said, "it has one name in both"
    with Archive(folder) as kept:
        rows = kept.rows("SELECT uid, revision FROM articles ORDER BY id")
        assert [tuple(row) for row in rows] == [
            ("hespress:1001", 2), ("hespress:1002", 1),
            ("hespress:https://hespress.com/1003.html", 1),
        ]  # fmt: skip
        for name in ("new-slug-1001", "old-slug-1001"):
            assert article_number(kept, f"hespress:{HOST}/{name}.html") == 1
    assert main(["erase", "1", "--reason", "a judge", "--archive", str(folder)]) == 0
    third = Foreign(tmp_path / "c.warc.gz")
    third.answer(f"{HOST}/third-slug-1001.html", page(8), WARC_Date="2024-03-07T10:00:00Z")
    assert take(folder, capsys, third.save())[0].startswith("1 refused")


def test_one_article_under_two_names_answers_to_both_and_the_import_counts_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Met here under another number, under an address, before its outlet had numbers; one equal."""
    here, there = tmp_path / "here", tmp_path / "there"
    one, other = Foreign(tmp_path / "a.warc.gz"), Foreign(tmp_path / "b.warc.gz")
    for made, urls in (
        (one, ("x-1001", "y-1002", "z-1003", "1004", "same-1005")),
        (other, ("x-2001", "y-1002", "2003", "w-2004", "same-1005")),
    ):
        for number, url in enumerate(urls):
            made.answer(f"{HOST}/{url}.html", page(number))
    take(here, capsys, one.save())
    with Archive(here) as kept:  # as from a Warraq that knew no numbers
        kept.db.execute("DROP TRIGGER articles_uid_stays")
        kept.db.execute("UPDATE articles SET uid = 'hespress:' || url WHERE id = 2")
    take(there, capsys, other.save())
    said, _ = take(here, capsys, other.path)
    assert "4 articles are called otherwise there: both uids lead to each now" in said
    with Archive(here) as kept, Archive(there) as also:
        assert kept.rows("SELECT 1 FROM articles WHERE id > 5") == []
        for archive in (kept, also):
            for row in archive.rows("SELECT uid, headline FROM articles"):
                id = article_number(kept, row["uid"])
                (found,) = kept.rows("SELECT headline FROM articles WHERE id = ?", id)
                assert found["headline"] == row["headline"], row["uid"]
        (log,) = kept.rows("SELECT detail FROM log WHERE action = 'import' AND detail LIKE 'b.%'")
        assert "under another uid: 4" in log["detail"]
    assert "called otherwise" not in take(here, capsys, other.path)[0], "it is counted once"
