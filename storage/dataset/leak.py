"""How much of a test split can be read in train: near twins found by MinHash, each verified.

Independent of ``storage.copies``, which makes the stories that splits keep together: other words,
other hashes, other thresholds. Sketches and bands after A. Broder, *On the resemblance and
containment of documents* (1997), and J. Leskovec, A. Rajaraman, J. Ullman, *Mining of Massive
Datasets*, chapter 3. A pair counts only with its true Jaccard similarity: a sketch never adds one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from storage.dataset.description import Leak, LeakAt
from storage.dataset.shingles import ODD, SHINGLE, Hashes, mixed, shingles

Texts = Callable[[Iterable[int]], Iterator[str]]
"""The texts of rows by their places, in the order asked."""
THRESHOLDS = (0.8, 0.5)
SAMPLE = 2_000
"""Test articles looked at: the share of a million is then told within two points in a hundred."""
COMPARED = 500
"""Train articles at most that one of these is compared with, of each split, until it has a twin at
the highest threshold. A series (bulletins, prayer times) has a near twin soon, or thousands that
all miss a threshold by some: those would cost the square of their number."""
_BANDS, _ROWS = 40, 2
"""A twin of .5 is missed once in a hundred thousand: (1 - .5 ** 2) ** 40."""
_HASHES = _BANDS * _ROWS
_DEVIATIONS = 4.5
"""By so many a sketch may say too little: a twin is missed three times in a million."""
_LEAST_SHARED = min(THRESHOLDS) / (1 + min(THRESHOLDS))
"""Of its shingles a text shares so many with a twin: most share fewer with all texts together, and
need no sketch. That loses none."""
_TOP = np.uint64(40)
_AT_ONCE = 20_000
"""Shingles sketched at once: a text of a megabyte would fill the memory."""
_LAST = np.uint64(2**64 - 1)


def measure(
    splits: Sequence[str], texts: Texts, *, test: str = "test", train: str = "train", seed: int = 0,
    sample: int = SAMPLE, compared: int = COMPARED,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> Leak:  # fmt: skip
    """The leak of a split, given the split of each row, beside a random one of equal sizes.

    Every row of train is read, once, while there is an article of test to compare it with; of test
    at most ``sample`` are drawn by ``seed``, and each is compared with at most ``compared`` that
    may be twins. Raises ``ValueError`` where one of both splits is empty.
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
    asked = np.array([np.isin(watched, one, assume_unique=True) for one in sampled])
    twins = _Twins([shingles(text) for text in texts(int(one) for one in watched)], asked, compared)
    trained = np.array([ours[train], random[train]])
    read = np.flatnonzero(trained.any(axis=0))
    for done, (row, text) in enumerate(zip(read, texts(int(one) for one in read), strict=True)):
        if done % 1_000 == 0:
            told(done, len(read))
        if not twins.left:
            break
        twins.meet(shingles(text), trained[:, row])
    return Leak(
        tested=len(sampled[0]), test=sizes[test], train=sizes[train], seed=seed,
        shingle_words=SHINGLE, at=tuple(map(twins.at, THRESHOLDS)), compared=compared,
    )  # fmt: skip


