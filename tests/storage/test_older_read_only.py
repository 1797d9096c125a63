"""An archive of an older Warraq on a read-only disk says what to do, not which table is missing."""

import sqlite3
from pathlib import Path

import pytest

from storage.database import DATABASE, open_database
from storage.errors import CannotOpen, NewerArchive


def _read_only(folder: Path, monkeypatch: pytest.MonkeyPatch, *, forget: str) -> Path:
    """An archive that lacks migrations, where SQLite may write nothing."""
    open_database(folder, create=True).close()
    with sqlite3.connect(folder / DATABASE) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(forget)
    connection.close()

    def refused(*_: object) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr("storage.database._prepared", refused)
    return folder


LAST = "DELETE FROM _sqlite_migrations WHERE id = (SELECT max(id) FROM _sqlite_migrations)"


@pytest.mark.parametrize("forget", [LAST, "DELETE FROM _sqlite_migrations"])
def test_an_older_read_only_archive_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forget: str
) -> None:
    folder = _read_only(tmp_path / "archive", monkeypatch, forget=forget)
    with pytest.raises(CannotOpen, match="copy the archive's folder"):
        open_database(folder)


def test_a_read_only_archive_of_today_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _read_only(tmp_path / "archive", monkeypatch, forget="SELECT 1")
    assert open_database(folder)["articles"].count == 0


def test_a_newer_one_is_told_apart_from_an_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)"
    values = "('warraq', 'of_tomorrow', '2027-01-01')"
    folder = _read_only(
        tmp_path / "archive", monkeypatch, forget=newer[: newer.index("(?")] + values
    )
    with pytest.raises(NewerArchive, match="update Warraq"):
        open_database(folder)
