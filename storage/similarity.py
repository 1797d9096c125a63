"""How alike two texts are, and what one is to the other. Pure: no database, no clock.

Two stages: a sketch of each text (MinHash of folded word 3-grams, cut into bands) finds the texts
worth comparing; ``compare`` then looks at the texts themselves. What it says is symmetric.
"""

import functools
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt
import xxhash

from crawler.arabic import TOKEN, fold_token

Hashes = npt.NDArray[np.uint64]
Relation = Literal["copy", "partial", "follow-up"]
Figure = tuple[str, str]
"""A place in a text, named by the words on either side of it, and the number that stands there."""

BANDS, ROWS = 32, 4
"""32 x 4 finds 87 % of pairs at Jaccard .5, 99.9 % at .7; 16 x 8 loses half the agency copies."""
COPY_JACCARD = 0.45
"""From here on a text is a copy: agency copies with a new lead go down to it, see the bench."""
PARTIAL_CONTAINMENT = 0.75
"""So much of the shorter text stands in the longer one: a cut, or a copy within a longer text."""
FOLLOW_UP_CONTAINMENT = 0.35
"""Below a partial copy: background told again. Unrelated texts share less than a tenth."""
MIN_SHARED = 12
"""Fewer common 3-grams are a phrase, not a text."""
SHARED_NUMBERS = 0.7
"""Copies keep nearly all numbers in their places; bulletins of a series change most of them."""
BRIEF_WORDS = 40
"""Below, one changed word breaks too many 3-grams: single words are compared."""
BRIEF_INDEXED = 60
"""Texts up to here are also found by their words, so that a brief meets a slightly longer one."""
BRIEF_JACCARD = 0.6
BRIEF_HEADLINE = 0.25
"""Briefs speak in formulas: headlines must agree a little too."""
BRIEF_APART = timedelta(days=2)
"""Briefs further apart are about two events."""
MIN_WORDS = 8
"""A text shorter than this is never a near-copy; equal texts are found by their fingerprint."""
FOLLOW_UP_APART = {True: timedelta(hours=20), False: timedelta(days=3)}
"""Same outlet, or another one: a text this much later that was rewritten is a later report."""
REWRITTEN = 0.85
"""Less than this of either text stands in the other: both tell something of their own."""

_PERMUTATIONS = np.random.Generator(np.random.PCG64(20261124)).integers(
    1, 2**63, size=(2, BANDS * ROWS), dtype=np.uint64
)
_ODD = _PERMUTATIONS[0] * np.uint64(2) + np.uint64(1)
_FIGURE = re.compile(r"(\D{,2})(\d.*)")
_WITHIN = frozenset(".,:/٫")
"""Between two runs of digits: one number, 05:31 or 10,72."""
_DAYS = frozenset(
    ("الاثنين", "الاتنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد")
    + ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
)
"""Days of the week, folded: in bulletins they count as the numbers do."""


