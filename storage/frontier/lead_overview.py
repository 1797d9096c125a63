"""The leads of all outlets, for people: what is due, done or put aside, and trying again."""

from dataclasses import dataclass, fields, replace
from datetime import datetime

from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.frontier.listing_intake import REVISIT
from storage.frontier.outlet_backoff import end_rest, rests_now


@dataclass(frozen=True, slots=True)
class LeadStatus:
    """A lead as it stands in the frontier."""

    outlet: str
    url: str
    state: str
    priority: int
    due_at: str
    attempts: int
    crashes: int
    outcome: str | None
    reason: str | None
    refused_by: str | None
    """What a refusal rests on, where that may change."""
    raw: str | None
    """Where its last raw page lies, if there is one."""


@dataclass(frozen=True, slots=True)
class LeadFilter:
    """Which leads are meant; what is empty or ``None`` does not matter."""

    outlets: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """Canonical ones, or as a listing gave them."""
    state: str | None = None
    outcome: str | None = None
    refused_by: str | None = None
    reason: str | None = None
    """A part of the reason, in any case of letters."""

    @property
    def chooses(self) -> bool:
        """Whether it leaves out any lead."""
        return any(getattr(self, one.name) for one in fields(self))

    def sql(self) -> tuple[str, list[object]]:
        """The condition on a row of ``leads``, and its values."""
        said: list[str] = ["1"]
        values: list[object] = []
        for column, value in (
            ("state", self.state), ("outcome", self.outcome), ("refused_by", self.refused_by),
        ):  # fmt: skip
            if value:
                said.append(f"l.{column} = ?")
                values.append(value)
        if self.reason:
            said.append("instr(lower(l.reason), lower(?))")
            values.append(self.reason)
        if self.outlets:
            said.append(f"l.outlet IN ({', '.join('?' * len(self.outlets))})")
            values += self.outlets
        if self.addresses:
            marks = ", ".join("?" * len(self.addresses))
            said.append(f"(l.url IN ({marks}) OR l.address IN ({marks}))")
            values += [*self.addresses, *self.addresses]
        return " AND ".join(said), values


def leads(archive: Archive, chosen: LeadFilter, limit: int) -> list[LeadStatus]:
    """Leads in their order of waiting; those of an outlet that rests are due at its end."""
    which, values = chosen.sql()
    rows = archive.rows(
        "SELECT l.*, (SELECT 'raw/' || c.file || ' at byte ' || c.offset FROM captures c"
        " WHERE c.url = l.address AND c.file IS NOT NULL ORDER BY c.id DESC LIMIT 1) AS raw"
        f" FROM leads l WHERE {which} ORDER BY l.due_at, l.id LIMIT ?",
        *values, limit,
    )  # fmt: skip
    names, rests = LeadStatus.__dataclass_fields__, rests_now(archive, times.now())
    found = [LeadStatus(**{name: row[name] for name in names}) for row in rows]
    return [
        replace(one, due_at=max(one.due_at, rests[one.outlet]))
        if one.state == "due" and one.outlet in rests
        else one
        for one in found
    ]


def count(archive: Archive, chosen: LeadFilter) -> int:
    """The number of leads."""
    which, values = chosen.sql()
    row = archive.row(f"SELECT count(*) FROM leads l WHERE {which}", *values)
    return int(row[0]) if row else 0


def retry(archive: Archive, chosen: LeadFilter, at: datetime) -> int:
    """Make leads due now, quarantined ones too; how many there are.

    One that never gave a page keeps its place among the fresh ones, or in its backfill. A rest of
    their outlets ends with that.
    """
    which, values = chosen.sql()
    with writing(archive.db):
        rows = archive.rows(f"SELECT DISTINCT l.outlet FROM leads l WHERE {which}", *values)
        end_rest(archive, [row["outlet"] for row in rows])
        cursor = archive.db.execute(
            "UPDATE leads AS l SET state = 'due', due_at = ?, attempts = 0, crashes = 0,"
            " priority = iif(visits, ?, priority), outcome = NULL, reason = NULL,"
            f" refused_by = NULL WHERE l.state <> 'erased' AND {which}",
            [times.text(at), REVISIT, *values],
        )
    return int(cursor.rowcount)


@dataclass(frozen=True, slots=True)
class ListingStatus:
    """The state of the polling of a listing."""

    listing: str
    polled_at: str | None
    next_poll: str
    interval: float
    polls: int
    links: int
    fresh: int
    judged: int
    """Addresses at the last look, its further pages among them."""
    refused: int
    """Of these, by the outlet's pattern."""
    failures: float
    error: str | None


def listings(archive: Archive, outlet: str) -> list[ListingStatus]:
    """The listings of an outlet, as the last polls left them."""
    names = tuple(ListingStatus.__dataclass_fields__)
    rows = archive.rows(
        f"SELECT {', '.join(names)} FROM listings WHERE outlet = ? ORDER BY listing", outlet
    )
    return [ListingStatus(*row) for row in rows]
