"""Every outlet has a lock and a folder of its own, whatever it is called."""

from itertools import combinations
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.process_locks import DaemonLock, OutletLock, RebuildLock, folder_name
from storage.raw.monthly_merge import join_all
from storage.verify.verify import verify
from tests.keeping import fetched_page, filled, keep_page, make_reader
from tests.storage.test_raw import SegmentWriter

NAMES = (
    "هسبريس", "العمق", "العمق المغربي", "daemon", "rebuild", "le-360", "le_360", "le 360", "Le360",
    "LE360", "..", "-", "é", "e\u0301", "x" * 300, "x" * 301, "a/b", "a.b", "outlet",
)  # fmt: skip


@pytest.mark.parametrize("name", ["hespress", "hespress_en", "tv2m", "le360ar", "2m-ma"])
def test_a_plain_name_is_its_own(name: str) -> None:
    assert folder_name(name) == name


def test_no_two_outlets_share_a_lock_nor_take_that_of_the_archive(tmp_path: Path) -> None:
    locks = [OutletLock(tmp_path, name) for name in NAMES]
    for lock in [*locks, DaemonLock(tmp_path)]:
        lock.acquire()
    RebuildLock(tmp_path).take()
    paths = [str(lock.path).lower() for lock in locks]
    assert all(one != other for one, other in combinations(paths, 2))
    assert {lock.path.parent.parent for lock in locks} == {tmp_path / "raw"}
    for lock in locks:
        lock.release()


def test_outlets_in_arabic_letters_are_kept_apart_and_joined(tmp_path: Path) -> None:
    filled(tmp_path, 2, "العمق").close()
    with Archive(tmp_path) as kept:
        for outlet in ("هسبريس", "العمق", "هسبريس"):
            raw = SegmentWriter(kept, outlet)
            keep_page(kept, raw, fetched_page(3, outlet))
            raw.close()
        done = join_all(kept, this_month=True)
        assert {outlet: len(files) for outlet, files in done.items()} == {"العمق": 1, "هسبريس": 1}
        folders = {row[0].split("/")[0] for row in kept.rows("SELECT file FROM segments")}
        assert len(folders) == 2
        assert verify(kept, make_reader, 1).sound
