"""A data set that the command makes, and what stands in its files."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from warraq.cli import main

ODD = '=1+1 NA \x00 \u2028 \u202eمقلوب\u202c \\ "x" \x1f'


def made(folder: Path, name: str = "set", *more: str, code: int = 0) -> Path:
    """A data set that the command makes."""
    path = folder.parent / name
    asked = ["dataset", str(path), "--archive", str(folder), "--text", "full", *more]
    assert main(asked) == code
    return path


def table(path: Path, name: str) -> pa.Table:
    return pq.read_table(path / "tables" / f"{name}.parquet")


def articles(path: Path) -> list[dict[str, Any]]:
    files = sorted((path / "data").iterdir())
    found: list[dict[str, Any]] = pa.concat_tables(
        [pq.read_table(one) for one in files]
    ).to_pylist()
    return found


def manifest(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((path / "manifest.json").read_text("utf-8"))
    return found


def flat(said: str) -> str:
    return " ".join(said.split())
