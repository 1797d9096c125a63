"""Random ``kill -9``, then proof: ``python -m tests.killing --rounds 100``.

A process keeps pages, imports, joins files and reads again, and says what it has acknowledged; it
is killed after a random number of words, in the middle of what comes next. Afterwards every
acknowledged article is there once and ``verify`` finds nothing.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from crawler.article import Page
from crawler.reading import read_article
from storage.archive import Archive
from storage.filters import Filters
from storage.importing import Importing, Source
from storage.lock import OutletLock
from storage.raw import SegmentWriter, repair_segments
from storage.raw.joining import join_segments
from storage.reread import Rereading
from storage.verify import verify
from tests.keeping import fetched_page, filled, keep_page, make_reader


def work(kind: str, folder: Path, source: Path, start: int) -> None:
    """Do one kind of work for ever, one line per thing that is acknowledged."""
    with Archive(folder, create=True) as kept:
        if kind == "keep":
            OutletLock(folder, "one").acquire()
            repair_segments(kept, "one")
            raw = SegmentWriter(kept, "one")
            for number in range(start, start + 1000):
                keep_page(kept, raw, fetched_page(number))
                print(f"https://one.ma/{number}.html", flush=True)
                if number % 5 == 4:
                    raw.close()
        elif kind == "import":
            importing = Importing(kept, lambda url: "two", read_two)
            for _ in importing.run(Source(source)):
                print("imported", flush=True)
        elif kind == "tidy":
            while True:
                join_segments(kept, "one", this_month=True)
                print("tidied", flush=True)
        elif kind == "reread":
            for one in Rereading(kept, make_reader, Filters(), processes=1):
                print(f"read {one.article_id}", flush=True)


def read_two(page: Page):  # type: ignore[no-untyped-def]
    return read_article(page)


def source_file(folder: Path) -> Path:
    """A WARC file of another archive."""
    with filled(folder, 60, "two") as other:
        (file,) = (other.folder / "raw").rglob("*.warc.gz")
        return file


def rounds(count: int, seed: int, folder: Path) -> dict[str, int]:
    """Kill so many times; what was counted. Raises ``AssertionError`` with what was lost."""
    chance = random.Random(seed)
    source = source_file(folder / "elsewhere")
    archive = folder / "archive"
    acknowledged: set[str] = set()
    counted = {"killed": 0, "ended": 0, "acknowledged": 0, "mended": 0}
    for number in range(count):
        kind = chance.choice(["keep", "keep", "keep", "import", "tidy", "reread"])
        command = [sys.executable, "-m", "tests.killing", "--work", kind, str(archive)]
        command += [str(source), str(1000 * (number + 1))]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
            assert worker.stdout is not None
            for _, line in zip(range(chance.randint(1, 12)), worker.stdout, strict=False):
                if line.startswith("http"):
                    acknowledged.add(line.strip())
            worker.kill()
            acknowledged |= {line.strip() for line in worker.stdout if line.endswith(".html\n")}
        counted["killed" if worker.wait() == -9 else "ended"] += 1
        with Archive(archive, create=True) as kept:
            report = verify(kept, None)
            assert report.sound, (number, kind, report.findings)
            kept_urls = [row[0] for row in kept.rows("SELECT url FROM articles")]
            assert len(kept_urls) == len(set(kept_urls))
            assert acknowledged <= set(kept_urls), (number, acknowledged - set(kept_urls))
    with Archive(archive) as kept:
        for outlet in ("one", "two"):
            counted["mended"] += len(repair_segments(kept, outlet))
        report = verify(kept, make_reader)
        assert report.findings == [], report.findings
        twice = "SELECT url FROM imported JOIN captures ON captures.id = capture_id GROUP BY url"
        assert not kept.rows(twice + " HAVING count(*) > 1")
        counted |= report.counts
    return counted | {"acknowledged": len(acknowledged)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", nargs=4)
    given = parser.parse_args()
    if given.work:
        work(given.work[0], Path(given.work[1]), Path(given.work[2]), int(given.work[3]))
    else:
        with tempfile.TemporaryDirectory() as place:
            print(rounds(given.rounds, given.seed, Path(place)))
