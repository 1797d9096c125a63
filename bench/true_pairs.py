"""``python -m bench.true_pairs --texts DIR``: what a search for candidates finds of all true pairs.

An exact inverted index over the word 3-grams of all texts, and over the words of the short ones,
counts what any two have in common; ``compare`` is asked of every pair of which it could say
something. Nothing is sampled, cut or capped. Pairs with the same folded text are left out: the
archive finds these by their fingerprint. Real texts hold few copies, so texts that newsrooms would
make of them (``bench.edits``, ``bench.briefs``, parts within longer reports) are added, as far as
``compare`` accepts them. Then each way of choosing keys is held against these: how many of the
pairs share a key, how many keys a text has, how many strangers it meets by them.
"""

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt

from bench import briefs, corpus, edits
from bench.key_choices import CHOICES, KeyChoice
from storage.copies import pair_classification, short_texts
from storage.copies.pair_classification import Relation, compare
from storage.copies.shingles_and_winnowing_keys import (
    BRIEF_INDEXED,
    MIN_WORDS,
    Hashes,
    Text,
    text_of,
    word_hashes,
)
from storage.copies.winnowing_index import HOT

_COMMON = 400
"""Keys of more texts are no reason to compare anything; counting their pairs takes hours."""
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TruePair:
    """Two texts, by their place, and what ``compare`` says of them."""

    one: int
    other: int
    relation: Relation
    held_back: bool
    """Half of the stories, always the same; nothing was chosen by them."""


def main() -> None:
    """Print the counts of true pairs, and a line for each way of choosing keys."""
    parser = argparse.ArgumentParser(prog="bench.true_pairs", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="folder of JSONL texts")
    parser.add_argument("--limit", type=int, default=700, help="so many texts are edited")
    given = parser.parse_args()
    texts = texts_of(given.texts)
    pairs = true_pairs(texts)
    counts = Counter((one.relation, one.held_back) for one in pairs)
    print(f"{len(texts):,} texts; (relation, held back) of their true pairs: {dict(counts)}")
    judged = [("real " + one.relation, texts[one.one], texts[one.other]) for one in pairs]
    judged += made_pairs(corpus.texts(given.texts), given.limit)
    print(f"and made: {dict(Counter(kind for kind, *_ in judged))}")
    alike = {(one.one, one.other) for one in pairs}
    for name, choice in CHOICES.items():
        print(f"{name:34} {_measured(choice, texts, alike, judged)}", flush=True)


