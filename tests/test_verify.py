"""Every kind of damage is found, and nothing else."""

import gzip
import json
import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.reading import READER_VERSION
from storage.archive import Archive
from storage.filters import Filters
from storage.raw import SegmentWriter
from storage.raw.members import members
from storage.reread import Rereading
from storage.verify import Report, verify, write_report
from tests.keeping import filled, make_other_reader, make_reader
from tests.test_raw import fetched, segments
from warraq.cli import main


def damages(report: Report) -> set[str]:
    return {finding.kind for finding in report.findings if finding.damage}


def reseal(kept: Archive, file: Path) -> None:
    """As if the damage had been there when the file was sealed: its checksum fits."""
    import hashlib

    kept.db.execute(
        "UPDATE segments SET bytes = ?, sha256 = ?",
        [file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest()],
    )


def test_a_whole_archive_is_sound_and_the_report_stays(tmp_path: Path) -> None:
    with filled(tmp_path) as kept:
        report = verify(kept, make_reader)
        assert report.findings == [] and report.sound
        assert report.counts == {"articles": 4, "versions": 4, "captures": 5, "files": 1}
        written = write_report(kept, report)
        assert json.loads(written.read_text())["sound"] is True
        assert kept.rows("SELECT action FROM log")[0][0] == "verify"


def cut_30(data: bytes, last: int) -> bytes:
    return data[:-30]


def cut_inside(data: bytes, last: int) -> bytes:
    return data[: last + 40]


def torn_then_appended(data: bytes, last: int) -> bytes:
    parts = offsets(data)
    return data[: parts[3] - 20] + data[parts[3] :]


def flipped_bit(data: bytes, last: int) -> bytes:
    place = len(data) // 2
    return data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :]


def garbage_tail(data: bytes, last: int) -> bytes:
    return data + b"garbage"


def one_member(data: bytes, last: int) -> bytes:
    return gzip.compress(gzip.decompress(data), mtime=0)


def zeros(data: bytes, last: int) -> bytes:
    return data[:last] + bytes(len(data) - last)


def offsets(data: bytes) -> list[int]:
    found, at = list[int](), 0
    while at < len(data):
        found.append(at)
        unzip = zlib.decompressobj(31)
        unzip.decompress(data[at:])
        at = len(data) - len(unzip.unused_data)
    return found


@pytest.mark.parametrize("resealed", [False, True])
@pytest.mark.parametrize(
    "damage",
    [cut_30, cut_inside, torn_then_appended, flipped_bit, garbage_tail, one_member, zeros],
)
def test_every_damage_to_a_file_is_found(
    tmp_path: Path, damage: Callable[[bytes, int], bytes], resealed: bool
) -> None:
    with filled(tmp_path) as kept:
        (file,) = segments(kept)
        data = file.read_bytes()
        file.write_bytes(damage(data, offsets(data)[-2]))
        if resealed:
            reseal(kept, file)
        report = verify(kept, None)
        assert "file" in damages(report), report.findings
        assert any("is damaged" in f.detail for f in report.findings), report.findings


def test_beyond_a_tear_what_is_whole_is_not_called_damaged(tmp_path: Path) -> None:
    with filled(tmp_path) as kept:
        (file,) = segments(kept)
        data = bytearray(file.read_bytes())
        data[offsets(bytes(data))[1] + 30] ^= 0xFF  # the first response
        file.write_bytes(bytes(data))
        reseal(kept, file)
        report = verify(kept, make_reader)
        pointers = [f.what for f in report.findings if f.kind == "pointer"]
        assert pointers == ["capture 1"]
        assert [f.what for f in report.findings if f.kind == "raw page"] == ["article 1"]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("UPDATE captures SET offset = offset + 1 WHERE id = 2", "pointer"),
        ("UPDATE captures SET length = length - 1 WHERE id = 2", "record"),
        ("UPDATE captures SET payload_digest = 'sha1:X' WHERE id = 2", "record"),
        ("UPDATE captures SET url = 'https://one.ma/other' WHERE id = 2", "record"),
        ("UPDATE captures SET record_id = 'x' WHERE id = 2", "record"),
        ("UPDATE captures SET refers_to = 2 WHERE kind = 'revisit'", "pointer"),
        ("UPDATE captures SET refers_to = NULL WHERE kind = 'revisit'", "pointer"),
        ("UPDATE captures SET file = NULL WHERE id = 2", "pointer"),
        ("DELETE FROM captures WHERE kind = 'revisit'", "record"),
        ("UPDATE articles SET capture_id = 77 WHERE id = 1", "pointer"),
        ("UPDATE articles SET capture_id = 2 WHERE id = 1", "reading"),
        ("UPDATE segments SET sha256 = 'x'", "file"),
        ("UPDATE articles SET fingerprint = 'x' WHERE id = 1", "text"),
        ("UPDATE articles SET body = body || ' و' WHERE id = 1", "text"),
        ("INSERT INTO articles_fts(rowid, headline, body) VALUES (99, 'x', 'y')", "search index"),
        ("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')", "search index"),
    ],
)
def test_every_false_row_is_found(tmp_path: Path, change: str, kind: str) -> None:
    with filled(tmp_path) as kept:
        kept.db.execute("PRAGMA foreign_keys = OFF")
        kept.db.execute(change)
        report = verify(kept, make_reader)
        assert kind in damages(report), report.findings
        assert not report.sound


