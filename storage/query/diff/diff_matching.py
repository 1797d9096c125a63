"""The runs of pieces that two versions of a text have in common, at a bounded cost.

Short stretches are matched by difflib, whose longest runs read best, but whose time grows with the
square of a text and more: a live ticker of 3,000 words took eight seconds. Longer ones are cut
first at groups of pieces that are unique in both (``unique_anchors``).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from storage.query.diff.unique_anchors import unique_anchors

MAX_PRODUCT = 4_000_000
"""The length of one stretch times that of the other up to which difflib matches them whole."""
MAX_PAIRS = 100_000
"""Pairs of equal pieces up to which it does: it looks at each of them for every run."""
ANCHOR_PIECES = 5
"""Pieces of a group: three words and what stands between them. One word alone may be anywhere."""
MAX_DEPTH = 16
"""How often a stretch is cut anew: a text may be made so that each cut frees but one more."""
Run = tuple[int, int, int]
"""Where a run begins in one text, where in the other, and its length."""


def matching_runs(one: Sequence[str], other: Sequence[str]) -> list[Run]:
    """The runs that both have, in order; together with what is between them they are each text."""
    whole = list[Run]()
    for at, place, length in _runs(one, other, 0):
        begin, start, size = whole[-1] if whole else (0, 0, 0)
        if whole and (begin + size, start + size) == (at, place):
            whole[-1] = begin, start, size + length
        else:
            whole.append((at, place, length))
    return _by_lines(whole, one, other)


def _runs(one: Sequence[str], other: Sequence[str], depth: int) -> Iterator[Run]:
    if not one or not other:
        return
    if _is_short(one, other):
        yield from _short_runs(one, other)
        return
    least = min(len(one), len(other))
    start = next((at for at in range(least) if one[at] != other[at]), least)
    rest = least - start
    end = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    if start:
        yield 0, 0, start
    here, there = one[start : len(one) - end], other[start : len(other) - end]
    cut = start or end
    for at, place, length in _runs(here, there, depth) if cut else _long_runs(one, other, depth):
        yield start + at, start + place, length
    if end:
        yield len(one) - end, len(other) - end, end


def _short_runs(one: Sequence[str], other: Sequence[str]) -> Iterator[Run]:
    """Those of the longest runs of words, with the spaces that are the same around them."""
    here, there = (
        [at for at, piece in enumerate(pieces) if not piece.isspace()] for pieces in (one, other)
    )
    matcher = SequenceMatcher(
        None, [one[at] for at in here], [other[at] for at in there], autojunk=False
    )
    at = place = 0
    for run in matcher.get_matching_blocks():
        for step in range(run.size):
            end, stop = here[run.a + step], there[run.b + step]
            yield from _same_spaces(one, other, (at, end), (place, stop))
            yield end, stop, 1
            at, place = end + 1, stop + 1
    yield from _same_spaces(one, other, (at, len(one)), (place, len(other)))


def _same_spaces(
    one: Sequence[str], other: Sequence[str], span: tuple[int, int], other_span: tuple[int, int]
) -> Iterator[Run]:
    """The spaces with which a stretch begins and ends in both texts."""
    (at, end), (place, stop) = span, other_span
    while at < end and place < stop and one[at] == other[place] and one[at].isspace():
        yield at, place, 1
        at, place = at + 1, place + 1
    size = 0
    while size < min(end - at, stop - place) and one[end - size - 1] == other[stop - size - 1]:
        if not one[end - size - 1].isspace():
            break
        size += 1
    if size:
        yield end - size, stop - size, size


def _long_runs(one: Sequence[str], other: Sequence[str], depth: int) -> Iterator[Run]:
    """Those between anchors; where there is none, the whole stretch was replaced."""
    anchors = unique_anchors(_groups(one), _groups(other)) if depth < MAX_DEPTH else []
    if anchors:
        cuts = [(0, 0), *anchors, (len(one), len(other))]
        for (at, place), (end, stop) in pairwise(cuts):
            for here, there, length in _runs(one[at:end], other[place:stop], depth + 1):
                yield at + here, place + there, length


def _by_lines(runs: list[Run], one: Sequence[str], other: Sequence[str]) -> list[Run]:
    """The same runs, where what is only in one text may as well begin with a line.

    A new entry of a ticker often begins as the one behind it, and would be told from within.
    """
    for number in range(len(runs) - 1):
        (at, place, length), (end, stop, more) = runs[number : number + 2]
        if (at + length == end) == (place + length == stop):
            continue  # both texts have something of their own here, or neither
        alone, begin, last = (
            (other, place + length, stop) if at + length == end else (one, at + length, end)
        )
        back = 0
        while back < length and alone[begin - back - 1] == alone[last - back - 1]:
            if alone[begin - back - 1] == "\n":
                break
            back += 1
        if back and (back == length == begin or alone[begin - back - 1] == "\n"):
            runs[number] = at, place, length - back
            runs[number + 1] = end - back, stop - back, more + back
    return [run for run in runs if run[2]]


def _is_short(one: Sequence[str], other: Sequence[str]) -> bool:
    if len(one) * len(other) > MAX_PRODUCT:
        return False
    of_other = Counter(other)
    pairs = sum(count * of_other[piece] for piece, count in Counter(one).items()
                if not piece.isspace())  # fmt: skip
    return pairs <= MAX_PAIRS


def _groups(pieces: Sequence[str]) -> list[str]:
    # a mark of no text parts them: «a bc» and «ab c» are two
    return [
        "\0".join(pieces[at : at + ANCHOR_PIECES]) for at in range(len(pieces) - ANCHOR_PIECES + 1)
    ]
