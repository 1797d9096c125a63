"""Articles that no lead led to, as those of an import: each gets one, and with it the same rules.

Where they came from no longer matters then: they are looked at, and gone is seen twice.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from storage import times
from storage.activity import task_positions
from storage.archive import Archive
from storage.database import writing
from storage.frontier.lead_aliases import give_names, known_as
from storage.frontier.listing_intake import REVISIT

AT_ONCE = 200
"""Adopted articles of one crawl that are looked at as soon as revisits allow."""
APART = timedelta(seconds=10)
"""Between the looks at all others: an import of a whole archive leaves the host time for news."""
FOUND_IN = "the archive"
"""Where the leads of adopted articles were found."""


class Naming(Protocol):
    """What an outlet knows of its addresses."""

    name: str

    def names_of(self, url: str) -> tuple[str, ...]:
        """The names of an article beside its address."""
        ...


def adopt(archive: Archive, outlet: Naming, at: datetime) -> int:
    """Give a lead to each article of an outlet that has none; how many there were.

    Only what was written since the last adoption is looked through.
    """
    task = f"adoption of {outlet.name}"
    done = task_positions.position(archive.db, task) or 0
    newest = archive.row("SELECT coalesce(max(id), 0) FROM articles")
    if newest is None or newest[0] <= done:
        return 0
    rows = archive.rows(
        "SELECT id, url, first_seen, last_seen FROM articles a WHERE id > ? AND outlet = ?"
        " AND NOT EXISTS (SELECT 1 FROM leads l WHERE l.article_id = a.id)"
        " AND id NOT IN (SELECT article_id FROM tombstones) ORDER BY first_seen DESC, id DESC",
        done, outlet.name,
    )  # fmt: skip
    with writing(archive.db):
        for number, row in enumerate(rows):
            due = at + max(0, number - AT_ONCE) * APART
            _adopt(archive, outlet.name, row, outlet.names_of(row["url"]), due)
        task_positions.save_position(archive.db, task, newest[0])
    return len(rows)


def _adopt(
    archive: Archive, outlet: str, row: sqlite3.Row, names: Sequence[str], due: datetime
) -> None:
    url = known_as(archive, outlet, row["url"], names)
    other = archive.row("SELECT article_id FROM leads WHERE outlet = ? AND url = ?", outlet, url)
    if other and other["article_id"]:  # another article has the name
        url, names = row["url"], ()
    archive.db.execute(
        "INSERT INTO leads (outlet, url, address, found_in, priority, due_at, article_id,"
        f" first_seen, last_seen) VALUES (?, ?, ?, '{FOUND_IN}', {REVISIT}, ?, ?, ?, ?)"
        " ON CONFLICT (outlet, url) DO UPDATE SET article_id = excluded.article_id,"
        " state = iif(state = 'done', 'due', state),"
        " due_at = iif(state = 'done', excluded.due_at, due_at) WHERE state <> 'erased'",
        [outlet, url, row["url"], times.text(due), row["id"], row["first_seen"], row["last_seen"]],
    )
    give_names(archive, outlet, url, names)
