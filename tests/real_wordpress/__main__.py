"""``make wordpress``: a real WordPress, and what Warraq keeps of it. Exit code 1: not all is right.

Three rounds, a theme and a way of writing addresses each: ``probe --write``, a crawl, a backfill;
then editors change, publish and withdraw posts, and the next polls must see it.
"""

import argparse
import signal
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.real_wordpress.newsdesk import Desk
from tests.real_wordpress.plan import STRUCTURES, posts
from tests.real_wordpress.rounds import Round, run
from tests.real_wordpress.site import Missing, site

ROUNDS = (
    Round("classic", "twentytwentyone", False, STRUCTURES[1], plugin=False, alone=True),
    Round("block", "twentytwentythree", True, STRUCTURES[2], plugin=False),
    Round("kept", "twentytwentytwo", True, "/%postname%/", plugin=True),
)


def main() -> int:
    """Bring the site up, run the rounds, say what they showed."""
    parser = argparse.ArgumentParser(prog="python -m tests.real_wordpress", description=__doc__)
    parser.add_argument("--posts", type=int, default=300, help="how many are published")
    parser.add_argument("--round", action="append", help="only these: classic, block, kept")
    parser.add_argument("--keep", type=Path, help="a new folder where the archives stay")
    asked = parser.parse_args()
    wrong: dict[str, list[str]] = {}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that its servers end with it
    with tempfile.TemporaryDirectory(prefix="warraq-wordpress-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        try:
            with site(folder / "site") as made:
                print(
                    f"WordPress answers at {made.home}; {asked.posts} posts are written", flush=True
                )
                desk = Desk(made, posts(asked.posts, datetime.now(UTC)))
                desk.open()
                for one in ROUNDS:
                    if one.name in (asked.round or [one.name]):
                        wrong[one.name] = run(desk, one, (asked.keep or folder) / one.name)
        except Missing as missing:
            print(missing, file=sys.stderr)
            return 1
    found = sum(map(len, wrong.values()))
    print(f"\n{found} sentences about what is wrong" if found else "\nAll is right.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