@dataclass(frozen=True, slots=True)
class Text:
    """What comparing needs to know of an article."""

    outlet: str
    published_at: datetime | None
    length: int
    shingles: Hashes
    headline: frozenset[str]
    single: frozenset[str]
    numbers: Counter[Figure]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What one text is to another, and why."""

    relation: Relation
    score: float
    evidence: str


def text_of(outlet: str, headline: str, body: str, published_at: datetime | None) -> Text:
    """The text of an article, ready to be compared."""
    words = [_word(token) for token in TOKEN.findall(body)]
    title = [_word(token) for token in TOKEN.findall(headline)]
    return Text(
        outlet, published_at, len(words), _shingles(words),
        frozenset(word.folded for word in title), frozenset(word.folded for word in words),
        _numbers(body, words) + _numbers(headline, title, "# "),
    )  # fmt: skip


def band_keys(text: Text) -> list[int]:
    """The keys under which a text is found: two texts that share one are worth comparing."""
    keys = list[int]()
    if text.length >= MIN_WORDS:
        keys = _bands(text.shingles, b"shingles")
        if text.length < BRIEF_INDEXED:
            keys += _bands(np.array([_hash(word) for word in text.single], np.uint64), b"words")
    return keys


def compare(one: Text, other: Text) -> Likeness | None:
    """What one text is to the other; ``None`` if nothing. The same both ways round."""
    lengths = sorted((one.length, other.length))
    if lengths[0] < MIN_WORDS:
        return None
    same, places = _shared_numbers(one, other)
    if _is_serial(same, places):
        return None
    if lengths[0] < BRIEF_WORDS and lengths[1] < BRIEF_INDEXED:
        return _compare_briefs(one, other, same, places)
    sizes = sorted((one.shingles.size, other.shingles.size))
    shared = int(np.intersect1d(one.shingles, other.shingles, assume_unique=True).size)
    if shared < MIN_SHARED:
        return None
    jaccard = shared / (sizes[0] + sizes[1] - shared)
    contained = shared / sizes[0]
    relation = _relation(one, other, jaccard, contained, shared / sizes[1])
    if relation is None:
        return None
    score = jaccard if relation == "copy" else contained
    evidence = f"{jaccard:.2f} of both texts and {contained:.2f} of the shorter one in common"
    return Likeness(relation, round(score, 3), evidence + _told(same, places))


def equal(one: Text, other: Text) -> Likeness:
    """What two articles with the same folded text are to each other."""
    places = min(one.numbers.total(), other.numbers.total())
    return Likeness("copy", 1.0, "the same folded text" + _told(places, places))


def _relation(
    one: Text, other: Text, jaccard: float, contained: float, containing: float
) -> Relation | None:
    if jaccard >= COPY_JACCARD:
        apart = _apart(one, other)
        later = apart is not None and apart >= FOLLOW_UP_APART[one.outlet == other.outlet]
        return "follow-up" if later and max(contained, containing) < REWRITTEN else "copy"
    if contained >= PARTIAL_CONTAINMENT:
        return "partial"
    return "follow-up" if contained >= FOLLOW_UP_CONTAINMENT else None


def _is_serial(same: int, places: int) -> bool:
    """Two bulletins of a series; a single corrected figure beside others does not make one."""
    return same < SHARED_NUMBERS * places and (same == 0 or places - same > 1)


def _compare_briefs(one: Text, other: Text, same: int, places: int) -> Likeness | None:
    apart = _apart(one, other)
    if same < places or (apart is not None and apart > BRIEF_APART):
        return None
    jaccard = _jaccard(one.single, other.single)
    headlines = _jaccard(one.headline, other.headline)
    if jaccard < BRIEF_JACCARD or headlines < BRIEF_HEADLINE:
        return None
    evidence = f"briefs: {jaccard:.2f} of the words and {headlines:.2f} of the headlines in common"
    return Likeness("copy", round(jaccard, 3), evidence + _told(same, places))


def _apart(one: Text, other: Text) -> timedelta | None:
    if one.published_at is None or other.published_at is None:
        return None
    return abs(one.published_at - other.published_at)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _told(same: int, places: int) -> str:
    return f"; {same} of {places} numbers agree" if places else ""


def _shared_numbers(one: Text, other: Text) -> tuple[int, int]:
    """In how many places both have a number between the same words, and how often the same one."""
    places = _contexts(one.numbers) & _contexts(other.numbers)
    return (one.numbers & other.numbers).total(), places.total()


def _contexts(numbers: Counter[Figure]) -> Counter[str]:
    contexts = Counter[str]()
    for (context, _), count in numbers.items():
        contexts[context] += count
    return contexts


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as comparing sees it; ``figure`` is the number or day that it is."""

    folded: str
    hash: int
    prefix: str
    figure: str | None


@functools.lru_cache(maxsize=200_000)
def _word(token: str) -> _Word:
    folded = fold_token(token)
    found = _FIGURE.match(folded)
    prefix, figure = found.groups() if found else ("", folded if folded in _DAYS else None)
    return _Word(folded, _hash(folded), prefix, figure)


def _hash(word: str) -> int:
    return xxhash.xxh3_64_intdigest(word.encode())


def _numbers(text: str, words: list[_Word], place: str = "") -> Counter[Figure]:
    """The figures of a text, each with the words on either side."""
    found = Counter[Figure]()
    places = [at for at, word in enumerate(words) if word.figure is not None]
    spans = [match.span() for match in TOKEN.finditer(text)] if places else []
    while places:
        first = end = places.pop(0)
        run = [words[first].figure or ""]
        while places and places[0] == end + 1:
            end = places.pop(0)
            between = text[spans[end - 1][1] : spans[end][0]]
            if between in _WITHIN and not words[end].prefix:
                run[-1] += between + (words[end].figure or "")
            else:
                run.append(words[end].figure or "")
        before = words[first - 1].folded if first else ""
        after = words[end + 1].folded if end + 1 < len(words) else ""
        found.update((f"{place}{before} {words[first].prefix}… {after}", one) for one in run)
    return found


def _shingles(words: list[_Word]) -> Hashes:
    """The hashes of all word 3-grams, each once."""
    single = np.array([word.hash for word in words], np.uint64)
    if single.size < 3:
        return single
    mixed = single[:-2] * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(29))) + single[1:-1]
    mixed = (mixed * np.uint64(0xBF58476D1CE4E5B9)) ^ (mixed >> np.uint64(32))
    mixed = (mixed + single[2:]) * np.uint64(0x94D049BB133111EB)
    return np.unique(mixed ^ (mixed >> np.uint64(31)))


def _bands(hashes: Hashes, salt: bytes) -> list[int]:
    """32 keys out of 128 minima, as SQLite's signed integers."""
    minima = (hashes[:, None] * _ODD + _PERMUTATIONS[1]).min(axis=0).reshape(BANDS, ROWS)
    keys = (
        xxhash.xxh3_64_intdigest(salt + bytes([band]) + rows.tobytes())
        for band, rows in enumerate(minima)
    )
    return [key - (1 << 64) if key >> 63 else key for key in keys]
