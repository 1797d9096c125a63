"""Read a file of articles by a library that we did not write; its rows as JSON, on standard output.

Run by the judges' own Python: ``tables.py LIBRARY FILE``.
"""

import datetime
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any


def _rows(library: str, file: str) -> list[dict[str, Any]]:
    kind = file.removesuffix(".gz").removesuffix(".zst").rsplit(".", 1)[1]
    if library == "duckdb":
        import duckdb

        reader = {
            "parquet": "read_parquet(?)", "csv": "read_csv(?, all_varchar = true, header = true)",
            "jsonl": "read_json(?, format = 'newline_delimited', maximum_object_size = 50000000,"
                     " convert_strings_to_integers = false, sample_size = -1)",
        }[kind]  # fmt: skip
        found = duckdb.connect()
        found.execute("SET TimeZone = 'UTC'")
        table = found.execute(f"SELECT * FROM {reader}", [file])
        names = [one[0] for one in table.description]
        return [dict(zip(names, row, strict=True)) for row in table.fetchall()]
    if library == "polars":
        import polars

        if kind == "parquet":
            return polars.read_parquet(file).to_dicts()
        if kind == "csv":
            return polars.read_csv(file, infer_schema=False).to_dicts()
        return polars.read_ndjson(file, infer_schema_length=None).to_dicts()
    if library == "sqlite3":
        return _of_sqlite(file)
    if library == "datasette":
        return _of_datasette(file)
    if library == "pyarrow":
        import pyarrow.json
        import pyarrow.parquet

        if kind == "parquet":
            return pyarrow.parquet.read_table(file).to_pylist(maps_as_pydicts="strict")
        options = pyarrow.json.ReadOptions(block_size=50_000_000)
        return pyarrow.json.read_json(file, options).to_pylist()
    import pandas

    if kind == "parquet":
        return pandas.read_parquet(file, dtype_backend="pyarrow").to_dict("records")
    if kind == "jsonl":
        return pandas.read_json(
            file, lines=True, dtype=False, convert_dates=False, precise_float=True
        ).to_dict("records")
    if kind in ("sqlite", "db"):
        with closing(sqlite3.connect(file)) as opened:
            sql = f"SELECT * FROM articles ORDER BY {_ORDER}"
            return pandas.read_sql_query(sql, opened, dtype=object).to_dict("records")

    if kind == "csv":
        return pandas.read_csv(file, dtype=str, keep_default_na=False).to_dict("records")
    raise SystemExit(f"{library} is not asked for {kind}")


_ORDER = "coalesce(published_at, first_seen), id"


def _of_sqlite(file: str) -> list[dict[str, Any]]:
    """By Python's own module, to which nobody has added a function."""
    with closing(sqlite3.connect(file)) as opened:
        opened.row_factory = sqlite3.Row
        return [dict(row) for row in opened.execute(f"SELECT * FROM articles ORDER BY {_ORDER}")]


def _of_datasette(file: str) -> list[dict[str, Any]]:
    """What its page of JSON has."""
    path = f"/{Path(file).stem}/articles.json?_shape=array&_size=max"
    program = Path(sys.executable).with_name("datasette")
    said = subprocess.run([program, file, "--get", path], capture_output=True, check=True).stdout
    rows = sorted(json.loads(said), key=lambda row: (row["published_at"] or row["first_seen"],
                                                     row["id"]))  # fmt: skip
    return list(rows)


def plain(value: Any) -> Any:
    """A value as JSON has it, the same whichever library it is of."""
    if value.__class__.__name__ in ("NAType", "NaTType") or value != value:
        return None
    if isinstance(value, datetime.datetime):
        zoned = value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
        return zoned.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list) and value and isinstance(value[0], dict) and "key" in value[0]:
        return {one["key"]: one["value"] for one in value}  # a map, as polars has it
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items() if one is not None}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value


if __name__ == "__main__":
    json.dump([{name: plain(one) for name, one in row.items()} for row in _rows(*sys.argv[1:])],
              sys.stdout)  # fmt: skip
