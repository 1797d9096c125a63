"""A data set's folder as datasets, frictionless, mlcroissant and duckdb read it: our rows."""

import json
import os
import subprocess
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from storage.dataset.description import ARTICLES, Description
from tests.describing import COLUMNS, data_set
from tests.judges.programs import program, run
from tests.making import START, archive, article
from tests.waiting import LIMIT
from warraq.cli import main

pytestmark = pytest.mark.slow
SPLIT = ("--split", "train=.6,validation=.2,test=.2")
OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sets") / "moroccan-press"


@pytest.fixture(scope="module")
def described(folder: Path) -> Description:
    folder.mkdir()
    return data_set(folder)


def read_by(tool: str, folder: Path) -> dict[str, Any]:
    """What a tool says of a folder."""
    script = Path(__file__).with_name("data_set.py")
    home = {"HF_HOME": str(folder.parent / "cache")}
    done = subprocess.run(
        [program("python"), str(script), tool, str(folder)], env=os.environ | OFFLINE | home,
        capture_output=True, text=True, timeout=LIMIT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    # its newest version has deprecations of its own; a card that it does not take says this
    assert "Ignoring part of dataset_info" not in done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def ours(folder: Path, described: Description, table: str, split: str | None = None) -> list[Any]:
    """Our rows as JSON has them."""
    found = list[Any]()
    for file in described.files_of(table, split):
        found += pq.read_table(folder / file.path).to_pylist()
    return [{name: plain(one) for name, one in row.items()} for row in found]


def plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_datasets_loads_every_split_with_its_types(folder: Path, described: Description) -> None:
    found = read_by("datasets", folder)
    assert {*found} == {"", ARTICLES, "story_pairs"}  # gaps has no row, and cannot be loaded
    assert found[""] == found[ARTICLES]
    assert [*found[""]] == ["train", "validation", "test"]
    for split, loaded in found[""].items():
        assert loaded["rows"] == ours(folder, described, ARTICLES, split)
        assert len(loaded["rows"]) == described.splits[split]
    features = found[""]["train"]["features"]
    assert [*features] == [name for name, _, _ in COLUMNS]
    assert features["published_at"] == "Value('timestamp[us, tz=UTC]')"
    assert features["published_date"] == "Value('date32')"
    assert features["tags"] == "List(Value('string'))"
    assert found["story_pairs"]["train"]["rows"] == ours(folder, described, "story_pairs")


def test_frictionless_validates_every_row(folder: Path, described: Description) -> None:
    found = read_by("frictionless", folder)
    assert found["errors"] == [] and found["valid"]
    assert len(found["rows"]) == len(described.files)
    for file, rows in zip(described.files, found["rows"].values(), strict=True):
        expected = pq.read_table(folder / file.path).to_pylist()
        for theirs, mine in zip(rows, expected, strict=True):
            for name, value in mine.items():
                if isinstance(value, int | float):  # decimals there
                    assert float(theirs[name]) == value
                else:
                    assert (None if theirs[name] in ("NaT", "NaN") else theirs[name]) == plain(
                        value
                    )


def test_mlcroissant_has_nothing_to_say_and_gives_all_records(
    folder: Path, described: Description
) -> None:
    found = read_by("mlcroissant", folder)
    assert (found["errors"], found["warnings"]) == ([], [])
    records = found["records"]
    assert {name: len(rows) for name, rows in records.items()} == {
        ARTICLES: described.rows, "story_pairs": 1, "gaps": 0,
    }  # fmt: skip
    by_uid = {
        f"{split}:{row['uid']}": row
        for split in described.splits
        for row in ours(folder, described, ARTICLES, split)
    }
    for row in records[ARTICLES]:
        mine = by_uid[f"{row['articles/split']}:{row['articles/uid']}"]
        for name in ("headline", "body", "tags", "words", "brief", "published_at"):
            assert row[f"articles/{name}"] == mine[name], name
        day = row["articles/published_date"]
        assert (day and datetime.fromisoformat(day).date().isoformat()) == mine["published_date"]


def test_the_citation_is_valid(folder: Path, described: Description) -> None:
    code, said = run("cffconvert", "--validate", "-i", folder / "CITATION.cff")
    assert code == 0 and "valid according to schema version 1.2.0" in said, said
    code, said = run("cffconvert", "-f", "bibtex", "-i", folder / "CITATION.cff")
    assert code == 0 and "صحافة المغرب" in said, said


def test_no_story_stands_in_two_splits_and_one_that_does_is_seen(
    folder: Path, described: Description, tmp_path: Path
) -> None:
    assert read_by("duckdb", folder) == {"torn": [], "articles": described.splits}
    (tmp_path / "data").mkdir()
    for split in ("train", "test"):
        content = (folder / "data/test-00000-of-00001.parquet").read_bytes()
        (tmp_path / f"data/{split}-00000-of-00001.parquet").write_bytes(content)
    assert len(read_by("duckdb", tmp_path)["torn"]) > 0


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command makes of sixty articles, of which every second has copies elsewhere."""
    folder = tmp_path_factory.mktemp("built")
    with archive(folder) as kept:
        for number in range(40):
            words = " ".join(f"كلمة{number * 50 + place}" for place in range(60))
            day = START + timedelta(days=number)
            dated = {"published_at": day, "published_precision": "minute"} if number % 7 else {}
            kept.keep(article(number, body=words, **dated))
            if number % 2 == 0:
                late = dated and dated | {"published_at": day + timedelta(days=9)}
                kept.keep(article(number, "two", body=f"{words} خاتمة", **late))
    return folder


@pytest.mark.parametrize("by", ["story", "time"])
def test_a_folder_that_the_command_makes_is_taken_by_all_of_them(built: Path, by: str) -> None:
    folder = built / by
    asked = ["dataset", str(folder), "--archive", str(built / "archive"), "--text", "full"]
    assert main([*asked, *SPLIT, "--split-by", by]) == 0
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    splits, tables = manifest["splits"], manifest["tables"]
    assert sum(splits.values()) == 60 and min(splits.values()) > 0
    loaded = read_by("datasets", folder)
    assert {name: len(one["rows"]) for name, one in loaded[""].items()} == splits
    for name, table in tables.items():
        if table["rows"]:
            assert sum(len(one["rows"]) for one in loaded[name].values()) == table["rows"]
    assert read_by("duckdb", folder) == {"torn": [], "articles": splits}
    found = read_by("frictionless", folder)
    assert found["valid"], found["errors"][:3]
    records = read_by("mlcroissant", folder)
    assert (records["errors"], records["warnings"]) == ([], [])
    assert {name: len(rows) for name, rows in records["records"].items()} == {
        name: table["rows"] for name, table in tables.items()
    }
    assert run("cffconvert", "--validate", "-i", folder / "CITATION.cff")[0] == 0
    strict, loose = manifest["leak"]["at"]
    assert strict["ours"] == loose["ours"] == 0 < strict["random"] <= loose["random"]
    if by == "time":
        begun = first_days(loaded[""])
        for earlier, later in pairwise(splits):
            assert max(begun[earlier]) < min(begun[later])


def first_days(splits: dict[str, Any]) -> dict[str, list[str]]:
    """The first day of each dated story, and of each dated article without one, by split."""
    found = dict[str, list[str]]()
    for split, loaded in splits.items():
        days = dict[Any, str]()
        for row in loaded["rows"]:
            if day := row["published_date"]:
                key = row["story_id"] or row["uid"]
                days[key] = min(day, days.get(key, day))
        found[split] = [*days.values()]
    return found
