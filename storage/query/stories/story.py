"""A story: who had a text first, who copied how much of it and when.

Roles and evidence are those that the archive keeps. Where an order hides a member they are worked
out anew of the relations of the others: what is hidden is not named, not even as a copy's source.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from storage import times
from storage.archive import Archive
from storage.copies.story_roles import Order, groups
from storage.copies.story_tables import edges_among, order_of, spoken
from storage.query.filters import HIDDEN
from storage.query.stories.alignment import Alignment, aligned

_ARTICLE = (
    "id AS article_id, outlet, url, headline, published_at, published_precision, first_seen,"
    " words, revision, gone_at"
)
_EXACT = (None, "second", "minute", "hour")


@dataclass(frozen=True, slots=True)
class StoryMember:
    """An article in a story: its role, its time and what speaks for it."""

    article_id: int
    outlet: str
    url: str
    headline: str
    published_at: str | None
    published_precision: str | None
    first_seen: str
    words: int
    revision: int
    gone_at: str | None
    role: str
    """original, copy, partial or follow-up (which is suspected)."""
    at: str
    """The first time (UTC) that any of its addresses states, or at which it was seen."""
    by_id: int | None
    """The article that it is like; ``None``: it is the original."""
    score: float
    evidence: str

    @property
    def is_dated(self) -> bool:
        """Whether ``at`` is when it was published, with a time and not by the day alone."""
        return self.at == self.published_at and self.published_precision in _EXACT


@dataclass(frozen=True, slots=True)
class _Seat:
    """What an article is in its story, and by what."""

    role: str
    score: float
    evidence: str
    by_id: int | None


@dataclass(frozen=True, slots=True)
class Story:
    """The articles that tell one text, in order of time, the original first."""

    id: int
    members: Sequence[StoryMember]

    @property
    def original(self) -> StoryMember:
        """The first."""
        return self.members[0]

    @property
    def outlets(self) -> int:
        """How many outlets have it."""
        return len({one.outlet for one in self.members})

    def seconds_after(self, member: StoryMember) -> int | None:
        """How much later it was published than the original; ``None``: not known to the hour."""
        if member is self.original or not (member.is_dated and self.original.is_dated):
            return None
        apart = times.parse(member.at) - times.parse(self.original.at)
        return int(apart.total_seconds())


def story_of(archive: Archive, article_id: int) -> Story | None:
    """The story of a shown article, as far as it is shown; ``None``: nothing shown is like it."""
    row = archive.row("SELECT story_id FROM story_members WHERE article_id = ?", article_id)
    if row is None:
        return None
    kept = {
        seat[0]: _Seat(*seat[1:])
        for seat in archive.rows(
            "SELECT article_id, role, score, evidence, by_id FROM main.story_members"
            " WHERE story_id = ?", row[0],
        )
    }  # fmt: skip
    shown = {
        one[0]
        for one in archive.rows(
            "SELECT article_id FROM main.story_members"
            f" WHERE story_id = ? AND article_id NOT IN ({HIDDEN})", row[0],
        )
    }  # fmt: skip
    order = order_of(archive.db, shown)
    seats = kept if shown == kept.keys() else _without_hidden(archive, shown, article_id, order)
    if len(seats) < 2:
        return None
    ids = sorted(seats, key=lambda id: (seats[id].role != "original", order[id]))
    return Story(row[0], [_member(archive, id, seats[id], order[id][0]) for id in ids])


def _without_hidden(
    archive: Archive, shown: AbstractSet[int], article_id: int, order: Order
) -> dict[int, _Seat]:
    """What the shown members of a story would be without the others; empty: alone."""
    edges = [
        edge for edge in edges_among(archive.db, sorted(shown)) if {edge.one, edge.other} <= shown
    ]
    for group in groups(edges, order):
        if any(one.article_id == article_id for one in group):
            return {one.article_id: _Seat(one.role, *spoken(one, order)) for one in group}
    return {}


def alignment_with(archive: Archive, original: int, copy: int) -> Alignment:
    """The text of an article beside that of the original, both as they stand now."""
    return aligned(_body(archive, original), _body(archive, copy))


def _member(archive: Archive, id: int, seat: _Seat, at: str) -> StoryMember:
    row = archive.row(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", id)
    assert row is not None
    return StoryMember(
        **dict(row), role=seat.role, at=at, by_id=seat.by_id, score=seat.score,
        evidence=seat.evidence,
    )  # fmt: skip


def _body(archive: Archive, id: int) -> str:
    row = archive.row("SELECT body FROM articles WHERE id = ?", id)
    return str(row[0]) if row else ""
