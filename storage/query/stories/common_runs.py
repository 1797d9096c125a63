"""The runs of words that two texts have in common, in the order in which both have them. Pure."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from storage.query.diff.unique_anchors import unique_anchors

RUN_WORDS = 3
"""Words of the shortest run that counts as taken: ``storage.copies`` compares 3-grams."""
Span = tuple[int, int]
Block = tuple[int, int, int]
"""The number of a word in one text and in the other, and how many are the same from there."""


def common_runs(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """The runs of ``RUN_WORDS`` and more that stand in both, in the same order, none in another.

    Where runs follow one another in both texts they are one.
    """
    if one == other:
        return [(0, 0, len(one))] if one else []
    found = list[Block]()
    for at, there, size in _same_grams(_grams(one), _grams(other)):
        begins, begin, length = found[-1] if found else (0, 0, 0)
        end, last = begins + length, begin + length
        shift = max(end - at, last - there, 0)  # runs overlap by two words
        more = size + RUN_WORDS - 1 - shift
        if more <= 0:
            continue
        if found and (at + shift, there + shift) == (end, last):
            found[-1] = (begins, begin, length + more)
        else:
            found.append((at + shift, there + shift, more))
    return found


def _grams(words: Sequence[str]) -> list[str]:
    # no word holds a space; frequent words alone neither match by chance nor slow it down
    return [" ".join(words[at : at + RUN_WORDS]) for at in range(len(words) - RUN_WORDS + 1)]


def _same_grams(one: Sequence[str], other: Sequence[str]) -> Iterator[Block]:
    """The grams that both have, in order: first those that stand once in either, then between.

    To look for the longest run of all, and again on either side of it, takes minutes for a book.
    """
    at = there = 0
    for start, begin in [*unique_anchors(one, other), (len(one), len(other))]:
        if start > at and begin > there:
            matcher = SequenceMatcher(None, one[at:start], other[there:begin])
            for first, second, size in matcher.get_matching_blocks()[:-1]:
                yield at + first, there + second, size
        if start < len(one):
            yield start, begin, 1
        at, there = start + 1, begin + 1
