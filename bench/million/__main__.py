"""``make bench-million``: how fast a million articles are searched, beside plain FTS5.

The archive is made once and reused (``--folder``). Clock and processor are both printed: other work
on the machine lengthens the first much, and the second by some.
"""

import argparse
import os
import time
from pathlib import Path
from urllib.request import urlopen

from bench.million.making import million
from bench.million.measuring import Costs, measure, printed
from bench.million.plain import plain
from bench.million.queries import Query, queries
from bench.million.served import processor_seconds, served
from storage.archive import Archive
from storage.derived.index_merge import merge_indexes
from storage.query.archive_without_hidden import ReadingArchive
from storage.query.in_memory_columns import ArticleColumns


def main() -> None:
    """Make what is missing, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--texts", type=Path, help="a folder of JSONL files with title and text")
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp/warraq-million"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    folder = given.folder / f"archive-{given.size}"
    million(folder, given.size, given.texts, given.seed)
    with Archive(folder) as archive:  # as the daemon does every night
        before, now = merge_indexes(archive.db)
    print(f"search index: {before} parts, merged into {now}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f}", flush=True)
    with ReadingArchive(folder) as archive:
        _sizes(archive)
        begun, own = time.perf_counter(), time.process_time()
        columns = ArticleColumns(archive)
        print(f"columns read: {time.perf_counter() - begun:.1f} s by the clock,"
              f" {time.process_time() - own:.1f} s of the processor", flush=True)  # fmt: skip
        costs, asked = Costs(), queries()
        measure(archive, columns, plain(folder), asked, given.rounds, costs)
    _pages(folder, asked, given.rounds, costs)
    print("\n".join(printed(costs)))
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")


def _sizes(archive: ReadingArchive) -> None:
    text = archive.row("SELECT sum(length(CAST(headline AS BLOB)) + length(CAST(body AS BLOB)))"
                       " FROM main.articles")  # fmt: skip
    index = archive.row("SELECT sum(pgsize) FROM dbstat WHERE name GLOB 'articles_fts*'"
                        " AND aggregate = TRUE")  # fmt: skip
    assert text and index
    print(f"text {text[0]:,} bytes, index {index[0]:,} bytes: {index[0] / text[0]:.2f}", flush=True)


def _pages(folder: Path, asked: list[Query], rounds: int, costs: Costs) -> None:
    """Whole pages of a real server, one reader."""
    begun = time.perf_counter()
    with served(folder) as (address, pid):
        with urlopen(f"{address}/", timeout=60) as page:
            page.read()
        print(f"server started and its front page answered: {time.perf_counter() - begun:.1f} s,"
              f" {processor_seconds(pid):.1f} s of the processor", flush=True)  # fmt: skip
        for _ in range(rounds):
            for query in asked:
                begun, own = time.perf_counter(), processor_seconds(pid)
                with urlopen(address + query.path, timeout=60) as page:
                    page.read()
                clock = time.perf_counter() - begun
                costs.note("page", query, clock, processor_seconds(pid) - own)


if __name__ == "__main__":
    main()
