"""Raw files that have vanished: named by every command, in nobody's way, accepted or adopted."""

import shutil
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.backup import backup, restore
from storage.errors import RawPageLost, RawPageMissing
from storage.export import RawTold, export
from storage.importing.importing import Importing, Source
from storage.query.filters import Filters
from storage.raw import SegmentWriter, load_page, repair_segments
from storage.raw.adopted_files import CannotAdopt, adopt, unknown_files
from storage.raw.loss_acceptance import accept_loss
from storage.raw.lost_files import lost_files
from storage.raw.monthly_merge import join_segments
from storage.takedown.orders import erase
from storage.verify.verify import verify
from tests.damages import files as segments
from tests.keeping import fetched_page, filled, keep_page, make_reader
from warraq.cli import main

pytestmark = pytest.mark.slow


def in_two_files(folder: Path, outlet: str = "one") -> Archive:
    """Articles 1 and 2 in the first file, 3 and 4 in the second."""
    kept = filled(folder, 2, outlet)
    raw = SegmentWriter(kept, outlet)
    for number in (3, 4):
        keep_page(kept, raw, fetched_page(number, outlet))
    raw.close()
    return kept


def left_open(folder: Path) -> Path:
    """A second file that a dead crawl left open; it is gone."""
    with filled(folder, 2) as kept:
        raw = SegmentWriter(kept, "one")
        keep_page(kept, raw, fetched_page(3))
        (file,) = (folder / "raw").rglob("*.open")
        file.unlink()
    return file


