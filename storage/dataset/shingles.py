"""Shingles: the runs of words of a text, as hashes that are the same on every machine.

All words of a text are hashed at once, as pieces of one polynomial over its characters
(R. Karp, M. Rabin, *Efficient randomized pattern-matching algorithms*, 1987): word by word it took
four times as long, and every text of a training split is read for the leak.
"""

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
SHINGLE = 4
"""Words of a shingle."""
ODD = np.uint64(0x9E3779B97F4A7C15)
_BASE, _INVERSE = 0xD6E8FEB86659FD93, pow(0xD6E8FEB86659FD93, -1, 1 << 64)
_KEPT = 1 << 16
"""Powers that are kept ready; longer texts work theirs out."""
_PASSED_OVER = 1
"""What stands in the table for marks and the tatweel: no part of a word, and no end of one."""


def shingles(text: str) -> Hashes:
    """Hashes of the runs of ``SHINGLE`` words of a text, each once, sorted; none: it has no word.

    Marks, case and punctuation do not count. A text of fewer words is one shingle.
    """
    words = _word_hashes(text)
    length = max(1, len(words) - SHINGLE + 1) if len(words) else 0
    runs = np.zeros(length, dtype=np.uint64)
    for place in range(min(SHINGLE, len(words))):
        runs = runs * ODD + words[place : place + length]
    return np.unique(mixed(runs, 0, 0))


def mixed(values: Hashes, seed: int, use: int) -> Hashes:
    """Hashes of numbers, the same with every version of every library (splitmix64)."""
    salt = (seed * 8 + use + 1) * int(ODD) % (1 << 64)
    found = values + np.uint64(salt)
    found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return found ^ (found >> np.uint64(31))


def _word_hashes(text: str) -> Hashes:
    """The hash of each word of a text, in its order."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    # beyond the basic plane there are scripts of no newspaper, and emoji
    letters = _letters()[np.minimum(points, 0xFFFF)]
    letters = letters[letters != _PASSED_OVER]
    within = np.concatenate(([False], letters != 0, [False]))
    edges = np.flatnonzero(within[1:] != within[:-1])
    starts, ends = edges[::2], edges[1::2]
    powers, inverses = _powers(len(letters))
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(letters * powers, dtype=np.uint64)))
    return mixed((sums[ends] - sums[starts]) * inverses[starts], 0, 6)


@cache
def _letters() -> Hashes:
    """What each character of the basic plane counts as: 0 is no part of a word."""
    found = np.zeros(1 << 16, dtype=np.uint64)
    for point in range(0xFFFF):
        character = chr(point)
        if unicodedata.category(character) == "Mn" or character == "\u0640":
            found[point] = _PASSED_OVER
        elif character.isalnum():
            found[point] = ord(character.casefold()[0])
    return found


def _powers(number: int) -> tuple[Hashes, Hashes]:
    """So many powers of the base, and of its inverse modulo 2 ** 64."""
    powers, inverses = _kept_powers() if number <= _KEPT else _made_powers(number)
    return powers[:number], inverses[:number]


@cache
def _kept_powers() -> tuple[Hashes, Hashes]:
    return _made_powers(_KEPT)


def _made_powers(number: int) -> tuple[Hashes, Hashes]:
    made = list[Hashes]()
    for base in (_BASE, _INVERSE):
        factors = np.full(number, base, dtype=np.uint64)
        factors[0] = 1
        made.append(np.cumprod(factors, dtype=np.uint64))
    return made[0], made[1]
