"""One hit per story: of articles with the same text the first in the chosen order.

An article of no story stands for itself.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from storage.query.search import Order, Search

_FIRST_PAGE = 1_000
"""Ranked articles that are asked for first; each further page is twice as long."""


class OnePerStory:
    """A search of which every story gives one hit: which, how many, and what stands behind each."""

    def __init__(self, search: Search) -> None:
        """Ask for the stories of all matches."""
        self.search = search
        every = search.every_id()
        rows = search.archive.rows(
            "SELECT article_id, story_id FROM story_members"
            " WHERE article_id IN (SELECT value FROM json_each(?))", json.dumps(every),
        )  # fmt: skip
        self._story_of = {row[0]: row[1] for row in rows}
        self._sizes = Counter(self._story_of.values())
        self._alone = len(every) - len(self._story_of)

    def count(self) -> int:
        """The exact number of stories, and of articles of none, that match."""
        return self._alone + len(self._sizes)

    def ids(
        self, order: Order = "best", limit: int = 20, offset: int = 0
    ) -> list[tuple[int, float]]:
        """The first article of each story in an order, with scores; ``limit`` -1: all."""
        every = ranked(self.search) if order == "best" else self.search.ids(order, -1)
        firsts = first_of_stories(every, lambda id: self._story_of.get(id, 0))
        return [*islice(firsts, offset, None if limit < 0 else offset + limit)]

    def others(self, id: int) -> int:
        """The number of further matches of an article's story."""
        return max(0, self._sizes[self._story_of.get(id, 0)] - 1)


def ranked(search: Search) -> Iterator[tuple[int, float]]:
    """All matches, the best first, in pages that grow."""
    at, size = 0, _FIRST_PAGE
    while True:
        found = search.ids("best", size, at)
        yield from found
        if len(found) < size:
            return
        at, size = at + size, 2 * size


def first_of_stories(
    ranked: Iterable[tuple[int, float]], story_of: Callable[[int], int]
) -> Iterator[tuple[int, float]]:
    """Those whose story did not come before; ``story_of``: 0 for an article of none."""
    seen = set[int]()
    for id, score in ranked:
        story = story_of(id)
        if story not in seen:
            yield id, score
        if story:
            seen.add(story)
