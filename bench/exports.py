"""``make bench-exports ARCHIVE=DIR``: what an export costs beside bare reading of the same rows.

Beside JSON Lines stands a loop that reads the rows from SQLite and hands them to orjson, beside
Parquet one that hands their columns to pyarrow; each run is a process of its own, by turns. Only
the ratios mean something on another machine.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from storage.archive import Archive
from storage.export import Options, export
from storage.export.columns import SOURCE, columns_with
from storage.query.filters import Filters

GROUP = 5_000


def _bare(archive: Archive, use: Callable[[list[str], list[tuple[object, ...]]], None]) -> None:
    """The rows of an export in the order of the table, so many at a time."""
    columns = columns_with("full", darija=False)
    cursor = archive.db.conn.cursor()
    cursor.row_factory = None
    cursor.execute(
        f"SELECT {', '.join(one.sql for one in columns)} FROM {SOURCE}"
        " WHERE a.id NOT IN (SELECT article_id FROM suppressions)"
        " AND a.id NOT IN (SELECT article_id FROM tombstones)"
    )
    names = [one.name for one in columns]
    while rows := list(islice(cursor, GROUP)):
        use(names, rows)


def bare_jsonl(archive: Archive, path: Path) -> None:
    """SQLite and orjson alone."""
    with path.open("wb") as out:
        _bare(archive, lambda names, rows: out.writelines(
            orjson.dumps(dict(zip(names, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE)
            for row in rows
        ))  # fmt: skip


def bare_parquet(archive: Archive, path: Path) -> None:
    """SQLite and pyarrow alone: all columns as SQLite has them."""
    writer: list[pq.ParquetWriter] = []

    def write(names: list[str], rows: list[tuple[object, ...]]) -> None:
        arrays = [pa.array(values) for values in zip(*rows, strict=True)]
        made = pa.table(arrays, names=names)
        if not writer:
            writer.append(pq.ParquetWriter(path, made.schema, compression="zstd"))
        writer[0].write_table(made.cast(writer[0].schema))

    _bare(archive, write)
    writer[0].close()


def _ours(kind: str, **how: Any) -> Callable[[Archive, Path], None]:
    def run(archive: Archive, path: Path) -> None:
        named = path.with_suffix(f".{kind}" if kind else "")
        export(archive, Filters(), named, options=Options("full", **how))

    return run


RUNS: dict[str, Callable[[Archive, Path], None]] = {
    "bare JSON Lines": bare_jsonl, "JSON Lines": _ours("jsonl"),
    "bare Parquet": bare_parquet, "Parquet": _ours("parquet"),
    "CSV, full texts": _ours("csv"), "SQLite": _ours("sqlite"), "TEI": _ours("tei.xml"),
    "texts": _ours("", format="text"), "texts in a bag": _ours("", format="text", bag=True),
    "files of TEI": _ours("", format="tei"),
}  # fmt: skip
BESIDE = {"JSON Lines": "bare JSON Lines", "Parquet": "bare Parquet"}


def main() -> None:
    """Measure by turns and print; with ``--run`` one run in this process, as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--run", choices=RUNS)
    given = parser.parse_args()
    if given.run:
        print(json.dumps(_one(given.archive, given.run)))
        return
    found: dict[str, list[dict[str, float]]] = {name: [] for name in RUNS}
    for _ in range(given.rounds):
        for name, rounds in found.items():
            command = [sys.executable, "-m", "bench.exports", "--archive", str(given.archive)]
            done = subprocess.run(
                [*command, "--run", name], stdout=subprocess.PIPE, text=True, check=True
            )
            rounds.append(json.loads(done.stdout))
    print(f"{'':<18}{'processor':>11}{'of bare':>9}{'peak':>9}{'file':>10}")
    for name, rounds in found.items():
        took = statistics.median(one["processor"] for one in rounds)
        bare = statistics.median(one["processor"] for one in found[BESIDE.get(name, name)])
        ratio = f"{took / bare:.2f}" if name in BESIDE else ""
        print(
            f"{name:<18}{took:>9.2f} s{ratio:>9}{rounds[0]['peak'] / 1e6:>6.0f} MB"
            f"{rounds[0]['bytes'] / 1e6:>7.0f} MB"
        )


def _one(folder: Path, name: str) -> dict[str, float]:
    with Archive(folder) as archive, tempfile.TemporaryDirectory(dir=folder.parent) as place:
        path = Path(place) / "x.out"
        begun = time.process_time()
        RUNS[name](archive, path)
        return {
            "processor": time.process_time() - begun,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
            "bytes": sum(one.stat().st_size for one in Path(place).rglob("*") if one.is_file()),
        }


if __name__ == "__main__":
    main()
