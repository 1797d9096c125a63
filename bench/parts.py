"""``python -m bench.parts --texts DIR``: what is found of parts of texts within much longer ones.

Parts of 20 to 160 words stand within texts of 500 to 8,000 words, as they are or with every
fifteenth or eighth word replaced by chance; texts of 60 to 1,000 words have words replaced by
chance or at regular places. Of the pairs that ``compare`` accepts: how many come out as
candidates, whichever comes first, in an archive that holds the other texts; how many others do,
and what the search takes. One half of the texts is used at a time: choose by one, tell by the
other.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import xxhash

from bench import corpus
from storage.archive import Archive
from storage.copies import winnowing_index
from storage.copies.pair_classification import compare
from storage.copies.shingles_and_winnowing_keys import Text, text_of

LENGTHS = (500, 1_000, 2_000, 4_000, 8_000)
PARTS = (20, 30, 45, 60, 100, 160)
NUMBER = 10**9
Made = tuple[str, list[str], list[str]]


def main() -> None:
    """Print a line for each kind of pair."""
    parser = argparse.ArgumentParser(prog="bench.parts", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="folder of JSONL texts")
    parser.add_argument("--half", type=int, choices=(0, 1), default=0)
    parser.add_argument("--pairs", type=int, default=20, help="so many of each kind and length")
    given = parser.parse_args()
    bodies = sorted({" ".join(one.paragraphs) for one in corpus.texts(given.texts)})
    pool = [
        one.split() for one in bodies
        if xxhash.xxh3_64_intdigest(one.encode(), seed=1212) % 2 == given.half
    ]  # fmt: skip
    random = Random(given.half)
    random.shuffle(pool)
    used, others = pool[: len(pool) // 3], pool[len(pool) // 3 :]
    with TemporaryDirectory() as folder, Archive(Path(folder) / "a", create=True) as archive:
        archive.db.execute("PRAGMA foreign_keys = OFF")  # only the index is needed
        with archive.db.conn:
            for number, words in enumerate(others):
                winnowing_index.index(archive.db, number, _text("one", words))
        _print(archive, [*_parts(used, given.pairs, random), *_reworded(used, given.pairs, random)])


def _print(archive: Archive, made: list[Made]) -> None:
    found, met, took = (defaultdict[str, list[float]](list) for _ in range(3))
    for kind, one, other in made:
        pair = _text("one", one), _text("two", other)
        if compare(*pair) is None:
            continue
        for held, asked in (pair, pair[::-1]):
            archive.db.execute("BEGIN")
            winnowing_index.index(archive.db, NUMBER, held)
            begun = time.process_time()
            worth = winnowing_index.meet(archive.db, asked).worth_comparing
            took[kind].append(time.process_time() - begun)
            archive.db.conn.rollback()
            found[kind].append(NUMBER in worth)
            met[kind].append(len(worth) - (NUMBER in worth))
    for kind, hits in found.items():
        number = len(hits)
        share, strangers, seconds = (sum(one) / number for one in (hits, met[kind], took[kind]))
        print(
            f"{kind:26} {share:.3f} of {number:5}, {strangers:.2f} others, {1e3 * seconds:.2f} ms"
        )
    everything = [hit for hits in found.values() for hit in hits]
    print(f"{'all':26} {sum(everything) / len(everything):.3f} of {len(everything):5}")


def _parts(used: list[list[str]], pairs: int, random: Random) -> Iterator[Made]:
    for length in LENGTHS:
        for size in PARTS:
            for every in (0, 15, 8):
                for _ in range(pairs):
                    part = random.choice([one for one in used if len(one) >= size])[:size]
                    rest = _of_length(used, length - size, random)
                    at = random.randrange(len(rest))
                    inner = _replaced(part, used, 1 / every if every else 0, random)
                    kind = f"part, one in {every} replaced" if every else "part"
                    yield f"{kind}, in {length}", part, [*rest[:at], *inner, *rest[at:]]


def _reworded(used: list[list[str]], pairs: int, random: Random) -> Iterator[Made]:
    for length in (60, 120, 250, 500, 1_000):
        for every in (5, 6, 7, 10, 20):
            for _ in range(pairs):
                text = _of_length(used, length, random)
                yield f"one in {every} replaced", text, _replaced(text, used, 1 / every, random)
                regular = [
                    random.choice(random.choice(used)) if place % every == every - 1 else word
                    for place, word in enumerate(text)
                ]
                yield f"each {every}th replaced", text, regular


def _replaced(words: list[str], used: list[list[str]], share: float, random: Random) -> list[str]:
    return [
        random.choice(random.choice(used)) if random.random() < share else word for word in words
    ]


def _of_length(used: list[list[str]], length: int, random: Random) -> list[str]:
    """Whole texts one after another, up to so many words."""
    words = list[str]()
    while len(words) < length:
        words += random.choice(used)
    return words[:length]


def _text(outlet: str, words: list[str]) -> Text:
    return text_of(outlet, "", " ".join(words), None)


if __name__ == "__main__":
    main()
