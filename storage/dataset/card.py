"""``README.md``: the card of a data set, with the head that Hugging Face reads."""

import re
from collections.abc import Iterator
from typing import Any

from storage.dataset.card_body import card_body
from storage.dataset.description import ARTICLES, DataColumn, DataFile, DataTable, Description
from storage.dataset.writing.yaml_text import yaml_text

_FEATURES = {
    "string": "string", "int64": "int64", "int32": "int32", "double": "float64", "bool": "bool",
    "date32[day]": "date32",
}  # fmt: skip
"""What `datasets` calls Arrow's types; timestamps keep their name."""
_SIZES = (
    (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"),
)  # fmt: skip
_CODE = re.compile(r"[a-z]{2,3}")


def card(description: Description) -> str:
    """The text of ``README.md``."""
    return f"---\n{yaml_text(head(description))}---\n\n{card_body(description)}"


def head(description: Description) -> dict[str, Any]:
    """The card's head: what `datasets` and the hub know a data set by."""
    # of files without a row `datasets` 5 can load none
    tables = [one for one in description.tables if any(_parts(description, one))]
    languages = [one for one in description.statistics.languages if _CODE.fullmatch(one)]
    found: dict[str, Any] = {
        "pretty_name": description.title,
        "language": languages,
        "license": "other",
        "license_name": description.rights.name,
        "license_link": description.rights.link,
        "size_categories": [_size(description.rows)],
        "source_datasets": ["original"],
        "tags": list(description.keywords),
        "configs": [_configuration(description, one) for one in tables],
        "dataset_info": [_information(description, one) for one in tables],
    }
    return {name: one for name, one in found.items() if one != []}


def feature(column: DataColumn) -> dict[str, Any]:
    """A column as `datasets` describes it. Raises ``ValueError``: a type without a name there."""
    items = re.fullmatch(r"list<\w+: (.+)>", column.type)
    if items:
        return {"name": column.name, "list": _dtype(column, items[1])}
    return {"name": column.name, "dtype": _dtype(column, column.type)}


def _dtype(column: DataColumn, type: str) -> str:
    if type.startswith("timestamp["):
        return type
    if type not in _FEATURES:
        raise ValueError(f"column {column.name}: no type of datasets for {type}")
    return _FEATURES[type]


def _parts(description: Description, table: DataTable) -> Iterator[tuple[str, list[DataFile]]]:
    """The splits of a table that have rows, each with its files."""
    articles = table.name == ARTICLES
    for split in description.splits if articles else ["train"]:
        files = description.files_of(table.name, split if articles else None)
        if some := [one for one in files if one.rows]:
            yield split, some


def _configuration(description: Description, table: DataTable) -> dict[str, Any]:
    """Where a table's rows lie; ``load_dataset(DIR)`` without more gives the articles."""
    files = [
        {"split": split, "path": [one.path for one in some]}
        for split, some in _parts(description, table)
    ]
    default = {"default": True} if table.name == ARTICLES else {}
    return {"config_name": table.name, **default, "data_files": files}


def _information(description: Description, table: DataTable) -> dict[str, Any]:
    splits: list[dict[str, Any]] = [
        {"name": split, "num_bytes": sum(one.bytes for one in some),
         "num_examples": sum(one.rows for one in some)}
        for split, some in _parts(description, table)
    ]  # fmt: skip
    size = sum(one["num_bytes"] for one in splits)
    return {
        "config_name": table.name,
        "features": [feature(one) for one in table.columns],
        "splits": splits,
        "download_size": size,
        "dataset_size": size,
    }


def _size(rows: int) -> str:
    return next((name for bound, name in _SIZES if rows < bound), "100M<n<1B")
