"""Times that were written by a clock that was ahead."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.frontier.frontier import MAX_WAIT
from storage.frontier.intake import BACKFILL, FRESH, REVISIT


def pull_back(archive: Archive, outlet: str, at: datetime, ages: Sequence[float]) -> int:
    """Make due the leads whose time lies beyond every wait there is; how many there were.

    They are as old as today at the least, else their next visit would lie there again.
    """
    farthest = at + max(MAX_WAIT, timedelta(seconds=max(ages, default=0.0))) + timedelta(days=1)
    with writing(archive.db):
        pulled = archive.db.execute(
            "UPDATE leads SET due_at = ?1, first_seen = min(first_seen, ?1) WHERE outlet = ?2"
            f" AND state = 'due' AND priority IN ({FRESH}, {REVISIT}, {BACKFILL}) AND due_at > ?3",
            [times.text(at), outlet, times.text(farthest)],
        )
    return int(pulled.rowcount)
