"""Every table, view and column of the archive has a meaning, and no meaning is of nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import DATABASE
from storage.glossary import EVERYWHERE, described, meanings
from tests.making import archive, article


def test_every_column_has_a_meaning_and_every_meaning_a_column(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        tables = {table.name: table for table in described(kept.db)}
    stated = {name: set(columns) - {""} for name, columns in meanings().items()}
    assert tables.keys() == stated.keys()
    for name, table in tables.items():
        there = {column for column, _, _ in table.columns}
        assert table.meaning and there
        assert stated[name] <= there, f"{name} has no {stated[name] - there}"
    used = {column for table in tables.values() for column, _, _ in table.columns}
    assert set(EVERYWHERE) <= used
    assert tables["gone"].columns == tables["articles"].columns


def test_plain_sqlite_reads_every_table_and_finds_words(tmp_path: Path) -> None:
    """Without ``ar_fold``: all that docs/archive.md promises, and no more."""
    with archive(tmp_path) as kept:
        kept.keep(article(1))
        names = [table.name for table in described(kept.db)]
    with closing(sqlite3.connect(tmp_path / "archive" / DATABASE)) as plain:
        for name in names:
            if not name.endswith(("_fts", "_folded")):
                plain.execute(f"SELECT * FROM {name}").fetchall()
        found = plain.execute(
            "SELECT a.id, bm25(articles_fts) < 0 FROM articles_fts f"
            " JOIN articles a ON a.id = f.rowid WHERE articles_fts MATCH 'اشغال' ORDER BY rank"
        )
        assert found.fetchall() == [(1, 1)]
        for sql in (
            "SELECT headline FROM articles_fts",
            "SELECT * FROM articles_folded",
            "SELECT body FROM revisions_fts",
            "SELECT * FROM revisions_folded",
            "SELECT count(*) FROM articles_fts",
            "UPDATE articles SET headline = 'x'",
        ):
            with pytest.raises(sqlite3.OperationalError, match="ar_fold"):
                plain.execute(sql).fetchall()
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
