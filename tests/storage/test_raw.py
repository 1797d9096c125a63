"""Raw pages: written before anyone reads, readable by others, whole after a crash."""

import gzip
import sqlite3
import subprocess
import sys
import zlib
from pathlib import Path

import brotli
import pytest
from fastwarc.warc import ArchiveIterator as FastIterator  # type: ignore[import-untyped]
from fastwarc.warc import WarcRecordType
from warcio.checker import Checker  # type: ignore[import-untyped]

from crawler.http.content_encoding import decoded, zstd
from storage.archive import Archive
from storage.errors import RawPageMissing
from storage.raw import Fetched, SegmentWriter, load_page, repair_segments
from tests.making import START, archive

pytestmark = pytest.mark.slow

PAGE = "<html><p>نص الصفحة كما نشرت</p></html>".encode()


def fetched(number: int = 1, body: bytes = PAGE, status: int = 200, **headers: str) -> Fetched:
    given = [("Content-Type", "text/html; charset=utf-8"), *headers.items()]
    return Fetched(f"https://one.ma/{number}.html", START, status, "OK", given, body)


def segments(kept: Archive) -> list[Path]:
    return sorted((kept.folder / "raw").rglob("*.warc.gz*"))


def test_a_page_comes_back_as_it_was(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        raw = SegmentWriter(kept, "one")
        plain = raw.keep(fetched())
        zipped = raw.keep(
            fetched(2, gzip.compress(PAGE + b"2"), **{"Content-Encoding": "gzip",
                    "Transfer-Encoding": "chunked"})
        )  # fmt: skip
        assert load_page(kept, plain).body == PAGE  # before the segment is sealed
        raw.close()
        page = load_page(kept, zipped)
        assert (page.body, page.url, page.status) == (PAGE + b"2", "https://one.ma/2.html", 200)
        assert "transfer-encoding" not in page.headers
        assert page.content_type == "text/html; charset=utf-8"


PACKED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]),
    "deflate": zlib.compress(PAGE),
    "Deflate": zlib.compress(PAGE, wbits=-15),
    "br": brotli.compress(PAGE),
    "zstd": zstd.compress(PAGE),
    "br, gzip": gzip.compress(brotli.compress(PAGE)),
    "gzip ": PAGE,  # it says so and is not
    "identity": PAGE,
}


@pytest.mark.parametrize("stated", PACKED)
def test_a_page_comes_back_however_it_was_packed(tmp_path: Path, stated: str) -> None:
    with archive(tmp_path) as kept:
        raw = SegmentWriter(kept, "one")
        id = raw.keep(fetched(1, PACKED[stated], **{"Content-Encoding": stated}))
        raw.close()
        assert load_page(kept, id).body == PAGE


