"""``python -m bench.dates SAMPLES``: printed dates of outlets, read and judged.

``SAMPLES`` is a JSON list of objects with ``raw`` (the string as printed), ``iso`` (the date it
means in Casablanca; ``null`` where the string alone does not say) and ``precision``. Strings that
count from the moment of reading are counted from ``--seen``.
"""

import argparse
import json
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

from crawler.dates import PrintedDate, read_date
from crawler.timezone import CASABLANCA


def main() -> int:
    """Print every string that is not simply right, and the counts; 1 where one is wrong."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("samples", type=Path)
    arguments.add_argument("--seen", default="2026-11-24T13:00", help="Casablanca's time")
    asked = arguments.parse_args()
    seen_at = datetime.fromisoformat(asked.seen).replace(tzinfo=CASABLANCA)
    counts: Counter[str] = Counter()
    for sample in json.loads(asked.samples.read_text("utf-8")):
        verdict, told = judge(sample["iso"], read_date(sample["raw"], seen_at=seen_at))
        counts[verdict] += 1
        if verdict != "right":
            print(f"{verdict:8} {sample['raw']!r}{told}")
    print(", ".join(f"{number} {verdict}" for verdict, number in counts.most_common()))
    return 1 if counts["WRONG"] or counts["MISSED"] else 0


def judge(iso: str | None, found: PrintedDate | None) -> tuple[str, str]:
    """What became of a string, and what it was read as."""
    if found is None:
        return ("MISSED" if iso else "unknown"), ""
    at = found.at.astimezone(CASABLANCA).isoformat(timespec="seconds")
    told = f" is {at} ({found.precision})"
    if iso is None:
        return "counted", told
    return ("right" if at.startswith(iso) else "WRONG"), told


if __name__ == "__main__":
    sys.exit(main())
