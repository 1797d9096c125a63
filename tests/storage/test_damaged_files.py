"""Raw files that are there and not whole: nothing whole is given up, and there is a way out."""

import gzip
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from warcio.checker import Checker  # type: ignore[import-untyped]

from storage.archive import Archive
from storage.backup import backup, restore
from storage.errors import ArchiveError
from storage.raw import SegmentWriter, load_page, repair_segments
from storage.raw.accepted_losses import accept_loss, look_at
from storage.raw.lost_files import lost_files
from storage.raw.monthly_merge import join_segments
from storage.verify.verify import verify
from tests.damages import offsets
from tests.keeping import fetched_page, keep_page

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
    with Archive(folder) as kept:
        rows = kept.rows(
            "SELECT id, offset, length FROM captures WHERE file = ?", named(folder, file)
        )
    pieces = {row["id"]: before[row["offset"] : row["offset"] + row["length"]] for row in rows}
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
