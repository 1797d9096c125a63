"""Exports are opened by duckdb, polars and pandas and say there, value by value, what we hold."""

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from storage.archive import Archive
from storage.export import Options, export
from storage.export.columns import columns_with
from storage.export.csv_table import original
from storage.query.filters import Filters
from tests.judges.programs import program, run
from tests.making import article
from tests.waiting import LIMIT

pytestmark = pytest.mark.slow

AWKWARD = {
    "headline": (
        "=1+1", "'=1+1", "-5", "+212", "@x", "NA", "null", "NaN", "true", "2026-01-01", "  x  ",
        'a "b" c', "a,b;c\td", "\\u0041", "C:\\x\\", '\\"', "١٢٣", "س", "é", "👩‍👩‍👧",
        "\U000e0041x",
        "\u202eمقلوب\u202c", "\u2066x\u2069", "سطر\u2028سطر", "صف\u2029صف", "\x85", "\x1b[31m",
        "a\u200cb", "\ufeffx", "a\x00b", "a\rb",
    ),
}  # fmt: skip
READERS = (
    ("duckdb", "x.parquet"), ("polars", "x.parquet"), ("duckdb", "x.jsonl"),
    ("polars", "x.jsonl"), ("duckdb", "x.jsonl.gz"), ("duckdb", "x.jsonl.zst"),
    ("duckdb", "x.csv"), ("polars", "x.csv"), ("pandas", "x.csv"),
    ("polars", "x.csv.zst"), ("pandas", "x.csv.gz"),
    ("pyarrow", "x.parquet"), ("pandas", "x.parquet"), ("pyarrow", "x.jsonl"),
    ("pandas", "x.jsonl"),
    ("sqlite3", "x.sqlite"), ("datasette", "x.sqlite"), ("pandas", "x.db"),
)  # fmt: skip


def awkward_archive(folder: Path) -> None:
    """Articles with a headline of each kind, one of a megabyte, one of the year 1."""
    with Archive(folder, create=True) as kept:
        for number, headline in enumerate(AWKWARD["headline"]):
            body = f"{article(number).body}\n{headline}"
            kept.keep(article(number, headline=headline, body=body, tags=(headline, "و")))
        kept.keep(article(900, body="كلمة أخرى.\n" * 100_000))
        kept.keep(article(901, published_at=datetime(1, 1, 1, tzinfo=UTC)))


def read_by(library: str, file: Path) -> list[dict[str, Any]]:
    """The rows of a file, as a library has them."""
    script = Path(__file__).with_name("tables.py")
    done = subprocess.run(
        [program("python"), str(script), library, str(file)],
        capture_output=True, text=True, timeout=LIMIT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("awkward")
    awkward_archive(folder / "archive")
    with Archive(folder / "archive") as kept:
        for name in {name for _, name in READERS}:
            assert export(kept, Filters(), folder / name, options=Options("full")) > 30
    return folder


@pytest.mark.parametrize(("library", "name"), READERS)
def test_every_value_is_what_we_hold(written: Path, library: str, name: str) -> None:
    ours = [json.loads(line) for line in (written / "x.jsonl").read_text("utf-8").splitlines()]
    with Archive(written / "archive") as kept:
        held = kept.rows("SELECT headline, body FROM articles ORDER BY published_at IS NULL, id")
    assert sorted(row["headline"] for row in held) == sorted(one["headline"] for one in ours)
    assert sorted(row["body"] for row in held) == sorted(one["body"] for one in ours)
    read = read_by(library, written / name)
    assert len(read) == len(ours)
    for theirs, mine in zip(read, ours, strict=True):
        assert set(theirs) == set(mine)
        for column in columns_with("full", darija=False):
            value, expected = theirs[column.name], mine[column.name]
            if ".csv" in name:
                assert _of_a_cell(value, column.kind) == _of_a_cell_expected(expected)
            elif name in ("x.sqlite", "x.db"):
                assert _of_sqlite(value, column.kind) == expected, column.name
            elif column.kind == "list":
                assert list(value or ()) == expected
            elif column.kind == "map":
                assert (value or {}) == expected
            else:
                assert value == expected, column.name


def test_the_box_of_datasette_finds_words_as_printed_and_folded(written: Path) -> None:
    folded = {"_fts_table": "articles_folded_fts", "_fts_pk": "id"}
    for word, more, found in (("أعلنت", {}, 32), ("اعلنت", {}, 0), ("اعلنت", folded, 32)):
        asked = urlencode({"_search": word, "_size": "max", "_shape": "array", **more})
        code, said = run("datasette", written / "x.sqlite", "--get", f"/x/articles.json?{asked}")
        assert code == 0 and len(json.loads(said)) == found


def _of_sqlite(value: Any, kind: str) -> Any:
    if kind in ("list", "map"):
        return json.loads(value)
    return value if kind != "boolean" else {0: False, 1: True}[value]


def _of_a_cell(value: str | None, kind: str) -> Any:
    if not value:
        return ""
    if kind in ("list", "map"):
        return json.loads(value)
    return original(value) if kind == "text" else value


def _of_a_cell_expected(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return value if isinstance(value, str | list | dict) else str(value)