@pytest.mark.parametrize("stated", ["gzip", "deflate", "br", "zstd"])
def test_no_bomb_fills_the_memory_and_a_broken_body_breaks_nothing(stated: str) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress,
            "zstd": zstd.compress}[stated]  # fmt: skip
    assert len(decoded(pack(bytes(3_000_000)), stated, 1_000_000)) <= 1_000_000
    packed = pack(PAGE * 50)
    assert decoded(packed[: len(packed) // 2], stated)
    assert decoded(b"\x00" + packed[1:], stated)


def test_the_same_bytes_are_kept_once_and_still_come_back(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        raw = SegmentWriter(kept, "one")
        raw.keep(fetched())
        again = raw.keep(fetched())
        none = raw.keep(fetched(status=304))
        raw.close()
        kinds = [row["kind"] for row in kept.rows("SELECT kind FROM captures")]
        assert kinds == ["response", "revisit", "not_modified"]
        assert load_page(kept, again).body == PAGE
        with pytest.raises(RawPageMissing):
            load_page(kept, none)


def test_what_is_written_with_a_row_is_written_with_it_or_neither_is(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        raw = SegmentWriter(kept, "one")
        raw.keep(fetched(), ["noai"])

        def also() -> None:
            kept.db.execute("UPDATE captures SET mime = 'both'")
            raise sqlite3.OperationalError("disk I/O error")

        with pytest.raises(sqlite3.OperationalError):
            raw.keep(fetched(1, PAGE + b"1"), also=also)
        raw.close()
        rows = kept.rows("SELECT mime, opt_outs FROM captures")
        assert [tuple(row) for row in rows] == [("text/html", "noai")]
        with segments(kept)[0].open("rb") as stream:
            assert len(list(FastIterator(stream))) == 3  # the file's own, the answer, its request


def test_other_readers_find_it_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with archive(tmp_path) as kept:
        raw = SegmentWriter(kept, "one")
        for number in range(3):
            raw.keep(fetched(number, PAGE + bytes([number])))
        raw.keep(fetched(0, PAGE + bytes([0])))
        raw.close()
        (file,) = segments(kept)
        assert file.suffixes[-2:] == [".warc", ".gz"]

        class Arguments:
            inputs = [str(file)]
            verbose = False

        checker = Checker(Arguments())
        checker.process_all()
        assert (checker.exit_value, capsys.readouterr().out) == (0, "")
        with file.open("rb") as stream:
            records = list(FastIterator(stream, verify_digests=True))
        kinds = [record.record_type for record in records]
        assert kinds.count(WarcRecordType.response) == 3
        assert kinds.count(WarcRecordType.request) == 4
        assert kinds.count(WarcRecordType.revisit) == 1
        assert kinds[0] == WarcRecordType.warcinfo


ASKING = b'<meta name="robots" content="noindex">' + PAGE
CRASH = """
import os, sys
from storage.archive import Archive
from storage.raw import SegmentWriter
from tests.storage.test_raw import fetched, ASKING
archive = Archive(sys.argv[1], create=True)
raw = SegmentWriter(archive, "one")
for number in range(3):
    raw.keep(fetched(number, ASKING + bytes([number])))
archive.db.execute("DELETE FROM captures WHERE id = 3")
os.write(raw.handle, b"\\x1f\\x8b torn")
os.kill(os.getpid(), 9)
"""


def test_after_a_crash_the_tail_is_cut_and_every_whole_record_is_known(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    died = subprocess.run([sys.executable, "-c", CRASH, str(folder)], check=False)
    assert died.returncode == -9
    with Archive(folder) as kept:
        (left,) = segments(kept)
        assert left.name.endswith(".open")
        repair_segments(kept, "one")
        (sealed,) = segments(kept)
        assert sealed.name.endswith(".warc.gz")
        ids = [row[0] for row in kept.rows("SELECT id FROM captures ORDER BY id")]
        assert [load_page(kept, id).body for id in ids] == [ASKING + bytes([n]) for n in range(3)]
        assert kept.rows("SELECT opt_outs FROM captures WHERE id = 3")[0][0] == "noindex"
        assert repair_segments(kept, "one") == []


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        raw = SegmentWriter(kept, "one")
        id = raw.keep(fetched())
        raw.close()
        (file,) = segments(kept)
        file.unlink()
        with pytest.raises(RawPageMissing, match=file.name):
            load_page(kept, id)


@pytest.mark.parametrize("place", [12, 30, 60, 150, 250, -30, -1])  # of about 400 bytes
def test_a_damaged_page_is_never_handed_out(tmp_path: Path, place: int) -> None:
    with archive(tmp_path) as kept:
        raw = SegmentWriter(kept, "one")
        id = raw.keep(fetched())
        raw.close()
        (file,) = segments(kept)
        data = bytearray(file.read_bytes())
        start, length = kept.rows("SELECT offset, length FROM captures")[0]
        data[start + place % length] ^= 0xFF
        file.write_bytes(bytes(data))
        with pytest.raises(RawPageMissing, match=file.name):
            load_page(kept, id)
