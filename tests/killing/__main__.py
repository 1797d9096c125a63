"""``python -m tests.killing``: what was counted, or the first thing that was lost."""

import argparse
import tempfile
from pathlib import Path

from tests.killing.rounds import rounds

parser = argparse.ArgumentParser(description="Kill warraq at random and prove what it left.")
parser.add_argument("--rounds", type=int, default=100, help="deaths")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--folder", type=Path, help="where the archive stays; default: nowhere")
given = parser.parse_args()
if given.folder:
    given.folder.mkdir(parents=True)
    print(rounds(given.rounds, given.seed, given.folder))
else:
    with tempfile.TemporaryDirectory() as place:
        print(rounds(given.rounds, given.seed, Path(place)))
