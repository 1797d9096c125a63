"""``make bench-relevance TEXTS=DIR``: our search beside plain FTS5, by needs with all matches."""

import argparse
import gzip
import json
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bench.relevance.measures import Answer, Need, judged, mean, needs, quoted_words
from storage.archive import Archive
from storage.query.search import Search

FILES = ("moroccan_ar_articles.jsonl", "ant_jawharafm_v1.1.jsonl.gz")
LEAST_PRECISION = 0.85
"""A need below it is named."""
DAY = "2026-11-28T00:00:00Z"
Find = Callable[[Need], Iterable[int]]


def articles(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Id, headline and text of every article that the needs were judged on."""
    for name in FILES:
        opened = gzip.open if name.endswith(".gz") else open
        with opened(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["id"], row.get("title") or "", row["text"]


def fill(archive: Archive, texts: Sequence[tuple[str, str, str]]) -> None:
    """Write rows of articles as they are, so that no copy is joined and none is refused."""
    rows = (
        (number, f"https://one.ma/{number}", headline, body, number)
        for number, (_, headline, body) in enumerate(texts)
    )
    with archive.db.conn:
        archive.db.conn.executemany(
            "INSERT INTO articles (id, outlet, url, headline, body, words, first_seen, last_seen,"
            " fetched_at, fingerprint, text_hash, reader)"
            f" VALUES (?, 'one', ?, ?, ?, 0, '{DAY}', '{DAY}', '{DAY}', ?, '', 0)",
            rows,
        )


def plain(texts: Sequence[tuple[str, str, str]], tokenizer: str) -> Find:
    """FTS5 as it comes, asked for the words as they were typed."""
    db = sqlite3.connect(":memory:")
    db.execute(f"CREATE VIRTUAL TABLE t USING fts5(headline, body, tokenize='{tokenizer}')")
    rows = ((number, headline, body) for number, (_, headline, body) in enumerate(texts))
    db.executemany("INSERT INTO t (rowid, headline, body) VALUES (?, ?, ?)", rows)

    def find(need: Need) -> Iterable[int]:
        asked = need.fts5 or " AND ".join(quoted_words(need.query))
        return [row[0] for row in db.execute("SELECT rowid FROM t WHERE t MATCH ?", (asked,))]

    return find


def answer(find: Find, need: Need, names: Sequence[str]) -> tuple[Answer, set[str]]:
    """The measures of one answer, and the ids that it found."""
    start = time.perf_counter()
    numbers = list(find(need))
    seconds = time.perf_counter() - start
    found = {names[number] for number in numbers}
    return judged(need.ids, found, seconds), found


def report(texts: Sequence[tuple[str, str, str]], archive: Archive, *, halves: str) -> None:
    """Ask all of them for every need, and print what they answered."""
    fill(archive, texts)
    names = [id for id, _, _ in texts]
    found: dict[str, Find] = {
        "ours": lambda need: Search(archive, need.query).every_id(),
        "unicode61": plain(texts, "unicode61"),
        "trigram": plain(texts, "trigram"),
    }
    for half in halves:
        asked = [need for need in needs() if need.half == half]
        answers = {
            name: [answer(find, need, names)[0] for need in asked] for name, find in found.items()
        }
        print(f"\n{half}: recall and precision of {', '.join(answers)}")
        for row, need in enumerate(asked):
            figures = "  ".join(
                f"{every[row].recall:.3f} {every[row].precision:.3f}" for every in answers.values()
            )
            low = "  <- precision" if answers["ours"][row].precision < LEAST_PRECISION else ""
            print(f"{need.id:22} {len(need.ids):5}  {figures}  {need.query}{low}")
        one = mean(answers["unicode61"]).seconds
        for name, every in answers.items():
            measured = mean(every)
            print(
                f"{half} mean {name:10} recall {measured.recall:.3f}"
                f"  precision {measured.precision:.3f}  time {measured.seconds / one:.1f}"
            )


def main() -> None:
    """Read the texts, build a temporary archive, print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=Path, required=True, help=f"the folder of {FILES}")
    options.add_argument("--halves", default="AB", choices=("A", "B", "AB"))
    given = options.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive(Path(folder) / "archive", create=True) as archive,
    ):
        report(list(articles(given.texts)), archive, halves=given.halves)


if __name__ == "__main__":
    main()