def test_files_that_are_missing_or_unknown_are_named(tmp_path: Path) -> None:
    with filled(tmp_path) as kept:
        (file,) = segments(kept)
        stranger = file.with_name("stranger.warc.gz")
        file.rename(stranger)
        found = [(f.kind, f.what) for f in verify(kept, None).findings if f.kind == "file"]
        assert found == [
            ("file", str(file.relative_to(kept.folder / "raw"))),
            ("file", str(stranger.relative_to(kept.folder))),
        ]


def test_a_database_page_that_was_overwritten_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with filled(tmp_path) as kept:
        pages = kept.rows("SELECT rootpage FROM sqlite_master WHERE name = 'articles'")
    with (tmp_path / "warraq.db").open("r+b") as stream:
        stream.seek((pages[-1][0] - 1) * 4096)
        stream.write(b"\xff" * 4096)
    assert main(["verify", "--archive", str(tmp_path)]) == 1
    assert "damaged: database" in capsys.readouterr().out
    assert list((tmp_path / "reports").iterdir())
    assert main(["export", str(tmp_path / "x.jsonl"), "--archive", str(tmp_path)]) == 3
    assert "warraq verify" in capsys.readouterr().err


def test_what_an_older_reader_wrote_is_stale_not_damaged(tmp_path: Path) -> None:
    with filled(tmp_path) as kept:
        first = kept.rows("SELECT headline, body, published_at FROM articles WHERE id = 1")[0]
        other = kept.rows("SELECT text_hash, fingerprint FROM articles WHERE id = 1")[0]
        assert first and other
        kept.db.execute(
            "UPDATE articles SET capture_id = 2, reader = ? WHERE id = 1", [READER_VERSION - 1]
        )
        report = verify(kept, make_reader)
        assert [(f.kind, f.what) for f in report.findings] == [("stale", "article 1")]
        assert report.sound


def test_an_open_segment_is_checked_and_its_torn_tail_is_no_damage(tmp_path: Path) -> None:
    with filled(tmp_path) as kept:
        raw = SegmentWriter(kept, "one")
        raw.keep(fetched(7, b"x" * 50))
        assert verify(kept, None).findings == []
        assert raw.handle is not None
        os.write(raw.handle, b"\x1f\x8b torn")
        report = verify(kept, None)
        assert report.sound and len(report.findings) == 1
        raw.close()
        assert not verify(kept, None).sound  # sealed with a torn tail: that is damage


@pytest.mark.slow
def test_a_reader_that_hangs_or_dies_costs_its_page_only(tmp_path: Path) -> None:
    with filled(tmp_path, 5) as kept:
        again = Rereading(kept, make_other_reader, Filters(), processes=2, limit=1.0)
        results = list(again)
        words = [f"{one.article_id} {one.result} {one.detail}" for one in results]
        assert words[0].startswith("1 refused the reader took longer")
        assert words[1].startswith("2 refused the reader's process died")
        assert words[2].startswith("3 refused refused by the test")
        assert [one.result for one in results[3:]] == ["changed", "changed"]
        former = kept.rows("SELECT article_id, cause FROM revisions")
        assert [tuple(row) for row in former] == [(4, "reader"), (5, "reader")]


def test_a_dry_run_changes_nothing_and_a_break_is_gone_on_from(tmp_path: Path) -> None:
    with filled(tmp_path, 60) as kept:
        before = kept.rows("SELECT * FROM articles")
        assert {one.result for one in Rereading(kept, make_reader, Filters(), dry_run=True)} == {
            "same"
        }
        assert [tuple(a) for a in before] == [tuple(b) for b in kept.rows("SELECT * FROM articles")]
        again = iter(Rereading(kept, make_reader, Filters()))
        for _ in range(55):  # broken off
            next(again)
        del again
        rest = Rereading(kept, make_reader, Filters())
        assert (rest.begin, rest.total, rest.left) == (50, 60, 10)
        assert [one.article_id for one in rest] == list(range(51, 61))
        assert Rereading(kept, make_reader, Filters()).left == 60


def test_the_command_says_it_and_keeps_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(tmp_path).close()
    assert main(["verify", "--archive", str(tmp_path)]) == 0
    assert "nothing is damaged" in capsys.readouterr().out
    with Archive(tmp_path) as kept:
        segments(kept)[0].unlink()
    assert main(["verify", "--archive", str(tmp_path), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["sound"] is False
    assert json.loads(Path(said["report"]).read_text())["findings"] == said["findings"]


def test_members_of_other_writers_are_read(tmp_path: Path) -> None:
    with filled(tmp_path) as kept:
        (file,) = segments(kept)
        assert len(list(members(file))) == 11  # warcinfo, five answers, five requests
