"""``make bench-keeping``: processor time of keeping one new article, and one revision.

``--former DIR`` names a checkout of a former commit with an environment of its own (``DIR/.venv``);
its code then keeps the same articles in an archive of its own of the same size, and the codes take
turns, so that a busy machine is busy for all of them. What is measured is what a crawl does with an
article that has been read. Crawls used to ask for the decision once more before they kept it; the
former code is measured with that question and without. Times are those of the process
(``time.process_time``), with nothing synced to the disk.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import IO, Any

from bench import edits
from bench.corpus import Source, texts
from crawler.items import Article
from storage.archive import Archive
from storage.derived.rebuild import rebuild

SIZES = (1_000, 20_000)
MEASURED = 400
"""So many new articles, and as many revisions, are measured."""
TURN = 20
"""Articles that one code keeps before it is the other's turn."""
COPIED = 10
"""One article in so many is an agency copy, a cut one or a follow-up of another."""
NOW = sys.executable
"""The interpreter of the code that is measured as it is now."""


def main() -> None:
    """Measure and print, or keep what a measuring process says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--former", type=Path, help="a checkout of a former commit")
    parser.add_argument("--texts", type=Path, help="a folder of JSONL files with title and text")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--measured", type=int, default=MEASURED)
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--twice", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        work(given.worker, twice=given.twice)
    else:
        for size in given.sizes:
            measure(size, given.former, given.texts, given.measured)


def measure(size: int, former: Path | None, folder: Path | None, measured: int) -> None:
    """Print what keeping costs in archives of so many articles."""
    found = list(articles(texts(folder), size + measured))
    new = found[size:]
    changed = [_changed(one, number) for number, one in enumerate(found[:measured])]
    print(f"\n{size:,} articles, {_words(new)} words each; ms of the processor, now / former")
    print(f"{'':42}{'median':>8}{'mean':>8}{'ratio':>8}")
    with TemporaryDirectory() as place:
        filled = Path(place) / "filled"
        oldest = Code(filled, *((former, _python(former)) if former else (Path.cwd(), NOW)))
        oldest.keep(found[:size])
        oldest.end()  # one archive, copied: the code of today brings its own up to date
        codes = {"now": Code(_copied(filled, "now"), Path.cwd(), NOW)}
        if former:
            given = former, _python(former)
            codes["former, asking first"] = Code(_copied(filled, "twice"), *given, twice=True)
            codes["former, not asking first"] = Code(_copied(filled, "once"), *given)
        for what, asked in (("a new article", new), ("a revision", changed)):
            spent = in_turns(codes, asked)
            now = statistics.fmean(spent["now"])
            for name, times in spent.items():
                middle, mean = statistics.median(times), statistics.fmean(times)
                print(f"{what:<16}{name:<26}{middle:>8.2f}{mean:>8.2f}{now / mean:>8.2f}")
        for code in codes.values():
            code.end()


def in_turns(codes: "dict[str, Code]", asked: list[Article]) -> dict[str, list[float]]:
    """Milliseconds of each article, by code; the first turn warms up."""
    spent: dict[str, list[float]] = {name: [] for name in codes}
    for start in range(0, len(asked), TURN):
        for name, code in codes.items():
            spent[name] += code.keep(asked[start : start + TURN])
    return {name: times[TURN:] for name, times in spent.items()}


class Code:
    """A checkout, at work in a process of its own on an archive of its own."""

    def __init__(self, archive: Path, checkout: Path, python: str, *, twice: bool = False) -> None:
        """Start it."""
        command = [python, str(Path(__file__).resolve()), "--worker", str(archive)]
        self.process = subprocess.Popen(
            command + ["--twice"] * twice, cwd=checkout, env={"PYTHONPATH": f"{checkout}:."},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def keep(self, asked: Iterable[Article]) -> list[float]:
        """Let it keep these articles; milliseconds of the processor for each."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([_plain(one) for one in asked]) + "\n")
        self.process.stdin.flush()
        spent: list[float] = json.loads(self.process.stdout.readline())
        return spent

    def end(self) -> None:
        """Let it end."""
        self.process.communicate()


def work(folder: Path, *, twice: bool, told: IO[str] = sys.stdin) -> None:
    """Keep what is told, a list of articles a line, and say how long each took."""
    if folder.exists():  # what another code derived is made anew first
        with Archive(folder, needs="nothing") as archive:
            for _ in rebuild(archive.db, folder):
                pass
    with Archive(folder, create=True) as archive:
        archive.db.conn.execute("PRAGMA synchronous = OFF")  # disks are not what is measured
        for line in told:
            spent = []
            for fields in json.loads(line):
                article = _article(fields)
                begun = time.process_time()
                if twice:
                    archive.decide(article)
                archive.keep(article)
                spent.append((time.process_time() - begun) * 1e3)
            print(json.dumps(spent), flush=True)


def articles(found: list[Source], count: int) -> Iterator[Article]:
    """So many articles: real texts first, then made ones in the words of these, and copies."""
    random = Random(3)
    words = [word for one in found for line in one.paragraphs for word in line.split()]
    made: list[Source] = random.sample(found, len(found))
    while len(made) < count:
        lines = tuple(
            " ".join(random.choices(words, k=random.randint(20, 60))) + "." for _ in range(7)
        )
        made.append(Source(" ".join(random.choices(words, k=9)), lines))
    random.shuffle(made)
    changes = (edits.agency, edits.trimmed, edits.follow_up)
    for number in range(count):
        one, outlet = made[number], f"outlet{number % 7}"
        headline, body = one.headline, list(one.paragraphs)
        if number % COPIED == 0:
            headline, body = random.choice(changes)(random.choice(made[: number + 1]), one, random)
        yield Article(
            outlet, f"https://{outlet}.ma/{number}.html", edits.START + timedelta(minutes=number),
            headline, "\n".join(body), published_at=edits.START + timedelta(minutes=number),
        )  # fmt: skip


def _changed(article: Article, number: int) -> Article:
    """The article as its outlet might have changed it a day later."""
    more = f"{article.body}\nتحديث رقم {number} على الساعة {number % 24}:30."
    return replace(article, body=more, fetched_at=article.fetched_at + timedelta(days=1))


def _python(checkout: Path) -> str:
    return str(checkout / ".venv" / "bin" / "python")


def _copied(folder: Path, name: str) -> Path:
    return shutil.copytree(folder, folder.with_name(name))


def _words(found: list[Article]) -> int:
    return round(statistics.fmean(len(one.body.split()) for one in found))


def _plain(article: Article) -> dict[str, Any]:
    return {
        "outlet": article.outlet, "url": article.url, "headline": article.headline,
        "body": article.body, "at": article.fetched_at.isoformat(),
        "published_at": article.published_at and article.published_at.isoformat(),
    }  # fmt: skip


def _article(fields: dict[str, Any]) -> Article:
    at = datetime.fromisoformat(fields["at"])
    published = fields["published_at"] and datetime.fromisoformat(fields["published_at"])
    return Article(
        fields["outlet"], fields["url"], at, fields["headline"], fields["body"],
        language="ar", published_at=published,
    )  # fmt: skip


if __name__ == "__main__":
    main()
