"""Child sitemaps that fail whenever a complete listing is read, which then goes on without them.

Nothing is concluded of the articles that such a child was seen to name, and ``warraq status`` names
it until it answers or is no longer listed.
"""

from collections.abc import Collection

from storage.activity import task_positions
from storage.archive import Archive
from storage.database import writing

MAX_TRIES = 4
"""Crawls in which a child fails, each after the pause that its index asks for, before the reading
goes on without it."""


class FailingChildren:
    """The failing children of one outlet's complete sitemaps."""

    def __init__(self, archive: Archive, outlet: str) -> None:
        """Those known from earlier crawls."""
        self.archive, self.outlet = archive, outlet

    def failed(self, child: str) -> bool:
        """Note that a child failed once more; whether that was too often."""
        tries = (self._tries(child) or 0) + 1
        with writing(self.archive.db):
            task_positions.save_position(self.archive.db, self._task(child), tries)
        return tries >= MAX_TRIES

    def answered(self, child: str) -> None:
        """Forget a child's failures."""
        if self._tries(child) is not None:
            with writing(self.archive.db):
                task_positions.clear_position(self.archive.db, self._task(child))

    def left_out(self, children: Collection[str]) -> set[str]:
        """Those of some children without which a reading goes on."""
        return {child for child in children if (self._tries(child) or 0) >= MAX_TRIES}

    def only(self, listed: Collection[str]) -> None:
        """Forget the children that no listing names any more."""
        for child in _known(self.archive, self.outlet).keys() - set(listed):
            self.answered(child)

    def _tries(self, child: str) -> int | None:
        return task_positions.position(self.archive.db, self._task(child))

    def _task(self, child: str) -> str:
        return _prefix(self.outlet) + child


def _prefix(outlet: str) -> str:
    return f"{outlet}: tries in vain of "


def _known(archive: Archive, outlet: str) -> dict[str, int]:
    """The children that failed, and how often."""
    rows = archive.rows(
        "SELECT substr(task, length(?1) + 1) AS child, position FROM progress"
        " WHERE substr(task, 1, length(?1)) = ?1 ORDER BY task", _prefix(outlet),
    )  # fmt: skip
    return {row["child"]: row["position"] for row in rows}


def left_out_in_words(archive: Archive, outlet: str) -> str:
    """The child sitemaps without which deletions are looked for, for people; empty: none."""
    return "; ".join(
        f"{child} failed {tries} times: deletions are looked for without what it names"
        for child, tries in _known(archive, outlet).items()
        if tries >= MAX_TRIES
    )
