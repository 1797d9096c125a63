"""What an archive needs before its derived data can be used, what that costs, and who must wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from storage.activity import task_positions
from storage.derived import versions
from storage.errors import NeedsRebuild
from storage.schema import heavy_migrations
from storage.schema.heavy_migrations import Cost

Needs = Literal["nothing", "tables", "derived"]
"""What of an archive must be up to date: its tables, and what is derived from its texts."""
SPOKEN = {
    "fold": "fingerprints", "sketch": "near-copy index", "outline": "outlines of texts",
    "index": "search index", "former": "index of former versions",
}  # fmt: skip
SECONDS = {"fold": 0.0007, "sketch": 0.0011, "outline": 0.0005, "index": 0.0011, "former": 0.0002}
"""Per article of 220 words, for the estimate before the start: twice the processor's time that
`make bench-migration` measured (.36, .55, .26, .55 ms), since the disk takes its part. Of former
versions .02 ms, and .3 for each that was rewritten: as if every third were."""
TASK = "rebuild "
"""How the names of rebuilds begin in ``progress``."""


@dataclass(frozen=True, slots=True)
class PendingRebuilds:
    """The migrations and rebuilds that an archive needs before its derived data can be used."""

    migrations: Sequence[Cost]
    stale: Sequence[str]
    articles: int
    left: int
    """Articles that are not done yet; fewer than all where a rebuild was broken off."""

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.migrations or self.stale)

    @property
    def seconds(self) -> float:
        """The estimate in seconds, by our measurements."""
        made = self.left * sum(SECONDS[name] for name in self.stale)
        return made + sum(cost.seconds for cost in self.migrations)

    def in_words(self) -> str:
        """``search index of 12,000 articles, about 2 min``."""
        parts = [
            f"migration {cost.name} ({cost.rows:,} {cost.table}, {cost.bytes:,} bytes of free disk)"
            for cost in self.migrations
        ]
        if self.stale:
            parts.append(f"{names_in_words(self.stale)} ({self.left:,} articles)")
        return f"{', '.join(parts)}: {minutes(self.seconds)}"


def names_in_words(names: Sequence[str]) -> str:
    """``fingerprints and search index``."""
    *rest, last = (SPOKEN[name] for name in names)
    return f"{', '.join(rest)} and {last}" if rest else last


def minutes(seconds: float) -> str:
    """``a few seconds``, ``about 3 min``."""
    return "a few seconds" if seconds < 30 else f"about {max(1, round(seconds / 60))} min"


def pending_rebuilds(db: Database) -> PendingRebuilds:
    """The migrations and rebuilds that are due; changes nothing."""
    stale = versions.stale(db)
    articles = int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
    done = 0
    if stale and (position := task_positions.position(db, task_of(db, stale))) is not None:
        done = int(
            db.execute("SELECT count(*) FROM articles WHERE id <= ?", [position]).fetchone()[0]
        )
    return PendingRebuilds(heavy_migrations.due(db), stale, articles, articles - done)


def demand(db: Database, needs: Needs) -> None:
    """Raise ``NeedsRebuild`` where an archive does not have what a command needs."""
    if needs != "nothing" and (costs := heavy_migrations.due(db)):
        said = PendingRebuilds(costs, (), 0, 0).in_words()
        raise NeedsRebuild(
            f"this archive waits for a large change of its tables, {said}: run `warraq rebuild`,"
            " then the same command again"
        )
    if needs == "derived" and versions.stale(db):
        raise NeedsRebuild(
            "other code than this Warraq's made what this archive derives from its texts,"
            f" {pending_rebuilds(db).in_words()}: run `warraq rebuild`, then the same command"
            " again; nothing is lost"
        )


def task_of(db: Database, stale: Sequence[str]) -> str:
    """The name in ``progress`` of a rebuild by this very code: another one begins anew."""
    now = versions.running(db)
    return TASK + ", ".join(f"{name} {now[name]}" for name in stale)
