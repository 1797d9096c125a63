"""Raw files that are there and not whole: nothing whole is given up, and there is a way out."""

import gzip
import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from warcio.checker import Checker  # type: ignore[import-untyped]

from storage.archive import Archive
from storage.backup import backup, restore
from storage.errors import ArchiveError, RawFileDamaged
from storage.export import RawTold, export
from storage.query.filters import Filters
from storage.raw import SegmentWriter, load_page, repair_segments
from storage.raw.adopted_files import adopt, unknown_files
from storage.raw.damaged_file_inspection import look_at
from storage.raw.loss_acceptance import accept_loss
from storage.raw.lost_files import lost_files
from storage.raw.monthly_merge import join_segments
from storage.takedown.orders import erase
from storage.verify.verify import verify
from tests.damages import offsets
from tests.keeping import fetched_page, keep_page, make_reader
from tests.storage.test_killing import deaths
from warraq.cli import main

pytestmark = pytest.mark.slow

PAGES = 5
"""Articles in the file that is damaged; another file of the outlet holds one more."""


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An archive with its main file open, as a killed crawl leaves it, sealed, and joined."""
    folder = tmp_path_factory.mktemp("made")
    with Archive(folder / "open", create=True) as kept:
        raw = SegmentWriter(kept, "one")
        keep_page(kept, raw, fetched_page(99))
        raw.close()
        for number in range(1, PAGES + 1):
            keep_page(kept, raw, fetched_page(number))
        raw.keep(fetched_page(1))
    shutil.copytree(folder / "open", folder / "sealed")
    with Archive(folder / "sealed") as kept:
        repair_segments(kept, "one")
    shutil.copytree(folder / "sealed", folder / "joined")
    with Archive(folder / "joined") as kept:
        join_segments(kept, "one", this_month=True)
    return {name: folder / name for name in ("open", "sealed", "joined")}


def main_file(folder: Path) -> Path:
    """The file with most of the pages."""
    return max((folder / "raw").rglob("*.warc.gz*"), key=lambda path: path.stat().st_size)


def named(folder: Path, file: Path) -> str:
    return str(file.relative_to(folder / "raw")).removesuffix(".open")


def middle(data: bytes) -> int:
    """The response in the middle; its request and the next answers stand behind it."""
    starts = offsets(data)
    return starts[len(starts) // 2 // 2 * 2 - 1]


def at(data: bytes, place: int, new: bytes) -> bytes:
    return data[:place] + new + data[place + len(new) :]


def after(data: bytes, place: int) -> int:
    return next(one for one in offsets(data) if one > place)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut between two records": lambda data: data[: middle(data)],
    "cut within a record": lambda data: data[: middle(data) + 70],
    "cut by one byte": lambda data: data[:-1],
    "emptied": lambda data: b"",
    "a zeroed record": lambda data: at(
        data, middle(data), bytes(after(data, middle(data)) - middle(data))
    ),
    "zeros over the ends of two records": lambda data: at(data, middle(data) - 90, bytes(180)),
    "zeros at the beginning": lambda data: at(data, 0, bytes(700)),
    "nothing but zeros": lambda data: bytes(len(data)),
    "a flipped bit": lambda data: at(
        data, middle(data) + 200, bytes([data[middle(data) + 200] ^ 4])
    ),
    "bytes missing within": lambda data: data[: middle(data) + 30] + data[middle(data) + 90 :],
    "garbage behind the end": lambda data: data + b"\x1f\x8b\x08garbage",
    "zeros behind the end": lambda data: data + bytes(4096),
}  # fmt: skip


@dataclass
class Case:
    """A damaged archive, and which of its captures are whole still."""

    folder: Path
    file: Path
    whole: set[int]
    lost: set[int]
    records: set[bytes]
    """Every record that is whole anywhere, but those of the files themselves."""


def members(folder: Path) -> set[bytes]:
    """Every record of every file, but those of the files themselves."""
    found = set[bytes]()
    for path in (folder / "raw").rglob("*.warc.gz*"):
        data = path.read_bytes()
        starts = offsets(data)
        found |= {data[a:b] for a, b in pairwise([*starts, len(data)])}
    return {one for one in found if b"\r\nWARC-Type: warcinfo\r\n" not in gzip.decompress(one)}


def damage(folder: Path, how: Callable[[bytes], bytes]) -> Case:
    """Damage the main file; what is whole is told by comparing bytes."""
    file, parts = main_file(folder), members(folder)
    before = file.read_bytes()
    changed = how(before)
    db = sqlite3.connect(f"file:{folder / 'warraq.db'}?mode=ro", uri=True)  # a backup's, too
    sql = "SELECT id, offset, length FROM captures WHERE file = ?"
    rows = db.execute(sql, [named(folder, file)]).fetchall()
    db.close()
    pieces = {id: before[offset : offset + length] for id, offset, length in rows}
    whole = {id for id, piece in pieces.items() if piece in changed}
    parts = {part for part in parts if part in changed or part not in before}
    file.write_bytes(changed)
    return Case(folder, file, whole, set(pieces) - whole, parts)


def warcio_is_content(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Arguments:
        inputs = [str(path) for path in (folder / "raw").rglob("*.warc.gz")]
        verbose = False

    capsys.readouterr()
    checker = Checker(Arguments())
    checker.process_all()
    assert (checker.exit_value, capsys.readouterr().out) == (0, "")


def all_is_well(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    """What was whole still is, what was lost says so, and nobody finds any damage."""
    with Archive(case.folder) as kept:
        report = verify(kept, None)
        assert report.sound, report.findings
        assert lost_files(kept) == []
        lost = {row[0] for row in kept.rows("SELECT id FROM captures WHERE kind = 'lost'")}
        assert lost == case.lost
        for id in case.whole:
            row = kept.row("SELECT kind, refers_to FROM captures WHERE id = ?", id)
            if row and row["refers_to"] not in case.lost:
                assert load_page(kept, id).body
    assert case.records <= members(case.folder)
    warcio_is_content(case.folder, capsys)


@pytest.mark.parametrize("how", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("state", ["open", "sealed", "joined", "restored"])
def test_what_is_whole_is_kept_and_the_loss_of_the_rest_can_be_accepted(
    tmp_path: Path, archives: dict[str, Path], state: str, how: Callable[[bytes], bytes],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    folder = tmp_path / "a"
    shutil.copytree(archives["open" if state == "restored" else state], folder)
    case = damage(folder, how)
    name = named(folder, case.file)
    if state == "restored":
        with Archive(folder) as kept:
            backup(kept, tmp_path / "copy")
        restore(tmp_path / "copy", tmp_path / "new")
        case.folder = folder = tmp_path / "new"
    with Archive(folder) as kept:
        join_segments(kept, "one", this_month=True)
        rows = {row[0] for row in kept.rows("SELECT id FROM captures WHERE file = ?", name)}
        if case.lost:
            assert rows == case.whole | case.lost, "nothing is joined, cut or given up by itself"
            assert not verify(kept, None).sound
        (known,) = look_at(kept, [name]) if rows else [None]
        if known is None:  # a torn tail that no row knows is cut when a crawl died
            assert not case.lost and state in ("open", "restored")
        else:
            assert known.captures == len(case.lost)
            assert accept_loss(kept, "a test", [name]) and not lost_files(kept)
            with pytest.raises(ArchiveError, match="not lost"):
                accept_loss(kept, "a test", [name])
    all_is_well(case, capsys)


@pytest.fixture
def sealed(tmp_path: Path, archives: dict[str, Path]) -> Path:
    return Path(shutil.copytree(archives["sealed"], tmp_path / "a"))


@pytest.fixture
def left_open(tmp_path: Path, archives: dict[str, Path]) -> Path:
    return Path(shutil.copytree(archives["open"], tmp_path / "a"))


def run(folder: Path, *command: str) -> int:
    return main([*command, "--archive", str(folder)])


@pytest.mark.parametrize(
    ("state", "how"),
    [("open", "emptied"), ("sealed", "cut within a record"), ("joined", "cut by one byte")],
)
def test_every_command_names_a_file_that_is_cut_short(
    tmp_path: Path, archives: dict[str, Path], state: str, how: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    folder = tmp_path / "a"
    shutil.copytree(archives[state], folder)
    case = damage(folder, DAMAGES[how])
    name = case.file.name.removesuffix(".open")
    for command in (["status"], ["lost"], ["verify", "--quick"], ["tidy", "--this-month"],
                    ["backup", str(tmp_path / "copy")], ["status"], ["lost"],
                    ["verify", "--quick"]):  # fmt: skip
        assert run(folder, *command) == 1, command
        said = capsys.readouterr()
        assert name in said.out + said.err or "1 raw file is lost or not whole" in said.out, command
    assert run(tmp_path / "new", "restore", str(tmp_path / "copy"), "--quick") == 1
    assert name in capsys.readouterr().err
    assert run(folder, "lost", "--accept", "--reason", "a power cut") == 0
    assert "accepted: raw/one/" in capsys.readouterr().out
    for command in (["lost"], ["verify", "--quick"], ["tidy", "--this-month"], ["status"],
                    ["backup", str(tmp_path / "other")]):  # fmt: skip
        assert run(folder, *command) == 0, command
    all_is_well(case, capsys)


@pytest.mark.parametrize(
    "how", ["cut within a record", "emptied", "zeros over the ends of two records"]
)
@pytest.mark.parametrize("state", ["open", "sealed", "joined"])
def test_a_file_that_is_put_back_is_whole_again(
    tmp_path: Path, archives: dict[str, Path], state: str, how: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Before anything was accepted: it takes its place; afterwards it is adopted."""
    for accepted in (False, True):
        folder = tmp_path / f"{accepted}"
        shutil.copytree(archives[state], folder)
        file = main_file(folder)
        good, name = file.read_bytes(), named(folder, file)
        case = damage(folder, DAMAGES[how])
        with Archive(folder) as kept:
            repair_segments(kept, "one")
            if accepted and not case.lost or not look_at(kept, [name]):
                continue
            if accepted:
                accept_loss(kept, "a mistake")
        file.write_bytes(good)
        assert run(folder, "adopt" if accepted else "lost") == 0
        with Archive(folder) as kept:
            assert not kept.rows("SELECT 1 FROM captures WHERE kind = 'lost'")
            join_segments(kept, "one", this_month=True)
            assert verify(kept, None).findings == []
            assert len(list((folder / "raw").rglob("*.warc.gz*"))) == 1
            rows = kept.row("SELECT count(*) FROM captures WHERE file IS NOT NULL")
            assert rows and rows[0] == PAGES + 2
        warcio_is_content(folder, capsys)


