"""What comparing needs to know of a text: its word 3-grams, its figures, the keys to find it by.

Pure. The keys are five of six words in a row, chosen by winnowing: of every few such the one with
the lowest hash. Two texts with a passage in common choose the same ones there, however long the
rest of either is; a sketch of whole texts (MinHash) finds texts of like length only.
"""

import functools
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import xxhash

from crawler.arabic import cut, fingerprint_of, fold_token, joined

Hashes = npt.NDArray[np.uint64]
Figure = tuple[str, str]
"""A place in a text, named by the words on either side of it, and the number that stands there."""

KEY_SHAPE = (0, 1, 2, 4, 5)
"""Which of six words in a row make a key; the fourth may be any. Runs of five without a gap all
break where every fourth or fifth word is another, and formulas make them meet more strangers. Of
four words, a text meets 2.7 times as many; of six, copies are lost."""
KEY_WORDS = KEY_SHAPE[-1] + 1
WINDOW = 6
"""Of so many keys in a row one is chosen: 11 words on end in both texts are found for certain."""
BRIEF_WINDOW = 3
"""For texts below ``BRIEF_INDEXED``: a few changed words would leave a brief hardly any key."""
FEWEST_WINDOWS = 40
"""A longer text's window is its words through this, so that it has about 80 keys, up to ``WIDEST``.
A key chosen from a wide window is chosen from each narrower one around it, too."""
WIDEST = 16
"""Keys in a row of which a text above 640 words has one, too: 21 words on end that stand in it, a
brief of another outlet say, are found for certain."""
MOST_WINDOWS = 800
"""Above 12,800 words, a book, the window is the words through this: 1,600 keys or so."""
MIN_WORDS = 8
"""A text shorter than this is never a near-copy; equal texts are found by their fingerprint."""
BRIEF_INDEXED = 60
"""Texts below have more keys for their length, and an outline of their words."""

_FIGURE = re.compile(r"(\D{,2})(\d.*)")
_WITHIN = frozenset(".,:/٫")
"""Between two runs of digits: one number, 05:31 or 10,72."""
_DAYS = frozenset(
    ("الاثنين", "الاتنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد")
    + ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
)
"""Days of the week, folded: in bulletins they count as the numbers do."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as comparing sees it; ``figure`` is the number or day that it is."""

    folded: str
    hash: int
    prefix: str
    figure: str | None


