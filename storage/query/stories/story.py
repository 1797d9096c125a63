"""A story: who had a text first, who copied how much of it and when.

Roles and evidence are worked out of the relations of the shown articles alone, by the rules by
which the archive keeps them: what an order hides is not named, not even as the source of a copy.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from storage import times
from storage.archive import Archive
from storage.copies.story_roles import Member, Order, groups
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
    ids = {
        one[0]
        for one in archive.rows(
            "SELECT article_id FROM story_members"
            f" WHERE story_id = ? AND article_id NOT IN ({HIDDEN})", row[0],
        )
    }  # fmt: skip
    edges = [edge for edge in edges_among(archive.db, ids) if {edge.one, edge.other} <= ids]
    order = order_of(archive.db, ids)
    for group in groups(edges, order):
        if any(one.article_id == article_id for one in group):
            return Story(row[0], [_member(archive, one, order) for one in group])
    return None


def alignment_with(archive: Archive, original: int, copy: int) -> Alignment:
    """The text of an article beside that of the original, both as they stand now."""
    return aligned(_body(archive, original), _body(archive, copy))


def _member(archive: Archive, member: Member, order: Order) -> StoryMember:
    row = archive.row(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", member.article_id)
    assert row is not None
    score, evidence, by_id = spoken(member, order)
    at = order[member.article_id][0]
    return StoryMember(
        **dict(row), role=member.role, at=at, by_id=by_id, score=score, evidence=evidence
    )


def _body(archive: Archive, id: int) -> str:
    row = archive.row("SELECT body FROM articles WHERE id = ?", id)
    return str(row[0]) if row else ""
