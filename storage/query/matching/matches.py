"""``Matches``: what matches the expressions of one question, each asked once."""

from storage.archive import Archive
from storage.query.filters import Filters
from storage.query.matching.ids import Columns, Ints, ids_of, ids_that, narrowed, parts_of


class Matches:
    """The matches of the expressions of one question that pass its filters."""

    def __init__(
        self, archive: Archive, broad: str, filters: Filters, columns: Columns | None, texts: str
    ) -> None:
        """``texts``: a condition that reads texts; empty for none."""
        self.archive, self.broad, self.filters = archive, broad, filters
        self.columns, self.texts = columns, texts
        self.narrowed = bool(texts) or filters != Filters()
        """Whether less is found than the expressions say."""
        self._known: dict[str, Ints] = {}

    @property
    def every(self) -> Ints:
        """All matches, in order of their numbers."""
        if self.broad not in self._known:
            self._known[self.broad] = self._filtered(ids_of(self.archive, self.broad))
        return self._known[self.broad]

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

    def _filtered(self, ids: Ints) -> Ints:
        filters = self.filters
        if self.columns is not None:
            ids, filters = narrowed(self.columns, ids, filters)
        where, values = filters.narrowing()
        if where:
            ids = ids_that(self.archive, ids, where, values)
        return ids_that(self.archive, ids, self.texts, (), costly=True) if self.texts else ids
