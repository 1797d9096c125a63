"""``Matches``: what matches the expressions of one question, each asked once."""

from collections.abc import Callable

from storage.archive import Archive
from storage.query.matching.article_ids import Ints, ids_of, parts_of


class Matches:
    """The matches of the expressions of one question that pass its filters."""

    def __init__(
        self, archive: Archive, broad: str, filtered: Callable[[Ints], Ints], *, narrowed: bool
    ) -> None:
        """``filtered``: those of some articles that pass; ``narrowed``: some may not."""
        self.archive, self.broad, self.filtered = archive, broad, filtered
        self.narrowed = narrowed
        """Whether less is found than the expressions say."""
        self._known: dict[str, Ints] = {}
        self._count: int | None = None

    @property
    def every(self) -> Ints:
        """All matches, in order of their numbers."""
        if self.broad not in self._known:
            self._known[self.broad] = self.filtered(ids_of(self.archive, self.broad))
        return self._known[self.broad]

    def count(self) -> int:
        """The number of all matches; to count them alone takes half of what their numbers take."""
        if self.narrowed or self.broad in self._known:
            return len(self.every)
        if self._count is None:
            row = self.archive.row(
                "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?", self.broad
            )
            self._count = int(row[0]) if row else 0
        return self._count

    def of(self, expression: str) -> Ints:
        """Those of all matches that an expression finds, in order of their numbers."""
        if expression == self.broad:
            return self.every
        if expression not in self._known:
            self._known[expression] = parts_of(self.every, ids_of(self.archive, expression))
        return self._known[expression]

    def narrow(self, wanted: Ints) -> None:
        """From here on let only these be found; in order of their numbers."""
        self._known, self.narrowed = {self.broad: wanted}, True
