"""The SQLite export: read and searched by plain SQLite, and never in place of another database."""

import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.export import COLUMNS, Options, export
from storage.query.filters import Filters
from storage.takedown.orders import erase, suppress
from tests.making import archive, article
from warraq.cli import main


def asked(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """The rows of a question, by SQLite without our functions."""
    with closing(sqlite3.connect(path)) as opened:
        return opened.execute(sql, values).fetchall()


def matching(path: Path, table: str, words: str) -> list[object]:
    found = asked(path, f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid", words)
    return [row[0] for row in found]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Three articles, one of them vocalised, in three spellings of one word."""
    with archive(tmp_path) as made:
        for number, word in enumerate(("الإدارة", "الاداره", "الإِدَارَة")):
            made.keep(
                article(number, headline=f"{word} تجيب", body=f"نص آخر عن {word} رقم {number}.")
            )
    return made.folder


def test_words_are_found_as_printed_and_folded(kept: Path, tmp_path: Path) -> None:
    with Archive(kept) as made:
        assert export(made, Filters(), tmp_path / "x.sqlite") == 3
    path = tmp_path / "x.sqlite"
    assert matching(path, "articles_fts", "الإدارة") == [1]
    assert matching(path, "articles_fts", "الإِدَارَة") == [3], "a mark parts no word"
    assert matching(path, "articles_folded_fts", "الاداره") == [1, 2, 3]
    assert matching(path, "articles_folded_fts", "body: الاداره AND headline: تجيب") == [1, 2, 3]
    (marked,) = asked(path, "SELECT highlight(articles_fts, 0, '[', ']') FROM articles_fts"
                            " WHERE articles_fts MATCH 'الإدارة'")  # fmt: skip
    assert marked == ("[الإدارة] تجيب",)
    assert asked(path, "PRAGMA integrity_check") == [("ok",)]


def test_it_says_what_it_is_and_what_each_column_means(kept: Path, tmp_path: Path) -> None:
    with Archive(kept) as made:
        export(made, Filters(outlets=("one",)), tmp_path / "x.db", options=Options("excerpt"))
    names = [row[1] for row in asked(tmp_path / "x.db", "PRAGMA table_info(articles)")]
    meanings = dict(asked(tmp_path / "x.db", "SELECT name, meaning FROM columns"))
    assert meanings == {one.name: one.meaning for one in COLUMNS} and list(meanings) == names
    said = dict(asked(tmp_path / "x.db", "SELECT name, value FROM about"))
    assert said["chosen"] == "of one" and said["articles"] == "3"
    assert "300 characters" in str(said["texts"])
    example = str(said["search"]).replace("المدرسة", "تجيب")
    assert len(asked(tmp_path / "x.db", example)) == 3
    # SQLite before 3.37 cannot open a file with a strict table
    assert asked(tmp_path / "x.db", "SELECT 1 FROM sqlite_master WHERE sql LIKE '%STRICT%'") == []


def test_what_is_not_exported_is_not_in_an_index_either(kept: Path, tmp_path: Path) -> None:
    with Archive(kept) as made:
        suppress(made, 1, "court of Rabat")
        erase(made, 2, "court of Rabat")
        export(made, Filters(), tmp_path / "x.db")
        export(made, Filters(), tmp_path / "none.db", options=Options("none"))
    assert asked(tmp_path / "x.db", "SELECT id FROM articles") == [(3,)]
    for table in ("articles_fts", "articles_folded_fts"):
        assert matching(tmp_path / "x.db", table, "تجيب") == [3]
        assert matching(tmp_path / "none.db", table, "رقم") == [], "texts were left out"
    # in no leftover page of the file either
    assert b"court" not in (tmp_path / "x.db").read_bytes()
    assert "رقم".encode() not in (tmp_path / "none.db").read_bytes()


@pytest.mark.parametrize("name", ["x.db", "warraq.db"])
def test_another_database_is_not_written_over(
    kept: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The archive's own, and one that somebody works with."""
    path = kept / name if name == "warraq.db" else tmp_path / name
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE mine (x)")
        other.commit()
    before = path.read_bytes()
    assert main(["export", str(path), "--archive", str(kept)]) == 2
    assert "something else" in capsys.readouterr().err.replace("\n", " ")
    assert path.read_bytes() == before


def test_a_former_export_is_replaced_unless_it_is_open(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with Archive(kept) as made:
        export(made, Filters(), path)
        first = path.read_bytes()
        assert export(made, Filters(), path) == 3 and path.read_bytes() == first
        with closing(sqlite3.connect(path)) as opened:
            opened.execute("PRAGMA journal_mode = WAL")
            opened.execute("CREATE TABLE notes (x)")
            with pytest.raises(OSError, match="is open"):
                export(made, Filters(), path)


def test_a_disk_that_fails_is_told(kept: Path, tmp_path: Path) -> None:
    """SQLite says of it what a closed terminal says of itself: it ended in silence, exit code 0."""
    path = tmp_path / "a.sqlite"
    with Archive(kept) as made:
        for number in range(100, 120):
            made.keep(article(number, headline=f"رقم {number}", body=f"نص {number} " * 9_000))
    done = subprocess.run(
        [sys.executable, "-m", "warraq", "export", str(path), "--archive", str(kept)],
        capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000)),
    )  # fmt: skip
    assert f"warraq: cannot write {path}: " in done.stderr, (done.returncode, done.stderr)
    assert done.returncode == 3 and list(tmp_path.glob("*a.sqlite*")) == []
