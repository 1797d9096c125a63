"""How much of a test split can be read in train: near twins found by MinHash, each verified.

Independent of ``storage.copies``, which makes the stories that splits keep together: other words,
other hashes, other thresholds. Sketches and bands after A. Broder, *On the resemblance and
containment of documents* (1997), and J. Leskovec, A. Rajaraman, J. Ullman, *Mining of Massive
Datasets*, chapter 3. A pair counts only with its true Jaccard similarity: a sketch never adds one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from storage.dataset.description import Leak, LeakAt
from storage.dataset.shingles import ODD, SHINGLE, Hashes, mixed, shingles

Texts = Callable[[Iterable[int]], Iterator[str]]
"""The texts of rows by their places, in the order asked."""
THRESHOLDS = (0.8, 0.5)
SAMPLE = 2_000
"""Test articles looked at: the share of a million is then told within two points in a hundred."""
_BANDS, _ROWS = 40, 2
"""A twin of .5 is missed once in a hundred thousand: (1 - .5 ** 2) ** 40."""
_LEAST_SHARED = min(THRESHOLDS) / (1 + min(THRESHOLDS))
"""Of its shingles a text shares so many with a twin: most share fewer with all texts together, and
need no sketch. That loses none."""
_TOP = np.uint64(40)
_AT_ONCE = 20_000
"""Shingles sketched at once: a text of a megabyte would fill the memory."""
_LAST = np.uint64(2**64 - 1)


def measure(
    splits: Sequence[str], texts: Texts, *, test: str = "test", train: str = "train", seed: int = 0,
    sample: int = SAMPLE, told: Callable[[int, int], None] = lambda _done, _all: None,
) -> Leak:  # fmt: skip
    """The leak of a split, given the split of each row, beside a random one of equal sizes.

    Every row of train is read, once; of test at most ``sample``, drawn by ``seed``.
    Raises ``ValueError`` where one of both splits is empty.
    """
    ours = {name: np.array([one == name for one in splits]) for name in (test, train)}
    sizes = {name: int(mask.sum()) for name, mask in ours.items()}
    if not all(sizes.values()):
        raise ValueError(f"no leak without articles in {test} and in {train}: {sizes}")
    order = np.argsort(mixed(np.arange(len(splits), dtype=np.uint64), seed, 1), kind="stable")
    random = {name: np.zeros(len(splits), dtype=bool) for name in ours}
    random[train][order[: sizes[train]]] = True
    random[test][order[len(order) - sizes[test] :]] = True

    sampled = [_sample(both[test], sample, seed) for both in (ours, random)]
    watched = np.unique(np.concatenate(sampled))
    twins = _Twins([shingles(text) for text in texts(int(one) for one in watched)])
    best = np.zeros((2, len(watched)))
    read = np.flatnonzero(ours[train] | random[train])
    for done, (row, text) in enumerate(zip(read, texts(int(one) for one in read), strict=True)):
        if done % 1_000 == 0:
            told(done, len(read))
        for twin, similarity in twins.of(shingles(text)):
            for place, both in enumerate((ours, random)):
                if both[train][row]:
                    best[place, twin] = max(best[place, twin], similarity)
    found = [best[place][np.searchsorted(watched, one)] for place, one in enumerate(sampled)]
    at = [LeakAt(least, *(int((one >= least).sum()) for one in found)) for least in THRESHOLDS]
    return Leak(
        tested=len(sampled[0]), test=sizes[test], train=sizes[train], seed=seed,
        shingle_words=SHINGLE, at=tuple(at),
    )  # fmt: skip


def jaccard(one: Hashes, other: Hashes) -> float:
    """Shingles of both by shingles of either."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / ((len(one) + len(other) - shared) or 1)


@dataclass
class _Twins:
    """An index of texts by bands of their sketches."""

    texts: Sequence[Hashes]
    _keys: Hashes = field(init=False)
    _owners: npt.NDArray[np.int64] = field(init=False)
    _met: npt.NDArray[np.bool_] = field(init=False)
    """Whether a shingle with these first bits is in any of the texts."""

    def __post_init__(self) -> None:
        keys = np.array([_bands(one) for one in self.texts], dtype=np.uint64).ravel()
        order = np.argsort(keys, kind="stable")
        self._keys, self._owners = keys[order], order // _BANDS
        self._met = np.zeros(1 << 24, dtype=np.bool_)
        for one in self.texts:
            self._met[one >> _TOP] = True

    def of(self, text: Hashes) -> Iterator[tuple[int, float]]:
        """The texts that may be like one, by their place, with how like they are."""
        shared = np.count_nonzero(self._met[text >> _TOP])
        if not len(text) or shared < _LEAST_SHARED * len(text):
            return
        bands = _bands(text)
        starts = np.searchsorted(self._keys, bands)
        ends = np.searchsorted(self._keys, bands, side="right")
        met = set[int]()
        for band in np.flatnonzero(ends > starts):
            met.update(self._owners[starts[band] : ends[band]].tolist())
        for owner in met:
            yield owner, jaccard(self.texts[owner], text)


def _bands(text: Hashes) -> Hashes:
    """The keys of a text's bands: texts that share one may be alike."""
    least = np.full(_BANDS * _ROWS, _LAST, dtype=np.uint64)
    for start in range(0, len(text), _AT_ONCE):
        permuted = text[start : start + _AT_ONCE, None] * _FACTORS + _OFFSETS
        least = np.minimum(least, permuted.min(axis=0))
    rows: Hashes = least.reshape(_BANDS, _ROWS)
    return mixed(rows[:, 0] * ODD + rows[:, 1] + _NUMBERS[:_BANDS], 0, 2)


def _sample(rows: npt.NDArray[np.bool_], number: int, seed: int) -> npt.NDArray[np.int64]:
    """At most so many of the rows, in their order."""
    found = np.flatnonzero(rows)
    drawn = np.argsort(mixed(found.astype(np.uint64), seed, 3), kind="stable")[:number]
    return np.sort(found[drawn])


_NUMBERS: Hashes = np.arange(_BANDS * _ROWS, dtype=np.uint64)
_FACTORS = mixed(_NUMBERS, 0, 4) | np.uint64(1)
_OFFSETS = mixed(_NUMBERS, 0, 5)
"""Permutations of the hashes: an odd factor and an offset, modulo 2 ** 64."""
