"""The further pages behind a version of an article: which raw page is which, and what is missing.

They belong to the capture of its first page, and so to every reading of that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A further page of an article: its number and address, its capture or why it has none."""

    number: int
    url: str
    capture_id: int | None
    missing: str | None = None


def note_parts(db: Database, article_id: int, first_id: int, parts: Sequence[KeptPart]) -> None:
    """Write down the further pages of a version. Within the transaction that keeps it."""
    db.conn.executemany(
        "INSERT OR REPLACE INTO article_pages (first_id, number, article_id, url, capture_id,"
        " missing) VALUES (?, ?, ?, ?, ?, ?)",
        [(first_id, one.number, article_id, one.url, one.capture_id, one.missing) for one in parts],
    )


def parts_of(db: Database, first_id: int) -> list[KeptPart]:
    """The further pages of the version whose first page is a capture; most articles have none."""
    rows = db.execute(
        "SELECT number, url, capture_id, missing FROM article_pages WHERE first_id = ?"
        " ORDER BY number", [first_id],
    )  # fmt: skip
    return [KeptPart(*row) for row in rows]


def has_more(db: Database, outlet: str, url: str, missing: Sequence[int]) -> bool:
    """Whether the kept version of an article has one of these pages."""
    row = db.execute(
        "SELECT 1 FROM articles a JOIN article_pages p ON p.first_id = a.capture_id"
        " WHERE a.outlet = ? AND a.url = ? AND p.capture_id IS NOT NULL"
        f" AND p.number IN ({', '.join('?' * len(missing))})",
        [outlet, url, *missing],
    ).fetchone()
    return row is not None
