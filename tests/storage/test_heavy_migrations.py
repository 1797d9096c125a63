"""Migrations that write a large table anew: told, priced, refused without room, killed, ended."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.database import open_database
from storage.export import export
from storage.query.filters import Filters
from storage.schema import heavy_migrations
from storage.verify.verify import verify
from tests.keeping import filled
from tests.making import START, article
from tests.refolding.sitecustomize import MIGRATION
from tests.storage.test_derived_data import run
from warraq.cli import main

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of before the migration that drops a column."""
    folder = tmp_path / "archive"
    with filled(folder, 8) as kept:
        kept.db.execute("ALTER TABLE articles ADD COLUMN darija_hint REAL")
        kept.db.execute("UPDATE articles SET darija_hint = 0.1")
        kept.db.execute("DELETE FROM _sqlite_migrations WHERE name = ?", [MIGRATION])
    return folder


def columns(folder: Path) -> list[str]:
    """The columns of articles, without changing anything."""
    db = open_database(folder)
    try:
        return [row[1] for row in db.execute("PRAGMA table_info(articles)")]
    finally:
        db.close()


def test_a_small_archive_is_changed_as_it_is_opened(folder: Path) -> None:
    with Archive(folder) as kept:
        assert verify(kept, None).sound
    assert "darija_hint" not in columns(folder)


def test_a_large_one_waits_for_a_rebuild_that_tells_its_price(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(heavy_migrations, "SMALL", 0)
    for command in (["status"], ["search", "سد"], ["show", "1"], ["verify"], ["tidy"]):
        assert main([*command, "--archive", str(folder)]) == 3
        said = " ".join(capsys.readouterr().err.split())
        assert f"migration {MIGRATION} (8 articles, " in said and "`warraq rebuild`" in said
    assert main(["backup", str(tmp_path / "backup"), "--archive", str(folder)]) == 0
    assert "darija_hint" in columns(folder)
    assert main(["rebuild", "--archive", str(folder)]) == 0
    told = " ".join(capsys.readouterr().err.split())
    assert f"migration {MIGRATION} (8 articles, " in told and "bytes of free disk)" in told
    assert "a few seconds" in told
    assert "darija_hint" not in columns(folder)
    with Archive(folder) as kept:
        assert verify(kept, None).sound
        assert export(kept, Filters(), tmp_path / "a.jsonl") == 8


def test_without_room_nothing_is_begun(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(heavy_migrations, "SMALL", 0)
    usage = shutil.disk_usage(folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=12_345))
    assert main(["rebuild", "--archive", str(folder)]) == 3
    said = " ".join(capsys.readouterr().err.split())
    assert f"the migration {MIGRATION} of 8 articles needs " in said
    assert "12,345 are free: make room" in said
    assert "darija_hint" in columns(folder)


def test_one_that_works_in_batches_goes_on_behind_the_last_one(folder: Path) -> None:
    assert run(folder, "search", "سد", HEAVY="1").returncode == 3
    for step in ("1", "-2", "2"):  # in the first batch, behind it, in the third one
        assert run(folder, "rebuild", HEAVY="1", DIE_AT_STEP=step).returncode == -9
        assert run(folder, "status", HEAVY="1").returncode == 3
    assert run(folder, "rebuild", HEAVY="1").returncode == 0
    with Archive(folder) as kept:
        assert [row[0] for row in kept.rows("SELECT byline FROM articles")] == ["+"] * 8
        assert kept.rows("SELECT 1 FROM progress") == []
        assert verify(kept, None).sound


def test_versions_are_counted_where_articles_were_revised_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count was the number of the latest version, as a number moved where one came between."""
    folder = tmp_path / "archive"
    with filled(folder, 3) as kept:
        for number, hour in ((1, 1), (1, 2), (2, 1)):
            later = START + timedelta(hours=hour)
            kept.keep(article(number, headline=f"عنوان {hour}", fetched_at=later))
        before = [tuple(row) for row in kept.rows("SELECT id, versions FROM articles")]
        kept.db.execute("UPDATE articles SET versions = 1")
        kept.db.execute("DELETE FROM _sqlite_migrations WHERE name = 'counted_versions'")
    monkeypatch.setattr(heavy_migrations, "SMALL", 0)
    assert main(["stats", "--archive", str(folder)]) == 3
    assert main(["rebuild", "--archive", str(folder)]) == 0
    with Archive(folder) as kept:
        assert [tuple(row) for row in kept.rows("SELECT id, versions FROM articles")] == before
        assert verify(kept, None).sound
