"""A full disk, a nearly full one, a database that takes no more: said, and nothing half-written."""

import base64
import os
import random
import re
import tempfile
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.errors import CannotOpen, CannotWrite, DiskLow
from storage.raw import SegmentWriter, load_page, repair_segments
from tests.crawler.test_raw_headers import crawl, page, serve
from tests.making import archive
from tests.storage.test_raw import PAGE, fetched, segments
from tests.wired.server import ByteServer

LIMIT = 2_500_000
FULL_DISK = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({LIMIT}, {LIMIT}))"
"""The kernel refuses to let any file grow further, in the middle of a write: like a full disk."""
FULL_DATABASE = """
import storage.database as d
ready = d._bring_up_to_date
def full(db, path):
    ready(db, path)
    db.conn.execute("PRAGMA max_page_count = 1")  # not one page more than it has
d._bring_up_to_date = full
"""


def heavy(server: ByteServer) -> None:
    """Make each article's page weigh 900 KB that do not compress, and its text 40 KB."""
    for number in range(1, 5):
        ballast = base64.b64encode(random.Random(number).randbytes(700_000))
        text = "".join(
            f"<p>وبلغت كلفة الشطر {n} من المشروع {n} مليون درهم.</p>" for n in range(500)
        )
        body = page(number).replace(b"</article>", text.encode() + b"</article>")
        body = body.replace(b"</body>", b"<!--" + ballast + b"--></body>")
        head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
        server.answers[f"/{number}.html"] = head + body


def whole(folder: Path) -> int:
    """Every page that the database names is there; how many of the heavy articles are."""
    with Archive(folder) as kept:
        repair_segments(kept, "wired")
        for row in kept.rows("SELECT id FROM captures WHERE file IS NOT NULL"):
            load_page(kept, row["id"])
        assert not kept.rows("SELECT 1 FROM leads WHERE state = 'reading' OR crashes > 0")
        assert not kept.rows("SELECT 1 FROM articles WHERE capture_id IS NULL")
        return len(kept.rows("SELECT 1 FROM articles WHERE length(body) > 20000"))


@pytest.mark.slow
def test_a_full_disk_stops_the_crawl_and_the_next_one_goes_on(tmp_path: Path) -> None:
    with serve() as server:
        heavy(server)
        ended = crawl(tmp_path, server, before=FULL_DISK)
        assert ended.returncode == 3, ended.stderr
        assert "cannot write" in ended.stderr and "File too large" in ended.stderr
        assert "Traceback" not in ended.stderr and "Deprecat" not in ended.stderr
        assert 1 <= whole(tmp_path) < 4
        assert crawl(tmp_path, server).returncode == 0
        assert whole(tmp_path) == 4


@pytest.mark.slow
def test_a_full_database_stops_the_crawl_and_the_next_one_goes_on(tmp_path: Path) -> None:
    with serve() as server:
        heavy(server)
        ended = crawl(tmp_path, server, before=FULL_DATABASE)
        assert ended.returncode == 3, ended.stderr
        assert "warraq.db: database or disk is full" in ended.stderr
        assert "Traceback" not in ended.stderr
        assert whole(tmp_path) < 4
        assert crawl(tmp_path, server).returncode == 0
        assert whole(tmp_path) == 4


@pytest.mark.slow
def test_a_crawl_stops_before_the_disk_is_full(tmp_path: Path) -> None:
    with serve() as server:
        ended = crawl(tmp_path, server, settings={"MIN_FREE_BYTES": 10**18})
    assert ended.returncode == 3
    assert "min_free_bytes" in ended.stderr and "Traceback" not in ended.stderr
    assert segments(Archive(tmp_path)) == []


def test_what_cannot_be_written_leaves_the_segment_as_it_was(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        raw = SegmentWriter(kept, "one")
        first = raw.keep(fetched())
        size = segments(kept)[0].stat().st_size
        raw.min_free = 10**18
        with pytest.raises(DiskLow, match="make room"):
            raw.keep(fetched(2, PAGE + b"2"))
        assert segments(kept)[0].stat().st_size == size
        raw.close()
        assert load_page(kept, first).body == PAGE
        other = SegmentWriter(kept, "two")
        (kept.folder / "raw" / "two").write_text("a file where the folder should be")
        with pytest.raises(CannotWrite, match="cannot write"):
            other.keep(fetched())
        assert not kept.rows("SELECT 1 FROM segments WHERE state = 'open'")


def test_a_read_only_archive_is_told() -> None:
    """As root a chmod proves nothing, so the attempt is made as nobody."""
    with tempfile.TemporaryDirectory() as given:  # pytest's own folders are closed to nobody
        folder = Path(given)
        folder.chmod(0o755)
        Archive(folder, create=True).close()
        (folder / "warraq.db").chmod(0o444)
        folder.chmod(0o555)
        child = os.fork()
        if child == 0:
            code = 9
            try:
                if os.geteuid() == 0:
                    os.setgroups([])
                    os.setuid(65534)
                for create in (True, False):
                    try:
                        Archive(folder, create=create)
                    except CannotOpen as error:
                        code = 7 if re.match("cannot (write|open) ", str(error)) else 8
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        folder.chmod(0o755)
    assert os.waitstatus_to_exitcode(status) == 7
