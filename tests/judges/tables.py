"""Read a file of articles by a library that we did not write; its rows as JSON, on standard output.

Run by the judges' own Python: ``tables.py LIBRARY FILE``.
"""

import datetime
import json
import sys
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
    import pandas

    if kind == "csv":
        return pandas.read_csv(file, dtype=str, keep_default_na=False).to_dict("records")
    raise SystemExit(f"{library} is not asked for {kind}")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        zoned = value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
        return zoned.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, list) and value and isinstance(value[0], dict) and "key" in value[0]:
        return {one["key"]: one["value"] for one in value}  # a map, as polars has it
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


if __name__ == "__main__":
    json.dump([{name: _plain(one) for name, one in row.items()} for row in _rows(*sys.argv[1:])],
              sys.stdout)  # fmt: skip