def jaccard(one: Hashes, other: Hashes) -> float:
    """Shingles of both by shingles of either."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / ((len(one) + len(other) - shared) or 1)


class _Twins:
    """The watched texts, found by bands of their sketches, and how like each is to its best twin.

    Places are the splits that are measured: ours and the random one.
    """

    def __init__(
        self, texts: Sequence[Hashes], asked: npt.NDArray[np.bool_], compared: int
    ) -> None:
        """``asked``: by place and text, whether its twins there are looked for."""
        self._texts, self._asked, self._open = texts, asked, asked.copy()
        self._sizes = np.array([len(one) for one in texts])
        self._sketches = np.array([_sketch(one) for one in texts])
        self._best = np.zeros(asked.shape)
        self._room = np.where(asked, compared, 0)
        self._cut = np.zeros(asked.shape, dtype=np.bool_)
        """Those that had more candidates than they were compared with."""
        self._met = np.zeros(1 << 24, dtype=np.bool_)
        """Whether a shingle with these first bits is in any of the texts."""
        for one in texts:
            self._met[one >> _TOP] = True
        self._index()

    @property
    def left(self) -> bool:
        """Whether there is a text whose twins are still looked for."""
        return bool(self._open.any())

    def at(self, least: float) -> LeakAt:
        """How many have a twin so alike, and how many more may have one, by place."""
        found = self._asked & (self._best >= least)
        counted = (*found.sum(axis=1), *(self._cut & ~found).sum(axis=1))
        return LeakAt(least, *map(int, counted))

    def meet(self, text: Hashes, trained: npt.NDArray[np.bool_]) -> None:
        """Compare a text of train of these places with the watched ones that may be like it."""
        shared = np.count_nonzero(self._met[text >> _TOP])
        if not len(text) or shared < _LEAST_SHARED * len(text):
            return
        sketch = _sketch(text)
        wanted = self._open & trained[:, None]
        alike = self._banded(sketch)
        alike = alike[wanted[:, alike].any(axis=0)]
        sizes = self._sizes[alike]
        shorter, longer = np.minimum(sizes, len(text)), np.maximum(sizes, len(text))
        alike = alike[shorter >= min(THRESHOLDS) * longer]
        agreed = np.count_nonzero(self._sketches[alike] == sketch, axis=1)
        # a twin that is no better than what is known answers nothing
        useful = wanted[:, alike] & (agreed >= _AGREED[self._known(alike)])
        for place in np.flatnonzero(useful.any(axis=0)):
            self._compare(int(alike[place]), useful[:, place], text)
        if np.count_nonzero(self._open.any(axis=0)) * 2 < self._indexed:
            self._index()

    def _known(self, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """By place and text: 1 where the lower threshold is reached already, else 0."""
        known: npt.NDArray[np.intp] = (self._best[:, rows] >= min(THRESHOLDS)).astype(np.intp)
        return known

    def _compare(self, owner: int, places: npt.NDArray[np.bool_], text: Hashes) -> None:
        spent = places & (self._room[:, owner] == 0)
        self._cut[:, owner] |= spent
        self._open[:, owner] &= ~spent
        places &= ~spent
        if not places.any():
            return
        self._room[places, owner] -= 1
        similarity = jaccard(self._texts[owner], text)
        self._best[places, owner] = np.maximum(self._best[places, owner], similarity)
        self._open[places, owner] &= similarity < max(THRESHOLDS)

    def _banded(self, sketch: Hashes) -> npt.NDArray[np.intp]:
        """The indexed texts that share a band with a sketch."""
        bands = _bands(sketch)
        starts = np.searchsorted(self._keys, bands)
        ends = np.searchsorted(self._keys, bands, side="right")
        marked = np.zeros(len(self._texts), dtype=np.bool_)
        for band in np.flatnonzero(ends > starts):
            marked[self._owners[starts[band] : ends[band]]] = True
        return np.flatnonzero(marked)

    def _index(self) -> None:
        """Index the bands of the texts whose twins are still looked for."""
        rows = np.flatnonzero(self._open.any(axis=0))
        self._indexed = len(rows)
        keys = np.array([_bands(self._sketches[row]) for row in rows], dtype=np.uint64).ravel()
        order = np.argsort(keys, kind="stable")
        self._keys, self._owners = keys[order], rows[order // _BANDS]


def _sketch(text: Hashes) -> Hashes:
    """The lowest of its shingles under each permutation; of texts, so many agree as are alike."""
    least = np.full(_HASHES, _LAST, dtype=np.uint64)
    for start in range(0, len(text), _AT_ONCE):
        permuted = text[start : start + _AT_ONCE, None] * _FACTORS + _OFFSETS
        least = np.minimum(least, permuted.min(axis=0))
    return least


def _bands(sketch: Hashes) -> Hashes:
    """The keys of a sketch's bands: texts that share one may be alike."""
    rows = sketch.reshape(_BANDS, _ROWS)
    return mixed(rows[:, 0] * ODD + rows[:, 1] + _NUMBERS[:_BANDS], 0, 2)


def _sample(rows: npt.NDArray[np.bool_], number: int, seed: int) -> npt.NDArray[np.int64]:
    """At most so many of the rows, in their order."""
    found = np.flatnonzero(rows)
    drawn = np.argsort(mixed(found.astype(np.uint64), seed, 3), kind="stable")[:number]
    return np.sort(found[drawn])


_AGREED = np.array([
    _HASHES * least - _DEVIATIONS * (_HASHES * least * (1 - least)) ** 0.5
    for least in sorted(THRESHOLDS)
])  # fmt: skip
"""Hashes of a sketch that agree at least where a threshold is reached, by its place."""
_NUMBERS: Hashes = np.arange(_HASHES, dtype=np.uint64)
_FACTORS = mixed(_NUMBERS, 0, 4) | np.uint64(1)
_OFFSETS = mixed(_NUMBERS, 0, 5)
"""Permutations of the hashes: an odd factor and an offset, modulo 2 ** 64."""
