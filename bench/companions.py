"""The made-up articles that fill a bench's archive, met by real texts as real ones would meet them.

Which keys and 3-grams texts share is measured on all texts given. Half of these, the *companions*,
are never asked about: each stands in the archive many times over, with the keys and 3-grams that it
shares with any other text; the rest of it is made up anew each time. So a key that is common among
the texts is as common among a million articles, as often as it would be read. ``SERIES`` of every
hundred articles are bulletins and formulas of ours, with all their keys: the heaviest load, since
all are alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from bench import bulletins, formulas
from bench.corpus import Source
from bench.edits import START
from crawler.items import Article
from storage.copies.shingle_hash_prefilter import Outline
from storage.copies.shingles_and_winnowing_keys import Text, text_of, winnowing_keys

SERIES = 3
"""Of a hundred articles, so many are serial: weather, prayer times, rates, briefs of a formula."""


Keys = npt.NDArray[np.int64]
_Numbers = TypeVar("_Numbers", Keys, npt.NDArray[np.uint64])


@dataclass(frozen=True, slots=True)
class Companion:
    """A text as others meet it: what it shares with some of them, and how much more it has."""

    shared: Keys
    alone: int
    """So many keys no other text has."""
    length: int
    grams: npt.NDArray[np.uint16]
    """The cut hashes of its 3-grams that others have, too."""
    alone_grams: int

    def outline(self, random: np.random.Generator) -> Outline:
        """The outline of one of the articles that stand for it."""
        other = random.integers(0, 1 << 16, self.alone_grams, np.uint16)
        return Outline(self.length, np.concatenate([self.grams, other]).tobytes(), b"")


def companions(found: Sequence[Source], among: Sequence[Source]) -> list[Companion]:
    """The texts found, as each of them and of the others would meet them; copies are left out.

    A text that shares half of its keys is a copy: there are no more of it in a larger archive.
    """
    texts = [_text(one) for one in [*found, *among]]
    common_keys = _met_twice([np.array(winnowing_keys(text), np.int64) for text in texts])
    common_grams = _met_twice([text.shingles for text in texts])
    made = list[Companion]()
    for text in texts[: len(found)]:
        keys, grams = np.array(winnowing_keys(text), np.int64), text.shingles
        shared, told = _among(keys, common_keys), _among(grams, common_grams)
        if shared.size <= keys.size / 2:
            cut = (told & np.uint64(0xFFFF)).astype(np.uint16)
            made.append(
                Companion(shared, keys.size - shared.size, text.length, cut, grams.size - told.size)
            )
    return made


def _met_twice(sets: Sequence[_Numbers]) -> _Numbers:
    """What stands in more than one of these sets."""
    values, counts = np.unique(np.concatenate(sets), return_counts=True)
    return values[counts > 1]


def _among(values: _Numbers, ordered: _Numbers) -> _Numbers:
    """Those of the values that stand among others, which are in order."""
    places = np.minimum(np.searchsorted(ordered, values), ordered.size - 1)
    kept: _Numbers = values[ordered[places] == values]
    return kept


def _text(source: Source) -> Text:
    return text_of("one", source.headline, "\n".join(source.paragraphs), None)


def series(number: int, random: Random) -> Article:
    """One article of a series: a bulletin of some day, or a brief of a formula."""
    at = START + timedelta(days=random.randrange(3650))
    if number % 2:
        headline, make = random.choice(list(bulletins.KINDS.values()))
        body = make((at - START).days, random, random.randrange(2))
    else:
        headline, body = formulas.brief(random.choice(formulas.KINDS), random.randrange(2), random)
    return Article("series", f"https://series.ma/{number}", START, headline, body, published_at=at)
