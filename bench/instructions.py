"""``make bench-instructions``: what reading costs in instructions, beside trafilatura.

Processor time depends on the machine: how large its caches are, and who else is at work on it.
The instructions that Valgrind's callgrind counts depend on neither (two runs on a busy machine
differed by .2 %), so that a ratio of them can be held to a limit. Every reader has a process of
its own, reads all pages once before it is counted, and once while it is.
"""

import argparse
import gc
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.peers import OURS, TRAFILATURA
from bench.sets import golden, real

PEER = "trafilatura + metadata"
READERS = {**OURS, PEER: TRAFILATURA[PEER]}
LIMITS = dict(zip(OURS, (8, 2), strict=True))
"""So many times the instructions of ours the peer's should be on real pages: with the outlet's
container, and without a hint."""
_COLLECTED = re.compile(r"Collected : (\d+)")


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, help="real pages with gold; else the golden pages")
    parser.add_argument("--counted", choices=[*READERS], help=argparse.SUPPRESS)
    given = parser.parse_args()
    pages = list(real(given.pages) if given.pages else golden())
    if given.counted:
        read = READERS[given.counted]
        for page in pages:
            read(page)
        # as crawls do: else a walk through all libraries falls into the round or does not
        gc.collect()
        gc.freeze()
        subprocess.run(["callgrind_control", "--instr=on", str(os.getpid())], check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        for page in pages:
            read(page)
        os._exit(0)  # what Python does at its end is no reading
    counted = {name: _counted(name, given.pages) / len(pages) / 1e6 for name in READERS}
    print(f"{len(pages)} pages; millions of instructions a page")
    for name, millions in counted.items():
        times = counted[PEER] / millions
        limit = f"{times:9.2f} x, aim {LIMITS[name]}" if name in LIMITS else ""
        print(f"{name:<26}{millions:>9.1f}{limit}")


def _counted(name: str, pages: Path | None) -> int:
    """The instructions of one round of a reader."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        command = [
            "valgrind", "--tool=callgrind", "--instr-atstart=no",
            f"--callgrind-out-file={folder}/out", f"--log-file={log}",
            sys.executable, "-m", "bench.instructions", "--counted", name,
        ]  # fmt: skip
        command += ["--pages", str(pages)] if pages else []
        try:
            # the order of sets would differ from run to run
            subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": "0"})
        except FileNotFoundError:
            sys.exit("no valgrind here: install Debian's package valgrind")
        found = _COLLECTED.search(log.read_text("utf-8", "replace"))
        if found is None:
            sys.exit(f"valgrind counted nothing for {name}: {log.read_text('utf-8', 'replace')}")
        return int(found[1])


if __name__ == "__main__":
    main()
