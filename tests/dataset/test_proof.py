"""A data set is whole and the same again: what verifying and reproducing say."""

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from storage.dataset.writing import parts
from tests.dataset.sets import flat, made, manifest
from warraq.cli import main

pytestmark = pytest.mark.slow


def test_the_same_again_and_proved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = made(folder), made(folder, "other")
    assert (one / "SHA256SUMS").read_bytes() == (other / "SHA256SUMS").read_bytes()
    for path in (one, other):
        for line in (path / "SHA256SUMS").read_text().splitlines():
            digest, _, name = line.partition("  ")
            assert sha256((path / name).read_bytes()).hexdigest() == digest
    assert main(["dataset", "--verify", str(one)]) == 0
    assert main(["dataset", "--reproduce", str(one), "--archive", str(folder)]) == 0
    assert "proved are its bytes" in capsys.readouterr().out
    assert [file.name for file in folder.parent.iterdir() if file.name.startswith(".")] == []


def test_the_digest_can_be_worked_out_without_us(folder: Path) -> None:
    path = made(folder)
    for name, told in manifest(path)["tables"].items():
        files = [path / one["path"] for one in manifest(path)["files"] if one["table"] == name]
        found = sha256()
        for row in pa.concat_tables([pq.read_table(file) for file in files]).to_pylist():
            values = [_plain(value) for value in row.values()]
            line = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
            found.update(line.encode() + b"\n")
        assert found.hexdigest() == told["digest"], name


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    if isinstance(value, date):
        return (value - date(1970, 1, 1)).days
    return f"{value:.17g}" if isinstance(value, float) else value


@pytest.mark.parametrize("damage", ["change", "remove", "add", "sums", "manifest"])
def test_what_is_not_as_made_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    path = made(folder)
    victim = path / "tables" / "events.parquet"
    if damage == "change":
        data = bytearray(victim.read_bytes())
        data[8] ^= 1
        victim.write_bytes(data)
    elif damage == "remove":
        victim.unlink()
    elif damage == "add":
        (path / "tables" / "more.parquet").write_bytes(b"x")
    elif damage == "sums":  # another table in its place, rightly hashed
        shutil.copy(path / "tables" / "gaps.parquet", victim)
        text = (path / "SHA256SUMS").read_text().splitlines()
        new = sha256(victim.read_bytes()).hexdigest()
        lines = [f"{new}  {line[66:]}" if "events" in line else line for line in text]
        (path / "SHA256SUMS").write_text("\n".join(lines) + "\n")
    else:
        (path / "manifest.json").write_text("{")
    code = main(["dataset", "--verify", str(path)])
    said = capsys.readouterr()
    assert code == (2 if damage == "manifest" else 1)
    assert {"add": "more.parquet", "manifest": "damaged"}.get(
        damage, "events"
    ) in said.out + said.err


def test_other_bytes_of_the_same_rows_prove_the_rows(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(folder)
    monkeypatch.setattr(parts, "GROUP_ROWS", 2)  # as another library may write them
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0
    assert "proved are its rows" in capsys.readouterr().out


def test_other_rows_prove_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made(folder)
    (file,) = (path / "data").iterdir()
    rows = pq.read_table(file)
    pq.write_table(rows.slice(0, 3), file)
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 1
    assert "not the same: articles" in capsys.readouterr().out


def test_a_file_of_rows_that_the_manifest_does_not_name_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also one without rows, which no count misses."""
    path = made(folder, "then", "--outlet", "three")
    told = manifest(path)
    told["files"] = [one for one in told["files"] if one["table"] != "events"]
    (path / "manifest.json").write_text(json.dumps(told), "utf-8")
    lines = [
        f"{sha256((path / name).read_bytes()).hexdigest()}  {name}"
        for name in (line.split("  ")[1] for line in (path / "SHA256SUMS").read_text().splitlines())
    ]
    (path / "SHA256SUMS").write_text("\n".join(lines) + "\n", "utf-8")
    assert main(["dataset", "--verify", str(path)]) == 1
    assert "tables/events.parquet: manifest.json does not name it" in capsys.readouterr().out


NAMED = """
from crawler.platforms import WordPress

class One(WordPress):
    name = "one"
    home = "https://one.ma/"
    arabic_name = "{}"
"""


def test_what_outlets_files_say_later_is_no_difference_and_is_named(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """They change with each release, and have no past."""
    monkeypatch.syspath_prepend(tmp_path)
    for package, name in (("named_then", "الأول"), ("named_now", "الجريدة الأولى")):
        (tmp_path / package).mkdir()
        (tmp_path / package / "one.py").write_text(NAMED.format(name), "utf-8")
    settings = folder / "warraq.toml"
    settings.write_text('spider_modules = ["named_then"]\n')
    path = made(folder)
    again = ["dataset", "--reproduce", str(path), "--archive", str(folder)]
    capsys.readouterr()
    assert main(again) == 0
    assert "outlets' files" not in capsys.readouterr().out
    settings.write_text('spider_modules = ["named_now"]\n')
    assert main(again) == 0
    said = flat(capsys.readouterr().out)
    assert "outlets' files say something else now: one" in said
    assert "proved are its bytes" in said


def test_what_is_no_data_set_is_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for asked in ("--verify", "--reproduce"):
        assert main(["dataset", asked, str(tmp_path / "no"), "--archive", str(folder)]) == 2
        assert "no is no data set: manifest.json" in flat(capsys.readouterr().err)