@dataclass(frozen=True)
class Text:
    """A text as comparing needs it; what few comparisons ask for is made when it is asked."""

    outlet: str
    published_at: datetime | None
    words: list[_Word]
    title: list[_Word]
    pieces: tuple[list[str], list[str]]
    """Headline and body, cut at their words."""

    @functools.cached_property
    def length(self) -> int:
        """The number of words of the text."""
        return len(self.words)

    @functools.cached_property
    def hashes(self) -> Hashes:
        """The hashes of its words, in their order."""
        return np.array([word.hash for word in self.words], np.uint64)

    @functools.cached_property
    def shingles(self) -> Hashes:
        """The hashes of its word 3-grams."""
        return _shingles(self.hashes)

    @functools.cached_property
    def headline(self) -> frozenset[str]:
        """The words of its headline."""
        return frozenset(word.folded for word in self.title)

    @functools.cached_property
    def single(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(word.folded for word in self.words)

    @functools.cached_property
    def numbers(self) -> Counter[Figure]:
        """The figures of headline and text, each in its place."""
        headline, body = self.pieces
        return _numbers(body, self.words) + _numbers(headline, self.title, "# ")

    @functools.cached_property
    def keys(self) -> list[int]:
        """The keys under which it is found."""
        return _winnowed(self.hashes) if self.length >= MIN_WORDS else []

    @functools.cached_property
    def fingerprint(self) -> str:
        """The hash of its folded body, as ``crawler.arabic.fingerprint`` makes it."""
        return fingerprint_of([word.folded for word in self.words])

    @functools.cached_property
    def folds(self) -> dict[str, str]:
        """Headline and body as printed -> as ``crawler.arabic.fold`` writes them."""
        both = zip(self.pieces, (self.title, self.words), strict=True)
        return {
            "".join(pieces): joined(pieces, [word.folded for word in words])
            for pieces, words in both
        }


def text_of(outlet: str, headline: str, body: str, published_at: datetime | None) -> Text:
    """The text of an article, ready to be compared."""
    pieces = cut(headline), cut(body)
    title, words = ([_word(token) for token in each[1::2]] for each in pieces)
    return Text(outlet, published_at, words, title, pieces)


def winnowing_keys(text: Text) -> list[int]:
    """The keys under which a text is found: two texts that share one are worth comparing."""
    return text.keys


def word_hashes(text: Text) -> Hashes:
    """The hashes of its words, each once."""
    return np.unique(text.hashes)


@functools.lru_cache(maxsize=200_000)
def _word(token: str) -> _Word:
    folded = fold_token(token)
    found = _FIGURE.match(folded)
    prefix, figure = found.groups() if found else ("", folded if folded in _DAYS else None)
    return _Word(folded, _hash(folded), prefix, figure)


def _hash(word: str) -> int:
    return xxhash.xxh3_64_intdigest(word.encode())


def _numbers(pieces: list[str], words: list[_Word], place: str = "") -> Counter[Figure]:
    """The figures of a text that is cut at its words, each with the words on either side."""
    found = Counter[Figure]()
    places = [at for at, word in enumerate(words) if word.figure is not None]
    while places:
        first = end = places.pop(0)
        run = [words[first].figure or ""]
        while places and places[0] == end + 1:
            end = places.pop(0)
            between = pieces[2 * end]
            if between in _WITHIN and not words[end].prefix:
                run[-1] += between + (words[end].figure or "")
            else:
                run.append(words[end].figure or "")
        before = words[first - 1].folded if first else ""
        after = words[end + 1].folded if end + 1 < len(words) else ""
        found.update((f"{place}{before} {words[first].prefix}… {after}", one) for one in run)
    return found


def _shingles(single: Hashes) -> Hashes:
    """The hashes of all word 3-grams, each once."""
    if single.size < 3:
        return single
    mixed = single[:-2] * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(29))) + single[1:-1]
    mixed = (mixed * np.uint64(0xBF58476D1CE4E5B9)) ^ (mixed >> np.uint64(32))
    mixed = (mixed + single[2:]) * np.uint64(0x94D049BB133111EB)
    return np.unique(mixed ^ (mixed >> np.uint64(31)))


def _winnowed(single: Hashes) -> list[int]:
    """The hashes of the chosen keys, each once, in order: 32 bits, signed as SQLite's are.

    32 bits are four bytes a row less than 64; among a million articles a text meets half a
    stranger by their collisions.
    """
    grams = _key_hashes(single)
    usual = BRIEF_WINDOW if single.size < BRIEF_INDEXED else WINDOW
    wide = min(-(-single.size // FEWEST_WINDOWS), WIDEST)
    window = min(max(usual, wide, -(-single.size // MOST_WINDOWS)), grams.size)
    chosen = _lowest(grams, window)
    keys: set[int] = set((chosen >> np.uint64(32)).astype(np.uint32).view(np.int32).tolist())
    return sorted(keys)


def _lowest(hashes: Hashes, window: int) -> Hashes:
    """The lowest hash of every so many in a row, twice as wide with every step."""
    width = 1
    while width < window:
        step = min(width, window - width)
        hashes, width = np.minimum(hashes[:-step], hashes[step:]), width + step
    return hashes


def _key_hashes(single: Hashes) -> Hashes:
    """The hashes of all keys that a text could have, in their order."""
    runs = single.size - KEY_WORDS + 1
    mixed = np.zeros(runs, np.uint64)
    for place in KEY_SHAPE:
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed += single[place : place + runs]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
