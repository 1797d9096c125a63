"""By what else a lead is known than by its address: other addresses of it, the outlet's own ids.

A name is ``id 515208`` (it stands in the address), ``post 515208`` (the outlet's API states it) or
``at https://…`` (another address of the same article).
"""

from collections.abc import Sequence

from storage.archive import Archive

_UNTOUCHED = "state = 'due' AND visits = 0 AND attempts = 0 AND outcome IS NULL"


def known_as(archive: Archive, outlet: str, url: str, names: Sequence[str]) -> str:
    """The address under which the frontier knows an article; the given one where it does not.

    A lead that has another id of the same kind is another article, whatever else says the same.
    A lead that was never fetched may still turn out to be another address of a known one.
    """
    row = archive.row(f"SELECT {_UNTOUCHED} FROM leads WHERE outlet = ? AND url = ?", outlet, url)
    if row and not row[0]:
        return url
    for name in (f"at {url}", *names):
        row = archive.row("SELECT url FROM names WHERE outlet = ? AND name = ?", outlet, name)
        if row and not _differ(names, names_of(archive, outlet, row["url"])):
            return str(row["url"])
    return url


def names_of(archive: Archive, outlet: str, url: str) -> list[str]:
    """The names of the lead at an address."""
    rows = archive.rows("SELECT name FROM names WHERE outlet = ? AND url = ?", outlet, url)
    return [row["name"] for row in rows]


def _differ(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether both have an id of one kind, and not the same."""
    ids, other_ids = (
        {kind: id for kind, _, id in (name.partition(" ") for name in some) if kind != "at"}
        for some in (names, others)
    )
    return any(other_ids.get(kind, id) != id for kind, id in ids.items())


def give_names(archive: Archive, outlet: str, url: str, names: Sequence[str]) -> None:
    """Note by what else a lead is known. Within a transaction."""
    archive.db.conn.executemany(
        "INSERT OR IGNORE INTO names VALUES (?, ?, ?)", [(outlet, name, url) for name in names]
    )


def fold(archive: Archive, outlet: str, url: str, into: str) -> None:
    """A lead that was never fetched is another address of a known one. Within a transaction.

    The listings that named it have named the known one.
    """
    archive.db.execute(
        "UPDATE OR IGNORE sightings SET lead_id = (SELECT id FROM leads WHERE outlet = ?1"
        " AND url = ?3 AND state <> 'erased')"
        f" WHERE lead_id = (SELECT id FROM leads WHERE outlet = ?1 AND url = ?2 AND {_UNTOUCHED})"
        " AND EXISTS (SELECT 1 FROM leads WHERE outlet = ?1 AND url = ?3 AND state <> 'erased')",
        [outlet, url, into],
    )
    gone = archive.db.execute(
        f"DELETE FROM leads WHERE outlet = ? AND url = ? AND {_UNTOUCHED}", [outlet, url]
    )
    if gone.rowcount:
        archive.db.execute(
            "UPDATE names SET url = ? WHERE outlet = ? AND url = ?", [into, outlet, url]
        )
