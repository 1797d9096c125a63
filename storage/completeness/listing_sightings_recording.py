"""``Looks``: what each listing named in a crawl, and whether the look read it whole.

A look is whole if it read every page that it would have read whatever was known: a look that stops
where nothing is unknown depends on what other listings had brought, and tells nothing of what they
missed. Of a section page the first page is always read and the others only for news, so that its
looks are those at its first page.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from crawler.items import PollResult
from crawler.timezone import CASABLANCA
from storage.archive import Archive
from storage.database import writing

ONE_PAGE = frozenset(("SectionPage",))
"""Kinds of which a look is whole with its first page."""
ASKED_ABOUT = "WordPressPresence"
"""The kind that names only what it is asked about: no sighting."""


@dataclass(slots=True)
class _Look:
    """A look under way at one listing."""

    pages: int = 0
    """Pages asked for that have not ended."""
    read: int = 0
    cut: bool = False
    stopped: bool = False
    failed: list[PollResult] = field(default_factory=list)
    unchanged: bool = False
    named: list[int] = field(default_factory=list)
    """Leads that no whole look of this listing has named before."""


class Looks:
    """The looks of one crawl at an outlet's listings."""

    def __init__(self, archive: Archive, outlet: str, kinds: Mapping[str, str] = {}) -> None:
        """``kinds``: the address of each listing -> its kind; others are section pages."""
        self.archive, self.outlet, self.kinds = archive, outlet, dict(kinds)
        self._under_way: dict[str, _Look] = {}
        self._numbers: dict[str, int] = {}
        self.over: Callable[[str, int, Sequence[PollResult]], None] = lambda *_: None
        """Told of each look whose pages have ended: how many were read, and how others failed."""

    def open(self, listing: str) -> None:
        """A page of a listing is asked for."""
        self._under_way.setdefault(listing, _Look()).pages += 1

    def stopped(self, listing: str) -> None:
        """A further page stays closed: the page before it had nothing unknown."""
        if look := self._under_way.get(listing):
            look.stopped = True

    def cut(self, listing: str) -> None:
        """A further page has no room."""
        if look := self._under_way.get(listing):
            look.cut = True

    def named(self, listing: str, urls: Sequence[str], at: datetime, *, page: int) -> None:
        """A page of a listing named leads, by their addresses here. Within a transaction.

        What is erased is not noted.
        """
        if self._kind(listing) == ASKED_ABOUT or not urls:
            return
        number, now = self.number(listing), int(at.timestamp())
        # one statement for all: each of its own would cost as much as the rest of taking a lead in
        rows = self.archive.db.execute(
            "INSERT INTO sightings (lead_id, listing_id, first_seen, last_seen)"
            " SELECT l.id, ?1, ?2, ?2 FROM json_each(?3) j CROSS JOIN leads l"
            " ON l.outlet = ?4 AND l.url = j.value WHERE l.state <> 'erased'"
            " ON CONFLICT (lead_id, listing_id) DO UPDATE SET last_seen = excluded.last_seen"
            " RETURNING lead_id, whole_since",
            [number, now, json.dumps(urls, ensure_ascii=False), self.outlet],
        ).fetchall()  # fmt: skip
        look = self._under_way.get(listing)
        if look and (page == 1 or self._kind(listing) not in ONE_PAGE):
            look.named += [row[0] for row in rows if row[1] is None]

    def read(self, polled: PollResult, at: datetime) -> None:
        """A page was read to its end, and the pages that it leads to are asked for or left out."""
        with self._ending(polled.listing, at) as look:
            look.read += 1
            look.cut |= bool(polled.cut)
            look.unchanged |= not polled.modified

    def failed(self, polled: PollResult, at: datetime) -> None:
        """A page could not be had or read."""
        with self._ending(polled.listing, at) as look:
            look.failed.append(polled)

    def broken_off(self, at: datetime) -> None:
        """The crawl ends: what is still under way was not read to its end."""
        for listing, look in list(self._under_way.items()):
            look.cut = True
            self._end(listing, look, at)

    @contextmanager
    def _ending(self, listing: str, at: datetime) -> Iterator[_Look]:
        """A page ends; with the last one the look does."""
        look = self._under_way.get(listing)
        yield look or _Look()
        if look is not None:
            look.pages -= 1
            if look.pages <= 0:
                self._end(listing, look, at)
                self.over(listing, look.read, look.failed)

    def _end(self, listing: str, look: _Look, at: datetime) -> None:
        """Write how a look ended, and what it named if it was whole."""
        del self._under_way[listing]
        with writing(self.archive.db):
            number = self.number(listing)
            known = self.archive.row("SELECT read_whole FROM known_listings WHERE id = ?", number)
            ended = self._as(listing, look)
            # unchanged since a look that was whole: it still says the same
            counts = ended == "whole" or (ended == "unchanged" and bool(known and known[0]))
            there = at.astimezone(CASABLANCA)
            self.archive.db.execute(
                f"INSERT INTO looks (listing_id, day, {ended}, hours) VALUES (?, ?, 1, ?)"
                f" ON CONFLICT (listing_id, day) DO UPDATE SET {ended} = {ended} + 1,"
                " hours = hours | excluded.hours",
                [number, there.date().isoformat(), int(counts) << there.hour],
            )
            if ended in ("whole", "stopped", "cut"):
                self.archive.db.execute(
                    "UPDATE known_listings SET read_whole = ? WHERE id = ?",
                    [int(ended == "whole"), number],
                )
            if ended == "whole":
                now = int(at.timestamp())
                self.archive.db.conn.executemany(
                    "UPDATE sightings SET whole_since = ? WHERE lead_id = ? AND listing_id = ?"
                    " AND whole_since IS NULL", ((now, lead, number) for lead in look.named)
                )  # fmt: skip

    def _as(self, listing: str, look: _Look) -> str:
        """The column of ``looks`` that counts such a look."""
        if look.failed:
            blocked = any(one.error.startswith("blocked") for one in look.failed)
            return "blocked" if blocked else "failed"
        if look.cut and not (self._kind(listing) in ONE_PAGE and look.read):
            return "cut"
        if look.unchanged:
            return "unchanged"
        if look.stopped and self._kind(listing) not in ONE_PAGE:
            return "stopped"
        return "whole"

    def _kind(self, listing: str) -> str:
        return self.kinds.get(listing, "SectionPage")

    def number(self, listing: str) -> int:
        """The number of a listing, a new one if need be. Within a transaction."""
        if listing not in self._numbers:
            self.archive.db.execute(
                "INSERT INTO known_listings (outlet, listing, kind) VALUES (?1, ?2, ?3)"
                " ON CONFLICT (outlet, listing) DO UPDATE SET kind = excluded.kind"
                " WHERE kind <> excluded.kind",
                [self.outlet, listing, self._kind(listing)],
            )
            row = self.archive.row(
                "SELECT id FROM known_listings WHERE outlet = ? AND listing = ?",
                self.outlet, listing,
            )  # fmt: skip
            assert row is not None
            self._numbers[listing] = int(row[0])
        return self._numbers[listing]
