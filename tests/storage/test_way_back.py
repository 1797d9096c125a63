"""From one row of an export, with warcio alone, to the bytes that the article was read from."""

import base64
import gzip
import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from warcio.archiveiterator import ArchiveIterator

from storage.archive import Archive
from storage.backup import backup, restore
from storage.export import COLUMNS, export
from storage.export.rows import rows
from storage.past.as_of import moment
from storage.query.filters import Filters
from storage.raw import SegmentWriter
from storage.raw.monthly_merge import join_all
from storage.schema.logical_clock import as_time, last_change, written
from tests.crawler.test_raw_headers import page as html
from tests.keeping import fetched_page, filled, keep_page
from tests.paged_site import crawl, running
from tests.storage.test_importing import Foreign, page, take
from warraq.cli import main

pytestmark = pytest.mark.slow


def rows_of(folder: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet export of an archive."""
    path = folder.parent / "x.parquet"
    with Archive(folder) as kept:
        export(kept, Filters(), path)
    found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return found


def record_at(folder: Path, file: str, offset: int) -> tuple[str, str, str, bytes]:
    """Kind, record id, digest and payload of a record, as warcio reads them."""
    path = folder / file
    if not path.exists():  # a crawl writes it
        path = path.with_name(path.name + ".open")
    with path.open("rb") as stream:
        stream.seek(offset)
        record = next(iter(ArchiveIterator(stream)))
        payload = record.raw_stream.read()
        id = record.rec_headers.get_header("WARC-Record-ID")
    digest = base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()
    return record.rec_type, id, f"sha1:{digest}", payload


def bytes_behind(folder: Path, row: dict[str, Any]) -> bytes:
    """The bytes of a row's raw page, held against the row's own record id and digest."""
    kind, id, digest, payload = record_at(folder, row["warc_file"], row["warc_offset"])
    assert (kind, id, digest) == ("response", row["record_id"], row["payload_digest"])
    member = (folder / row["warc_file"]).read_bytes()[row["warc_offset"] :][: row["warc_length"]]
    assert gzip.decompress(member).startswith(b"WARC/1.1\r\n"), "the length is that of the record"
    return payload


def test_from_a_row_to_the_bytes_of_a_sealed_file_a_joined_and_a_restored_one(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "archive"
    with filled(folder) as kept:
        raw = SegmentWriter(kept, "one")
        keep_page(kept, raw, fetched_page(9))
        raw.close()
    before = rows_of(folder)
    assert [bytes_behind(folder, row) for row in before] == [html(n) for n in (1, 2, 3, 4, 9)]
    assert len({row["warc_file"] for row in before}) == 2
    with Archive(folder) as kept:
        for _ in join_all(kept, this_month=True):
            pass
        backup(kept, tmp_path / "backup")
    joined = rows_of(folder)
    assert len({row["warc_file"] for row in joined}) == 1
    restore(tmp_path / "backup", tmp_path / "again" / "archive")
    restored = rows_of(tmp_path / "again" / "archive")
    for there, found in ((folder, joined), (tmp_path / "again" / "archive", restored)):
        assert [bytes_behind(there, row) for row in found] == [html(n) for n in (1, 2, 3, 4, 9)]
    stays = ("uid", "payload_digest", "record_id")
    assert [[row[name] for name in stays] for row in before] == [
        [row[name] for name in stays] for row in restored
    ]


def steps_of_a_former_export(folder: Path, count: int) -> int:
    """The work of SQLite, in steps of its machine, for an export as of before all was changed."""
    with filled(folder, count) as kept:
        at = as_time(last_change(kept.db))
        kept.db.execute("UPDATE captures SET offset = offset + 1")
        kept.db.execute("UPDATE story_members SET score = score / 2")
        kept.db.execute("UPDATE articles SET last_seen = '2027-01-01T00:00:00Z'")
        steps = 0

        def counted() -> int:
            nonlocal steps
            steps += 1
            return 0

        with moment(kept, at):
            kept.db.conn.set_progress_handler(counted, 100)
            found = list(rows(kept, Filters(), COLUMNS, lambda *_: None))
            kept.db.conn.set_progress_handler(None, 0)
        assert len(found) == count
        return steps


def test_the_way_back_from_a_former_moment_costs_the_rows_and_not_their_square(
    tmp_path: Path,
) -> None:
    few = steps_of_a_former_export(tmp_path / "few", 20)
    assert steps_of_a_former_export(tmp_path / "many", 80) < 6 * few


def test_a_place_as_of_a_former_moment_is_the_one_of_then(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    with filled(folder) as kept:
        raw = SegmentWriter(kept, "one")
        keep_page(kept, raw, fetched_page(9))
        raw.close()
        at = last_change(kept.db)
    before = rows_of(folder)
    with Archive(folder) as kept:
        for _ in join_all(kept, this_month=True):
            pass
    assert rows_of(folder) != before
    path = tmp_path / "then.parquet"
    there = ["--archive", str(folder)]
    assert main(["export", str(path), "--as-of", written(as_time(at)), *there]) == 0
    assert pq.read_table(path).to_pylist() == before


def test_from_a_row_to_the_bytes_of_a_file_that_is_being_written(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    with Archive(folder, create=True) as kept:
        raw = SegmentWriter(kept, "one")
        keep_page(kept, raw, fetched_page(1))
        (row,) = rows_of(folder)
        assert not (folder / row["warc_file"]).exists()
        kind, id, digest, payload = record_at(folder, row["warc_file"], row["warc_offset"])
        assert (kind, id, digest) == ("response", row["record_id"], row["payload_digest"])
        assert payload == html(1)
        raw.close()
    assert rows_of(folder) == [row], "the row leads there when the file is sealed, too"
    assert bytes_behind(folder, row) == html(1)


def test_a_version_whose_bytes_were_kept_before_leads_to_these_and_names_its_own_record(
    tmp_path: Path,
) -> None:
    """A text that came back: its page was fetched anew, and its bytes are the first one's."""
    folder = tmp_path / "archive"
    one, other = html(1), html(1).replace("سد".encode(), "جسر".encode())
    assert one != other
    with Archive(folder, create=True) as kept:
        raw = SegmentWriter(kept, "one")
        for number, text in enumerate((one, other, one)):
            fetched = fetched_page(1, html=text)
            keep_page(kept, raw, replace(fetched, at=fetched.at + timedelta(hours=number)))
        raw.close()
    (row,) = rows_of(folder)
    assert row["revision"] == 3 and bytes_behind(folder, row) == one
    id, offset, length, file = row["warc_revisit"].split(" ", 3)
    kind, found, _, payload = record_at(folder, file, int(offset))
    assert (kind, found, payload) == ("revisit", id, b"") and id != row["record_id"]
    assert int(length) > 0


def test_from_a_row_to_the_bytes_of_an_imported_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Foreign(tmp_path / "a.warc.gz")
    packed = gzip.compress(page(2), mtime=0)
    made.answer("https://www.hespress.com/a-1001.html", page(1))
    made.answer("https://www.hespress.com/a-1002.html", packed, [("Content-Encoding", "gzip")])
    folder = tmp_path / "archive"
    take(folder, capsys, made.save())
    assert [bytes_behind(folder, row) for row in rows_of(folder)] == [page(1), packed]


def test_every_page_of_an_article_of_several_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    with running() as site:
        site.split("long-read", 3)
        site.answers["/long-read/2/"] = (404, {}, "")
        crawl(folder, site)
        (row,) = rows_of(folder)
        assert b"long-read" in bytes_behind(folder, row) and row["partial"]
        ((number, digest, id, offset, _, file),) = [
            one.split(" ", 5) for one in row["warc_further"]
        ]
        assert number == "3", "of a page that is missing nothing is said"
        assert record_at(folder, file, int(offset))[:3] == ("response", id, digest)


def test_an_article_without_a_raw_page_leads_nowhere(tmp_path: Path) -> None:
    """Kept without one, or lost since: nothing is said of a place where nothing is."""
    folder = tmp_path / "archive"
    with filled(folder, 1) as kept:
        kept.db.execute("UPDATE captures SET kind = 'lost', file = NULL, offset = NULL,"
                        " length = NULL WHERE id = (SELECT capture_id FROM articles)")  # fmt: skip
    (row,) = rows_of(folder)
    assert [row[f"warc_{name}"] for name in ("file", "offset", "length", "revisit")] == [None] * 4
    assert row["payload_digest"] and row["record_id"], "by these it is known where it turns up"
