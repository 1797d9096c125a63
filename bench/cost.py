"""What deciding costs in archives of two sizes, with the index on disk.

Both archives hold the same real texts, kept by the archive itself; the rest is made up as
``bench.companions`` says (without its text: a stranger's is hardly ever read), the index loaded in
the order of its keys. Half of the articles asked
about are new texts, the others agency copies, cut copies and follow-ups of archived ones, and in
both archives three of a hundred are bulletins and briefs of a series. Times are those of the
process (``time.process_time``); a machine with other work on it stretches the clock's, by which
the decisions a second are shown too.
"""

import shutil
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
from bench.companions import SERIES, Companion, companions, series
from bench.corpus import Source
from crawler.items import Article
from storage.archive import Archive
from storage.copies import winnowing_index
from storage.copies.shingle_hash_prefilter import outline_of
from storage.copies.shingles_and_winnowing_keys import text_of, winnowing_keys

SMALL = 10_000
REAL = 4_000
"""So many of the texts are archived; the others are new ones to ask about."""
ASKED = 2_000
_ROW = (
    "INSERT OR REPLACE INTO articles (id, outlet, url, headline, body, words, first_seen,"
    " last_seen, fetched_at, fingerprint, text_hash, reader)"
    " VALUES (?, 'filler', ?, ?, ?, 1, ?, ?, ?, ?, ?, 1)"
)
_AT = "2026-11-20T09:00:00Z"


@dataclass(frozen=True, slots=True)
class Cost:
    """What was measured in one archive."""

    size: int
    median: float
    worst: float
    per_second: float
    clock: float
    grown: int
    file: int
    copies: int


def measure(found: list[Source], size: int) -> None:
    """Print what deciding costs among 10,000 articles and among so many."""
    random = Random(1)
    found = random.sample(found, len(found))
    real = found[: min(REAL, len(found) // 3)]
    new = found[len(real) : (len(real) + len(found)) // 2]
    met = companions(found[len(real) + len(new) :], [*real, *new])
    print(f"\n{len(met)} texts stand for many; {SERIES} of 100 articles are serial")
    if len(found) < REAL:
        print("So few texts hardly meet by chance: only the series weigh here. Give --texts.")
    asked = _asked(real, new, random)
    with TemporaryDirectory() as folder:
        start = Path(folder) / "real"
        with Archive(start, create=True) as archive:
            archive.db.conn.execute("PRAGMA synchronous = OFF")
            for place, one in enumerate(real):
                archive.keep(_article("real", place, one.headline, "\n".join(one.paragraphs)))
        small, large = (
            _cost(start, Path(folder) / "filled", met, each, asked) for each in (SMALL, size)
        )
    titles = "median", "p95", "decisions/s", "by clock", "memory", "file", "copies"
    print(f"{'articles':>10} " + " ".join(f"{title:>11}" for title in titles))
    for made in (small, large):
        print(
            f"{made.size:>10,} {made.median:>8.2f} ms {made.worst:>8.2f} ms"
            f" {made.per_second:>11.0f} {made.clock:>11.0f} {made.grown / 1e6:>+8.1f} MB"
            f" {made.file / 1e6:>8.0f} MB {made.copies:>11}"
        )
    print(f"{size:,} against {SMALL:,}: {small.per_second / large.per_second:.2f} times the cost")


def _asked(real: list[Source], new: list[Source], random: Random) -> list[Article]:
    """So many articles, none of which is archived as it stands."""
    changes = (edits.agency, edits.trimmed, edits.follow_up)
    made = list[Article]()
    for number in range(ASKED):
        source, alien = random.choice(real), random.choice(new)
        if number % 100 < SERIES:
            article = series(10**9 + number, random)
        elif number % 2:
            article = _article("asked", number, alien.headline, "\n".join(alien.paragraphs))
        else:
            headline, body = changes[number % 3](source, alien, random)
            article = _article("asked", number, headline, "\n".join(body))
        made.append(article)
    return made


def _cost(start: Path, folder: Path, met: list[Companion], size: int, asked: list[Article]) -> Cost:
    shutil.copytree(start, folder)
    with Archive(folder) as archive:
        _fill(archive, met, size)
    with Archive(folder) as archive:
        for article in asked[: ASKED // 10]:
            archive.decide(article)
        before, begun, times, copies = _memory(), time.perf_counter(), list[float](), 0
        for article in asked[ASKED // 10 :]:
            asked_at = time.process_time()
            decision = archive.decide(article)
            times.append(time.process_time() - asked_at)
            copies += decision.kind == "copy"
        clock, grown = time.perf_counter() - begun, _memory() - before
    file = (folder / "warraq.db").stat().st_size
    shutil.rmtree(folder)
    return Cost(
        size, statistics.median(times) * 1e3, statistics.quantiles(times, n=20)[-1] * 1e3,
        len(times) / sum(times), len(times) / clock, grown, file, copies,
    )  # fmt: skip


def _fill(archive: Archive, met: list[Companion], size: int) -> None:
    """Made-up articles up to the size, the index loaded in the order of its keys."""
    random = Random(2)
    connection = archive.db.conn
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -400000")
    connection.execute("PRAGMA foreign_keys = OFF")
    for event in ("insert", "update", "delete"):  # searching is not what is measured
        connection.execute(f"DROP TRIGGER articles_fts_{event}")
    first = archive.rows("SELECT max(id) FROM articles")[0][0] + 1
    ids = range(first, size + 1)
    serial = range(size + 1 - size * SERIES // 100, size + 1)
    loaded = list[tuple[int, int]]()
    connection.execute("BEGIN")
    connection.executemany(_ROW, (_row(id, "x", f"{random.random()}") for id in ids))
    for id in serial:
        one = series(id, random)
        connection.execute(_ROW, _row(id, one.headline, one.body))
        text = text_of("filler", one.headline, one.body, None)
        winnowing_index.outline(archive.db, id, outline_of(text))
        loaded += [(key, id) for key in winnowing_keys(text)]
    rows = _stand_ins(archive, met, range(first, serial.start), np.array(loaded, np.int64))
    connection.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", rows)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _stand_ins(
    archive: Archive, met: list[Companion], ids: range, more: npt.NDArray[np.int64]
) -> Iterator[tuple[int, int]]:
    """Write the outlines of the companions' articles; all rows of the index, in order."""
    random, width = np.random.default_rng(2), 31 if np.abs(more).max() < 1 << 31 else 63
    keys, docs = [more[:, 0]], [more[:, 1]]
    for id in ids:
        one = met[id % len(met)]
        winnowing_index.outline(archive.db, id, one.outline(random))
        alone = random.integers(-(1 << width), (1 << width) - 1, one.alone, np.int64)
        keys += [one.shared, alone]
        docs.append(np.full(one.shared.size + one.alone, id, np.int64))
    return _sorted(np.concatenate(keys), np.concatenate(docs))


def _row(id: int, headline: str, body: str) -> tuple[object, ...]:
    mark = f"{id:032x}"
    return id, f"https://filler.ma/{id}", headline, body, _AT, _AT, _AT, mark, mark


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
