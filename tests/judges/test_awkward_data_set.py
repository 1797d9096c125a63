"""The folder that ``warraq dataset`` makes of awkward articles: every value of every column."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.judges.tables import plain
from tests.judges.test_data_set import read_by
from tests.judges.test_tables import AWKWARD, awkward_archive
from tests.judges.test_tables import read_by as file_read_by
from warraq.cli import main

pytestmark = pytest.mark.slow
Rows = list[dict[str, Any]]
SPLIT = ("--split", "train=.8,test=.2")
EMPTY = {"byline", "section", "published_source", "modified_at", "gone_at", "warc_offset"}
"""Columns of texts, times and numbers that have no value in any row."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("awkward")
    awkward_archive(place / "archive")
    asked = ["dataset", str(place / "set"), "--archive", str(place / "archive")]
    assert main([*asked, "--text", "full", "--bylines", "--unmasked", *SPLIT]) == 0
    return place / "set"


@pytest.fixture(scope="module")
def held(folder: Path) -> dict[str, Rows]:
    """Our rows by split, as pyarrow has them."""
    found = dict[str, Rows]()
    for file in sorted(folder.glob("data/*.parquet")):
        split = file.name.partition("-")[0]
        found.setdefault(split, []).extend(pq.read_table(file).to_pylist())
    return found


def test_the_rows_are_as_awkward_as_they_should_be(held: dict[str, Rows]) -> None:
    rows = [row for split in held.values() for row in split]
    assert {*AWKWARD["headline"]} <= {row["headline"] for row in rows}
    assert max(len(row["body"].encode()) for row in rows) > 1_000_000
    assert min(row["published_at"] for row in rows if row["published_at"]).year == 1
    assert all(row[name] is None for row in rows for name in EMPTY)


@pytest.mark.parametrize("library", ["duckdb", "polars", "pandas", "pyarrow"])
def test_a_library_of_tables_has_every_value(
    folder: Path, held: dict[str, Rows], library: str
) -> None:
    for split, rows in held.items():
        (file,) = folder.glob(f"data/{split}-*.parquet")
        mine = [{name: plain(one) for name, one in row.items()} for row in rows]
        same(file_read_by(library, file), mine)


def test_datasets_has_every_value(folder: Path, held: dict[str, Rows]) -> None:
    found = read_by("datasets", folder)[""]
    assert [*found] == ["train", "test"]
    for split, rows in held.items():
        mine = [{name: written(one) for name, one in row.items()} for row in rows]
        same(found[split]["rows"], mine)


def test_frictionless_has_every_value(folder: Path, held: dict[str, Rows]) -> None:
    found = read_by("frictionless", folder)
    assert found["errors"] == [] and found["valid"]
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    named = {one["path"]: found["rows"][one["name"]] for one in package["resources"]}
    for split, rows in held.items():
        (path,) = [one for one in named if one.startswith(f"data/{split}-")]
        for theirs, mine in zip(named[path], rows, strict=True):
            assert {*theirs} == {*mine}
            for name, value in mine.items():
                if value is None:
                    assert theirs[name] in (None, "NaT", "NaN"), name
                elif isinstance(value, int | float):  # decimals there
                    assert float(theirs[name]) == value, name
                else:
                    assert theirs[name] == written(value), name


def test_mlcroissant_has_every_value(folder: Path, held: dict[str, Rows]) -> None:
    found = read_by("mlcroissant", folder)
    assert (found["errors"], found["warnings"]) == ([], [])
    records = {row["articles/uid"]: row for row in found["records"]["articles"]}
    assert len(records) == sum(map(len, held.values()))
    for split, rows in held.items():
        for mine in rows:
            theirs = records[mine["uid"]]
            assert theirs["articles/split"] == split
            for name, value in mine.items():
                told = theirs[f"articles/{name}"]
                if name == "published_date" and told:
                    told = datetime.fromisoformat(told).date().isoformat()
                assert told == written(value), name


def same(theirs: Rows, mine: Rows) -> None:
    """Compare value by value, so that a difference names its column and no megabyte."""
    for one, other in zip(theirs, mine, strict=True):
        assert {*one} == {*other}
        for name, value in other.items():
            assert one[name] == value, name


def written(value: Any) -> Any:
    """A time or a day as JSON of the judges has it."""
    return value.isoformat() if hasattr(value, "isoformat") else value
