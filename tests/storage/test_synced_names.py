"""A new name stands on the disk once its folder is synced: of files, folders and renamed ones."""

import os
from pathlib import Path

import pytest

from storage.backup import backup, restore
from storage.folder_sync import make_folder
from tests.keeping import filled


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> dict[Path, set[str]]:
    """The names that stood in each folder when it was last synced."""
    seen: dict[Path, set[str]] = {}
    real = os.fsync

    def fsync(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").resolve()
        if path.is_dir():
            seen[path] = {one.name for one in path.iterdir()}
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


def unsynced(
    top: Path, seen: dict[Path, set[str]], given: frozenset[str] = frozenset()
) -> set[str]:
    """The names below a folder, its own too, that a power cut may take away again."""
    paths = [top, *top.rglob("*")]
    return {
        str(path) for path in paths
        if path.name not in seen.get(path.parent, set()) and path.name not in given
    }  # fmt: skip


def test_a_new_folder_is_synced_into_its_parents(
    tmp_path: Path, synced: dict[Path, set[str]]
) -> None:
    make_folder(tmp_path / "a" / "b" / "c")
    assert unsynced(tmp_path / "a", synced) == set()
    make_folder(tmp_path / "a" / "b" / "c")  # there already


def test_archive_backup_and_restore_leave_no_name_to_chance(
    tmp_path: Path, synced: dict[Path, set[str]]
) -> None:
    database = frozenset(("warraq.db-wal", "warraq.db-shm", ".lock"))  # SQLite's, and empty
    with filled(tmp_path / "deep" / "archive", 2) as kept:
        folders = {path.parent for path in (kept.folder / "raw").rglob("*.warc.gz")}
        assert all(path.name in synced[path.parent] for path in [kept.folder, *folders])
        for _ in range(2):
            backup(kept, tmp_path / "deep" / "copy")
            assert unsynced(tmp_path / "deep" / "copy", synced) == set()
    restore(tmp_path / "deep" / "copy", tmp_path / "far" / "new")
    assert unsynced(tmp_path / "far", synced, database) == set()
