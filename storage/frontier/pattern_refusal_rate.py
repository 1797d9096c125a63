"""The share of an outlet's listed addresses that its pattern refuses: a broken pattern is loud."""

from dataclasses import dataclass

from crawler.items import NOTICEABLE_LEADS, NOTICEABLE_SHARE
from storage.archive import Archive

MIN_OF_ALL = 20
"""So many refused ones at the least of all that was ever listed."""


@dataclass(frozen=True, slots=True)
class RefusedShare:
    """The refused ones among the addresses of a listing at its last look."""

    listing: str
    """Its address; empty for all that was ever listed, backfills too."""
    listed: int
    refused: int

    def in_words(self) -> str:
        """``the pattern refuses 4 of the 10 addresses of https://…``."""
        place = f"of {self.listing}" if self.listing else "that were ever listed"
        return f"its pattern refuses {self.refused:,} of the {self.listed:,} addresses {place}"


def refused_shares(archive: Archive, outlet: str) -> tuple[RefusedShare, ...]:
    """The listings of an outlet of which its pattern refuses a noticeable share, worst first."""
    rows = archive.rows(
        "SELECT listing, judged, refused FROM listings WHERE outlet = ? AND refused >= ?"
        " AND refused >= ? * judged ORDER BY refused * 1.0 / judged DESC",
        outlet, NOTICEABLE_LEADS, NOTICEABLE_SHARE,
    )  # fmt: skip
    found = tuple(RefusedShare(row[0], row[1], row[2]) for row in rows)
    return found or _of_all(archive, outlet)


def _of_all(archive: Archive, outlet: str) -> tuple[RefusedShare, ...]:
    row = archive.row(
        "SELECT count(*) FROM leads WHERE outlet = ? AND refused_by = 'pattern'", outlet
    )
    refused = int(row[0]) if row else 0
    if refused < MIN_OF_ALL:
        return ()
    every = archive.row("SELECT count(*) FROM leads WHERE outlet = ?", outlet)
    share = RefusedShare("", int(every[0]) if every else 0, refused)
    return (share,) if refused >= NOTICEABLE_SHARE * share.listed else ()
