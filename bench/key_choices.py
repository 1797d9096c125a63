"""Ways of choosing the keys under which a text is found, to be held against each other."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import xxhash

from storage.copies.shingles_and_winnowing_keys import (
    BRIEF_INDEXED,
    Hashes,
    Text,
    winnowing_keys,
    word_hashes,
)

KeyChoice = Callable[[Text], list[int]]
_HASHED = [xxhash.xxh3_64_intdigest(b"%d" % place) for place in range(512)]
_FACTORS, _ADDED = (
    np.array(_HASHED[::2], np.uint64) | np.uint64(1),
    np.array(_HASHED[1::2], np.uint64),
)


def min_hash(bands: int, rows: int) -> KeyChoice:
    """MinHash of word 3-grams in so many bands of so many rows; of short texts their words, too."""

    def keys(text: Text) -> list[int]:
        made = _bands(text.shingles, bands, rows)
        return made + (_bands(word_hashes(text), 32, 4) if text.length < BRIEF_INDEXED else [])

    return keys


def sampled(words: int, of: int) -> KeyChoice:
    """Of all runs of so many words those whose hash is among the lowest of so many."""

    def keys(text: Text) -> list[int]:
        hashes = _runs(text, words)
        return np.unique(hashes[hashes < np.uint64((1 << 64) // of)]).tolist()

    return keys


def bottom(words: int, size: int) -> KeyChoice:
    """The so many lowest hashes of all runs of so many words."""
    return lambda text: np.unique(_runs(text, words))[:size].tolist()


def winnowed(
    words: int | Sequence[int], window: int, brief: int = 0, fewest: int = 0, widest: int = 1 << 30
) -> KeyChoice:
    """Of so many runs in a row the lowest; another window for briefs, and wider for long texts.

    ``words`` are those of a run: so many on end, or those at these places.
    """

    def keys(text: Text) -> list[int]:
        hashes = _runs(text, words)
        usual = brief if brief and text.length < BRIEF_INDEXED else window
        wide = min(-(-text.length // fewest), widest) if fewest else 0
        size = min(max(usual, wide), hashes.size)
        windows = np.lib.stride_tricks.sliding_window_view(hashes, size)
        return np.unique(windows.min(axis=1)).tolist()

    return keys


CHOICES: Mapping[str, KeyChoice] = {
    "MinHash 32 x 4 (former)": min_hash(32, 4), "MinHash 32 x 3": min_hash(32, 3),
    "MinHash 64 x 3": min_hash(64, 3), "MinHash 32 x 2": min_hash(32, 2),
    "MinHash 64 x 2": min_hash(64, 2), "lowest 64 of 4 words": bottom(4, 64),
    "one in 4, of 4 words": sampled(4, 4), "one in 8, of 4 words": sampled(4, 8),
    "one in 4, of 5 words": sampled(5, 4),
    "winnowed, 3 words of 6": winnowed(3, 6), "winnowed, 4 words of 6": winnowed(4, 6),
    "winnowed, 5 words of 4": winnowed(5, 4), "winnowed, 5 words of 6": winnowed(5, 6),
    "winnowed, 6 words of 6": winnowed(6, 6), "5 of 6, briefs of 3": winnowed(5, 6, 3),
    "5 of 6, briefs of 3, 32 windows": winnowed(5, 6, 3, 32),
    "the same, 40 windows (former)": winnowed(5, 6, 3, 40),
    "the same, window 16 at most": winnowed(5, 6, 3, 40, 16),
    "with a gap, 40 windows": winnowed((0, 1, 2, 4, 5), 6, 3, 40),
    "with a gap, window 24 at most": winnowed((0, 1, 2, 4, 5), 6, 3, 40, 24),
    "with a gap, window 12 at most": winnowed((0, 1, 2, 4, 5), 6, 3, 40, 12),
    "chosen": winnowing_keys,
}  # fmt: skip


def _runs(text: Text, words: int | Sequence[int]) -> npt.NDArray[np.uint64]:
    """The hashes of all runs of so many words, or of the words at these places, in order."""
    single = np.array([word.hash for word in text.words], np.uint64)
    places = range(min(words, single.size)) if isinstance(words, int) else words
    mixed = np.zeros(single.size - places[-1], np.uint64)
    for place in places:
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed += single[place : place + mixed.size]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _bands(hashes: Hashes, bands: int, rows: int) -> list[int]:
    count = bands * rows
    minima = (hashes[:, None] * _FACTORS[:count] + _ADDED[:count]).min(axis=0).tobytes()
    size = len(minima) // bands
    return [
        xxhash.xxh3_64_intdigest(b"%d %b" % (band, minima[band * size : (band + 1) * size]))
        for band in range(bands)
    ]