def made_pairs(found: list[corpus.Source], limit: int) -> list[tuple[str, Text, Text]]:
    """Pairs made of texts that ``compare`` accepts, with its relation."""
    random = Random(77)
    pool = random.sample(found, len(found))
    long = corpus.long(pool, limit)
    sides = [(one.one, one.other) for one in [*edits.pairs(long), *briefs.pairs(
        briefs.of(pool, limit // 2))] if one.is_copy]  # fmt: skip
    for source in [one for one in pool if 25 <= one.words <= 160][: 2 * limit]:
        words = " ".join(source.paragraphs).split()
        alien = " ".join(p for one in random.sample(long, 3) for p in one.paragraphs).split()
        for part in (words, words[: random.randrange(14, 40)]):
            changed = _reworded(part, alien, random.choice([15, 25, 40, 1000]), random)
            at = random.randrange(300)
            body = " ".join([*alien[:at], *changed, *alien[at : random.randrange(at, 600)]])
            sides.append((edits.side("one", "", [" ".join(part)], None),
                          edits.side("two", "", [body], None)))  # fmt: skip
        dense = " ".join(_reworded(words, alien, random.randrange(6, 13), random))
        sides.append((edits.side("one", "", [" ".join(words)], None),
                      edits.side("two", "", [dense], None)))  # fmt: skip
    made = list[tuple[str, Text, Text]]()
    for pair in sides:
        one, other = (text_of(s.outlet, s.headline, s.body, s.published_at) for s in pair)
        if one.fingerprint != other.fingerprint and (likeness := compare(one, other)):
            made.append((likeness.relation, one, other))
    return made


def _reworded(words: list[str], alien: list[str], every: int, random: Random) -> list[str]:
    return [random.choice(alien) if random.random() < 1 / every else word for word in words]


def _measured(
    choice: KeyChoice, texts: Sequence[Text], alike: set[tuple[int, int]],
    judged: Sequence[tuple[str, Text, Text]],
) -> str:  # fmt: skip
    keys = [choice(text) if text.length >= MIN_WORDS else [] for text in texts]
    found = defaultdict[str, list[bool]](list)
    for kind, one, other in judged:
        found[kind].append(bool(set(choice(one)) & set(choice(other))))
    under = defaultdict[int, list[int]](list)
    for place, own in enumerate(keys):
        for key in own:
            under[key].append(place)
    scale = 1e6 / len(texts)
    rows = sum(len(docs) * min((len(docs) - 1) * scale, HOT) for docs in under.values())
    met = Counter[tuple[int, int]]()
    for docs in under.values():
        if 1 < len(docs) <= _COMMON:
            met.update((a, b) for n, a in enumerate(docs) for b in docs[n + 1 :])
    strangers = Counter(min(count, 2) for pair, count in met.items() if pair not in alike)
    per_text = {n: 2 * strangers[n] * scale / len(texts) for n in (1, 2)}
    recall = ", ".join(f"{kind} {sum(one) / len(one):.3f}" for kind, one in found.items())
    return (
        f"{sum(map(len, keys)) / len(keys):5.1f} keys, at most {max(map(len, keys)):4};"
        f" {rows / len(texts):5.0f} rows; strangers {per_text[1]:5.0f} by one key,"
        f" {per_text[2]:4.0f} by more; {recall}"
    )


def texts_of(folder: Path) -> list[Text]:
    """The texts of a folder of JSONL (``text``; ``title``, ``outlet``, ``date`` where stated)."""
    found = dict[str, Text]()
    for path in sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")]):
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
            for line in lines:
                row = json.loads(line)
                if body := row.get("text"):
                    text = text_of(
                        row.get("outlet") or path.stem, row.get("title") or "", body,
                        _date(row.get("date")),
                    )  # fmt: skip
                    found.setdefault(text.fingerprint, text)
    return list(found.values())


def true_pairs(texts: Sequence[Text]) -> list[TruePair]:
    """All pairs of these texts that ``compare`` accepts."""
    made = list[tuple[int, int, Relation]]()
    for one, other in _worth_asking(texts):
        if likeness := compare(texts[one], texts[other]):
            made.append((one, other, likeness.relation))
    first = _stories(len(texts), made)
    return [
        TruePair(*pair, held_back=bool(int(texts[first[pair[0]]].fingerprint[:8], 16) & 1))
        for pair in made
    ]


def _worth_asking(texts: Sequence[Text]) -> Iterator[tuple[int, int]]:
    """The pairs of which ``compare`` can say something, each once."""
    grams = [text.shingles if text.length >= MIN_WORDS else text.shingles[:0] for text in texts]
    lengths = np.array([text.length for text in texts])
    sizes = np.array([len(one) for one in grams])
    for one, others, shared in _in_common(grams):
        fewest = np.minimum(sizes[one], sizes[others])
        for other, count, least in zip(others, shared, fewest, strict=True):
            brief = short_texts.are_briefs(lengths[one], lengths[other])
            if not brief and pair_classification.may_be_alike(int(count), int(least)):
                yield one, int(other)
    places = [int(n) for n in np.flatnonzero((lengths < BRIEF_INDEXED) & (lengths >= MIN_WORDS))]
    words = [word_hashes(texts[place]) for place in places]
    for one, others, shared in _in_common(words):
        for other, count in zip(others, shared, strict=True):
            pair = places[one], places[other]
            if short_texts.are_briefs(lengths[pair[0]], lengths[pair[1]]) and (
                short_texts.may_be_alike(int(count), len(words[one]), len(words[other]))
            ):
                yield pair


def _in_common(sets: Sequence[Hashes]) -> Iterator[tuple[int, Places, Places]]:
    """For each set, the later sets that share anything with it, and how much they share."""
    docs = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    _, names = np.unique(np.concatenate(sets), return_inverse=True)
    order = np.argsort(names, kind="stable")
    posted = docs[order]
    ends = np.cumsum(np.bincount(names))
    starts = np.concatenate([[0], ends[:-1]])
    offsets = np.concatenate([[0], np.cumsum([len(one) for one in sets])])
    for place in range(len(sets)):
        own = names[offsets[place] : offsets[place + 1]]
        lists = [posted[starts[name] : ends[name]] for name in own if ends[name] - starts[name] > 1]
        if lists:
            counts = np.bincount(np.concatenate(lists), minlength=len(sets))
            counts[: place + 1] = 0
            others = np.flatnonzero(counts)
            yield place, others, counts[others]


def _stories(size: int, pairs: Sequence[tuple[int, int, Relation]]) -> list[int]:
    """For each text the first one that it hangs together with."""
    first = list(range(size))

    def root(place: int) -> int:
        while first[place] != place:
            first[place] = place = first[first[place]]
        return place

    for one, other, _ in pairs:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return [root(place) for place in range(size)]


def _date(stated: str | None) -> datetime | None:
    if not stated:
        return None
    day_first = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", stated)
    at = datetime.fromisoformat("-".join(day_first.groups()[::-1]) if day_first else stated)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


if __name__ == "__main__":
    main()
