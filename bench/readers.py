"""``make bench-readers``: fifty readers of the web page beside a process that commits all the time.

Real parts: ``warraq serve``, HTTP over loopback, a process that keeps articles through ``Archive``,
in a copy of a made archive (``bench.million``). The writer works alone and beside the readers by
turns, so that other work on the machine meets both; what it needs for an article is its processor
time and its waiting for the lock. Every article kept must be found at once.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import IO
from urllib.error import HTTPError
from urllib.parse import quote, unquote
from urllib.request import urlopen

import numpy as np

from bench.corpus import texts
from bench.keeping import articles
from bench.million.making import MADE, million
from bench.million.queries import queries
from bench.million.served import processor_seconds, served
from bench.million.texts import invented
from crawler.items import Article
from storage.activity import task_positions
from storage.archive import Archive

READERS = 50
EVERY = 5.0
"""Seconds between two requests of a reader."""
PAUSE = 0.1
"""Seconds of a writer between two articles: some ten commits a second."""
CHECKED = 10
"""One of so many kept articles is asked for as soon as it is kept."""
ARTICLES = 8_000
"""All that writers keep in one run."""
_NEW = 10_000_000
"""Above the numbers of the invented words that the archive was made with."""


@dataclass(slots=True)
class Turn:
    """What was seen in one turn."""

    kept: list[float] = field(default_factory=list)
    """Milliseconds of the processor and of waiting for the lock, of each article."""
    answers: list[tuple[float, str]] = field(default_factory=list)
    """Milliseconds by the clock, and what was asked."""
    errors: list[str] = field(default_factory=list)
    found: int = 0
    used: float = 0.0
    """Share of a core that the server used."""


def main() -> None:
    """Measure and print, or be the writer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--texts", type=Path, help="a folder of JSONL files with title and text")
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp/warraq-million"))
    parser.add_argument("--turns", type=int, default=6, help="alone, and as often with readers")
    parser.add_argument("--seconds", type=float, default=20.0, help="of a turn")
    parser.add_argument("--writer", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.writer:
        write(given.writer, given.texts)
        return
    made = given.folder / f"archive-{given.size}"
    million(made, given.size, given.texts)
    with TemporaryDirectory(dir=given.folder) as place:
        folder = Path(shutil.copytree(made, Path(place) / "archive"))
        alone, beside = measure(folder, given.texts, given.turns, given.seconds, given.size)
    print("\n".join(printed(alone, beside)))


def measure(
    folder: Path, sample: Path | None, turns: int, seconds: float, size: int
) -> tuple[Turn, Turn]:
    """The turns of the writer alone and those beside readers, each kind together."""
    alone, beside = Turn(), Turn()
    with served(folder) as (address, pid):
        for number in range(turns):
            print(f"turn {number + 1} of {turns}, load {os.getloadavg()[0]:.1f}", flush=True)
            for turn, readers in ((alone, 0), (beside, READERS)):
                begun = processor_seconds(pid), time.monotonic()
                _turn(turn, folder, sample, address, readers, seconds, size, number)
                used = (processor_seconds(pid) - begun[0]) / (time.monotonic() - begun[1])
                turn.used += used / turns
    return alone, beside


def _turn(
    turn: Turn, folder: Path, sample: Path | None, address: str, readers: int, seconds: float,
    size: int, number: int,
) -> None:  # fmt: skip
    command = [sys.executable, "-m", "bench.readers", "--writer", str(folder)]
    command += ["--texts", str(sample)] if sample else []
    writer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert writer.stdin and writer.stdout
    writer.stdout.readline()  # it is ready
    ended = threading.Event()
    every = [
        threading.Thread(target=_read, args=(turn, address, ended, Random(n + 99 * number), size))
        for n in range(readers)
    ]
    listener = threading.Thread(target=_listen, args=(turn, address, writer.stdout, bool(readers)))
    for thread in (*every, listener):
        thread.start()
    time.sleep(seconds)  # the measured time itself
    ended.set()
    writer.stdin.close()  # it ends
    for thread in (*every, listener):
        thread.join()
    if writer.wait():
        turn.errors.append(f"the writer ended with {writer.returncode}")
    writer.stdout.close()


def _listen(turn: Turn, address: str, said: IO[str], asks: bool) -> None:
    """Take down what the writer needed, and look for some of its articles."""
    for number, line in enumerate(said):
        spent, word = json.loads(line)
        turn.kept.append(spent)
        if asks and number % CHECKED == 0:
            try:
                with urlopen(f"{address}/search.json?q={quote(word)}", timeout=60) as answer:
                    total = json.load(answer)["total"]
            except OSError as error:
                turn.errors.append(f"{word}: {error}")
                continue
            turn.found += total == 1
            if total != 1:
                turn.errors.append(f"{word} was kept and found {total} times")


def _read(turn: Turn, address: str, ended: threading.Event, chance: Random, size: int) -> None:
    """One reader: a request, then the rest of the five seconds."""
    wait = chance.random() * EVERY
    # each in the middle of something: else all would begin with a search
    for path in islice(_paths(chance, size), chance.randrange(8), None):
        if ended.wait(wait):
            return
        begun = time.monotonic()
        try:
            with urlopen(address + path, timeout=60) as page:
                page.read()
        except OSError as error:
            hidden = isinstance(error, HTTPError) and error.code == 404 and "/article/" in path
            if not hidden:  # by an order: some of the archive are
                turn.errors.append(f"{path}: {error}")
        took = time.monotonic() - begun
        turn.answers.append((took * 1e3, path))
        wait = max(0.0, EVERY - took)


def _paths(chance: Random, size: int) -> Iterator[str]:
    """What a reader asks: a search, some of its pages and articles, the next one; a day between."""
    asked = queries()
    while True:
        path = chance.choice(asked).path
        yield path
        yield from (f"/article/{chance.randrange(1, size)}" for _ in range(2))
        yield f"{path}&page=2"
        yield f"/article/{chance.randrange(1, size)}"
        yield f"{path}&order=newest"
        yield f"/day/20{chance.randrange(17, 27)}-{chance.randrange(1, 13):02}-11"
        if chance.random() < 0.2:
            yield "/"


def write(folder: Path, sample: Path | None, told: IO[str] = sys.stdin) -> None:
    """Keep an article after the other until the input ends; say what each needed, and its word."""
    ended = threading.Event()
    threading.Thread(target=lambda: (told.read(), ended.set()), daemon=True).start()
    with Archive(folder) as archive:
        row = archive.row("SELECT count(*) FROM articles")
        assert row is not None
        # the writers of former turns have kept the first ones
        kept = int(row[0]) - (task_positions.position(archive.db, MADE) or 0)
        found = islice(articles(texts(sample), ARTICLES), kept, None)
        print("ready", flush=True)
        for number, one in enumerate(found, kept):
            if ended.wait(PAUSE):
                return
            word = invented(_NEW + number)
            new = replace(one, url=f"https://{one.outlet}.ma/new/{number}.html",
                          headline=f"{one.headline} {word}")  # fmt: skip
            print(json.dumps([_kept(archive, new), word]), flush=True)


def _kept(archive: Archive, article: Article) -> float:
    """Milliseconds of the processor, and of waiting for the lock, that keeping it took."""
    processor = time.process_time()
    begun = time.perf_counter()
    archive.db.conn.execute("BEGIN IMMEDIATE")
    waited = time.perf_counter() - begun - (time.process_time() - processor)
    archive.keep(article)
    archive.db.conn.commit()
    return (time.process_time() - processor + max(0.0, waited)) * 1e3


def printed(alone: Turn, beside: Turn) -> Iterator[str]:
    """The figures."""
    yield f"{len(beside.answers)} requests of {READERS} readers, {len(beside.errors)} errors"
    yield from beside.errors[:10]
    p50, p95 = np.percentile([took for took, _ in beside.answers], (50, 95))
    yield f"answers: median {p50:.0f} ms, p95 {p95:.0f} ms by the clock; the slowest:"
    yield from (f"  {took:.0f} ms {unquote(path)}" for took, path in sorted(beside.answers)[-8:])
    yield f"the server used {beside.used:.2f} of a core, {alone.used:.2f} without readers"
    yield f"articles kept: {len(alone.kept)} alone, {len(beside.kept)} beside readers;"
    yield f"  {beside.found} of those asked for were found as soon as they were kept"
    for name, middle in (("mean", statistics.fmean), ("median", statistics.median)):
        one, other = middle(alone.kept), middle(beside.kept)
        yield (f"ms of processor and lock an article, {name}: {one:.2f} alone, {other:.2f} beside"
               f" readers: {100 * (other / one - 1):+.0f} %")  # fmt: skip


if __name__ == "__main__":
    main()
