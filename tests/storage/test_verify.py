"""What is whole is called so, what is stale is not called damaged, pages are read in peace."""

import json
import os
from functools import partial
from pathlib import Path

import pytest

from crawler.reader_version import READER_VERSION
from storage.archive import Archive
from storage.query.filters import Filters
from storage.raw import SegmentWriter
from storage.raw.gzip_members import members
from storage.rereading.kept_pages import kept_pages
from storage.rereading.reread import Rereading
from storage.verify.verify import verify, write_report
from tests.crawler.test_raw_headers import page
from tests.keeping import (
    fetched_page,
    filled,
    keep_page,
    make_other_reader,
    make_reader,
    make_reader_late,
)  # fmt: skip
from tests.storage.test_raw import fetched, segments
from warraq.cli import main

pytestmark = pytest.mark.slow


def test_a_whole_archive_is_sound_and_the_report_stays(tmp_path: Path) -> None:
    with filled(tmp_path) as kept:
        report = verify(kept, make_reader)
        assert report.findings == [] and report.sound
        assert report.counts == {"articles": 4, "versions": 4, "captures": 5, "files": 1}
        written = write_report(kept, report)
        assert json.loads(written.read_text())["sound"] is True
        assert kept.rows("SELECT action FROM log")[0][0] == "verify"


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


def test_a_reader_that_hangs_or_dies_costs_its_page_only(tmp_path: Path) -> None:
    with filled(tmp_path, 5) as kept:
        again = Rereading(kept, make_other_reader, Filters(), processes=2, limit_seconds=8.0)
        results = list(again)
        words = [f"{one.article_id} {one.result} {one.detail}" for one in results]
        assert words[0].startswith("1 refused the reader took longer")
        assert words[1].startswith("2 refused the reader's process died")
        assert words[2].startswith("3 refused refused by the test")
        assert [one.result for one in results[3:]] == ["changed", "changed"]
        former = kept.rows("SELECT article_id, cause FROM revisions")
        assert [tuple(row) for row in former] == [(4, "reader"), (5, "reader")]


def test_a_reader_that_dies_before_its_first_page_is_started_once_more(tmp_path: Path) -> None:
    with filled(tmp_path / "archive", 2) as kept:
        late = partial(make_reader_late, tmp_path / "met")
        again = Rereading(kept, late, Filters(), processes=1)
        assert [one.result for one in again] == ["same", "same"]
        (tmp_path / "met").unlink()
        assert verify(kept, late, processes=1).sound


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


def test_a_newer_version_is_not_overwritten_by_a_reading_of_the_older(tmp_path: Path) -> None:
    with filled(tmp_path, 1) as kept:
        again = Rereading(kept, make_reader, Filters())
        (job,) = kept_pages(kept, [1], [])
        raw = SegmentWriter(kept, "one")
        newer = page(1).decode().replace("سد جديد", "سد آخر").encode()
        assert keep_page(kept, raw, fetched_page(1, html=newer)) == 1
        raw.close()
        again._compare_and_keep(job.key, make_reader()(job.page, None))
        assert "سد آخر" in kept.rows("SELECT headline FROM articles")[0][0]


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


def test_an_article_of_an_outlet_that_is_not_loaded_is_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with filled(tmp_path) as kept:  # its outlet is none of ours
        kept.db.execute("UPDATE articles SET byline = 'سارة' WHERE id = 2")
    given = ["--archive", str(tmp_path)]
    assert main(["verify", *given]) == 0
    said = capsys.readouterr().out
    reason = "no outlet called one here (spider_modules?)"
    assert f"not compared: 4 articles: {reason}" in said
    assert "nothing is damaged; 4 not compared" in said
    assert main(["reread", *given]) == 0
    said = capsys.readouterr().out
    assert reason in said and said.endswith("4 not compared\n")
    with Archive(tmp_path) as kept:
        assert kept.rows("SELECT byline FROM articles WHERE id = 2")[0][0] == "سارة"
        segments(kept)[0].unlink()
    assert main(["verify", *given]) == 1, "damage is damage all the same"


def test_members_of_other_writers_are_read(tmp_path: Path) -> None:
    with filled(tmp_path) as kept:
        (file,) = segments(kept)
        assert len(list(members(file))) == 11  # warcinfo, five answers, five requests


def test_a_signal_within_sqlite_is_no_damage(tmp_path: Path) -> None:
    """What a callback raises comes back as "SQL logic error", as of an index that does not fit."""

    def interrupted(*_: str) -> str:
        raise KeyboardInterrupt

    with filled(tmp_path) as kept:
        kept.db.conn.create_function("ar_fold", 1, interrupted, deterministic=True)
        with pytest.raises(KeyboardInterrupt):
            verify(kept, None, asked_to_stop=lambda: True)
        assert not verify(kept, None).sound, "it is told as damage"
