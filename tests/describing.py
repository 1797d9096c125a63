"""A data set's folder as its builder lays it out, small and awkward, for the papers' judges."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from storage.dataset.card import card
from storage.dataset.citation import citation_file
from storage.dataset.croissant import croissant
from storage.dataset.datapackage import data_package
from storage.dataset.description import (
    ARTICLES,
    Creator,
    DataColumn,
    DataFile,
    DataTable,
    Description,
    Leak,
    LeakAt,
    MonthRows,
    OutletCoverage,
    Rights,
    Splitting,
    Statistics,
    Withdrawn,
)

LIST = pa.list_(pa.field("element", pa.string()))
COLUMNS: tuple[tuple[str, pa.DataType, str], ...] = (
    ("uid", pa.string(), "outlet and its own id | or address"),
    ("headline", pa.string(), "as printed"), ("body", pa.string(), "null: left out"),
    ("tags", LIST, "as printed"), ("published_at", pa.timestamp("us", tz="UTC"), "null: unknown"),
    ("published_date", pa.date32(), "the day in Casablanca; null: unknown"),
    ("words", pa.int64(), "words of the body"), ("share", pa.float64(), "a share"),
    ("brief", pa.bool_(), "flash news"), ("story_id", pa.int64(), "null: none"),
    ("nothing", pa.string(), "null everywhere"),
)  # fmt: skip
HEADLINES = (
    "=1+1", "NA", "null", "سطر\u2028سطر", "\u202eمقلوب\u202c", 'a "b" | c\\', "", "a\x00b", "---",
    "e\u0301", "١٢٣", "\ufeffx",
)  # fmt: skip
AT = datetime(2026, 11, 24, 9, 30, 0, 250, tzinfo=UTC)


def rows(split: str, number: int) -> list[dict[str, Any]]:
    """Rows of which some have nothing but their uid; each split has stories of its own."""
    first = 100 * sum(map(ord, split))
    return [
        {
            "uid": f"one:{split}-{place}", "headline": HEADLINES[place % len(HEADLINES)],
            "body": None if place % 5 == 4 else f"نص {place}.\nفقرة" + "ا" * place * 1_000,
            "tags": [[], ["و", "a,b"]][place % 2], "words": place, "share": place / 7,
            "published_at": None if place % 3 == 2 else datetime(1 + place, 1, 1, tzinfo=UTC),
            "published_date": None if place % 3 == 2 else date(1 + place, 1, 1),
            "brief": place % 2 == 0, "story_id": first + place // 2 if place % 4 else None,
            "nothing": None,
        }
        for place in range(number)
    ]  # fmt: skip


def put(folder: Path, path: str, table: str, split: str | None, found: list[dict[str, Any]],
        columns: tuple[tuple[str, pa.DataType, str], ...]) -> DataFile:  # fmt: skip
    """Write a file of rows; what the builder notes of it."""
    schema = pa.schema([(name, type) for name, type, _ in columns])
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(found, schema), file)
    content = file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return DataFile(path, len(content), digest, len(found), table, split)


def columns_of(columns: tuple[tuple[str, pa.DataType, str], ...]) -> tuple[DataColumn, ...]:
    return tuple(DataColumn(name, str(type), meaning) for name, type, meaning in columns)


def data_set(folder: Path, title: str = 'صحافة المغرب: "2026" | #1') -> Description:
    """Write a folder with two parts of train, and its papers; what is told of it."""
    splits: Mapping[str, int] = {"train": 19, "validation": 4, "test": 5}
    pairs = (("one", pa.string(), "an article"), ("other", pa.string(), "another one"))
    files = (
        put(folder, "data/train-00000-of-00002.parquet", ARTICLES, "train",
            rows("train", 12), COLUMNS),
        put(folder, "data/train-00001-of-00002.parquet", ARTICLES, "train",
            rows("more", 7), COLUMNS),
        put(folder, "data/validation-00000-of-00001.parquet", ARTICLES, "validation",
            rows("validation", 4), COLUMNS),
        put(folder, "data/test-00000-of-00001.parquet", ARTICLES, "test", rows("test", 5), COLUMNS),
        put(folder, "tables/story_pairs.parquet", "story_pairs", None,
            [{"one": "one:train-1", "other": "one:train-2"}], pairs),
        put(folder, "tables/gaps.parquet", "gaps", None, [], pairs),
    )  # fmt: skip
    described = Description(
        name="moroccan-press", title=title, summary="مقالات من الصحافة المغربية.\nTwo lines.",
        version="1.0.0", creators=(Creator("معهد: الصحافة", "https://example.ma/"), Creator("B")),
        keywords=("arabic", "news"), as_of=AT, archive={"identity": "0123abcd", "schema": "last"},
        filters={"outlets": ["one"]}, filters_in_words="of one; published from 2026-01-01 on",
        command="warraq dataset --reproduce DIR", text="full", bylines=False,
        splitting=Splitting("story", {"train": 0.8, "validation": 0.1, "test": 0.1}, 7, {}),
        splits=splits, files=files,
        tables=(
            DataTable(ARTICLES, "an article in its version of that moment", columns_of(COLUMNS)),
            DataTable("story_pairs", "two articles that are alike", columns_of(pairs)),
            DataTable("gaps", "days on which nobody looked", columns_of(pairs)),
        ),
        dropped={"copies of a chosen article": 12, "withdrawn": 1},
        statistics=Statistics(
            (MonthRows("one", "2026-11", 20), MonthRows("one", None, 8)),
            {"ar": 26, "fr": 1, "unknown": 1}, {"min": 0, "median": 4, "max": 11},
            {"alone": 9, "original": 10, "copy": 9}, {"second": 20, "none": 8},
        ),
        coverage=(
            OutletCoverage("one", "الأول | 1", date(2026, 11, 1), date(2026, 11, 24), 28, 4, 2),
        ),
        masks={"email": 1, "phone": 2_000, "identity": 0},
        leak=Leak(4, 5, 19, 7, 4, (LeakAt(0.8, 0, 1), LeakAt(0.5, 1, 2))),
        software={"warraq": "0.1.0", "pyarrow": "26.0.1"},
        rights=Rights("press-archive-compilation", "README.md#rights", "Texts: their publishers'."),
        withdrawn=(Withdrawn("one:https://one.ma/?a|b", AT),),
    )  # fmt: skip
    for name, text in papers(described).items():
        (folder / name).write_text(text, "utf-8", newline="")
    return described


def papers(description: Description) -> dict[str, str]:
    """Each paper's text by its name."""
    return {
        "README.md": card(description), "datapackage.json": data_package(description),
        "croissant.json": croissant(description), "CITATION.cff": citation_file(description),
    }  # fmt: skip
