"""``make bench-reading``: how exact and how fast the reader is, beside its peers.

Score: multiset precision, recall and F1 of folded words per page, then their mean. The interval is
a bootstrap over *layouts* (pages of one layout are no independent witnesses). Times are CPU
milliseconds per page, the median of the rounds, after a warm-up.
"""

import argparse
import gc
import random
import resource
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.peers import Reader, readers, versions, warraq, warraq_without_hint
from bench.sets import Sample, golden, real, scrambled, swapped
from crawler.arabic import folded_words

WARM_UP = 30
"""Pages that every reader has read before the clock starts: models load, selectors compile."""


@dataclass(slots=True)
class Result:
    """One reader on one set."""

    scores: dict[str, list[tuple[float, float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    crashes: int = 0

    def mean(self, which: int) -> float:
        """Mean precision (0), recall (1) or F1 (2) over the pages."""
        return statistics.fmean(score[which] for page in self.scores.values() for score in page)

    def interval(self) -> tuple[float, float]:
        """The 95 % bootstrap interval of the mean F1, layouts drawn again."""
        draw = random.Random(0)
        layouts = [[f1 for _, _, f1 in page] for page in self.scores.values()]
        means = sorted(
            statistics.fmean(f1 for page in draw.choices(layouts, k=len(layouts)) for f1 in page)
            for _ in range(2_000)
        )
        return means[50], means[-51]

    def milliseconds(self) -> float:
        """CPU time per page: the mean over pages of the median over rounds."""
        return statistics.fmean(statistics.median(times) for times in self.times.values())


def score(gold: str, taken: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words that were taken."""
    wanted, got = Counter(folded_words(gold)), Counter(folded_words(taken))
    same = (wanted & got).total()
    precision = same / got.total() if got else 0.0
    recall = same / wanted.total()
    return precision, recall, 2 * precision * recall / (precision + recall) if same else 0.0


def measure(samples: Sequence[Sample], how: dict[str, Reader], rounds: int) -> dict[str, Result]:
    """Every reader on every page, the readers taking turns page by page."""
    results = {name: Result() for name in how}
    for one in samples[:WARM_UP]:
        for name, read in how.items():
            _timed(read, one, results[name])
    for result in results.values():
        result.crashes = 0
    for number in range(rounds):
        for one in samples:
            for name, read in how.items():
                text, seconds = _timed(read, one, results[name])
                results[name].times[one.name].append(1000 * seconds)
                if number == 0:
                    results[name].scores[one.layout].append(score(one.gold, text))
    return results


def _timed(read: Reader, one: Sample, result: Result) -> tuple[str, float]:
    """What a reader takes and how long; a peer that breaks on a page took nothing."""
    start = time.process_time()
    try:
        text = read(one)
    except Exception:  # a peer's crash is a result, not the bench's end
        result.crashes += 1
        text = ""
    return text, time.process_time() - start


def report(title: str, samples: Sequence[Sample], results: dict[str, Result]) -> None:
    """One table."""
    layouts = len({one.layout for one in samples})
    size = statistics.fmean(len(one.page.body) for one in samples) / 1000
    print(f"\n{title}: {len(samples)} pages, {layouts} layouts, {size:.0f} KB a page")
    print(f"{'reader':24} {'P':>6} {'R':>6} {'F1':>6}  {'95 % interval':15} {'ms/page':>8} crashes")
    for name, result in results.items():
        low, high = result.interval()
        shares = " ".join(f"{result.mean(which):6.3f}" for which in range(3))
        cost = f"{result.milliseconds():8.1f} {result.crashes or ''}"
        print(f"{name:24} {shares}  {low:.3f} to {high:.3f}  {cost}")
    base = results["trafilatura + metadata"].milliseconds()
    for name in ("warraq, container", "warraq, no hint"):
        print(f"  {name}: {base / results[name].milliseconds():.1f} times as fast as trafilatura"
              " with metadata")  # fmt: skip


def memory(samples: Sequence[Sample], reads: int) -> bool:
    """Read on and on in one process; whether the peak stays where it was after a quarter."""
    print(f"\nmemory over {reads} reads (peak of the process, MB)")
    peaks = []
    for number in range(1, reads + 1):
        one = samples[number % len(samples)]
        (warraq if number % 4 else warraq_without_hint)(one)
        if number % max(1, reads // 8) == 0:
            gc.collect()
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
            print(f"  {number:6} {peaks[-1]:7.1f}")
    flat = peaks[-1] <= 1.02 * peaks[1]
    print("flat" if flat else "GROWING")
    return flat


def main() -> int:
    """Measure what the arguments ask for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", type=Path, help="a folder of real pages with gold")
    arguments.add_argument(
        "--texts", type=int, default=12, help="our texts per real layout; 0: none"
    )
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--ours", action="store_true", help="without the peers")
    arguments.add_argument("--memory", action="store_true", help="20,000 reads in one process")
    arguments.add_argument("--reads", type=int, default=20_000)
    asked = arguments.parse_args()
    sets = {"golden pages": list(golden()), "golden, names scrambled": list(scrambled())}
    if asked.pages:
        sets["real pages"] = list(real(asked.pages))
        sets["our texts in real layouts"] = (
            list(swapped(asked.pages, asked.texts)) if asked.texts else []
        )
    sets = {title: samples for title, samples in sets.items() if samples}
    print(f"Python {sys.version.split()[0]}, {versions()}")
    if asked.memory:
        return not memory([one for samples in sets.values() for one in samples], asked.reads)
    how = readers(only_ours=asked.ours)
    means: dict[str, list[float]] = defaultdict(list)
    for title, samples in sets.items():
        results = measure(samples, how, asked.rounds)
        report(title, samples, results)
        for name, result in results.items():
            means[name].append(result.mean(2))
    print("\nmean F1 over the sets")
    for name, found in sorted(means.items(), key=lambda item: -statistics.fmean(item[1])):
        print(f"{name:24} {statistics.fmean(found):6.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
