"""``make bench-crawl``: a whole crawl beside a Scrapy spider that does nothing, on one site.

The site is served from loopback by a process of its own. Warraq crawls it into a new archive and a
bare spider fetches the same pages with the same settings of Scrapy, by turns, each in a process of
its own. Only the ratios mean something on another machine.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.crawl_site import serving

CRAWLERS = Path(__file__).with_name("crawlers.py")
HERE = Path(__file__).parents[1]
BARE, ONE_AT_A_TIME = "bare spider", "one at a time"
"""With no delay at all, when Scrapy 2.19 sends up to four requests to a host at once; and with
Warraq's least delay, which keeps it to one."""


def main() -> None:
    """Measure by turns and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--packed", action="store_true", help="serve with gzip")
    parser.add_argument("--beside", type=Path, help="another checkout, measured in the same turns")
    given = parser.parse_args()
    checkouts = {"warraq": HERE} | ({"beside": given.beside} if given.beside else {})
    found: dict[str, list[dict[str, Any]]] = {BARE: [], ONE_AT_A_TIME: []}
    with serving(given.pages, packed=given.packed) as home:
        for _ in range(given.rounds):
            found[BARE].append(crawled(home, HERE, "--at-once"))
            found[ONE_AT_A_TIME].append(crawled(home, HERE))
            for name, checkout in checkouts.items():
                found.setdefault(name, []).append(crawled(home, checkout, keep=True))
        by_stage = {
            name: crawled(home, place, "--stages", keep=True) for name, place in checkouts.items()
        }
    report(found)
    for name, one in by_stage.items():
        shares(name, one)


def crawled(home: str, checkout: Path, *options: str, keep: bool = False) -> dict[str, Any]:
    """What one crawl took, in a process of its own with a checkout's own Python."""
    python = checkout / ".venv" / "bin" / "python"
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as folder:
        command = [str(python if python.exists() else sys.executable), str(CRAWLERS), home]
        command += options
        command += ["--archive", folder] if keep else []
        done = subprocess.run(
            command, cwd=checkout, env=os.environ | {"PYTHONPATH": str(checkout)},
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def report(found: dict[str, list[dict[str, Any]]]) -> None:
    """A line per crawler: medians of the rounds, and the ratio to the bare spider."""
    rows = {}
    for name, rounds in found.items():
        pages = rounds[0]["pages"]
        rows[name] = (
            statistics.median(one["pages"] / one["clock"] for one in rounds),
            statistics.median(1e3 * one["processor"] / one["pages"] for one in rounds),
        )
    bare = rows[BARE]
    print(f"{pages:,} pages, medians of {len(rounds)} rounds by turns")
    print(f"{'':<14}{'pages/s':>9}{'of bare':>9}{'processor/page':>16}{'of bare':>9}")
    for name, (speed, cost) in rows.items():
        print(f"{name:<14}{speed:>9.1f}{speed / bare[0]:>9.3f}{cost:>13.2f} ms"
              f"{bare[1] / cost:>9.3f}")  # fmt: skip


def shares(name: str, one: dict[str, Any]) -> None:
    """What each stage took of a crawl of its own, which the watches slow a little."""
    rest = [one["clock"], one["processor"]]
    print(f"\n{name + ', by stage':<34}{'clock':>9}{'share':>8}{'processor':>12}{'share':>8}")
    for stage, (clock, processor) in [*one["stages"].items(), ("Scrapy and all else", rest)]:
        if stage in one["stages"]:
            rest[0], rest[1] = rest[0] - clock, rest[1] - processor
        print(
            f"{stage:<34}{1e3 * clock / one['pages']:>6.2f} ms{clock / one['clock']:>8.0%}"
            f"{1e3 * processor / one['pages']:>9.2f} ms{processor / one['processor']:>8.0%}"
        )


if __name__ == "__main__":
    main()
