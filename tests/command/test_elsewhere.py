"""An archive that is read elsewhere than where it is crawled: its packages of outlets are away."""

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.making import archive, article
from warraq.cli import main

AWAY = "Names, addresses, cities and kinds of outlets are"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive whose settings name a package of outlets that nobody here has."""
    with archive(tmp_path) as kept:
        kept.keep(article(1))
        kept.keep(article(2, "hespress"))
    (tmp_path / "archive" / "warraq.toml").write_text('spider_modules = ["theirs.outlets"]\n')
    return tmp_path / "archive"


@pytest.mark.parametrize(
    "command",
    [["dataset", "set", "--text", "full"], ["report", "x.html"], ["history", "1"]],
    ids=str,
)
def test_it_is_read_all_the_same_and_what_is_unknown_is_said(
    folder: Path, command: list[str], capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(folder.parent)
    assert main([*command, "--archive", str(folder)]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert AWAY in said and "theirs.outlets" in said and "WARRAQ_OUTLETS" in said


def test_a_data_set_of_where_the_outlets_are_known_is_made_again_where_they_are_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there, made = ["--archive", str(folder)], folder.parent / "set"
    settings = folder / "warraq.toml"
    settings.rename(aside := folder.parent / "aside")
    assert main(["dataset", str(made), "--text", "full", *there]) == 0
    rows = pq.read_table(made / "tables" / "outlets.parquet").to_pylist()
    assert [row["name"] for row in rows] == ["هسبريس", None]
    shutil.move(aside, settings)
    capsys.readouterr()
    assert main(["dataset", "--reproduce", str(made), *there]) == 0
    heard = capsys.readouterr()
    assert "proved are its bytes" in heard.out and AWAY in " ".join(heard.err.split())


def test_a_file_of_outlets_that_is_broken_is_told_and_stops(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that one of them asks for is no package of theirs."""
    (package := folder.parent / "theirs").mkdir()
    (package / "outlets.py").write_text("import a_library_of_theirs\n")
    monkeypatch.chdir(folder.parent)
    monkeypatch.syspath_prepend(str(folder.parent))
    made = ["dataset", str(folder.parent / "set"), "--text", "none", "--archive", str(folder)]
    assert main(made) == 2
    assert "a_library_of_theirs" in capsys.readouterr().err.replace("\n", " ")
    assert not (folder.parent / "set").exists()


def test_counts_need_no_outlet(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--json", "--archive", str(folder)]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 2
