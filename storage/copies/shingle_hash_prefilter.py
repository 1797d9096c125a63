"""The outline of a text: enough of it to tell, without reading it, that two texts are not alike.

Two bytes per word 3-gram, and per word where the text is short enough for the rule on briefs. Cut
hashes may meet by chance, so what two outlines share is never less than what their texts share:
what is ruled out here, ``pair_classification.compare`` would have called nothing. Pure.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storage.copies import pair_classification, short_texts
from storage.copies.shingles_and_winnowing_keys import BRIEF_INDEXED, Hashes, Text, word_hashes

_STORED = np.dtype("<u2")


@dataclass(frozen=True, slots=True)
class Outline:
    """The word count of a text, and the cut hashes of its 3-grams and, if it is short, words."""

    length: int
    grams: bytes
    words: bytes


def outline_of(text: Text) -> Outline:
    """The outline of a text, as it is stored."""
    single = word_hashes(text) if text.length < BRIEF_INDEXED else np.array([], np.uint64)
    return Outline(text.length, _cut(text.shingles), _cut(single))


class CandidateFilter:
    """Holds back the outlines of texts that cannot be like one text."""

    def __init__(self, outline: Outline) -> None:
        """For the text of that outline."""
        self._outline = outline
        self._grams, self._words = _marked(outline.grams), _marked(outline.words)

    def passes(self, other: Outline) -> bool:
        """Whether the texts may be alike; ``False`` is certain."""
        own = self._outline
        if short_texts.are_briefs(own.length, other.length):
            shared = _shared(self._words, other.words)
            return short_texts.may_be_alike(shared, _count(own.words), _count(other.words))
        shared = _shared(self._grams, other.grams)
        return pair_classification.may_be_alike(shared, min(_count(own.grams), _count(other.grams)))


def _cut(hashes: Hashes) -> bytes:
    return (hashes & np.uint64(0xFFFF)).astype(_STORED).tobytes()


def _marked(cut: bytes) -> npt.NDArray[np.bool_]:
    marks = np.zeros(1 << 16, np.bool_)
    marks[np.frombuffer(cut, _STORED)] = True
    return marks


def _shared(marks: npt.NDArray[np.bool_], cut: bytes) -> int:
    return int(np.count_nonzero(marks[np.frombuffer(cut, _STORED)]))


def _count(cut: bytes) -> int:
    return len(cut) // _STORED.itemsize
