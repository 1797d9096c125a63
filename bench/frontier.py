"""``make bench-frontier``: 200 leads against 200,000: memory of a crawl, picking the next lead.

Both archives have all their leads due, both crawls fetch the same number of pages from the sample
newsroom, each in a process of its own. The ratios are what to look at.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.items import Lead
from storage.archive import Archive
from storage.database import writing
from storage.frontier.frontier import Frontier, Patience
from tests.crawling import settings
from tests.newsroom import Newsroom, running

OUTLET = "arc"
PAGES = 60
PICKS = 300
_CRAWL = (
    "import json, sys; from crawler.run.crawl_process import crawl;"
    " crawl(sys.argv[1], json.loads(sys.argv[2]))"
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    newsroom = Newsroom()
    with running(newsroom), tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few", Path(folder) / "many"
        fill(few, newsroom, 200)
        fill(many, newsroom, given.leads)
        picks = [(picking(few), picking(many)) for _ in range(given.rounds)]
        memory = [(peak(few, newsroom), peak(many, newsroom)) for _ in range(given.rounds)]
    for name, pairs, unit in (("pick the next due lead", picks, "ms"), ("memory", memory, "MiB")):
        small, large = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"{name:<24} 200 leads: {small:8.3f} {unit}   {given.leads:,} leads: {large:8.3f}"
              f" {unit}   ratio {large / small:.3f}")  # fmt: skip


def fill(folder: Path, newsroom: Newsroom, number: int) -> None:
    """An archive with so many leads, all due; none of their pages exists."""
    home = newsroom.outlets[OUTLET].home
    at = datetime.now(UTC) - timedelta(days=1)
    with Archive(folder, create=True) as archive, writing(archive.db):
        frontier = Frontier(archive, OUTLET, Patience([], 0, 0))
        for place in range(number):
            key = f"{place:026d}".translate(str.maketrans("0189", "ABCD"))
            url = f"{home}sport/x-{key}/"
            seen = at - timedelta(seconds=place)
            frontier.add(Lead(OUTLET, url, home), url, seen, names=(f"id {key}",))


def picking(folder: Path) -> float:
    """Milliseconds for the next due lead, in the median."""
    times = []
    with Archive(folder) as archive:
        frontier = Frontier(archive, OUTLET, Patience([], 0, 0))
        for _ in range(PICKS):
            begun = time.perf_counter()
            found = frontier.due(datetime.now(UTC), 1)
            times.append(time.perf_counter() - begun)
            assert found
    return statistics.median(times) * 1000


def peak(folder: Path, newsroom: Newsroom) -> float:
    """MiB that a crawl holds at most."""
    given = settings(folder, newsroom, MAX_PAGES=PAGES)
    command = [sys.executable, "-c", _CRAWL, OUTLET, json.dumps(given)]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[1])
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