@pytest.mark.parametrize("state", ["open", "sealed"])
def test_a_lost_file_is_named_everywhere_and_in_nobodys_way(
    tmp_path: Path, state: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "archive"
    if state == "open":
        name = left_open(folder).name.removesuffix(".open")
    else:
        with in_two_files(folder):
            gone = segments(folder)[1]
        gone.unlink()
        name = gone.name
    with Archive(folder) as kept:
        raw = SegmentWriter(kept, "two")
        for number in (1, 2):
            keep_page(kept, raw, fetched_page(number, "two"))
            raw.close()
    at = ["--archive", str(folder)]
    with Archive(tmp_path / "elsewhere", create=True) as other:
        raw = SegmentWriter(other, "x")
        raw.keep(fetched_page(9, "x"))
        raw.close()
    (foreign,) = segments(tmp_path / "elsewhere")
    for command, code in (
        (["lost"], 1), (["status"], 1), (["verify", "--quick"], 1), (["tidy", "--this-month"], 1),
        (["backup", str(tmp_path / "copy")], 1), (["export", str(tmp_path / "a.cdxj")], 1),
        (["export", str(tmp_path / "a.wacz")], 1), (["import", str(foreign)], 0),
        (["restore", str(tmp_path / "copy"), "--quick"], 1),
    ):  # fmt: skip
        place = ["--archive", str(tmp_path / "new")] if command[0] == "restore" else at
        assert main([*command, *place]) == code, command
        said = capsys.readouterr()
        assert name in said.out + said.err or "1 raw file is lost" in said.out, command
    assert len([file for file in segments(folder) if file.parts[-3] == "two"]) == 1, "it is tidied"
    with Archive(folder) as kept:
        repair_segments(kept, "one")  # as a crawl does
        raw = SegmentWriter(kept, "one")
        keep_page(kept, raw, fetched_page(8))
        raw.close()
    assert main(["lost", "--accept", *at]) == 2, "not without a reason"
    assert main(["lost", "--accept", "--reason", "the disk broke", *at]) == 0
    capsys.readouterr()
    for command in (["lost"], ["verify", "--quick"], ["tidy", "--this-month"], ["status"],
                    ["backup", str(tmp_path / "copy")]):  # fmt: skip
        assert main([*command, *at]) == 0, command
    with Archive(folder) as kept:
        assert len(kept.rows("SELECT 1 FROM articles")) >= 5, "texts stay"
        assert verify(kept, make_reader).sound
        (row,) = kept.rows("SELECT detail FROM log WHERE action = 'lost'")
        assert name in row[0] and "the disk broke" in row[0]
        lost = kept.rows("SELECT id FROM captures WHERE kind = 'lost'")
        with pytest.raises(RawPageLost):
            load_page(kept, lost[0]["id"])
    restore(tmp_path / "copy", tmp_path / "newer")
    with Archive(tmp_path / "newer") as kept:
        assert verify(kept, make_reader).sound


def test_a_file_that_was_never_made_is_no_loss(tmp_path: Path) -> None:
    with filled(tmp_path, 2) as kept:
        kept.db.execute(
            "INSERT INTO segments (file, outlet, state, opened_at)"
            " VALUES ('one/2026/x.warc.gz', 'one', 'open', '2026-11-24T00:00:00Z')"
        )
        assert lost_files(kept) == []
        assert backup(kept, tmp_path / "copy").lost == ()
        repair_segments(kept, "one")
        assert not kept.rows("SELECT 1 FROM segments WHERE state = 'open'")
        assert verify(kept, make_reader).findings == []


def test_a_file_that_comes_back_was_never_lost(tmp_path: Path) -> None:
    """A disk that was not mounted while the daemon ran."""
    with in_two_files(tmp_path / "a") as kept:
        file = segments(tmp_path / "a")[1]
        shutil.move(file, tmp_path / "away")
        assert [one.captures for one in lost_files(kept)] == [2]
        join_segments(kept, "one", this_month=True)
        repair_segments(kept, "one")
        shutil.move(tmp_path / "away", file)
        assert verify(kept, make_reader).findings == [] and lost_files(kept) == []


def test_what_is_fetched_again_is_kept_again_and_not_as_a_repetition_of_what_is_lost(
    tmp_path: Path,
) -> None:
    with in_two_files(tmp_path) as kept:
        segments(tmp_path)[1].unlink()
        raw = SegmentWriter(kept, "one")
        capture = raw.keep(fetched_page(3))
        raw.close()
        row = kept.row("SELECT kind FROM captures WHERE id = ?", capture)
        assert row and row["kind"] == "response"
        assert load_page(kept, capture).body == fetched_page(3).body
        accept_loss(kept, "a test")
        raw = SegmentWriter(kept, "one")
        keep_page(kept, raw, fetched_page(4))
        raw.close()
        # the article of the lost page leads to the same text again
        (row,) = kept.rows("SELECT c.kind FROM articles a JOIN captures c ON c.id = a.capture_id"
                           " WHERE a.url LIKE '%/4.html'")  # fmt: skip
        assert row["kind"] == "response"


def test_a_lost_import_is_taken_over_again(tmp_path: Path) -> None:
    with filled(tmp_path / "other", 2) as other:
        (file,) = segments(other.folder)
    with Archive(tmp_path / "a", create=True) as kept:
        for lose in (True, False):
            taking = Importing(kept, lambda url: "one", make_reader)
            list(taking.run(Source(file)))
            taking.close()
            if lose:
                segments(kept.folder)[0].unlink()
                accept_loss(kept, "a test")
        assert verify(kept, make_reader).sound
        (row,) = kept.rows("SELECT count(*) FROM articles a JOIN captures c ON c.id = a.capture_id"
                           " WHERE c.file IS NOT NULL")  # fmt: skip
        assert row[0] == 2


def test_an_order_to_erase_is_carried_out_although_the_file_is_lost(tmp_path: Path) -> None:
    with in_two_files(tmp_path / "a") as kept:
        file = segments(tmp_path / "a")[1]
        shutil.move(file, tmp_path / "away")
        (row,) = kept.rows("SELECT id FROM articles WHERE url LIKE '%/3.html'")
        done = erase(kept, row["id"], "a judge")
        assert any("lost" in words for words in done.elsewhere)
        accept_loss(kept, "a test")
        shutil.move(tmp_path / "away", file)
        (name,) = unknown_files(kept)
        adopted = adopt(kept, name)
        assert (adopted.counts.found_again, len(adopted.counts.erased)) == (1, 1)
        assert verify(kept, make_reader).sound
        assert not kept.rows("SELECT 1 FROM captures WHERE url LIKE '%/3%' AND file IS NOT NULL")


def test_the_copy_in_a_backup_outlives_the_file_in_the_archive(tmp_path: Path) -> None:
    with in_two_files(tmp_path / "a") as kept:
        assert backup(kept, tmp_path / "copy").lost == ()
        segments(tmp_path / "a")[0].unlink()
        done = backup(kept, tmp_path / "copy")
        assert len(done.lost) == 1 and "3 answers" in done.lost[0]
    assert restore(tmp_path / "copy", tmp_path / "new").lost == ()
    with Archive(tmp_path / "new") as new:
        assert verify(new, make_reader).findings == []


def test_a_damaged_file_does_not_cost_the_backup_of_all_others(tmp_path: Path) -> None:
    with in_two_files(tmp_path / "a") as kept:
        file = segments(tmp_path / "a")[0]
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
        done = backup(kept, tmp_path / "copy")
        assert [file.name in words for words in done.lost] == [True]
        assert len(segments(tmp_path / "copy")) == 2
        told = RawTold()
        assert 2 <= export(kept, Filters(), tmp_path / "a.wacz", told) < 4
        assert all(file.name in words and "damaged" in words for words in told.missing)
        assert told.missing


def test_a_backup_that_lost_a_file_is_restored_when_that_is_accepted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with in_two_files(tmp_path / "a") as kept:
        backup(kept, tmp_path / "copy")
    segments(tmp_path / "copy")[0].unlink()
    asked = ["restore", str(tmp_path / "copy"), "--quick", "--archive"]
    assert main([*asked, str(tmp_path / "new")]) == 3
    assert "--accept-loss" in capsys.readouterr().err
    assert main([*asked, str(tmp_path / "newer"), "--accept-loss"]) == 1
    with Archive(tmp_path / "newer") as new:
        assert load_page(new, 5).body == fetched_page(4).body
        with pytest.raises(RawPageMissing):
            load_page(new, 1)


def older_database(folder: Path, copy: Path) -> None:
    """Put the database of a backup over that of the archive."""
    for file in folder.glob("warraq.db*"):
        file.unlink()
    shutil.copy(copy / "warraq.db", folder / "warraq.db")


def test_what_was_fetched_after_the_backup_is_adopted_and_its_articles_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "a"
    with filled(folder, 2) as kept:
        backup(kept, tmp_path / "copy")
        raw = SegmentWriter(kept, "one")
        for number in (3, 4):
            keep_page(kept, raw, fetched_page(number))
        raw.close()
    newest = segments(folder)[1]
    older_database(folder, tmp_path / "copy")
    at = ["--archive", str(folder)]
    assert main(["verify", "--quick", *at]) == 1
    assert "warraq adopt" in capsys.readouterr().out
    assert main(["adopt", *at]) == 0
    said = capsys.readouterr().out
    assert "2 answers of one adopted" in said and f"warraq import {newest}" in said
    with Archive(folder) as kept:
        assert verify(kept, make_reader).findings == []
        taking = Importing(kept, lambda url: "one", make_reader)
        list(taking.run(Source(newest)))
        taking.close()
        assert len(kept.rows("SELECT 1 FROM articles")) == 4
        assert verify(kept, make_reader).findings == []
        join_segments(kept, "one", this_month=True)
        assert verify(kept, make_reader).findings == []


def test_files_that_were_joined_after_the_backup_are_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    with in_two_files(folder) as kept:
        backup(kept, tmp_path / "copy")
        join_segments(kept, "one", this_month=True)
    older_database(folder, tmp_path / "copy")
    with Archive(folder) as kept:
        assert len(lost_files(kept)) == 2
        (name,) = unknown_files(kept)
        done = adopt(kept, name)
        assert (done.counts.new, done.counts.found_again) == (0, 5)
        assert lost_files(kept) == []
        assert verify(kept, make_reader).findings == []


def test_a_copy_and_a_damaged_file_are_not_adopted(tmp_path: Path) -> None:
    with in_two_files(tmp_path / "a") as kept:
        first, second = segments(tmp_path / "a")
        copy = first.with_name("a-copy.warc.gz")
        shutil.copy(first, copy)
        (name,) = unknown_files(kept)
        with pytest.raises(CannotAdopt, match="may be deleted"):
            adopt(kept, name)
        copy.write_bytes(second.read_bytes()[:-20])
        with pytest.raises(CannotAdopt, match="damaged"):
            adopt(kept, name)
        copy.unlink()
        with pytest.raises(CannotAdopt, match="no unknown file"):
            adopt(kept, str(first.relative_to(tmp_path / "a" / "raw")))
        with pytest.raises(CannotAdopt):
            adopt(kept, "../outside.warc.gz")
        assert verify(kept, make_reader).findings == []


def test_a_file_with_a_torn_tail_that_a_crawl_left_is_adopted_to_its_last_record(
    tmp_path: Path,
) -> None:
    with in_two_files(tmp_path / "a") as kept:
        first, second = segments(tmp_path / "a")
        left = second.with_name(second.name + ".open")
        left.write_bytes(second.read_bytes()[:-20])
        second.unlink()
        kept.db.execute("UPDATE captures SET kind = 'lost', file = NULL WHERE file LIKE ?",
                        [f"%{second.name}"])  # fmt: skip
        kept.db.execute("DELETE FROM segments WHERE file LIKE ?", [f"%{second.name}"])
        (name,) = unknown_files(kept)
        assert adopt(kept, name).counts.found_again == 2
        assert verify(kept, make_reader).sound
    assert second.exists() and not left.exists()
