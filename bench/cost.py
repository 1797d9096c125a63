"""What deciding costs in archives of two sizes, with the index on disk.

Both archives hold the same real texts. The rest is filled up with made-up articles under random
keys, loaded in the order of the keys; some of them stand under keys of real texts, so that there
are hot keys, and have bodies of real length, so that comparing them costs what it costs.
"""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

from bench import edits
from bench.corpus import Source
from crawler.article import Article
from storage.archive import Archive

SMALL = 10_000
REAL = 400
HOT_SHARE = 0.02
_FILL = (
    "INSERT INTO articles (id, outlet, url, headline, body, words, first_seen, last_seen,"
    " fetched_at, fingerprint, text_hash, reader)"
    " VALUES (?, 'filler', ?, 'x', ?, 1, ?, ?, ?, ?, ?, 1)"
)
_AT = "2026-11-20T09:00:00Z"


@dataclass(frozen=True, slots=True)
class Cost:
    """What was measured in one archive."""

    size: int
    median: float
    worst: float
    per_second: float
    grown: int
    file: int


def measure(found: list[Source], size: int) -> None:
    """Print what deciding costs among 10,000 articles and among so many."""
    small, large = (_cost(found, each) for each in (SMALL, size))
    names = f"{'median':>9} {'p95':>9} {'decisions/s':>12} {'memory':>9} {'file':>9}"
    print(f"\n{'articles':>10} {names}")
    for one in (small, large):
        print(
            f"{one.size:>10,} {one.median:>6.2f} ms {one.worst:>6.2f} ms {one.per_second:>12.0f}"
            f" {one.grown / 1e6:>+6.1f} MB {one.file / 1e6:>6.0f} MB"
        )
    print(f"{size:,} against {SMALL:,}: {small.per_second / large.per_second:.2f} times the cost")


def _cost(found: list[Source], size: int) -> Cost:
    with TemporaryDirectory() as folder:
        real = found[:REAL]
        with Archive(folder, create=True) as archive:
            for place, one in enumerate(real):
                archive.keep(_article("real", place, one.headline, "\n".join(one.paragraphs)))
            _fill(archive, real, size)
        with Archive(folder) as archive:
            return _asked(archive, found, size)


def _asked(archive: Archive, found: list[Source], size: int) -> Cost:
    asked = [
        _article("asked", n, pair.other.headline, pair.other.body)
        for n, pair in enumerate(edits.pairs(found))
        if pair.kind in ("agency copy", "trimmed tail", "follow-up", "another text")
    ][:1600]
    for article in asked[:100]:
        archive.decide(article)
    before, times = _memory(), list[float]()
    for article in asked[100:]:
        start = time.perf_counter()
        archive.decide(article)
        times.append(time.perf_counter() - start)
    return Cost(
        size, statistics.median(times) * 1e3, statistics.quantiles(times, n=20)[-1] * 1e3,
        len(times) / sum(times), _memory() - before,
        (archive.folder / "warraq.db").stat().st_size,
    )  # fmt: skip


def _fill(archive: Archive, real: list[Source], size: int) -> None:
    """Made-up articles, the index loaded in the order of its keys."""
    random = Random(1)
    connection = archive.db.conn
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -400000")
    connection.execute("DROP TRIGGER articles_fts_insert")  # searching is not what is measured
    first = archive.rows("SELECT max(id) FROM articles")[0][0] + 1
    hot = {doc for doc in range(first, size) if random.random() < HOT_SHARE}
    bodies = ["\n".join(source.paragraphs) for source in real]

    def rows() -> Iterator[tuple[object, ...]]:
        for doc in range(first, size):
            body = random.choice(bodies)[: random.randint(800, 2500)] if doc in hot else "x"
            mark = f"{random.getrandbits(128):032x}"
            yield doc, f"https://filler.ma/{doc}", body[1:], _AT, _AT, _AT, mark, mark

    connection.execute("BEGIN")
    connection.executemany(_FILL, rows())
    keys = np.random.default_rng(2).integers(-(2**63), 2**63 - 1, 32 * (size - first), np.int64)
    docs = np.repeat(np.arange(first, size, dtype=np.int64), 32)
    shared = [row[0] for row in archive.rows("SELECT DISTINCT h FROM bands ORDER BY h")]
    ranks = np.random.default_rng(3).zipf(1.3, len(hot)) % len(shared)
    for doc, rank in zip(sorted(hot), ranks, strict=True):
        keys[(doc - first) * 32] = shared[int(rank)]
    connection.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", _sorted(keys, docs))
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _sorted(keys: npt.NDArray[np.int64], docs: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    order = np.argsort(keys, kind="stable")
    for start in range(0, len(order), 100_000):
        some = order[start : start + 100_000]
        yield from zip(keys[some].tolist(), docs[some].tolist(), strict=True)


def _article(outlet: str, number: int, headline: str, body: str) -> Article:
    return Article(outlet, f"https://{outlet}.ma/{number}", edits.START, headline, body)


def _memory() -> int:
    """Bytes that this process holds now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    return 0