def test_the_better_copy_in_a_backup_is_never_replaced(tmp_path: Path, left_open: Path) -> None:
    with Archive(left_open) as kept:
        backup(kept, tmp_path / "copy")
        file = main_file(left_open)
        damage(left_open, DAMAGES["emptied"])
        done = backup(kept, tmp_path / "copy")
        assert [file.name.removesuffix(".open") in words for words in done.lost] == [True]
    assert restore(tmp_path / "copy", tmp_path / "new").lost == ()
    with Archive(tmp_path / "new") as new:
        assert verify(new, make_reader).findings == []


def test_a_damaged_copy_beside_a_backup_that_has_it_whole(tmp_path: Path, sealed: Path) -> None:
    with Archive(sealed) as kept:
        backup(kept, tmp_path / "copy")
        damage(sealed, DAMAGES["cut within a record"])
        (words,) = backup(kept, tmp_path / "copy").lost
        assert "has it whole" in words
    assert restore(tmp_path / "copy", tmp_path / "new").lost == ()


def test_the_good_copy_is_adopted_beside_the_damaged_file(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It must not be called a mere copy: what it alone holds is lost with it."""
    file = main_file(sealed)
    good = file.read_bytes()
    damage(sealed, DAMAGES["a zeroed record"])
    file.with_name("good.warc.gz").write_bytes(good)
    with Archive(sealed) as kept:
        (name,) = unknown_files(kept)
        assert adopt(kept, name).counts.found_again == 1
        assert look_at(kept, [named(sealed, file)])
        accept_loss(kept, "spoilt")
        assert not kept.rows("SELECT 1 FROM captures WHERE kind = 'lost'")
        join_segments(kept, "one", this_month=True)
        assert verify(kept, make_reader).findings == []
    warcio_is_content(sealed, capsys)


@pytest.mark.parametrize("back", ["before", "after", "never"])
def test_what_an_older_warraq_joined_without_all_its_answers_has_a_way_out(
    sealed: Path, back: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It cut the file, sealed it so, and joined it: rows go on pointing to the old one."""
    file = main_file(sealed)
    good, name = file.read_bytes(), named(sealed, file)
    with Archive(sealed) as kept:
        file.unlink()
        whole = kept.rows("SELECT id FROM captures WHERE file = ? ORDER BY offset", name)
        row = kept.row("SELECT offset FROM captures WHERE id = ?", whole[3][0])
        file.write_bytes(good[: row["offset"]] if row else b"")
        other = min((sealed / "raw").rglob("*.warc.gz"), key=lambda path: path.stat().st_size)
        moved, end = other.read_bytes() + file.read_bytes(), other.stat().st_size
        joined = other.with_name("one-202611-joined-1.warc.gz")
        joined.write_bytes(moved)
        to = named(sealed, joined)
        kept.db.execute("INSERT INTO segments (file, outlet, state, opened_at, bytes, sha256)"
                        " SELECT ?, outlet, 'sealed', opened_at, ?, ? FROM segments LIMIT 1",
                        [to, len(moved), hashlib.sha256(moved).hexdigest()])  # fmt: skip
        kept.db.execute("UPDATE captures SET file = ? WHERE file = ?", [to, named(sealed, other)])
        kept.db.execute("UPDATE captures SET file = ?, offset = offset + ? WHERE file = ?"
                        " AND offset < ?", [to, end, name, file.stat().st_size])  # fmt: skip
        kept.db.execute("UPDATE segments SET state = 'joined' WHERE file <> ?", [to])
    for command in ("status", "verify", "lost"):
        assert run(sealed, command, *(["--quick"] if command == "verify" else [])) == 1
        assert "3 answers" in capsys.readouterr().out or command != "verify"
    if back == "before":
        file.write_bytes(good)
        assert run(sealed, "lost") == 0
    else:
        assert run(sealed, "lost", "--accept", "--reason", "a power cut") == 0
        if back == "after":
            file.write_bytes(good)
            assert run(sealed, "adopt") == 0
    with Archive(sealed) as kept:
        lost = kept.rows("SELECT id FROM captures WHERE kind = 'lost'")
        assert len(lost) == (3 if back == "never" else 0)
        join_segments(kept, "one", this_month=True)
        assert verify(kept, None).sound and lost_files(kept) == []
    warcio_is_content(sealed, capsys)


def test_a_backup_whose_copy_is_spoilt_is_restored_with_all_that_is_whole(
    tmp_path: Path, sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Archive(sealed) as kept:
        backup(kept, tmp_path / "copy")
    case = damage(tmp_path / "copy", DAMAGES["a zeroed record"])
    case.folder = tmp_path / "new"
    asked = ["restore", str(tmp_path / "copy"), "--quick", "--accept-loss"]
    assert run(case.folder, *asked) == 1
    assert "lost --accept" in capsys.readouterr().err
    assert run(case.folder, "lost", "--accept", "--reason", "the backup's disk") == 0
    all_is_well(case, capsys)


@pytest.mark.parametrize("kind", ["cdxj", "wacz"])
def test_an_export_of_raw_pages_has_what_is_whole(tmp_path: Path, sealed: Path, kind: str) -> None:
    case = damage(sealed, DAMAGES["cut within a record"])
    with Archive(sealed) as kept:
        told = RawTold()
        export(kept, Filters(), tmp_path / f"a.{kind}", told)
        assert told.missing and all(case.file.name in words for words in told.missing)
    if kind == "cdxj":
        lines = (tmp_path / "a.cdxj").read_text("utf-8").splitlines()
        assert len(lines) == 1 + len(case.whole)


def test_what_is_fetched_again_is_no_repetition_of_what_is_damaged(left_open: Path) -> None:
    damage(left_open, DAMAGES["a zeroed record"])
    with Archive(left_open) as kept:
        repair_segments(kept, "one")
        raw = SegmentWriter(kept, "one")
        kinds = list[str]()
        for number in range(1, PAGES + 1):
            id = raw.keep(fetched_page(number))
            kinds += [row[0] for row in kept.rows("SELECT kind FROM captures WHERE id = ?", id)]
        raw.close()
        assert kinds.count("response") == 1 and kinds.count("revisit") == PAGES - 1


def test_an_order_to_erase_says_what_to_do_first(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(sealed, DAMAGES["a zeroed record"])
    with Archive(sealed) as kept:
        (row,) = kept.rows("SELECT id FROM articles WHERE url LIKE '%/1.html'")
        with pytest.raises(RawFileDamaged, match="warraq lost .* --accept") as told:
            erase(kept, row[0], "a judge")
        accept_loss(kept, "spoilt", [told.value.file])
        assert erase(kept, row[0], "a judge").captures == 2
        assert verify(kept, make_reader).sound
        assert not kept.rows("SELECT 1 FROM captures WHERE url LIKE '%/1.html' AND file NOT NULL")


def test_a_good_file_is_never_given_up(sealed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = main_file(sealed)
    before = file.read_bytes()
    for name in (str(file.relative_to(sealed)), "one/2026/nobody.warc.gz"):
        assert run(sealed, "lost", name, "--accept", "--reason", "a slip") == 3
        assert "not lost" in capsys.readouterr().err
    assert run(sealed, "lost", "--accept", "--reason", "a slip") == 0
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "how", [gzip.decompress, lambda data: gzip.compress(gzip.decompress(data))]
)
def test_a_file_that_was_packed_anew_is_not_given_up(
    sealed: Path, how: Callable[[bytes], bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    file = main_file(sealed)
    file.write_bytes(how(file.read_bytes()))
    name = named(sealed, file)
    assert run(sealed, "lost", name, "--accept", "--reason", "a slip") == 3
    assert "warcio recompress" in capsys.readouterr().err
    packed = sealed / "packed.warc.gz"
    warcio = Path(sys.executable).with_name("warcio")
    subprocess.run([warcio, "recompress", file, packed], check=True, capture_output=True)
    packed.replace(file)
    assert run(sealed, "lost", name) in (0, 1)  # another library may pack to other lengths
    run(sealed, "lost", name, "--accept", "--reason", "packed anew")
    with Archive(sealed) as kept:
        assert not kept.rows("SELECT 1 FROM captures WHERE kind = 'lost'")
        assert verify(kept, make_reader).findings == []


def test_swapped_files_find_their_rows_again(sealed: Path) -> None:
    first, second = sorted((sealed / "raw").rglob("*.warc.gz"))
    held = first.with_suffix(".held")
    first.rename(held)
    second.rename(first)
    held.rename(second)
    with Archive(sealed) as kept:
        join_segments(kept, "one", this_month=True)
        accept_loss(kept, "swapped")
        assert not kept.rows("SELECT 1 FROM captures WHERE kind = 'lost'")
        assert verify(kept, make_reader).findings == []


@pytest.mark.parametrize("sql", ["segments SET sha256 = 'x'", "captures SET offset = offset + 1"])
def test_what_verify_recommends_where_the_database_is_wrong_works(
    sealed: Path, sql: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = named(sealed, main_file(sealed))
    with Archive(sealed) as kept:
        kept.db.execute(f"UPDATE {sql} WHERE file = ?", [name])
    assert run(sealed, "verify", "--quick") == 1
    assert f"`warraq lost {name}" in capsys.readouterr().out
    assert run(sealed, "lost", name) == 1
    assert f"`warraq lost {name} --accept" in capsys.readouterr().err
    assert run(sealed, "lost", name, "--accept", "--reason", "a test") == 0
    with Archive(sealed) as kept:
        assert not kept.rows("SELECT 1 FROM captures WHERE kind = 'lost'")
        assert verify(kept, make_reader).findings == []


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def a_dangling_link(file: Path) -> None:
    file.unlink()
    file.symlink_to("/nowhere/x.warc.gz")


@pytest.mark.parametrize(("how", "words"), [(a_folder, "folder"), (a_dangling_link, "link")])
def test_what_is_no_file_is_named_and_can_be_accepted(
    sealed: Path, how: Callable[[Path], None], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    how(main_file(sealed))
    for command in (["lost"], ["tidy", "--this-month"]):
        assert run(sealed, *command) == 1
        assert words in capsys.readouterr().err
    assert run(sealed, "lost", "--accept", "--reason", "a test") == 0
    with Archive(sealed) as kept:
        assert lost_files(kept) == []
        (lost,) = kept.rows("SELECT count(*) FROM captures WHERE kind = 'lost'")
        assert lost[0] == PAGES + 1


def test_a_file_that_cannot_be_read_is_named_and_nothing_of_it_is_given_up(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = main_file(sealed)
    file.rename(sealed / "away")
    file.symlink_to("/proc/self/mem")  # reading it is an input/output error, as of a bad disk
    for command in (["lost"], ["tidy", "--this-month"], ["verify", "--quick"]):
        assert run(sealed, *command) in (1, 3), command
        said = capsys.readouterr()
        assert file.name in said.out + said.err
    assert run(sealed, "lost", "--accept", "--reason", "a test") == 3
    assert "cannot be read: Input/output error" in capsys.readouterr().err
    file.unlink()
    (sealed / "away").rename(file)
    assert run(sealed, "lost") == 0
    with Archive(sealed) as kept:
        assert verify(kept, make_reader).findings == []


def test_a_name_that_did_not_survive_the_power_cut(sealed: Path) -> None:
    file = main_file(sealed)
    file.rename(file.with_name(file.name + ".open"))
    with Archive(sealed) as kept:
        assert lost_files(kept) == [] and verify(kept, None).sound
        repair_segments(kept, "one")
        assert file.exists() and verify(kept, make_reader).findings == []


@pytest.mark.parametrize("longer", ["sealed", "open", "the other is spoilt"])
def test_of_two_files_of_one_name_the_longer_one_stays(left_open: Path, longer: str) -> None:
    left = main_file(left_open)
    path, data = left.with_name(left.name.removesuffix(".open")), left.read_bytes()
    path.write_bytes(data)
    if longer == "the other is spoilt":
        left.write_bytes(data[:500] + bytes(len(data) - 500))
    else:
        (left if longer == "sealed" else path).write_bytes(data[:-300])
    with Archive(left_open) as kept:
        repair_segments(kept, "one")
        assert path.exists() and not left.exists()
        assert verify(kept, make_reader).findings == []


def test_of_two_files_that_are_both_spoilt_none_goes_by_itself(
    left_open: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left = main_file(left_open)
    path, data = left.with_name(left.name.removesuffix(".open")), left.read_bytes()
    path.write_bytes(DAMAGES["zeros at the beginning"](data))
    left.write_bytes(DAMAGES["a zeroed record"](data))
    assert run(left_open, "lost", named(left_open, left), "--accept", "--reason", "x") == 3
    assert "both there" in capsys.readouterr().err
    assert run(left_open, "verify", "--quick") == 1 and path.exists() and left.exists()
    left.rename(left_open / "raw" / "one" / "other.warc.gz.open")
    with Archive(left_open) as kept:
        look_at(kept, [named(left_open, left)])
        (name,) = unknown_files(kept)
        assert adopt(kept, name).damaged, "it holds what the other one does not"
        accept_loss(kept, "a test")
        accept_loss(kept, "a test")
        join_segments(kept, "one", this_month=True)
        assert verify(kept, make_reader).sound
        assert not kept.rows("SELECT 1 FROM captures WHERE kind = 'lost'")


def test_a_joined_file_that_the_database_does_not_know_yet_is_not_removed(
    tmp_path: Path, sealed: Path
) -> None:
    """The last commits of a database may be lost with its log (warraq.db-wal)."""
    with Archive(sealed) as kept:
        backup(kept, tmp_path / "copy")
        join_segments(kept, "one", this_month=True)
    file = main_file(sealed)
    for old in sealed.glob("warraq.db*"):
        old.unlink()
    shutil.copy(tmp_path / "copy" / "warraq.db", sealed / "warraq.db")
    with Archive(sealed) as kept:
        kept.db.execute("INSERT INTO segments (file, outlet, state, opened_at)"
                        " VALUES (?, 'one', 'joining', '2026-11-29T00:00:00Z')",
                        [named(sealed, file)])  # fmt: skip
        repair_segments(kept, "one")
        assert file.exists()
        (name,) = unknown_files(kept)
        adopt(kept, name)
        assert verify(kept, make_reader).findings == []


def test_whatever_verify_recommends_for_a_strange_file_works(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = main_file(sealed)
    stray = sealed / "raw" / "x.warc.gz"
    file.rename(stray)
    (sealed / "raw" / "one" / "notes.txt").write_text("x")
    (sealed / "raw" / "one" / "link.warc.gz").symlink_to(stray)
    run(sealed, "verify", "--quick")
    said = [line for line in capsys.readouterr().out.splitlines() if "nobody knows" in line]
    assert ["move it into raw/OUTLET/" in line for line in said].count(True) == 1
    assert ["move it out of raw/" in line for line in said].count(True) == 1
    assert ["put the file itself" in line for line in said].count(True) == 1
    (sealed / "raw" / "one" / "notes.txt").unlink()
    (sealed / "raw" / "one" / "link.warc.gz").unlink()
    stray.rename(sealed / "raw" / "one" / "x.warc.gz")
    assert run(sealed, "adopt") == 0
    with Archive(sealed) as kept:
        assert verify(kept, make_reader).findings == []


def test_a_file_left_open_that_nobody_knows_is_adopted_with_all_that_is_whole(
    left_open: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = damage(left_open, DAMAGES["a zeroed record"])
    with Archive(left_open) as kept:  # an older database
        kept.db.execute("UPDATE articles SET capture_id = NULL")
        kept.db.execute("DELETE FROM captures WHERE file = ?", [named(left_open, case.file)])
        kept.db.execute("DELETE FROM segments WHERE file = ?", [named(left_open, case.file)])
    assert run(left_open, "adopt") == 3
    assert "lost" in capsys.readouterr().err
    assert run(left_open, "lost", "--accept", "--reason", "a power cut") == 0
    with Archive(left_open) as kept:
        rows = kept.rows("SELECT 1 FROM captures WHERE file IS NOT NULL")
        assert len(rows) == 1 + len(case.whole)
    assert case.records <= members(left_open)


def test_an_acceptance_that_dies_is_brought_to_its_end(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = damage(sealed, DAMAGES["zeros over the ends of two records"])
    name = named(sealed, case.file)
    known = f"kept.row('SELECT 1 FROM segments WHERE file = ?', {name!r})"
    task = (
        "from storage.raw.damaged_file_inspection import look_at\n"
        "from storage.raw.loss_acceptance import accept_loss\n"
        f"if look_at(kept, [{name!r}] if {known} else None): accept_loss(kept, 'a test')"
    )
    for step in deaths(task, sealed, 9):
        with Archive(sealed) as kept:
            report = verify(kept, None)
            assert report.sound or any(f.what == name for f in report.findings), step
            there = b"".join(path.read_bytes() for path in (sealed / "raw").rglob("*.warc.gz*"))
            assert all(record in there for record in case.records), step
    with Archive(sealed) as kept:
        repair_segments(kept, "one")
    all_is_well(case, capsys)


def test_a_link_in_the_place_of_a_file_left_open_is_not_cut(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("somebody's")
    with Archive(tmp_path / "a", create=True) as kept:
        kept.db.execute(
            "INSERT INTO segments (file, outlet, state, opened_at)"
            " VALUES ('one/x.warc.gz', 'one', 'open', '2026-11-24T00:00:00Z')"
        )
        (tmp_path / "a" / "raw" / "one").mkdir()
        (tmp_path / "a" / "raw" / "one" / "x.warc.gz.open").symlink_to(victim)
        repair_segments(kept, "one")
        assert victim.read_text() == "somebody's" and lost_files(kept)
        accept_loss(kept, "a link")
        assert victim.read_text() == "somebody's" and not lost_files(kept)


def test_what_stands_within_an_answer_is_no_record_of_ours(tmp_path: Path) -> None:
    """A page may be a WARC file itself: when its own record is damaged its content is no record."""
    with Archive(tmp_path / "other", create=True) as other:
        raw = SegmentWriter(other, "x")
        raw.keep(fetched_page(1, "x"))
        raw.close()
    (foreign,) = (tmp_path / "other" / "raw").rglob("*.warc.gz")
    with Archive(tmp_path / "a", create=True) as kept:
        raw = SegmentWriter(kept, "one")
        keep_page(kept, raw, fetched_page(2))
        inner = foreign.read_bytes()
        id = raw.keep(fetched_page(3, html=inner))
        raw.close()
        (file,) = (tmp_path / "a" / "raw").rglob("*.warc.gz")
        data, row = file.read_bytes(), kept.row("SELECT * FROM captures WHERE id = ?", id)
        assert row
        whole = gzip.decompress(data[row["offset"] : row["offset"] + row["length"]])
        packed = gzip.compress(whole, 0)  # as it is: what is packed cannot be packed any further
        kept.db.execute("UPDATE captures SET length = ? WHERE id = ?", [len(packed), id])
        data = data[: row["offset"]] + packed
        file.write_bytes(at(data, data.index(inner) - 200, bytes(100)))
        (lost,) = accept_loss(kept, "a test", [named(tmp_path / "a", file)])
        assert lost.captures == 1
        assert not kept.rows("SELECT 1 FROM captures WHERE url LIKE 'https://x.ma%'")
        assert verify(kept, make_reader).sound
