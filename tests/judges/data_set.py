"""Read a data set's folder by tools that we did not write; what they say, as JSON.

Run by the judges' own Python: ``data_set.py TOOL FOLDER``.
"""

import json
import sys
from typing import Any


def by_datasets(folder: str) -> dict[str, Any]:
    """Every configuration: its features, and the rows of each split."""
    from datasets import get_dataset_config_names, load_dataset

    found = dict[str, Any]()
    for name in (None, *get_dataset_config_names(folder)):
        loaded = load_dataset(folder, name) if name else load_dataset(folder)
        found[name or ""] = {
            split: {"features": {key: str(one) for key, one in rows.features.items()},
                    "rows": rows.with_format("arrow")[:].to_pylist() if len(rows) else []}
            for split, rows in loaded.items()
        }  # fmt: skip
    return found


def by_frictionless(folder: str) -> dict[str, Any]:
    """Whether the package is valid with all its rows, and the rows of each resource."""
    from frictionless import Package, validate

    report = validate(f"{folder}/datapackage.json")
    package = Package(f"{folder}/datapackage.json")
    return {
        "valid": report.valid,
        "errors": [str(one) for one in report.flatten(["title", "message"])],
        "rows": {one.name: [row.to_dict() for row in one.read_rows()] for one in package.resources},
    }


def by_mlcroissant(folder: str) -> dict[str, Any]:
    """What it warns of, and the records of each set."""
    import mlcroissant

    read = mlcroissant.Dataset(f"{folder}/croissant.json")
    issues = read.metadata.ctx.issues
    return {
        "errors": sorted(issues.errors), "warnings": sorted(issues.warnings),
        "records": {
            one.uuid: [*read.records(one.uuid)] for one in read.metadata.record_sets
        },
    }  # fmt: skip


def by_duckdb(folder: str) -> dict[str, Any]:
    """Stories that stand in more than one split, and how many articles each split has."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(
        """CREATE TABLE articles AS
           SELECT *, regexp_extract(filename, '(\\w+)-\\d+-of-', 1) AS split
           FROM read_parquet(?, filename = true)""",
        [f"{folder}/data/*.parquet"],
    )
    torn = connection.execute(
        """SELECT story_id, count(DISTINCT split) FROM articles WHERE story_id IS NOT NULL
           GROUP BY story_id HAVING count(DISTINCT split) > 1"""
    ).fetchall()
    counted = connection.execute("SELECT split, count(*) FROM articles GROUP BY split").fetchall()
    return {"torn": torn, "articles": dict(counted)}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode()
    if hasattr(value, "tolist"):  # of numpy
        return value.tolist()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


if __name__ == "__main__":
    made = {one.__name__: one for one in (by_datasets, by_frictionless, by_mlcroissant, by_duckdb)}
    json.dump(made[f"by_{sys.argv[1]}"](sys.argv[2]), sys.stdout, default=_plain)
