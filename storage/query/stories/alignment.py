"""What a copy took of a text and what it changed: both texts side by side, word by word. Pure.

Words are compared folded, as near-copies are found: an agency's text without its harakat is the
same text. What stands in both is told in runs of three words and more, the unit by which copies are
known: a lone «في» in both texts is no copying. So are passages that stand elsewhere in the other.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.arabic import fold_token, token_pattern
from storage.query.stories.common_runs import Block, Span, common_runs

MOVED_WORDS = 8
"""Words of the shortest passage that is known again elsewhere; shorter ones are set phrases."""
Kind = Literal["same", "added", "removed", "moved_here", "moved_away"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of both texts, of the original alone or of the copy alone.

    ``same``: in both, maybe in another spelling. ``removed`` and ``moved_away`` stand here in the
    original alone, ``added`` and ``moved_here`` in the copy; what moved stands elsewhere in the
    other. Spans are in characters. The parts of either text, joined, give it to the letter.
    """

    kind: Kind
    original: str
    copy: str
    original_span: Span | None
    copy_span: Span | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """The parts of two texts in the order of the copy, and how many words they have in common."""

    parts: Sequence[Part]
    original_words: int
    copy_words: int
    taken_words: int
    """Words of the copy that stand in the original."""
    given_words: int
    """Words of the original that stand in the copy."""

    @property
    def share(self) -> float | None:
        """The share (0 to 1) of the copy that stands in the original; ``None``: it has no word."""
        return round(self.taken_words / self.copy_words, 3) if self.copy_words else None

    @property
    def share_of_original(self) -> float | None:
        """The share (0 to 1) of the original that stands in the copy."""
        return round(self.given_words / self.original_words, 3) if self.original_words else None


def aligned(original: str, copy: str) -> Alignment:
    """What a copy took of an original, and what it changed."""
    one, other = _Text(original), _Text(copy)
    blocks = common_runs(one.words, other.words)
    _find_moved(one, other, blocks)
    parts = [part for block in _between(blocks, one, other) for part in block]
    return Alignment(
        parts, one.count, other.count, _common(other, "added"), _common(one, "removed")
    )


def _common(text: "_Text", alone: Kind) -> int:
    """The words of a text that are in the other one, too."""
    return max(0, text.count - text.kinds.count(alone))


class _Text:
    """A text as folded words, what became of each, and where each begins."""

    def __init__(self, text: str) -> None:
        found = [*token_pattern().finditer(text)]
        self.text, self.count = text, len(found)
        # signs alone are told as if they were one word, but are not counted
        self.words = [fold_token(one.group()) for one in found] or ([""] if text else [])
        self.kinds: list[Kind] = []
        # «, ( and the like go with the word behind them, spaces and full stops with the one before
        gaps = [(a.end(), b.start()) for a, b in zip(found, found[1:], strict=False)]
        self.begins = [0, *(_after_space(text, *gap) for gap in gaps), len(text)]

    def span(self, start: int, end: int) -> Span:
        """The characters of the words from ``start`` to before ``end``, all between included."""
        return self.begins[start], self.begins[end]

    def runs(self, kind: Kind) -> list[Span]:
        """The runs of words of a kind, from their first to behind their last."""
        return [(start, end) for start, end, of in self.stretches(0, len(self.words)) if of == kind]

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int, Kind]]:
        """The words from ``start`` to before ``end``, cut where their kind changes."""
        while start < end:
            last = start + 1
            while last < end and self.kinds[last] == self.kinds[start]:
                last += 1
            yield start, last, self.kinds[start]
            start = last


def _after_space(text: str, end: int, start: int) -> int:
    """Where the word that begins at ``start`` begins with the signs that open it."""
    for at in range(start - 1, end - 1, -1):
        if text[at].isspace():
            return at + 1
    return start


def _find_moved(one: _Text, other: _Text, blocks: Sequence[Block]) -> None:
    """Set the kind of every word of both texts."""
    one.kinds, other.kinds = ["removed"] * len(one.words), ["added"] * len(other.words)
    for at, there, size in blocks:
        one.kinds[at : at + size] = other.kinds[there : there + size] = ["same"] * size
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for start, end in one.runs("removed"):
        for at in range(start, end - MOVED_WORDS + 1):
            places[tuple(one.words[at : at + MOVED_WORDS])].append(at)
    for start, end in other.runs("added"):
        there = start
        while there <= end - MOVED_WORDS:
            there += _moved_at(one, other, places, there, end) or 1


def _moved_at(
    one: _Text, other: _Text, places: dict[tuple[str, ...], list[int]], there: int, end: int
) -> int:
    """Mark the passage that begins here in the copy and stands elsewhere; its words, 0: none."""
    gram = tuple(other.words[there : there + MOVED_WORDS])
    for at in places.get(gram, ()):
        size = 0
        while (
            there + size < end
            and at + size < len(one.words)
            and one.kinds[at + size] == "removed"
            and one.words[at + size] == other.words[there + size]
        ):
            size += 1
        if size >= MOVED_WORDS:
            one.kinds[at : at + size] = ["moved_away"] * size
            other.kinds[there : there + size] = ["moved_here"] * size
            return size
    return 0


def _between(blocks: Sequence[Block], one: _Text, other: _Text) -> Iterator[Iterator[Part]]:
    """The parts before each block, the block itself, and what stands behind the last one."""
    at = there = 0
    for start, begin, size in [*blocks, (len(one.words), len(other.words), 0)]:
        yield _alone(one, at, start, of_original=True)
        yield _alone(other, there, begin, of_original=False)
        at, there = start + size, begin + size
        if size:
            span, of_copy = one.span(start, at), other.span(begin, there)
            original, copy = one.text[slice(*span)], other.text[slice(*of_copy)]
            yield iter([Part("same", original, copy, span, of_copy)])


def _alone(text: _Text, start: int, end: int, *, of_original: bool) -> Iterator[Part]:
    """The parts of one text that the other has not there."""
    for first, last, kind in text.stretches(start, end):
        span = text.span(first, last)
        told = text.text[slice(*span)]
        if of_original:
            yield Part(kind, told, "", span, None)
        else:
            yield Part(kind, "", told, None, span)
