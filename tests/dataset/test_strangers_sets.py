"""Data sets go from hand to hand: one that is damaged, or means harm, is told in a sentence."""

import json
import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from storage.archive import Archive
from storage.takedown.orders import suppress
from tests.dataset.sets import flat, made, manifest
from warraq.cli import main

pytestmark = pytest.mark.slow


def rewritten(path: Path, told: object) -> None:
    """Put another manifest into a data set, with the hashes as they must be."""
    file = path / "manifest.json"
    former = sha256(file.read_bytes()).hexdigest()
    file.write_text(json.dumps(told), "utf-8")
    sums = path / "SHA256SUMS"
    sums.write_text(sums.read_text().replace(former, sha256(file.read_bytes()).hexdigest()))


@pytest.fixture
def bare(folder: Path) -> Path:
    return made(folder, "bare", "--text", "none")


@pytest.mark.parametrize("table", ["articles", "gaps"])
@pytest.mark.parametrize("absolute", [False, True])
def test_a_manifest_that_names_a_file_elsewhere_has_no_hand_on_it(
    folder: Path, bare: Path, capsys: pytest.CaptureFixture[str], table: str, absolute: bool
) -> None:
    victim = folder.parent / "mine.parquet"
    shutil.copy(bare / "tables" / "gaps.parquet", victim)
    before, told = victim.read_bytes(), manifest(bare)
    name = str(victim) if absolute else "../mine.parquet"
    told["files"].append(
        {"path": name, "bytes": 0, "sha256": None, "rows": 0, "table": table, "split": None}
    )
    rewritten(bare, told)
    with Archive(folder) as kept:
        suppress(kept, 1, "court of Rabat")
    for asked in (
        ["dataset", "--verify", str(bare)],
        ["dataset", "--reproduce", str(bare), "--archive", str(folder)],
        ["hydrate", str(bare), str(bare.parent / "filled"), "--archive", str(folder)],
    ):
        assert main(asked) == 2
        assert "manifest.json names what is no file of a data set" in flat(capsys.readouterr().err)
    assert victim.read_bytes() == before
    assert not (bare.parent / "filled").exists()


@pytest.mark.parametrize("change", [
    {"files": None}, {"files": ["x"]}, {"files": [{"path": 1}]}, {"tables": []},
    {"software": None}, {"withdrawn": None}, {"withdrawn": ["x"]}, {"request": {"text": "all"}},
    {"request": {"text": "none", "seed": "a"}}, {"request": {"text": "none", "sample": 0}},
    {"request": {"text": "none", "fields": ["no column"]}}, {"archive": None}, {"as_of": 1},
    {"request": {"text": "none", "split_by": "lot"}}, {"request": None}, {"splitting": "x"},
    {"request": {"text": "none", "name": 5}}, {"withdrawn": [{"uid": [], "at": {}}]},
], ids=str)  # fmt: skip
def test_a_manifest_that_is_not_whole_is_told(
    folder: Path, bare: Path, capsys: pytest.CaptureFixture[str], change: dict[str, Any]
) -> None:
    rewritten(bare, manifest(bare) | change)
    assert main(["dataset", "--reproduce", str(bare), "--archive", str(folder)]) == 2
    assert "manifest.json is not whole" in flat(capsys.readouterr().err)


@pytest.mark.parametrize("change", [
    {"title": None}, {"masks": []}, {"as_of": "x"}, {"leak": {}}, {"splitting": {}},
    {"software": {"\ud800": "1"}}, {"withdrawn": [{"uid": "x", "at": {}}]},
    {"request": {"text": "none", "seed": "a"}}, {"archive": {"identity": None, "schema": "x"}},
], ids=str)  # fmt: skip
def test_nothing_is_filled_by_a_manifest_that_is_not_whole(
    folder: Path, bare: Path, capsys: pytest.CaptureFixture[str], change: dict[str, Any]
) -> None:
    rewritten(bare, manifest(bare) | change)
    filled = bare.parent / "filled"
    assert main(["hydrate", str(bare), str(filled), "--archive", str(folder)]) == 2
    assert "manifest.json is not whole" in flat(capsys.readouterr().err)
    assert not [one for one in bare.parent.iterdir() if "filled" in one.name]


@pytest.mark.parametrize("asked", ["--verify", "--reproduce", "hydrate"])
@pytest.mark.parametrize("name", ["manifest.json", "SHA256SUMS", "tables/gaps.parquet"])
def test_a_pipe_in_a_data_set_keeps_nobody_waiting(
    folder: Path, bare: Path, capsys: pytest.CaptureFixture[str], asked: str, name: str
) -> None:
    (bare / name).unlink()
    os.mkfifo(bare / name)
    command = ["hydrate", str(bare)] if asked == "hydrate" else ["dataset", asked, str(bare)]
    archive = [] if asked == "--verify" else ["--archive", str(folder)]
    assert main([*command, *archive]) in (1, 2)
    said = capsys.readouterr()
    assert f"{name}" in flat(said.out + said.err) and "no plain file" in flat(said.out + said.err)


def test_a_manifest_of_brackets_is_damaged(
    folder: Path, bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (bare / "manifest.json").write_text("[" * 200_000)
    assert main(["dataset", "--verify", str(bare)]) == 2
    assert "manifest.json is damaged" in flat(capsys.readouterr().err)


@pytest.mark.parametrize("gone", [False, True])
@pytest.mark.parametrize("name", ["stories", "articles"])
@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_table_that_cannot_be_read_is_not_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, gone: bool, withdrawn: bool
) -> None:
    path = made(folder)
    file = path / next(one["path"] for one in manifest(path)["files"] if one["table"] == name)
    assert pq.read_table(file).num_rows
    file.unlink() if gone else file.write_bytes(b"PAR1")
    if withdrawn:
        with Archive(folder) as kept:
            suppress(kept, 1, "court of Rabat")
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 1
    said = capsys.readouterr()
    assert f"not the same: {name}: cannot be read" in flat(said.out)
    assert "is not reproduced" in flat(said.out)
